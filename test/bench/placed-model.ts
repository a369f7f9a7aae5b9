import type { PlainDiagram, PlainNode } from './plain-flow/plain-diagram';
import { MAIN_DIAGRAM, type ThreatModel } from '../../shared/model/threat-model';
import { diagramId } from '../../shared/model/ids';
import type { Placement } from '../../shared/model/schema';
import { largeModel, type Size } from '../generators/large-model';

const COLUMNS = 8;
const STEP = [232, 112] as const;
const EDGE = [24, 48] as const;
const NODE = [168, 64] as const;

interface Box {
  readonly at: readonly [number, number];
  readonly size: readonly [number, number];
}

/** Where the n-th of some things stands in rows, and how much room all of them take. */
const cell = (n: number): [number, number] => [EDGE[0] + (n % COLUMNS) * STEP[0], EDGE[1] + Math.floor(n / COLUMNS) * STEP[1]];
const room = (n: number): [number, number] => [2 * EDGE[0] + COLUMNS * STEP[0], 2 * EDGE[1] + Math.ceil(n / COLUMNS) * STEP[1]];

/** The large model with a place for everything, in rows: nobody need lay it out, and every run sees the same. */
export function placedModel(size: Size): ThreatModel {
  const model = largeModel(size);
  const places = new Map<string, Box>();
  const within = (boundary: string) => [...model.elements].filter(([, { in: place }]) => place === boundary).map(([id]) => id);
  const namespaces = [...model.boundaries].filter(([, { in: outer }]) => outer === 'cluster').map(([id]) => id);
  const across = Math.ceil(Math.sqrt(namespaces.length));
  const most = room(Math.max(...namespaces.map((id) => within(id).length)));
  const [width, height] = [most[0] + 64, most[1] + 64];
  for (const [index, id] of namespaces.entries())
    places.set(id, { at: [EDGE[0] + (index % across) * width, EDGE[1] + Math.floor(index / across) * height], size: most });
  const outside = room(within('internet').length);
  places.set('internet', { at: [0, 0], size: outside });
  places.set('cluster', {
    at: [0, outside[1] + 160],
    size: [2 * EDGE[0] + across * width, 2 * EDGE[1] + Math.ceil(namespaces.length / across) * height],
  });
  for (const boundary of model.boundaries.keys())
    for (const [index, id] of within(boundary).entries()) places.set(id, { at: cell(index), size: NODE });
  const placements = new Map<string, Placement>([...places].map(([id, { at, size: taken }]) => [id, { at: [...at], size: [...taken] }]));
  return { ...model, layout: new Map([[diagramId.parse(MAIN_DIAGRAM), placements]]) };
}

/** The same diagram for plain React Flow: a box for each element and boundary in the same place, a line for each flow. */
export function plainDiagram(model: ThreatModel): PlainDiagram {
  const placements = model.layout.get(MAIN_DIAGRAM);
  const node = (id: string, parent: string | undefined, group: boolean): PlainNode => {
    const { at = [0, 0], size = NODE } = placements?.get(id) ?? {};
    const box = { id, label: id, x: at[0], y: at[1], width: size[0], height: size[1], group };
    return parent === undefined ? box : { ...box, parent };
  };
  // React Flow wants a parent before what stands in it.
  const boundaries = [...model.boundaries].sort(([, a], [, b]) => Number(a.in !== undefined) - Number(b.in !== undefined));
  return {
    nodes: [
      ...boundaries.map(([id, { in: outer }]) => node(id, outer, true)),
      ...[...model.elements].map(([id, { in: outer }]) => node(id, outer, false)),
    ],
    edges: [...model.flows].map(([id, { from, to }]) => ({ id, from, to })),
  };
}
