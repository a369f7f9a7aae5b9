import type { ElkGraph, ElkNode } from '../../../../shared/layout/elk-graph';
import { textWidth } from '../../../../shared/layout/text-width';
import type { AttackNode } from '../../outcome/attack-outcome';
import type { NodeWords } from './tree-words';

/** What the lines below a box mean: any one is enough, or all in their order; a single line needs no word. */
export type GateKind = 'or' | 'then';

/** A node of the drawing with its size and the lines in it. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  /** The node that it shows; undefined for "3 more ways…", which stands below `opens`. */
  readonly node: AttackNode | undefined;
  readonly words: NodeWords | undefined;
  readonly opens: string | undefined;
  readonly more: number;
  readonly gate: GateKind | undefined;
  /** The fact that the step needs, where its ways stand right below the step. */
  readonly needs: AttackNode | undefined;
}

/** An edge from a node down to what it follows from. */
export interface Edge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly highlighted: boolean;
}

/** What is drawn, before anything has a place. */
export interface Drawing {
  readonly boxes: readonly Box[];
  readonly edges: readonly Edge[];
}

const WIDTH = 196;
const GOAL_WIDTH = 220;
const MORE = { width: 116, height: 24 } as const;
const AIR = 12;
const TITLE = 12;

/** A text in at most two lines of a width, broken between words, the rest left out. */
export function twoLines(text: string, width: number): readonly string[] {
  const wide = (line: string): boolean => textWidth(line, TITLE, 600) > width;
  const words = text.split(' ');
  let first = '';
  while (words.length > 0 && (first === '' || !wide(`${first} ${words[0] ?? ''}`)))
    first = first === '' ? (words.shift() ?? '') : `${first} ${words.shift() ?? ''}`;
  if (words.length === 0) return [first];
  let second = words.join(' ');
  if (!wide(second)) return [first, second];
  while (second.length > 1 && wide(`${second}…`)) second = second.slice(0, -1);
  return [first, `${second.trimEnd()}…`];
}

function boxOf({ node, gate, needs }: Shown, words: NodeWords): Box {
  const width = node.kind === 'goal' ? GOAL_WIDTH : WIDTH;
  const lines = twoLines(words.title, width - 2 * AIR);
  const below = (words.where === undefined ? 0 : 16) + (words.techniques.length === 0 ? 0 : 16);
  return {
    id: node.id,
    width,
    height: Math.max(40, 20 + 16 * lines.length + below),
    lines,
    node,
    words,
    opens: undefined,
    more: 0,
    gate,
    needs,
  };
}

/** A node with what stands below it in the drawing. */
interface Shown {
  readonly node: AttackNode;
  readonly children: readonly string[];
  readonly more: number;
  /** The node whose further ways `more` counts. */
  readonly opens: string;
  readonly gate: GateKind | undefined;
  readonly needs: AttackNode | undefined;
}

/**
 * Draws half as deep: a fact that only one step needs, and that is all it needs, is left out, and the ways to it stand right
 * below the step. What several steps share stays a box of its own.
 */
function shownOf(nodes: readonly AttackNode[]): readonly Shown[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const leftOut = new Set<string>();
  const shown = nodes.map((node): Shown => {
    const [only, second] = node.children;
    const fact = node.kind === 'step' && second === undefined && only !== undefined ? byId.get(only) : undefined;
    const takesOver = fact?.kind === 'fact' && !fact.shared;
    if (takesOver) leftOut.add(fact.id);
    const from = takesOver ? fact : node;
    const ways = from.children.length + from.more;
    const gate = ways < 2 ? undefined : from.kind === 'step' ? 'then' : 'or';
    return { node, children: from.children, more: from.more, opens: from.id, gate, needs: takesOver ? fact : undefined };
  });
  return shown.filter(({ node }) => !leftOut.has(node.id));
}

/** Boxes and edges of the drawn nodes, with a box of its own for ways that are not drawn. */
export function drawingOf(nodes: readonly AttackNode[], wordsOf: (node: AttackNode) => NodeWords): Drawing {
  const shown = shownOf(nodes);
  const byId = new Map(shown.map((each) => [each.node.id, each.node]));
  const boxes: Box[] = shown.map((each) => boxOf(each, wordsOf(each.node)));
  const edges: Edge[] = [];
  for (const { node, children, more, opens } of shown) {
    for (const child of children) {
      const target = byId.get(child);
      if (target !== undefined)
        edges.push({ id: `${node.id} ${child}`, from: node.id, to: child, highlighted: node.highlighted && target.highlighted });
    }
    if (more === 0) continue;
    const id = `more ${node.id}`;
    boxes.push({ id, ...MORE, lines: [], node: undefined, words: undefined, opens, more, gate: undefined, needs: undefined });
    edges.push({ id: `${node.id} ${id}`, from: node.id, to: id, highlighted: false });
  }
  return { boxes, edges };
}

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.randomSeed': '1',
  'elk.edgeRouting': 'POLYLINE',
  'elk.layered.spacing.nodeNodeBetweenLayers': '44',
  'elk.layered.spacing.edgeNodeBetweenLayers': '24',
  'elk.spacing.nodeNode': '20',
  'elk.spacing.edgeNode': '16',
  'elk.spacing.edgeEdge': '12',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  // Steps of THEN stand in their order from left to right.
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.padding': '[top=16,left=16,bottom=16,right=16]',
} as const;

const IN = ':in';
const OUT = ':out';

/** The drawing as a graph for ELK, layer below layer: edges leave at the middle of the lower edge and come in at the middle of the upper one. */
export function elkGraphOf({ boxes, edges }: Drawing): ElkGraph {
  return {
    id: 'root',
    layoutOptions: options,
    children: boxes.map(({ id, width, height }): ElkNode => ({
      id,
      width,
      height,
      layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
      ports: [
        { id: `${id}${IN}`, x: width / 2, y: 0, layoutOptions: { 'elk.port.side': 'NORTH' } },
        { id: `${id}${OUT}`, x: width / 2, y: height, layoutOptions: { 'elk.port.side': 'SOUTH' } },
      ],
    })),
    edges: edges.map(({ id, from, to }) => ({ id, sources: [`${from}${OUT}`], targets: [`${to}${IN}`] })),
  };
}

/** Where everything stands, and the way of each edge as an SVG path. */
export interface Places {
  readonly at: ReadonlyMap<string, readonly [x: number, y: number]>;
  readonly paths: ReadonlyMap<string, string>;
}

const round = (value: number): number => Math.round(value * 10) / 10;

/** A way from point to point, leaving and coming in upright, so that it bends like a branch. */
export function branchPath(points: readonly (readonly [number, number])[]): string {
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      if (before === undefined) return `M${round(x)} ${round(y)}`;
      if (before[0] === x) return `V${round(y)}`;
      const middle = (before[1] + y) / 2;
      return `C${round(before[0])} ${round(middle)} ${round(x)} ${round(middle)} ${round(x)} ${round(y)}`;
    })
    .join('');
}

/** Takes ELK's answer apart. */
export function placesOf(answer: ElkGraph): Places {
  const at = new Map((answer.children ?? []).map(({ id, x = 0, y = 0 }) => [id, [Math.round(x), Math.round(y)] as const]));
  const paths = new Map(
    (answer.edges ?? []).map(({ id, sections = [] }) => {
      const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) =>
        [startPoint, ...bendPoints, endPoint].map((point) => [point.x, point.y] as const),
      );
      return [id, branchPath(points)] as const;
    }),
  );
  return { at, paths };
}

/** The node to go to from another one by an arrow key; undefined if there is none that way. */
export function neighbour(drawing: Drawing, places: Places, from: string, key: 'up' | 'down' | 'left' | 'right'): string | undefined {
  const highlightedFirst = (edges: readonly Edge[]): Edge | undefined => edges.find(({ highlighted }) => highlighted) ?? edges[0];
  const x = (id: string): number => places.at.get(id)?.[0] ?? 0;
  const y = (id: string): number => places.at.get(id)?.[1] ?? 0;
  switch (key) {
    case 'down': {
      const below = drawing.edges.filter((edge) => edge.from === from);
      return highlightedFirst([...below].sort((a, b) => x(a.to) - x(b.to)))?.to;
    }
    case 'up':
      return highlightedFirst(drawing.edges.filter((edge) => edge.to === from))?.from;
    case 'left':
    case 'right': {
      const sign = key === 'left' ? -1 : 1;
      // Boxes of one layer differ in height, and stand around its middle: whatever overlaps in height is beside.
      const height = (id: string): number => drawing.boxes.find((box) => box.id === id)?.height ?? 0;
      const beside = drawing.boxes.filter(
        ({ id }) => id !== from && (x(id) - x(from)) * sign > 0 && y(id) < y(from) + height(from) && y(from) < y(id) + height(id),
      );
      return beside.sort((a, b) => (x(a.id) - x(b.id)) * sign)[0]?.id;
    }
  }
}
