import { describe, expect, it } from 'vitest';
import type { AttackNode } from '../../outcome/attack-outcome';
import { branchPath, drawingOf, elkGraphOf, neighbour, type Places, placesOf, twoLines } from './tree-layout';

const node = (id: string, children: readonly string[], more: Partial<AttackNode> = {}): AttackNode => ({
  id,
  kind: 'fact',
  fact: undefined,
  step: undefined,
  children,
  more: 0,
  cost: 1,
  exact: true,
  highlighted: false,
  order: undefined,
  shared: false,
  ...more,
});
const words = (shown: AttackNode) => ({ title: shown.id, where: undefined, techniques: [] });
const drawing = drawingOf(
  [
    node('goal', ['a', 'b'], { kind: 'goal', highlighted: true, more: 3 }),
    node('a', ['c']),
    node('b', ['c'], { highlighted: true }),
    node('c', [], { shared: true, highlighted: true }),
  ],
  words,
);
const places: Places = {
  paths: new Map(),
  at: new Map([
    ['goal', [100, 0]],
    ['a', [0, 100]],
    ['b', [210, 104]],
    ['more goal', [420, 108]],
    ['c', [100, 200]],
  ]),
};

describe('drawing attacks', () => {
  it('has a box for each node and one for ways that are not drawn', () => {
    expect(drawing.boxes.map(({ id, more }) => [id, more])).toEqual([
      ['goal', 0],
      ['a', 0],
      ['b', 0],
      ['c', 0],
      ['more goal', 3],
    ]);
  });

  it('marks the edges of the highlighted attack', () => {
    expect(drawing.edges.filter(({ highlighted }) => highlighted).map(({ id }) => id)).toEqual(['goal b', 'b c']);
  });

  it('leaves out a fact that only one step needs, and puts the ways to it below the step', () => {
    const step = (id: string, children: readonly string[]) => node(id, children, { kind: 'step' });
    const short = drawingOf(
      [
        node('goal', ['s'], { kind: 'goal' }),
        step('s', ['f']),
        node('f', ['t', 'u'], { more: 2 }),
        step('t', []),
        step('u', ['g', 'h']),
        node('g', []),
        node('h', ['t'], { shared: true }),
      ],
      words,
    );
    expect(short.boxes.map(({ id, gate, opens }) => [id, gate ?? opens])).toEqual([
      ['goal', undefined],
      ['s', 'or'],
      ['t', undefined],
      ['u', 'then'],
      ['g', undefined],
      ['h', undefined],
      ['more s', 'f'],
    ]);
    expect(short.edges.map(({ id }) => id)).toEqual(['goal s', 's t', 's u', 's more s', 'u g', 'u h', 'h t']);
  });

  it('leaves out an edge to a node that is not drawn', () => {
    expect(drawingOf([node('goal', ['gone'])], words).edges).toEqual([]);
  });

  it('asks ELK for layers downward, with edges at the middle of boxes', () => {
    const graph = elkGraphOf(drawing);
    expect(graph.layoutOptions?.['elk.direction']).toBe('DOWN');
    expect(graph.children?.[1]?.ports?.map(({ x, y }) => [x, y])).toEqual([
      [98, 0],
      [98, 40],
    ]);
    expect(graph.edges?.[0]).toEqual({ id: 'goal a', sources: ['goal:out'], targets: ['a:in'] });
  });

  it('takes places and ways from the answer', () => {
    const { at, paths } = placesOf({
      id: 'root',
      children: [{ id: 'a', x: 10.4, y: 20 }],
      edges: [
        {
          id: 'e',
          sources: [],
          targets: [],
          sections: [
            {
              startPoint: { x: 0, y: 0 },
              bendPoints: [
                { x: 10, y: 20 },
                { x: 10, y: 40 },
              ],
              endPoint: { x: 0, y: 60 },
            },
          ],
        },
      ],
    });
    expect(at.get('a')).toEqual([10, 20]);
    expect(paths.get('e')).toBe('M0 0C0 10 10 10 10 20V40C10 50 0 50 0 60');
  });

  it('bends a branch only where it must', () => {
    expect(
      branchPath([
        [5, 0],
        [5, 30],
      ]),
    ).toBe('M5 0V30');
  });

  it.each([
    ['goal', 'down', 'b'],
    ['c', 'up', 'b'],
    ['a', 'up', 'goal'],
    ['a', 'right', 'b'],
    ['b', 'right', 'more goal'],
    ['b', 'left', 'a'],
    ['goal', 'left', undefined],
    ['c', 'down', undefined],
  ] as const)('goes from %s %s to %s', (from, key, to) => {
    expect(neighbour(drawing, places, from, key)).toBe(to);
  });

  it('breaks a title between words, into two lines at most', () => {
    expect(twoLines('Read', 100)).toEqual(['Read']);
    expect(twoLines('Read the packets on the node', 100)).toEqual(['Read the', 'packets on the…']);
    expect(twoLines('Supercalifragilisticexpialidocious', 60)).toEqual(['Supercalifragilisticexpialidocious']);
  });
});
