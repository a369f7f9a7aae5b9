import type { Point } from '../model/schema';
import { between, bottom, type Rect, right } from './rect';

const CELL = 256;
/** Cells are numbered row by row; so many in a row are more than any diagram has. */
const COLUMNS = 1 << 20;

interface Box {
  readonly id: string;
  readonly rect: Rect;
  /** The search that saw it last: a box in several cells is told once. */
  seen: number;
}

/** Boxes in the way, by where they are, so that looking along a line costs what stands near it. */
export class Obstacles {
  private readonly cells = new Map<number, Box[]>();
  private searches = 0;

  constructor(boxes: Iterable<readonly [id: string, rect: Rect]>) {
    for (const [id, rect] of boxes) this.add(id, rect);
  }

  /** Puts another box in the way. */
  add(id: string, rect: Rect): void {
    const box: Box = { id, rect, seen: 0 };
    for (let row = Math.floor(rect.y / CELL); row <= Math.floor(bottom(rect) / CELL); row += 1) {
      for (let column = Math.floor(rect.x / CELL); column <= Math.floor(right(rect) / CELL); column += 1) {
        const key = row * COLUMNS + column;
        const cell = this.cells.get(key);
        if (cell === undefined) this.cells.set(key, [box]);
        else cell.push(box);
      }
    }
  }

  /** Tells each box that reaches into `area` once, until `visit` returns true. True if it did. */
  private search(area: Rect, visit: (box: Box) => boolean): boolean {
    this.searches += 1;
    const [farX, farY] = [right(area), bottom(area)];
    for (let row = Math.floor(area.y / CELL); row <= Math.floor(farY / CELL); row += 1) {
      for (let column = Math.floor(area.x / CELL); column <= Math.floor(farX / CELL); column += 1) {
        for (const box of this.cells.get(row * COLUMNS + column) ?? []) {
          if (box.seen === this.searches) continue;
          box.seen = this.searches;
          const { rect } = box;
          if (rect.x < farX && right(rect) > area.x && rect.y < farY && bottom(rect) > area.y && visit(box)) return true;
        }
      }
    }
    return false;
  }

  /** The boxes that reach into `area`. */
  within(area: Rect): readonly Rect[] {
    const found: Rect[] = [];
    this.search(area, ({ rect }) => {
      found.push(rect);
      return false;
    });
    return found;
  }

  /** True if a box reaches into `area` that `allowed` does not let pass. */
  blocks(area: Rect, allowed: (id: string) => boolean = () => false): boolean {
    return this.search(area, ({ id }) => !allowed(id));
  }

  /** How many boxes a line comes nearer to than `clearance`, those of `except` aside. */
  hits(a: Point, b: Point, clearance: number, except: readonly string[]): number {
    const line = between(a, b);
    let count = 0;
    this.search(
      { x: line.x - clearance, y: line.y - clearance, width: line.width + 2 * clearance, height: line.height + 2 * clearance },
      ({ id }) => {
        if (!except.includes(id)) count += 1;
        return false;
      },
    );
    return count;
  }
}
