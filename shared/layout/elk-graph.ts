import type { BoundaryId, ElementId } from '../model/ids';
import type { Placement } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import { type ElkEdge, elkEdges, isLifted } from './elk-edges';
import type { NodeLook } from './node-size';
import { looseElements, type LooseRows, looseRows } from './loose';
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
export type ElkGraph = ElkNode;

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

/** For large models: fewer tries at fewer crossings, a third of the time for a diagram of the same size. */
const hasty = { 'elk.layered.thoroughness': '3', 'elk.hierarchyHandling': 'SEPARATE_CHILDREN' } as const;

/** Boundaries of which nearly each calls each other one, in rows. */
const inRows = { 'elk.algorithm': 'rectpacking', 'elk.aspectRatio': '1.6', 'elk.spacing.nodeNode': '96' } as const;

const padding = `[top=${BOUNDARY_TOP + 8},left=${BOUNDARY_SIDE},bottom=${BOUNDARY_SIDE + 8},right=${BOUNDARY_SIDE}]`;

/** What a graph for ELK was made from, so that its answer can be taken apart again. */
export interface ElkPlan {
  readonly graph: ElkGraph;
  readonly stacks: ReadonlyMap<ElementId, Stack>;
  /** Elements without flows, which ELK sees as one node, by the id of that node. */
  readonly loose: ReadonlyMap<string, LooseRows>;
}

/** The name of a boundary must fit above what is in it. */
const leastWidth = (name: string, kind: string): number => Math.ceil(textWidth(name, 11, 600) + textWidth(kind, 11) + 40);

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
 * Elements without any flow stand in rows, as one node too (`loose.ts`).
 */
export function elkPlan(model: ThreatModel, looks: ReadonlyMap<ElementId, NodeLook>, kindName: (boundary: BoundaryId) => string): ElkPlan {
  const stacks = stacksOf(model, looks);
  const member = new Map<string, string>(
    [...stacks].flatMap(([head, stack]) => [...stack.above, ...stack.below].map((id): [string, string] => [id, head])),
  );
  const atOnce = !isLifted(model);
  const known = new Set<string>(model.boundaries.keys());
  const { held, dense } = elkEdges(model, stacks, member);

  const withoutFlows = looseElements(model);
  const loose = new Map<string, LooseRows>();
  /** The rows of these elements as one node, and the elements that are not in it. */
  const gathered = (parent: BoundaryId | undefined, ids: readonly ElementId[]): readonly [readonly ElkNode[], readonly ElementId[]] => {
    const rows = looseRows(
      ids.filter((id) => withoutFlows.has(id)),
      looks,
    );
    if (rows === undefined) return [[], ids];
    const id = `:${parent ?? ''}`; // a colon stands in no id
    loose.set(id, rows);
    return [[{ id, width: rows.width, height: rows.height }], ids.filter((each) => !rows.at.has(each))];
  };
  const elementsIn = (parent: BoundaryId | undefined): readonly ElkNode[] => {
    const ids = [...model.elements].flatMap(([id, element]) =>
      !member.has(id) &&
      looks.has(id) &&
      (element.in === parent || (parent === undefined && (element.in === undefined || !known.has(element.in))))
        ? [id]
        : [],
    );
    const [rows, others] = gathered(parent, ids);
    return [
      ...rows,
      ...others.flatMap((id): ElkNode[] => {
        const look = looks.get(id);
        if (look === undefined) return [];
        const stack = stacks.get(id);
        return [stack === undefined ? { id, width: look.width, height: look.height } : stackNode(id, stack, looks)];
      }),
    ];
  };

  const nodesIn = (parent: BoundaryId | undefined): readonly ElkNode[] => [
    ...[...model.boundaries]
      .filter(([, boundary]) => boundary.in === parent || (parent === undefined && (boundary.in === undefined || !known.has(boundary.in))))
      .map(([id, boundary]): ElkNode => {
        const children = nodesIn(id);
        const rows = dense.has(id) && children.every((child) => known.has(child.id));
        const own = {
          ...layered,
          'elk.padding': padding,
          ...(atOnce ? {} : hasty),
          ...(rows ? inRows : {}),
          'elk.nodeSize.constraints': 'MINIMUM_SIZE',
          'elk.nodeSize.minimum': `(${leastWidth(boundary.name ?? id, kindName(id))},${EMPTY_BOUNDARY.height / 2})`,
        };
        return children.length === 0
          ? { id, ...EMPTY_BOUNDARY }
          : { id, layoutOptions: own, children, edges: rows ? [] : (held.get(id) ?? []) };
      }),
    ...elementsIn(parent),
  ];

  const options = {
    ...layered,
    ...(atOnce ? { 'elk.hierarchyHandling': 'INCLUDE_CHILDREN' } : hasty),
    'elk.padding': '[top=8,left=8,bottom=8,right=8]',
    'elk.layered.spacing.nodeNodeBetweenLayers': String(BETWEEN_COLUMNS),
  };
  return { graph: { id: 'root', layoutOptions: options, children: nodesIn(undefined), edges: held.get('root') ?? [] }, stacks, loose };
}

/** What ELK worked out, as placements: relative to the boundary around, on the grid. */
export function placementsOf(
  answer: ElkGraph,
  { stacks, loose }: ElkPlan,
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
    const rows = loose.get(node.id);
    if (rows !== undefined) {
      for (const [id, [dx, dy]] of rows.at) placements.set(id, { at: [x + dx, y + dy] });
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
  const roots = (answer.children ?? []).flatMap(({ id, width = 0 }) => {
    const rows = loose.get(id);
    return rows === undefined ? [{ id, width }] : [...rows.at.keys()].map((each) => ({ id: each, width: looks.get(each)?.width ?? 0 }));
  });
  return closeUp(placements, roots);
}

/**
 * ELK keeps a column's room between boundaries too; the internet is to stand 64 beside the cluster. Moves everything that
 * stands wholly to the right of a gap to the left.
 */
function closeUp(
  placements: Map<string, Placement>,
  roots: readonly { readonly id: string; readonly width: number }[],
): Map<string, Placement> {
  const boxes = roots.flatMap(({ id, width }) => {
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
