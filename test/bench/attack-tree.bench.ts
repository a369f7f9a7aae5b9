import type { AttackGraph, Node } from '../../shared/attack-tree/graph';
import { measure } from '../../shared/attack-tree/measures';
import { AnalysisSession } from '../../shared/analysis/session';
import { attacksOn, suggestedGoals } from '../../shared/attack-tree/attacks';
import { largeModel } from '../generators/large-model';
import type { Benchmark } from './benchmark';
import { builtCatalog } from './built-catalog';

/** A fixed sequence of numbers in [0, 1): the same graph on every machine (Park and Miller 1988). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A DAG of 1,000 nodes with a third of its leaves shared between neighbouring gates, as trees grown from one cluster are. */
function dag(): AttackGraph {
  const random = sequence(11);
  const nodes = new Map<string, Node>();
  const build = (name: string, size: number, leaves: string[]): string => {
    if (size <= 3) {
      const reuse = leaves.length > 0 && random() < 0.33 ? leaves[Math.floor(random() * Math.min(6, leaves.length))] : undefined;
      if (reuse !== undefined) return reuse;
      nodes.set(name, { kind: 'leaf', cost: 1 + Math.floor(random() * 50) });
      leaves.unshift(name);
      return name;
    }
    const parts = 2 + Math.floor(random() * 3);
    const children = Array.from({ length: parts }, (_, index) => build(`${name}.${String(index)}`, Math.floor((size - 1) / parts), leaves));
    nodes.set(name, { kind: 'gate', operator: random() < 0.5 ? 'or' : 'sand', children: [...new Set(children)] });
    return name;
  };
  const tops = Array.from({ length: 8 }, (_, index) => build(`g${String(index)}`, 280, []));
  nodes.set('goal', { kind: 'gate', operator: 'or', children: tops });
  return { nodes, root: 'goal' };
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'attack DAG of 1,000 nodes: cheapest attack and number of minimal attacks',
    budget: { median: 0.4 },
    design: { median: 100 },
    prepare: () => {
      const graph = dag();
      if (graph.nodes.size < 1_000) throw new Error(`the graph has ${String(graph.nodes.size)} nodes`);
      return () => {
        const measured = measure(graph);
        if (measured.kind !== 'exact')
          throw new Error(`expected an exact answer on ${String(graph.nodes.size)} nodes, got ${measured.kind}`);
      };
    },
  },
  {
    name: 'attacks on one goal in 1,000 elements and 2,000 flows: derived from the catalog and measured',
    budget: { median: 28 },
    runs: 10,
    prepare: () => {
      const [catalog, model] = [builtCatalog(), largeModel({ elements: 1_000, flows: 2_000, namespaces: 20 })];
      const session = new AnalysisSession(catalog, model, 0, { outlook: 'as-is', today: '2026-11-20' });
      for (const _slice of session.run()) continue;
      const [goal] = suggestedGoals(model, catalog);
      if (goal === undefined) throw new Error('the large model has nothing worth attacking');
      return () => attacksOn(model, catalog, session, goal);
    },
  },
];
