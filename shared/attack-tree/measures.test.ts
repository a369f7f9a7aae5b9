import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AttackGraph, components, type Node } from './graph';
import { cheapestBound, measure } from './measures';

/** Every set of up to 14 leaves as a bit mask, smaller sets first. */
const size = (set: number): number => (set === 0 ? 0 : (set & 1) + size(set >> 1));
const smallestFirst = Array.from({ length: 2 ** 14 }, (_, set) => ({ set, size: size(set) }))
  .sort((a, b) => a.size - b.size)
  .map(({ set }) => set);

/** What the definition says, by trying every set of leaves: the reference that the algorithms are held against. */
function bruteForce(graph: AttackGraph): { readonly count: bigint; readonly cheapest: number | undefined } {
  const leaves = [...graph.nodes].flatMap(([id, node]) => (node.kind === 'leaf' ? [id] : []));
  const ids = [...leaves, ...[...graph.nodes.keys()].filter((id) => !leaves.includes(id))];
  const bit = (id: string) => 1 << ids.indexOf(id);
  const gates = ids.slice(leaves.length).map((id) => {
    const node = graph.nodes.get(id);
    const children = node?.kind === 'gate' ? node.children.reduce((mask, child) => mask | bit(child), 0) : 0;
    return { own: bit(id), children, any: node?.kind === 'gate' && node.operator === 'or' };
  });
  const root = bit(graph.root);
  const reaches = (chosen: number) => {
    let held = chosen;
    for (let before = -1; before !== held;) {
      before = held;
      for (const { own, children, any } of gates) if (any ? (held & children) !== 0 : (held & children) === children) held |= own;
    }
    return (held & root) !== 0;
  };
  const minimal: number[] = [];
  const sets = smallestFirst.filter((set) => set < 2 ** leaves.length);
  for (const set of sets) if (!minimal.some((attack) => (attack & set) === attack) && reaches(set)) minimal.push(set);
  const costs = minimal.map((attack) =>
    leaves.reduce((sum, id, index) => sum + ((attack & (1 << index)) === 0 ? 0 : costOf(graph, id)), 0),
  );
  return { count: BigInt(minimal.length), cheapest: costs.length === 0 ? undefined : Math.min(...costs) };
}
const costOf = (graph: AttackGraph, id: string) => {
  const node = graph.nodes.get(id);
  return node?.kind === 'leaf' ? node.cost : 0;
};

const leaf = (cost: number): Node => ({ kind: 'leaf', cost });
const gate = (operator: 'or' | 'and' | 'sand', ...children: string[]): Node => ({ kind: 'gate', operator, children });

/** Graphs of up to `leaves` leaves and as many gates; `circles` lets gates depend on gates that come later. */
const graphs = (maxLeaves: number, circles: boolean) =>
  fc
    .record({
      costs: fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: maxLeaves }),
      gates: fc.array(
        fc.record({ operator: fc.constantFrom('or', 'and', 'sand' as const), picks: fc.array(fc.nat(), { minLength: 1, maxLength: 4 }) }),
        { minLength: 1, maxLength: 12 },
      ),
    })
    .map(({ costs, gates }): AttackGraph => {
      const nodes = new Map<string, Node>(costs.map((cost, index) => [`l${String(index)}`, leaf(cost)]));
      gates.forEach(({ operator, picks }, index) => {
        // The last gate is the root; earlier ones may be shared. Without circles a gate only sees what came before it.
        const visible = [
          ...costs.map((_, n) => `l${String(n)}`),
          ...gates.flatMap((_, n) => (circles || n < index ? [`g${String(n)}`] : [])),
        ];
        const recent = visible.slice(-8).concat(visible);
        nodes.set(`g${String(index)}`, gate(operator, ...new Set(picks.map((pick) => recent[pick % recent.length] ?? 'l0'))));
      });
      return { nodes, root: `g${String(gates.length - 1)}` };
    });

function compare(graph: AttackGraph): void {
  const expected = bruteForce(graph);
  const measured = measure(graph);
  if (expected.cheapest === undefined) {
    expect(measured.kind).toBe('impossible');
    return;
  }
  if (measured.kind !== 'exact') throw new Error(`expected an exact answer, got ${measured.kind}`);
  expect(measured.count).toBe(expected.count);
  const [best] = measured.attacks;
  expect(best?.cost).toBe(expected.cheapest);
  expect(best?.leaves.reduce((sum, id) => sum + costOf(graph, id), 0)).toBe(expected.cheapest);
  expect(cheapestBound(graph)?.cost).toBeGreaterThanOrEqual(expected.cheapest);
}

describe('measuring attack graphs', () => {
  it('TREE-1 finds the cheapest attack and the number of minimal attacks, as brute force does on 2,000 random graphs', () => {
    fc.assert(fc.property(graphs(14, false), compare), { numRuns: 1_950, seed: 7 });
    fc.assert(fc.property(graphs(14, false), compare), { numRuns: 50 });
  });
  it('TREE-2 gives circles their least meaning, as brute force does', () => {
    fc.assert(fc.property(graphs(9, true), compare), { numRuns: 400 });
  });
  it('TREE-3 is exact where a leaf is shared, where a bottom-up sum is not', () => {
    const graph: AttackGraph = {
      root: 'goal',
      nodes: new Map([
        ['a', leaf(10)],
        ['b', leaf(16)],
        ['c', leaf(10)],
        ['d', leaf(5)],
        ['goal', gate('and', 'left', 'right', 'c')],
        ['left', gate('or', 'a', 'b')],
        ['right', gate('or', 'both', 'b')],
        ['both', gate('and', 'd', 'c')],
      ]),
    };
    const measured = measure(graph);
    expect(measured).toMatchObject({ kind: 'exact', count: 2n });
    expect(measured.kind === 'exact' && measured.attacks.map(({ cost }) => cost)).toEqual([25, 26]);
  });
  it('TREE-4 counts what cannot be listed', () => {
    const nodes = new Map<string, Node>();
    const pairs = Array.from({ length: 60 }, (_, index) => `or${String(index)}`);
    for (const id of pairs)
      nodes
        .set(id, gate('or', `${id}a`, `${id}b`))
        .set(`${id}a`, leaf(1))
        .set(`${id}b`, leaf(2));
    nodes.set('root', gate('and', ...pairs));
    expect(measure({ nodes, root: 'root' })).toMatchObject({
      kind: 'exact',
      count: 2n ** 60n,
      attacks: [{ cost: 60 }, { cost: 61 }, {}, {}, {}],
    });
  });
  it('TREE-5 says "at most" where the graph is too large to be exact', () => {
    const nodes = new Map<string, Node>([['root', gate('and', ...Array.from({ length: 8 }, (_, index) => `l${String(index)}`))]]);
    for (let index = 0; index < 8; index += 1) nodes.set(`l${String(index)}`, leaf(1));
    expect(measure({ nodes, root: 'root' }, { nodes: 4, listed: 1 })).toEqual({
      kind: 'bound',
      attack: { leaves: expect.any(Array) as string[], cost: 8 },
    });
  });
  it('finds components after the ones they depend on', () => {
    const graph: AttackGraph = {
      root: 'a',
      nodes: new Map([
        ['a', gate('or', 'b')],
        ['b', gate('or', 'c', 'd')],
        ['c', gate('or', 'b')],
        ['d', leaf(1)],
      ]),
    };
    expect(components(graph).map((component) => [...component].sort())).toEqual([['d'], ['b', 'c'], ['a']]);
  });
});
