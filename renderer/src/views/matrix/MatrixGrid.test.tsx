import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { BoundaryId, ElementId } from '../../../../shared/model/ids';
import { modelFromPlain, type ThreatModel } from '../../../../shared/model/threat-model';
import { click, one, press, type Screen, show } from '../../../../test/renderer/screen';
import type { CallMatrix, Mark, Row } from './call-matrix';
import type { Pair } from './matrix-actions';
import { MatrixGrid } from './MatrixGrid';

const members = ['cart', 'orders', 'orders-db', 'web'] as const;
const ids: readonly ElementId[] = members.map((id) => id as ElementId);
const marks: readonly (readonly Mark[])[] = [
  ['self', 'unsaid', 'unsaid', 'unsaid'],
  ['declared', 'self', 'suggested', 'no'],
  ['no', 'no', 'self', 'no'],
  ['said', 'unsaid', 'unsaid', 'self'],
];
const rows = ids.map((id, index): Row => ({ id, cells: marks[index] ?? [], calls: 1, done: id === 'orders-db' }));
const matrix: CallMatrix = {
  boundary: 'shop' as BoundaryId,
  members: ids,
  rows,
  complete: false,
  counts: { said: 1, declared: 1, suggested: 1, no: 4, unsaid: 5 },
};

function model(): ThreatModel {
  const elements = Object.fromEntries(members.map((id) => [id, { type: 'process/api', in: 'shop' }]));
  const read = modelFromPlain({ gabion: 1, boundaries: { shop: { type: 'kubernetes/namespace' } }, elements });
  if (!read.ok) throw new Error('the model of this test is broken');
  return read.value;
}

/** What was answered, in words. */
type Answers = string[];

function Grid({ answers, shown }: { readonly answers: Answers; readonly shown: readonly Row[] }) {
  const [pair, setPair] = useState<Pair | undefined>({ from: ids[0] ?? ('' as ElementId), to: ids[1] ?? ('' as ElementId) });
  return (
    <MatrixGrid
      matrix={matrix}
      rows={shown}
      model={model()}
      catalog={undefined}
      pair={pair}
      onMove={setPair}
      actions={{
        call: ({ from, to }, both = false) => answers.push(`${from} ${both ? 'and' : 'calls'} ${to}`),
        deny: ({ from, to }) => answers.push(`${from} not ${to}`),
        finish: (row) => answers.push(`${row} done`),
        reopen: (row) => answers.push(`${row} open`),
        complete: () => answers.push('complete'),
      }}
    />
  );
}

let screen: Screen;
afterEach(() => screen.close());

async function begin(shown: readonly Row[] = rows) {
  const answers: Answers = [];
  screen = await show(<Grid answers={answers} shown={shown} />);
  const grid = one(screen.container, '[role="grid"]');
  return {
    answers,
    grid,
    keys: async (...keys: readonly string[]) => {
      for (const key of keys) await press(grid, key);
    },
    /** What a screen reader says of the cell that the keyboard is on. */
    here: () => document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label'),
  };
}

describe('who calls whom with the keyboard', () => {
  it('has the focus at once, on the first pair, and says what is known of it', async () => {
    const { grid, here } = await begin();
    expect(document.activeElement).toBe(grid);
    expect(here()).toBe('cart to orders: nobody has said');
  });

  it('moves by arrows, to the ends of a row, and never out of the grid', async () => {
    const { keys, here } = await begin();
    await keys('ArrowDown');
    expect(here()).toBe('orders itself');
    await keys('ArrowLeft');
    expect(here()).toBe('orders calls cart: declared in the files');
    await keys('ArrowLeft', 'ArrowUp', 'ArrowUp');
    expect(here()).toBe('cart itself');
    await keys('End');
    expect(here()).toBe('cart to web: nobody has said');
    await keys('ArrowRight', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(here()).toBe('web itself');
    await keys('Home');
    expect(here()).toBe('web calls cart: said by a person');
  });

  it('says yes with Space or Y, both ways with Shift, and stays there', async () => {
    const { keys, grid, answers, here } = await begin();
    await keys(' ', 'y');
    await press(grid, ' ', { shiftKey: true });
    expect(answers).toEqual(['cart calls orders', 'cart calls orders', 'cart and orders']);
    expect(here()).toBe('cart to orders: nobody has said');
  });

  it('says no with N or 0 and goes on to the next pair, past the thing itself', async () => {
    const { keys, answers, here } = await begin();
    await keys('n', '0');
    expect(answers).toEqual(['cart not orders', 'cart not orders-db']);
    expect(here()).toBe('cart to web: nobody has said');
    await keys('ArrowDown', 'Home', 'N');
    expect(answers.at(-1)).toBe('orders not cart');
    expect(here()).toBe('orders to orders-db: suggested by its name');
  });

  it('takes the next suggestion of the row with S', async () => {
    const { keys, answers, here } = await begin();
    await keys('s');
    expect(answers).toEqual([]);
    await keys('ArrowDown', 's');
    expect(answers).toEqual(['orders calls orders-db']);
    expect(here()).toBe('orders to orders-db: suggested by its name');
  });

  it('ends a row with Enter, and goes to the next; a row that is done is left as it is', async () => {
    const { keys, answers, here } = await begin();
    await keys('Enter', 'Enter', 'Enter');
    expect(answers).toEqual(['cart done', 'orders done']);
    expect(here()).toBe('web calls cart: said by a person');
  });

  it('asks nothing of a thing and itself', async () => {
    const { keys, answers } = await begin();
    await keys('ArrowDown', ' ', 'y', 'n', '0');
    expect(answers).toEqual([]);
  });

  it('walks only the rows that are shown', async () => {
    const { keys, here } = await begin(rows.filter(({ done }) => !done));
    await keys('ArrowDown', 'ArrowDown');
    expect(here()).toBe('web to orders: nobody has said');
  });

  it('answers a pair that is pressed again, and only goes to one that is pressed first', async () => {
    const { answers, here } = await begin();
    const cell = one(screen.container, '[aria-label="web to orders: nobody has said"]');
    await click(cell);
    expect([here(), answers]).toEqual(['web to orders: nobody has said', []]);
    await click(cell);
    expect(answers).toEqual(['web calls orders']);
  });

  it('leaves shortcuts alone', async () => {
    const { grid, answers } = await begin();
    expect(await press(grid, 'n', { ctrlKey: true })).toBe(false);
    expect(await press(grid, 'y', { metaKey: true })).toBe(false);
    expect(await press(grid, 'Tab')).toBe(false);
    expect(answers).toEqual([]);
  });
});
