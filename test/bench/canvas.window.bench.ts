import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { inProject } from '../../build/project.mjs';
import { printModel } from '../../shared/format/print-model';
import { BenchWindow } from './bench-window';
import { type Benchmark, type Prepared, Measured } from './benchmark';
import { placedModel, plainDiagram } from './placed-model';

/** The script of a hand on a diagram, the same for whatever shows one. */
class DiagramHand {
  private readonly window: BenchWindow;

  constructor(window: BenchWindow) {
    this.window = window;
  }

  private async centre(): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.window.page.locator('.react-flow').boundingBox();
    if (box === null) throw new Error('there is no diagram');
    return { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  }

  /** One notch of the wheel is a seventh in or out. */
  private async zoom(notches: number): Promise<void> {
    const { page } = this.window;
    await page.keyboard.down('Control');
    for (let at = 0; at < Math.abs(notches); at += 1) {
      await page.mouse.wheel(0, notches > 0 ? -100 : 100);
      await this.window.frame();
    }
    await page.keyboard.up('Control');
  }

  private async pan(steps: number, dx: number, dy: number): Promise<void> {
    for (let at = 0; at < steps; at += 1) {
      await this.window.page.mouse.wheel(dx, dy);
      await this.window.frame();
    }
  }

  /** From everything in view to reading size, across the diagram, and back. */
  async panAndZoom(): Promise<void> {
    const { x, y } = await this.centre();
    await this.window.page.mouse.move(x, y);
    await this.zoom(NOTCHES);
    await this.pan(15, 120, 80);
    await this.pan(15, -120, -80);
    await this.zoom(-NOTCHES);
  }

  /** To reading size, with the node in the middle chosen. */
  async takeHold(): Promise<void> {
    const { x, y } = await this.centre();
    await this.window.page.mouse.move(x, y);
    await this.zoom(NOTCHES);
    const node = await this.nodeInTheMiddle();
    await this.window.page.mouse.click(node.x, node.y);
    await this.window.settle();
  }

  private async nodeInTheMiddle(): Promise<{ readonly x: number; readonly y: number }> {
    const { x, y } = await this.centre();
    return this.window.page.evaluate(
      ([centreX, centreY]) => {
        const boxes = [...document.querySelectorAll('.react-flow__node-element, .react-flow__node-default')].map((node) =>
          node.getBoundingClientRect(),
        );
        const far = (box: DOMRect) => Math.hypot(box.x + box.width / 2 - centreX, box.y + box.height / 2 - centreY);
        const [nearest] = boxes.sort((a, b) => far(a) - far(b));
        if (nearest === undefined) throw new Error('there is no node in view');
        return { x: Math.round(nearest.x + nearest.width / 2), y: Math.round(nearest.y + nearest.height / 2) };
      },
      [x, y] as const,
    );
  }

  /** Drags the node in the middle some way, and drops it after the measuring. */
  async drag(direction: 1 | -1): Promise<number> {
    const { mouse } = this.window.page;
    const { x, y } = await this.nodeInTheMiddle();
    await mouse.move(x, y);
    await mouse.down();
    const took = await this.window.mainThread(async () => {
      for (let step = 1; step <= 30; step += 1) {
        await mouse.move(x + direction * step * 4, y + direction * step * 2);
        await this.window.frame();
      }
    });
    await mouse.up();
    await this.window.settle();
    return took;
  }
}

/** From a diagram of 1,000 elements in view to about its own size. */
const NOTCHES = 14;

const sizes = {
  '1,000': { elements: 1_000, flows: 2_000, namespaces: 20 },
  '3,000': { elements: 3_000, flows: 6_000, namespaces: 60 },
} as const;

type Count = keyof typeof sizes;

interface Shown {
  readonly window: BenchWindow;
  readonly hand: DiagramHand;
  readonly close: () => Promise<void>;
}

async function inGabion(count: Count): Promise<Shown> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gabion-bench-model-'));
  const file = path.join(folder, 'large.gabion.yaml');
  writeFileSync(file, printModel(placedModel(sizes[count])));
  const window = await BenchWindow.open({ gabion: [file] });
  await window.page.locator('[data-region="status"]', { hasText: /[1-9]\d* threats/ }).waitFor({ timeout: 120_000 });
  await window.page.locator('.react-flow__node').first().waitFor();
  await window.settle();
  const close = async (): Promise<void> => {
    await window.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { window, hand: new DiagramHand(window), close };
}

async function inPlainFlow(count: Count): Promise<Shown> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'gabion-bench-page-'));
  await cp(inProject('.cache/bench/plain-flow'), folder, { recursive: true });
  writeFileSync(path.join(folder, 'diagram.json'), JSON.stringify(plainDiagram(placedModel(sizes[count]))));
  const window = await BenchWindow.open({ page: folder });
  await window.page.locator('.react-flow__node').first().waitFor({ timeout: 120_000 });
  await window.settle();
  const close = async (): Promise<void> => {
    await window.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { window, hand: new DiagramHand(window), close };
}

const panning = ({ window, hand, close }: Shown): Prepared => ({
  work: async () => new Measured(await window.mainThread(() => hand.panAndZoom())),
  close,
});

async function dragging({ hand, close }: Shown): Promise<Prepared> {
  await hand.takeHold();
  let direction: 1 | -1 = 1;
  const work = async (): Promise<Measured> => {
    direction = direction === 1 ? -1 : 1;
    return new Measured(await hand.drag(direction));
  };
  return { work, close };
}

/** How many DOM elements stand in the node that has most of them. */
async function elementsOfNodes({ window }: Shown): Promise<number> {
  return window.page.evaluate(() => {
    const counts = [...document.querySelectorAll('.react-flow__node-element')].map((node) => node.querySelectorAll('*').length);
    return Math.max(0, ...counts);
  });
}

const figures = (count: Count): readonly Benchmark[] => [
  {
    name: `diagram of ${count} elements: pan and zoom, main thread`,
    baseline: { name: 'plain React Flow, same boxes and lines', prepare: async () => panning(await inPlainFlow(count)) },
    budget: { median: 1.3 },
    runs: 7,
    warmUp: 1,
    prepare: async () => panning(await inGabion(count)),
  },
  {
    name: `diagram of ${count} elements: drag one of them, main thread`,
    baseline: { name: 'plain React Flow, same boxes and lines', prepare: async () => dragging(await inPlainFlow(count)) },
    budget: { median: 1.2 },
    runs: 7,
    warmUp: 1,
    prepare: async () => dragging(await inGabion(count)),
  },
];

export const benchmarks: readonly Benchmark[] = [
  ...figures('1,000'),
  ...figures('3,000'),
  {
    name: 'DOM elements in a node with 1,000 of them in view, at most',
    counts: 'DOM elements',
    budget: { median: 3 },
    runs: 1,
    warmUp: 0,
    prepare: async () => {
      const shown = await inGabion('1,000');
      return { work: async () => new Measured(await elementsOfNodes(shown)), close: shown.close };
    },
  },
];
