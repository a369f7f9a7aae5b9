import type { BoundaryId, ElementId } from '../model/ids';
import type { Placement } from '../model/schema';
import { enclosing, type ThreatModel } from '../model/threat-model';
import type { NodeLook } from './node-size';
import { BOUNDARY_SIDE, BOUNDARY_TOP, EMPTY_BOUNDARY } from './scene';
import { snapped } from './rect';
import { type Stack, stackBox, stacksOf, unstacked } from './stacks';
import { textWidth } from './text-width';

/** The part of ELK's JSON graph that goes to its worker and comes back. Positions are relative to the parent. */
export interface ElkNode {
  readonly id: string;
  readonly x?: number;
  readonly y?: number;
  readonly width?: number;
  readonly height?: number;
  readonly layoutOptions?: Readonly<Record<string, string>>;
  readonly ports?: readonly ElkPort[];
  readonly children?: readonly ElkNode[];
  readonly edges?: readonly ElkEdge[];
}
interface ElkPort {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly layoutOptions: Readonly<Record<string, string>>;
}
export interface ElkEdge {
  readonly id: string;
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  /** The way of the edge, in an answer. */
  readonly sections?: readonly ElkSection[];
}
/** A stretch of an edge: where it begins, where it bends, where it ends. */
interface ElkSection {
  readonly startPoint: ElkPoint;
  readonly bendPoints?: readonly ElkPoint[];
  readonly endPoint: ElkPoint;
}
interface ElkPoint {
  readonly x: number;
  readonly y: number;
}
export type ElkGraph = ElkNode;

/** Up to so many elements ELK sees flows across boundaries itself; beyond, it would take seconds (ATTACK-TREES, "Layout"). */
const MOST_AT_ONCE = 150;

/** Room between columns for the ports' channels and a label of 56; between rows for badges. */
const BETWEEN_COLUMNS = 88;
const BETWEEN_ROWS = 32;
/** The internet stands 64 away, so that the label of the one flow in fits between the lines. */
const BETWEEN_BOUNDARIES = 64;

const layered = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.randomSeed': '1',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(BETWEEN_COLUMNS),
  // Flows are led by `routes.ts`; ELK only keeps room for their channels.
  'elk.layered.spacing.edgeNodeBetweenLayers': '14',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '7',
  'elk.spacing.nodeNode': String(BETWEEN_ROWS),
  'elk.spacing.edgeNode': '20',
  'elk.spacing.edgeEdge': '8',
  'elk.spacing.componentComponent': String(BETWEEN_BOUNDARIES),
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
} as const;

const padding = `[top=${BOUNDARY_TOP + 8},left=${BOUNDARY_SIDE},bottom=${BOUNDARY_SIDE + 8},right=${BOUNDARY_SIDE}]`;

/** What a graph for ELK was made from, so that its answer can be taken apart again. */
export interface ElkPlan {
  readonly graph: ElkGraph;
  readonly stacks: ReadonlyMap<ElementId, Stack>;
}

/** The name of a boundary must fit above what is in it. */
const leastWidth = (name: string, kind: string): number => Math.ceil(textWidth(name, 11, 600) + textWidth(kind, 11) + 40);

/** The boundaries around an element, outermost first. */
const chainOf = (model: ThreatModel, id: ElementId): readonly string[] => [...enclosing(model, model.elements.get(id)?.in)].reverse();

/** A stack as one node: flows come in and go out at the height of its head. A colon stands in no id. */
function stackNode(id: ElementId, stack: Stack, looks: ReadonlyMap<ElementId, NodeLook>): ElkNode {
  const { width, height, middle } = stackBox(stack, id, looks);
  return {
    id,
    width,
    height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: [
      { id: `${id}:in`, x: 0, y: middle, layoutOptions: { 'elk.port.side': 'WEST' } },
      { id: `${id}:out`, x: width, y: middle, layoutOptions: { 'elk.port.side': 'EAST' } },
    ],
  };
}

/**
 * A graph for ELK's layered algorithm: boundaries as nested nodes, elements with their sizes, flows. An element with a
 * single neighbour stands above or below that neighbour, as one node (`stacks.ts`), which makes diagrams half as wide.
 */
export function elkPlan(model: ThreatModel, looks: ReadonlyMap<ElementId, NodeLook>, kindName: (boundary: BoundaryId) => string): ElkPlan {
  const stacks = stacksOf(model, looks);
  const member = new Map<string, string>(
    [...stacks].flatMap(([head, stack]) => [...stack.above, ...stack.below].map((id): [string, string] => [id, head])),
  );
  const flows = [...model.flows].filter(([, { from, to }]) => from !== to && model.elements.has(from) && model.elements.has(to));
  const atOnce = model.elements.size <= MOST_AT_ONCE;
  const known = new Set<string>(model.boundaries.keys());

  const portOf = (node: string, port: 'in' | 'out'): string => (stacks.has(node as ElementId) ? `${node}:${port}` : node); // only an id of the map is found in it
  const edges = new Map<string, ElkEdge[]>();
  const seen = new Set<string>();
  for (const [id, { from, to }] of flows) {
    let [source, target] = [member.get(from) ?? from, member.get(to) ?? to];
    if (source === target) continue;
    let holder = 'root';
    if (!atOnce) {
      // ELK lays each boundary out by itself: a flow across boundaries is lifted to the two boxes in the innermost one around both.
      const [a, b] = [
        [...chainOf(model, from), source],
        [...chainOf(model, to), target],
      ];
      let depth = 0;
      while (depth < a.length - 1 && depth < b.length - 1 && a[depth] === b[depth]) depth += 1;
      holder = depth === 0 ? 'root' : (a[depth - 1] ?? 'root');
      [source, target] = [a[depth] ?? source, b[depth] ?? target];
      if (source === target || seen.has(`${source} ${target}`)) continue;
      seen.add(`${source} ${target}`);
    }
    const list = edges.get(holder) ?? [];
    edges.set(holder, list);
    list.push({ id, sources: [portOf(source, 'out')], targets: [portOf(target, 'in')] });
  }

  const nodesIn = (parent: BoundaryId | undefined): readonly ElkNode[] => [
    ...[...model.boundaries]
      .filter(([, boundary]) => boundary.in === parent || (parent === undefined && (boundary.in === undefined || !known.has(boundary.in))))
      .map(([id, boundary]): ElkNode => {
        const children = nodesIn(id);
        const own = {
          ...layered,
          'elk.padding': padding,
          ...(atOnce ? {} : { 'elk.hierarchyHandling': 'SEPARATE_CHILDREN' }),
          'elk.nodeSize.constraints': 'MINIMUM_SIZE',
          'elk.nodeSize.minimum': `(${leastWidth(boundary.name ?? id, kindName(id))},${EMPTY_BOUNDARY.height / 2})`,
        };
        return children.length === 0 ? { id, ...EMPTY_BOUNDARY } : { id, layoutOptions: own, children, edges: edges.get(id) ?? [] };
      }),
    ...[...model.elements]
      .filter(
        ([id, element]) =>
          !member.has(id) && (element.in === parent || (parent === undefined && (element.in === undefined || !known.has(element.in)))),
      )
      .flatMap(([id]): ElkNode[] => {
        const look = looks.get(id);
        if (look === undefined) return [];
        const stack = stacks.get(id);
        return [stack === undefined ? { id, width: look.width, height: look.height } : stackNode(id, stack, looks)];
      }),
  ];

  const options = {
    ...layered,
    'elk.hierarchyHandling': atOnce ? 'INCLUDE_CHILDREN' : 'SEPARATE_CHILDREN',
    'elk.padding': '[top=8,left=8,bottom=8,right=8]',
    'elk.layered.spacing.nodeNodeBetweenLayers': String(BETWEEN_COLUMNS),
  };
  return { graph: { id: 'root', layoutOptions: options, children: nodesIn(undefined), edges: edges.get('root') ?? [] }, stacks };
}

/** What ELK worked out, as placements: relative to the boundary around, on the grid. */
export function placementsOf(
  answer: ElkGraph,
  { stacks }: ElkPlan,
  looks: ReadonlyMap<ElementId, NodeLook>,
): ReadonlyMap<string, Placement> {
  const placements = new Map<string, Placement>();
  const take = (node: ElkNode): void => {
    const [x, y] = [snapped(node.x ?? 0), snapped(node.y ?? 0)];
    if (node.children !== undefined) {
      placements.set(node.id, { at: [x, y], size: [snapped(node.width ?? 0), snapped(node.height ?? 0)] });
      node.children.forEach(take);
      return;
    }
    const element = node.id as ElementId; // only an id of the map is found in it
    const stack = stacks.get(element);
    if (stack !== undefined) for (const [id, at] of unstacked(stack, element, x, y, looks)) placements.set(id, { at });
    else
      placements.set(
        node.id,
        looks.has(element) ? { at: [x, y] } : { at: [x, y], size: [snapped(node.width ?? 0), snapped(node.height ?? 0)] },
      );
  };
  answer.children?.forEach(take);
  return closeUp(placements, answer.children ?? []);
}

/**
 * ELK keeps a column's room between boundaries too; the internet is to stand 64 beside the cluster. Moves everything that
 * stands wholly to the right of a gap to the left.
 */
function closeUp(placements: Map<string, Placement>, roots: readonly ElkNode[]): Map<string, Placement> {
  const boxes = roots.flatMap(({ id, width = 0 }) => {
    const at = placements.get(id)?.at;
    return at === undefined ? [] : [{ id, left: at[0], right: at[0] + (placements.get(id)?.size?.[0] ?? width) }];
  });
  boxes.sort((a, b) => a.left - b.left);
  let shift = 0;
  let edge = -Infinity;
  for (const { id, left, right } of boxes) {
    if (edge !== -Infinity && left - edge > BETWEEN_BOUNDARIES) shift += snapped(left - edge - BETWEEN_BOUNDARIES);
    edge = Math.max(edge, right);
    const placement = placements.get(id);
    if (placement?.at !== undefined && shift > 0) placements.set(id, { ...placement, at: [placement.at[0] - shift, placement.at[1]] });
  }
  return placements;
}
