import type { Severity, Threat } from '../analysis/findings';
import type { Catalog } from '../catalog/catalog';
import { gatesOf } from '../layout/gates';
import { placeLabels } from '../layout/labels';
import { bottom, right } from '../layout/rect';
import { arrowHead, routeFlows, svgPath } from '../layout/routes';
import { buildScene, placementsOver, type Scene, type SceneBoundary, type SceneNode } from '../layout/scene';
import { sceneWords } from '../layout/scene-words';
import { textWidth } from '../layout/text-width';
import { message } from '../messages/message';
import { print } from '../messages/print';
import type { DiagramId } from '../model/ids';
import type { Placement } from '../model/schema';
import { displayName, MAIN_DIAGRAM, type ThreatModel } from '../model/threat-model';
import { escapeHtml } from './html';

// The light theme: a report looks the same on every screen and on paper.
const INK = '#1a1e1f';
const INK_SOFT = '#5c6567';
const LINE = '#7d8584';
const RAISED = '#ffffff';
const ZONES = ['#f1f2ef', '#eaedea', '#f6f7f5'] as const;
const SEVERITY: Readonly<Record<Severity, string>> = { critical: '#a3121b', high: '#a4460a', medium: '#765a00', low: '#45596a' };
const DASHES = { network: '2 4', cluster: '8 4', namespace: '6 3', host: '2 2' } as const;
const MARGIN = 16;
const ORDER: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

const attributes = (values: Readonly<Record<string, string | number>>) =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeHtml(String(value))}"`)
    .join('');
const element = (name: string, values: Readonly<Record<string, string | number>>, content = '') =>
  content === '' ? `<${name}${attributes(values)}/>` : `<${name}${attributes(values)}>${content}</${name}>`;
const label = (
  x: number,
  y: number,
  size: number,
  weight: number,
  fill: string,
  content: string,
  more: Readonly<Record<string, string>> = {},
) => element('text', { x, y, 'font-size': size, 'font-weight': weight, fill, ...more }, escapeHtml(content));

function boundary({ rect, depth, line, name, kindName }: SceneBoundary): string {
  const fill = depth < ZONES.length ? ZONES[depth as 0 | 1 | 2] : (ZONES[((depth - 1) % 2) + 1] ?? ZONES[1]);
  const box = element('rect', {
    x: rect.x,
    y: rect.y,
    width: rect.width,
    height: rect.height,
    rx: 12,
    fill,
    stroke: LINE,
    'stroke-width': line === 'cluster' ? 1.5 : 1,
    'stroke-dasharray': DASHES[line],
  });
  return (
    box +
    label(rect.x + 16, rect.y + 20, 11, 600, INK, name) +
    label(rect.x + 24 + textWidth(name, 11, 600), rect.y + 20, 11, 400, INK_SOFT, kindName)
  );
}

function outline({ rect, kind }: SceneNode): string {
  const { x, y, width, height } = rect;
  switch (kind) {
    case 'process':
      return element('rect', { x, y, width, height, rx: 8, fill: RAISED, stroke: LINE });
    case 'store':
      return (
        element('rect', { x, y, width, height, fill: RAISED }) +
        element('path', { d: `M${x + width} ${y}H${x}V${y + height}H${x + width}M${x + 5} ${y}V${y + height}`, fill: 'none', stroke: LINE })
      );
    case 'actor':
      return (
        element('rect', { x, y, width, height, fill: RAISED, stroke: LINE }) +
        element('rect', { x: x + 3, y: y + 3, width: width - 6, height: height - 6, fill: 'none', stroke: LINE })
      );
  }
}

function node(shown: SceneNode): string {
  const { rect, look } = shown;
  const lines = [
    ...look.nameLines.map((line) => ({ line, size: 12, weight: 600, fill: INK })),
    ...look.roleLines.map((line) => ({ line, size: 11, weight: 400, fill: INK_SOFT })),
  ];
  const top = rect.y + rect.height / 2 - (lines.length * 15) / 2;
  return (
    outline(shown) +
    lines
      .map(({ line, size, weight, fill }, index) =>
        label(rect.x + rect.width / 2, top + index * 15 + 11.5, size, weight, fill, line, { 'text-anchor': 'middle' }),
      )
      .join('')
  );
}

/** A severity's shape, 9 high, so that grey paper still tells the four apart (LOOK, "Severity"). */
function shape(severity: Severity, x: number, y: number): string {
  switch (severity) {
    case 'critical':
      return element('path', { d: `M${x + 2.6} ${y}h3.8l2.6 2.6v3.8l-2.6 2.6h-3.8l-2.6-2.6v-3.8z`, fill: RAISED });
    case 'high':
      return element('path', { d: `M${x + 4.5} ${y}l4.5 8.5h-9z`, fill: RAISED });
    case 'medium':
      return element('path', { d: `M${x + 4.5} ${y}l4.5 4.5l-4.5 4.5l-4.5-4.5z`, fill: RAISED });
    case 'low':
      return element('path', { d: `M${x + 0.8} ${y + 1}h7.4l-3.7 7z`, fill: 'none', stroke: RAISED, 'stroke-width': 1.5 });
  }
}

/** The badge of a thing with open threats: the worst one's shape and colour, and how many. */
function badge(threats: readonly Threat[], x: number, y: number): string {
  const worst = ORDER.find((severity) => threats.some(({ risk }) => risk.severity === severity));
  if (worst === undefined) return '';
  const count = String(threats.length);
  const width = 22 + textWidth(count, 11, 600);
  return (
    element('rect', {
      x: x - width / 2,
      y: y - 8.5,
      width,
      height: 17,
      rx: 8.5,
      fill: SEVERITY[worst],
      stroke: RAISED,
      'stroke-width': 1.5,
    }) +
    shape(worst, x - width / 2 + 5, y - 4.5) +
    label(x - width / 2 + 17, y + 4, 11, 600, RAISED, count)
  );
}

function flows(
  model: ThreatModel,
  scene: Scene,
  open: ReadonlyMap<string, readonly Threat[]>,
): { readonly lines: string; readonly labels: string } {
  const routes = routeFlows(scene);
  const words = (id: string) => {
    const flow = model.flows.get(id as never);
    return [flow?.protocol, flow?.port === undefined ? undefined : String(flow.port)].filter((word) => word !== undefined).join(' ');
  };
  const wishes = [...scene.flows.values()].map(({ id }) => ({
    flow: id,
    forms: [...(words(id) === '' ? [] : [{ id: 'full', width: textWidth(words(id), 11) + 8 }]), { id: 'none', width: 0 }],
    badge: open.has(id) ? 30 : 0,
    fans: false,
  }));
  const placed = placeLabels(scene, routes, wishes);
  const lines: string[] = [];
  const labels: string[] = [];
  for (const flow of scene.flows.values()) {
    const route = routes.get(flow.id);
    if (route === undefined) continue;
    lines.push(
      element('path', { d: svgPath(route, 7), fill: 'none', stroke: LINE, 'stroke-width': 1.25 }) +
        element('path', { d: arrowHead(route), fill: LINE }),
    );
    for (const { at, upright } of gatesOf(scene, flow, route)) {
      const [x, y] = at;
      lines.push(element('path', { d: upright ? `M${x} ${y - 6}V${y + 6}` : `M${x - 6} ${y}H${x + 6}`, stroke: INK, 'stroke-width': 2 }));
    }
    const text = placed.get(flow.id);
    if (text?.form === 'full') {
      labels.push(
        element('rect', { x: text.rect.x, y: text.rect.y, width: text.rect.width, height: text.rect.height, fill: ZONES[2] }) +
          label(text.rect.x + text.rect.width / 2, text.rect.y + 13, 11, 400, INK_SOFT, words(flow.id), { 'text-anchor': 'middle' }),
      );
    }
    if (text?.badge !== undefined) labels.push(badge(open.get(flow.id) ?? [], text.badge[0], text.badge[1]));
  }
  return { lines: lines.join(''), labels: labels.join('') };
}

/**
 * A diagram as one SVG: text as text, a fixed list of elements, no scripts, links or foreign content, always in the light
 * theme. The same model gives the same bytes in the application, the browser and the command line.
 * @param threats the open threats that badges count
 * @param places where things stand that the model does not place, as `missingPlaces` works them out
 * @returns undefined if the diagram shows nothing
 */
export function diagramSvg(
  model: ThreatModel,
  catalog: Catalog,
  threats: readonly Threat[],
  places: ReadonlyMap<string, Placement> = new Map(),
  diagram: DiagramId = MAIN_DIAGRAM,
): string | undefined {
  const scene = buildScene(model, catalog, sceneWords(catalog), placementsOver(model, diagram, places));
  const boxes = [...scene.boundaries.values(), ...scene.nodes.values()].map(({ rect }) => rect);
  if (boxes.length === 0) return undefined;
  const [left, top] = [Math.min(...boxes.map(({ x }) => x)) - MARGIN, Math.min(...boxes.map(({ y }) => y)) - MARGIN];
  const [width, height] = [Math.max(...boxes.map(right)) + MARGIN - left, Math.max(...boxes.map(bottom)) + MARGIN - top];
  const open = new Map<string, Threat[]>();
  for (const threat of threats) open.set(threat.subject, [...(open.get(threat.subject) ?? []), threat]);
  const { lines, labels } = flows(model, scene, open);
  const nodes = [...scene.nodes.values()]
    .map((shown) => node(shown) + badge(open.get(shown.id) ?? [], right(shown.rect) - 16, shown.rect.y))
    .join('');
  const boundaries = [...scene.boundaries.values()].map((shown) => boundary(shown)).join('');
  const boundaryBadges = [...scene.boundaries.values()].map(({ id, rect }) => badge(open.get(id) ?? [], right(rect) - 32, rect.y)).join('');
  const title = element(
    'title',
    {},
    escapeHtml(print(message('report.figure', { name: model.header.title ?? displayName(model, 'model') }))),
  );
  const body = `${title}${boundaries}${lines}${nodes}${labels}${boundaryBadges}`;
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `${left} ${top} ${width} ${height}`,
      width,
      height,
      role: 'img',
      'font-family': "Inter, system-ui, 'Segoe UI', sans-serif",
    },
    body,
  );
}
