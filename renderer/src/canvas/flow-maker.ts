import type { Severity, Truth } from '../../../shared/analysis/findings';
import { gatesOf, type Gate } from '../../../shared/layout/gates';
import { type LabelWish, type PlacedLabel, placeLabels } from '../../../shared/layout/labels';
import { crossesBox, overlap, type Rect } from '../../../shared/layout/rect';
import { arrowHead, routeFlows, type Route, svgPath } from '../../../shared/layout/routes';
import type { Scene, SceneBoundary, SceneNode } from '../../../shared/layout/scene';
import { sameData } from '../../../shared/model/equality';
import type { FlowId } from '../../../shared/model/ids';
import type { Point } from '../../../shared/model/schema';
import type { ThreatModel } from '../../../shared/model/threat-model';
import { nameOf } from '../model-words/describe';
import type { SubjectCounts } from '../session/results-store';
import type { ViewState } from '../session/view-store';
import { say } from '../words';
import { badgeWidth, type FlowWords, flowForms, flowWords, type LabelFormId } from './flow-words';
import { spokenName } from './spoken-name';

/** A flow as it is drawn. */
export interface FlowView {
  readonly id: FlowId;
  readonly from: string;
  readonly to: string;
  readonly line: string;
  readonly head: string;
  /** Where it begins and ends: marked when it is hovered or chosen. */
  readonly ends: readonly [Point, Point];
  readonly gates: readonly Gate[];
  /** Everything it touches, for finding out whether it is in view. */
  readonly bounds: Rect;
  readonly label: { readonly rect: Rect; readonly form: LabelFormId; readonly words: FlowWords } | undefined;
  readonly badge: { readonly at: Point; readonly worst: Severity; readonly open: number } | undefined;
  /** The ground that the label's plate has: that of the innermost boundary around both ends, undefined outside of all. */
  readonly ground: 0 | 1 | 2 | undefined;
  /** What is read aloud. */
  readonly name: string;
}

/** All that flows depend on, besides where things stand. */
export interface FlowInput {
  readonly model: ThreatModel;
  readonly bySubject: ReadonlyMap<string, SubjectCounts>;
  readonly encryption: ReadonlyMap<string, Truth>;
  readonly view: Pick<ViewState, 'detail' | 'showProtocols' | 'showAssets' | 'area'>;
}

/** Up to so many flows all are led anew whenever one has to be, so that each knows of all others; beyond, only those concerned. */
const MOST_TOGETHER = 300;

type Label = PlacedLabel<LabelFormId>;

const sameRect = (a: Rect | undefined, b: Rect | undefined): boolean =>
  a !== undefined && b !== undefined && a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const sameBoundaries = (a: Scene, b: Scene): boolean =>
  a.boundaries.size === b.boundaries.size && [...b.boundaries.values()].every(({ id, rect }) => sameRect(a.boundaries.get(id)?.rect, rect));

/** True if the route runs through the box. */
const runsThrough = ({ points }: Route, box: Rect): boolean =>
  points.some((b, index) => {
    const a = points[index - 1];
    return a !== undefined && crossesBox(a, b, box);
  });

/** What follows from a route alone. */
interface Drawn {
  readonly line: string;
  readonly head: string;
  readonly ends: readonly [Point, Point];
  readonly bounds: Rect;
}

/** Works out flows one after another: what did not move is not led, labelled or drawn again. */
export class FlowMaker {
  private scene: Scene | undefined;
  private routes: ReadonlyMap<FlowId, Route> = new Map();
  private labels: ReadonlyMap<FlowId, Label> = new Map();
  /** What each label was last asked to say and how large that is. */
  private wished: ReadonlyMap<FlowId, string> = new Map();
  private made = new Map<FlowId, FlowView>();
  private input: FlowInput | undefined;
  /** What each was last drawn by. */
  private readonly parts = new Map<FlowId, { readonly route: Route; readonly label: Label | undefined }>();
  private readonly drawn = new WeakMap<Route, Drawn>();

  /** The flows of a scene. @param moving something is being dragged: its flows alone are led, the rest waits for the drop */
  make(input: FlowInput, scene: Scene, moving: boolean): readonly FlowView[] {
    const stale = this.stale(scene, moving);
    const all = stale === undefined;
    if (all) this.routes = routeFlows(scene);
    else if (stale.size > 0 || this.routes.size !== scene.flows.size)
      this.routes = routeFlows(scene, { flows: stale, before: this.routes });
    this.label(input, scene, stale, moving);
    const boundariesMoved = this.scene === undefined || !sameBoundaries(this.scene, scene);
    const before = this.input;
    const sameWords =
      before?.model === input.model &&
      before.bySubject === input.bySubject &&
      before.encryption === input.encryption &&
      before.view.detail === input.view.detail &&
      before.view.showProtocols === input.view.showProtocols &&
      before.view.showAssets === input.view.showAssets;
    this.input = input;
    this.scene = scene;

    const { model, bySubject, encryption, view } = input;
    const made = new Map<FlowId, FlowView>();
    for (const { id, from, to } of scene.flows.values()) {
      const route = this.routes.get(id);
      const flow = model.flows.get(id);
      if (route === undefined || flow === undefined) continue;
      const was = this.made.get(id);
      const label = this.labels.get(id);
      // Nothing that it says and nothing that it is drawn by has changed.
      const parts = this.parts.get(id);
      if (was !== undefined && sameWords && !boundariesMoved && parts?.route === route && parts.label === label) {
        made.set(id, was);
        continue;
      }
      this.parts.set(id, { route, label });
      const drawn = this.draw(route);
      const counts = bySubject.get(id);
      const open =
        counts === undefined || counts.worst === undefined || counts.open === 0 || view.detail === 'block'
          ? undefined
          : { worst: counts.worst, open: counts.open };
      const next: FlowView = {
        id,
        from,
        to,
        ...drawn,
        gates: !boundariesMoved && was?.line === drawn.line ? was.gates : gatesOf(scene, { from, to }, route),
        label:
          label === undefined ? undefined : { rect: label.rect, form: label.form, words: flowWords(model, flow, encryption.get(id), view) },
        badge: open && { at: label?.badge ?? middleOf(route), ...open },
        ground: groundOf(scene, from, to),
        name: spokenName({ model, name: nameOf(model, id), what: say('ui.flow'), counts }),
      };
      made.set(id, was !== undefined && sameView(was, next) ? was : next);
    }
    this.made = made;
    return [...made.values()];
  }

  /** The flows that have to be led anew; undefined for all. */
  private stale(scene: Scene, moving: boolean): ReadonlySet<FlowId> | undefined {
    const before = this.scene;
    if (before === undefined) return undefined;
    if (before === scene) return new Set();
    const moved = new Map<string, Rect>();
    for (const node of scene.nodes.values()) if (!sameRect(before.nodes.get(node.id)?.rect, node.rect)) moved.set(node.id, node.rect);
    const gone = [...before.nodes.keys()].some((id) => !scene.nodes.has(id));
    const stale = new Set<FlowId>();
    for (const flow of scene.flows.values()) {
      const was = before.flows.get(flow.id);
      if (
        moved.has(flow.from) ||
        moved.has(flow.to) ||
        was === undefined ||
        was.from !== flow.from ||
        was.to !== flow.to ||
        !sameData(was.via, flow.via)
      )
        stale.add(flow.id);
    }
    const changed = stale.size > 0 || moved.size > 0 || gone || before.flows.size !== scene.flows.size;
    if (moving || !changed) return stale;
    if (scene.flows.size <= MOST_TOGETHER) return undefined;
    for (const [id, route] of this.routes)
      if (!stale.has(id) && [...moved.values()].some((rect) => runsThrough(route, rect))) stale.add(id);
    return stale;
  }

  private label(
    { model, bySubject, encryption, view }: FlowInput,
    scene: Scene,
    stale: ReadonlySet<FlowId> | undefined,
    moving: boolean,
  ): void {
    if (view.detail !== 'full') {
      [this.labels, this.wished] = [new Map(), new Map()];
      return;
    }
    const leaving = new Map<string, number>();
    for (const { from } of scene.flows.values()) leaving.set(from, (leaving.get(from) ?? 0) + 1);
    const wishes: LabelWish<LabelFormId>[] = [];
    const wished = new Map<FlowId, string>();
    const renewed = new Set<FlowId>(stale);
    // Of many flows only those in view and around are labelled.
    const area = scene.flows.size > MOST_TOGETHER ? view.area : undefined;
    for (const { id, from } of scene.flows.values()) {
      const flow = model.flows.get(id);
      const route = this.routes.get(id);
      if (flow === undefined || route === undefined || (area !== undefined && !overlap(this.draw(route).bounds, area))) continue;
      const counts = bySubject.get(id);
      const wish = {
        flow: id,
        forms: flowForms(flowWords(model, flow, encryption.get(id), view)),
        badge: counts === undefined || counts.open === 0 ? 0 : badgeWidth(counts.open),
        fans: (leaving.get(from) ?? 0) > 1,
      };
      const key = `${wish.badge} ${wish.fans} ${wish.forms.map(({ width }) => width).join(' ')}`;
      wishes.push(wish);
      wished.set(id, key);
      if (this.wished.get(id) !== key) renewed.add(id);
    }
    const few = stale !== undefined && (moving || scene.flows.size > MOST_TOGETHER) && this.wished.size > 0;
    const nothing = stale !== undefined && renewed.size === 0 && this.wished.size === wished.size;
    this.wished = wished;
    if (nothing) return;
    if (!few) {
      this.labels = placeLabels(scene, this.routes, wishes);
      return;
    }
    const kept = new Map([...this.labels].filter(([id]) => !renewed.has(id) && wished.has(id)));
    this.labels = new Map([
      ...kept,
      ...placeLabels(
        scene,
        this.routes,
        wishes.filter(({ flow }) => renewed.has(flow)),
        kept,
      ),
    ]);
  }

  private draw(route: Route): Drawn {
    const known = this.drawn.get(route);
    if (known !== undefined) return known;
    const [first = [0, 0] as const] = route.points;
    const drawn: Drawn = {
      line: svgPath(route, 6),
      head: arrowHead(route),
      ends: [first, route.points.at(-1) ?? first],
      bounds: boundsOf(route),
    };
    this.drawn.set(route, drawn);
    return drawn;
  }
}

/** True if two say the same: then the one before is drawn on. */
function sameView(a: FlowView, b: FlowView): boolean {
  return (
    a.line === b.line &&
    a.head === b.head &&
    a.ground === b.ground &&
    a.name === b.name &&
    sameData(a.ends, b.ends) &&
    (a.gates === b.gates || sameData(a.gates, b.gates)) &&
    sameData(a.badge, b.badge) &&
    a.label?.form === b.label?.form &&
    a.label?.words.key === b.label?.words.key &&
    (a.label === undefined || sameRect(a.label.rect, b.label?.rect))
  );
}

/** The middle of the longest piece: where a badge goes that no label stands beside. */
function middleOf({ points }: Route): Point {
  let best: Point = points[0] ?? [0, 0];
  let longest = -1;
  points.forEach((b, index) => {
    const a = points[index - 1];
    if (a === undefined) return;
    const length = Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]);
    if (length > longest) [best, longest] = [[(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], length];
  });
  return best;
}

/** Around the whole route, with room for label and head. */
function boundsOf({ points }: Route): Rect {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, top] = [Math.min(...xs) - 24, Math.min(...ys) - 32];
  return { x: left, y: top, width: Math.max(...xs) + 24 - left, height: Math.max(...ys) + 32 - top };
}

/** The ground of the innermost boundary around both ends. */
function groundOf(scene: Scene, from: SceneNode['id'], to: SceneNode['id']): FlowView['ground'] {
  const chain = (id: SceneNode['id']): readonly string[] => {
    const found: string[] = [];
    let at = scene.nodes.get(id)?.parent;
    while (at !== undefined) {
      found.push(at);
      at = scene.boundaries.get(at)?.parent;
    }
    return found;
  };
  const around = new Set(chain(from));
  const shared = chain(to).find((id) => around.has(id));
  return shared === undefined ? undefined : scene.boundaries.get(shared as SceneBoundary['id'])?.ground;
}
