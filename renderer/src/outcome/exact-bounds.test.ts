import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AttackGraph, Node } from '../../../shared/attack-tree/graph';
import { costBounds, measure } from '../../../shared/attack-tree/measures';
import { exactNodes } from './exact-bounds';

const graph = (nodes: Readonly<Record<string, Node>>): AttackGraph => ({ root: 'root', nodes: new Map(Object.entries(nodes)) });
const leaf = (cost: number): Node => ({ kind: 'leaf', cost });
const all = (...children: readonly string[]): Node => ({ kind: 'gate', operator: 'and', children });
const any = (...children: readonly string[]): Node => ({ kind: 'gate', operator: 'or', children });

describe('where a cost bound is exact', () => {
  it('is exact on a tree', () => {
    expect(exactNodes(graph({ root: all('a', 'b'), a: leaf(1), b: leaf(2) }))).toEqual(new Set(['a', 'b', 'root']));
  });

  it('is a bound where two things that are both needed share an action', () => {
    const exact = exactNodes(graph({ root: all('x', 'y'), x: all('a', 'b'), y: any('a', 'c'), a: leaf(1), b: leaf(1), c: leaf(5) }));
    expect(exact.has('root')).toBe(false);
    expect(exact.has('x')).toBe(true);
  });

  it('is exact where only alternatives share an action', () => {
    expect(
      exactNodes(graph({ root: any('x', 'y'), x: all('a', 'b'), y: all('a', 'c'), a: leaf(1), b: leaf(1), c: leaf(5) })).has('root'),
    ).toBe(true);
  });

  it('does not mind a shared action that costs nothing', () => {
    expect(
      exactNodes(graph({ root: all('x', 'y'), x: all('a', 'b'), y: all('a', 'c'), a: leaf(0), b: leaf(1), c: leaf(5) })).has('root'),
    ).toBe(true);
  });

  it('never calls a bound exact that is not, on random graphs', () => {
    const arbitrary = fc
      .array(
        fc.record({
          operator: fc.constantFrom('and' as const, 'or' as const, 'sand' as const),
          children: fc.array(fc.nat(11), { minLength: 1, maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 6 },
      )
      .map((gates) => {
        const nodes = new Map<string, Node>();
        for (let index = 0; index < 6; index += 1) nodes.set(`n${index}`, leaf(index + 1));
        // A gate may name leaves and the gates before it, so that there are no circles.
        gates.forEach(({ operator, children }, index) => {
          nodes.set(`n${index + 6}`, {
            kind: 'gate',
            operator,
            children: [...new Set(children.map((child) => `n${child % (index + 6)}`))],
          });
        });
        return { nodes, root: `n${gates.length + 5}` };
      });
    fc.assert(
      fc.property(arbitrary, (some) => {
        if (!exactNodes(some).has(some.root)) return;
        const measures = measure(some);
        expect(measures.kind === 'exact' && measures.attacks[0]?.cost).toBe(costBounds(some).get(some.root));
      }),
    );
  });
});
