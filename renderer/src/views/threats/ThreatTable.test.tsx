import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Severity, Threat } from '../../../../shared/analysis/findings';
import type { SubjectId, ThreatKey } from '../../../../shared/model/ids';
import { EMPTY_MODEL } from '../../../../shared/model/threat-model';
import { click, one, press, type Screen, show } from '../../../../test/renderer/screen';
import type { ThreatLine } from './threat-list';
import { ThreatTable } from './ThreatTable';

function threat(rule: string, subject: string, severity: Severity): Threat {
  return {
    key: `${rule}@${subject}` as ThreatKey,
    rule,
    subject: subject as SubjectId,
    subjectKind: 'element',
    title: `${subject} has ${rule}`,
    name: rule,
    stride: ['tampering'],
    techniques: [],
    risk: { likelihood: 2, impact: 3, score: 6, severity, likelihoodFactors: [], impactFactors: [], overridden: false },
    status: { state: 'open' },
  };
}
const alone = threat('clear-text', 'entry', 'high');
const pair = [threat('floating-tag', 'redis', 'medium'), threat('floating-tag', 'web', 'low')] as const;
const last = threat('no-replica', 'redis', 'low');

/** The list as the Threats view keeps it: which group is open, which threat is chosen. */
function List({ onSelect }: { readonly onSelect: (key: string) => void }) {
  const [opened, setOpened] = useState(false);
  const [selected, setSelected] = useState<string>();
  const single = (each: Threat): ThreatLine => ({ kind: 'threat', id: each.key, threat: each, group: each.rule, level: 1 });
  const lines: readonly ThreatLine[] = [
    single(alone),
    {
      kind: 'group',
      id: 'tags',
      group: { id: 'tags', title: 'Floating tags', severity: 'medium', score: 6, stride: ['tampering'], threats: pair },
      opened,
    },
    ...(opened ? pair.map((each): ThreatLine => ({ kind: 'threat', id: each.key, threat: each, group: 'tags', level: 2 })) : []),
    single(last),
  ];
  return (
    <ThreatTable
      lines={lines}
      model={EMPTY_MODEL}
      catalog={undefined}
      selected={selected}
      onSelect={({ key }) => {
        setSelected(key);
        onSelect(key);
      }}
      onToggle={(_, open) => setOpened(open)}
    />
  );
}

let screen: Screen;
afterEach(() => screen.close());

async function begin() {
  const chosen: string[] = [];
  screen = await show(<List onSelect={(key) => chosen.push(key)} />);
  const grid = one(screen.container, '[role="treegrid"]');
  const rows = (): readonly HTMLElement[] => [...screen.container.querySelectorAll<HTMLElement>('[role="row"][aria-level]')];
  return {
    chosen,
    grid,
    rows,
    keys: async (...keys: readonly string[]) => {
      for (const key of keys) await press(grid, key);
    },
    /** The row that the keyboard is on, as a screen reader finds it. */
    here: () => rows().findIndex(({ id }) => id === grid.getAttribute('aria-activedescendant')),
  };
}

describe('the list of threats with the keyboard', () => {
  it('is one control, on its first row at first', async () => {
    const { grid, rows, here } = await begin();
    expect(grid.tabIndex).toBe(0);
    expect(rows()).toHaveLength(3);
    expect(here()).toBe(0);
  });

  it('moves by arrows, to the ends and not beyond, and chooses the threats that it comes to', async () => {
    const { keys, here, chosen } = await begin();
    await keys('ArrowUp');
    expect(here()).toBe(0);
    await keys('ArrowDown', 'ArrowDown', 'ArrowDown');
    expect(here()).toBe(2);
    await keys('Home');
    expect(here()).toBe(0);
    await keys('End');
    expect(here()).toBe(2);
    expect(chosen).toEqual([alone.key, last.key, last.key, alone.key, last.key]);
  });

  it('opens a group with Right, goes into it with another, back to it with Left, and closes it with another', async () => {
    const { keys, rows, here, chosen } = await begin();
    await keys('ArrowDown', 'ArrowRight');
    expect([here(), rows().length, rows()[1]?.getAttribute('aria-expanded')]).toEqual([1, 5, 'true']);
    await keys('ArrowRight');
    expect([here(), chosen.at(-1)]).toEqual([2, pair[0].key]);
    expect(rows()[2]?.getAttribute('aria-level')).toBe('2');
    await keys('ArrowDown', 'ArrowLeft');
    expect(here()).toBe(1);
    await keys('ArrowLeft');
    expect([here(), rows().length, rows()[1]?.getAttribute('aria-expanded')]).toEqual([1, 3, 'false']);
  });

  it.each(['Enter', ' '])('opens and closes a group, and chooses a threat, with "%s"', async (key) => {
    const { keys, rows, chosen } = await begin();
    await keys('ArrowDown', key);
    expect(rows()).toHaveLength(5);
    await keys(key);
    expect(rows()).toHaveLength(3);
    await keys('Home', key);
    expect(chosen.slice(-2)).toEqual([alone.key, alone.key]);
    expect(rows()[0]?.getAttribute('aria-selected')).toBe('true');
  });

  it('goes on from a row that was pressed', async () => {
    const { keys, rows, here } = await begin();
    const third = rows()[2];
    if (third !== undefined) await click(third);
    await keys('ArrowUp');
    expect(here()).toBe(1);
  });

  it('leaves shortcuts and letters alone', async () => {
    const { grid } = await begin();
    expect(await press(grid, 'ArrowDown', { ctrlKey: true })).toBe(false);
    expect(await press(grid, 'ArrowDown', { altKey: true })).toBe(false);
    expect(await press(grid, 'x')).toBe(false);
    expect(await press(grid, 'ArrowDown')).toBe(true);
  });
});
