import type { Point } from '../model/schema';
import { between, bottom, type Rect, right } from './rect';

const CELL = 256;

/** Boxes in the way, by where they are, so that looking along a line costs what stands near it. */
export class Obstacles {
  private readonly cells = new Map<string, string[]>();
  private readonly boxes: ReadonlyMap<string, Rect>;

  constructor(boxes: ReadonlyMap<string, Rect>) {
    this.boxes = boxes;
    for (const [id, box] of boxes) {
      this.eachCell(box, (key) => {
        const cell = this.cells.get(key);
        if (cell === undefined) this.cells.set(key, [id]);
        else cell.push(id);
      });
    }
  }

  private eachCell(box: Rect, visit: (key: string) => void): void {
    for (let column = Math.floor(box.x / CELL); column <= Math.floor(right(box) / CELL); column += 1) {
      for (let row = Math.floor(box.y / CELL); row <= Math.floor(bottom(box) / CELL); row += 1) visit(`${column} ${row}`);
    }
  }

  /** The boxes that reach into `area`. */
  within(area: Rect): readonly (readonly [id: string, box: Rect])[] {
    const found = new Map<string, Rect>();
    this.eachCell(area, (key) => {
      for (const id of this.cells.get(key) ?? []) {
        const box = this.boxes.get(id);
        if (box !== undefined && box.x < right(area) && right(box) > area.x && box.y < bottom(area) && bottom(box) > area.y) found.set(id, box);
      }
    });
    return [...found];
  }

  /** How many boxes a line comes nearer to than `clearance`, those of `except` aside. */
  hits(a: Point, b: Point, clearance: number, except: readonly string[]): number {
    const line = between(a, b);
    const area = { x: line.x - clearance, y: line.y - clearance, width: line.width + 2 * clearance, height: line.height + 2 * clearance };
    let count = 0;
    for (const [id] of this.within(area)) if (!except.includes(id)) count += 1;
    return count;
  }
}
