import { answerKeyOf, type BoundaryId, type ElementId, type FlowId } from '../model/ids';
import type { Boundary, Element, Flow } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import type { Fragment } from './import-result';

/** A thing of the model that an import speaks of. `adopted`: a person drew it, and the import only connects to it. */
export interface Match<K> {
  readonly id: K;
  readonly how: 'same-origin' | 'moved' | 'linked' | 'adopted';
}

/** What of a fragment is in the model already, by the fragment's ids. */
export interface Matches {
  readonly boundaries: ReadonlyMap<BoundaryId, Match<BoundaryId>>;
  readonly elements: ReadonlyMap<ElementId, Match<ElementId>>;
  readonly flows: ReadonlyMap<FlowId, Match<FlowId>>;
}

/** A namespace that whoever applies the manifests chooses. */
const UNSTATED = '?';

/** An origin's namespace and what is around it: `k8s:` `shop` `/Deployment/frontend`. */
function placeIn(origin: string): { readonly namespace: string; readonly rest: string } | undefined {
  const [, namespace, rest] = /^[^:]*:([^/#]+)(.*)$/s.exec(origin) ?? [];
  return namespace === undefined || rest === undefined ? undefined : { namespace, rest };
}

type Originated = { readonly origin?: string | undefined };

/**
 * Finds things by origin. What has no match of its own may have got a namespace since, or lost it (`k8s:?/…`): then the one
 * candidate that is left over is it.
 */
function byOrigin<K extends string, V extends Originated>(fragment: ReadonlyMap<K, V>, model: ReadonlyMap<K, V>): Map<K, Match<K>> {
  const found = new Map<K, Match<K>>();
  const known = new Map<string, K>();
  for (const [id, { origin }] of model) if (origin !== undefined && !known.has(origin)) known.set(origin, id);
  for (const [id, { origin }] of fragment) {
    const same = origin === undefined ? undefined : known.get(origin);
    if (same !== undefined) found.set(id, { id: same, how: 'same-origin' });
  }
  const used = new Set([...found.values()].map((match) => match.id));
  const leftOver = new Map<string, { readonly id: K; readonly namespace: string }[]>();
  for (const [origin, id] of known) {
    const place = used.has(id) ? undefined : placeIn(origin);
    if (place) leftOver.set(place.rest, [...(leftOver.get(place.rest) ?? []), { id, namespace: place.namespace }]);
  }
  for (const [id, { origin }] of fragment) {
    const place = found.has(id) || origin === undefined ? undefined : placeIn(origin);
    const candidates =
      (place && leftOver.get(place.rest))?.filter(({ namespace }) => (namespace === UNSTATED) !== (place.namespace === UNSTATED)) ?? [];
    const [only, second] = candidates;
    if (!place || !only || second) continue;
    found.set(id, { id: only.id, how: 'moved' });
    leftOver.delete(place.rest);
  }
  return found;
}

/** There is one internet: an import stands beside the one that a person drew, and its customer beside theirs. */
function adoptOutside(
  fragment: Fragment,
  model: ThreatModel,
  boundaries: Map<BoundaryId, Match<BoundaryId>>,
  elements: Map<ElementId, Match<ElementId>>,
): void {
  for (const [id, { type }] of fragment.boundaries) {
    if (boundaries.has(id) || type !== 'network/internet') continue;
    const drawn = [...model.boundaries].find(([, boundary]) => boundary.type === type && boundary.origin === undefined);
    if (drawn) boundaries.set(id, { id: drawn[0], how: 'adopted' });
  }
  for (const [id, element] of fragment.elements) {
    if (elements.has(id) || element.type !== 'actor/person') continue;
    const drawn = model.elements.get(id);
    const inside = element.in === undefined ? undefined : boundaries.get(element.in)?.id;
    if (drawn?.type === element.type && drawn.origin === undefined && drawn.in === inside) elements.set(id, { id, how: 'adopted' });
  }
}

const portsAgree = (a: Flow, b: Flow): boolean => a.port === b.port || a.port === undefined || b.port === undefined;

/**
 * Finds flows: those that a person connected otherwise, by their origin; the same origin between the same ends; else the same ends and port, wherever the call is declared now; else a
 * flow that a person drew between the same ends. A call that goes elsewhere now is another flow.
 */
function matchFlows(
  fragment: Fragment,
  model: ThreatModel,
  elements: ReadonlyMap<ElementId, Match<ElementId>>,
): Map<FlowId, Match<FlowId>> {
  const found = new Map<FlowId, Match<FlowId>>();
  const used = new Set<FlowId>();
  const between = new Map<string, (readonly [FlowId, Flow])[]>();
  const ends = (from: string, to: string): string => `${from} ${to}`;
  for (const entry of model.flows) {
    const key = ends(entry[1].from, entry[1].to);
    between.set(key, [...(between.get(key) ?? []), entry]);
  }
  // A person connected it otherwise: it is still the call that the files declare, if one of its ends is.
  const reconnected = [...model.flows].filter(([id]) => (['from', 'to'] as const).some((end) => model.answers.has(answerKeyOf(end, id))));
  for (const [id, imported] of fragment.flows) {
    const [from, to] = [elements.get(imported.from)?.id, elements.get(imported.to)?.id];
    const own = reconnected.find(
      ([candidate, flow]) =>
        !used.has(candidate) && flow.origin !== undefined && flow.origin === imported.origin && (flow.from === from || flow.to === to),
    );
    if (own === undefined) continue;
    found.set(id, { id: own[0], how: 'same-origin' });
    used.add(own[0]);
  }
  const passes: readonly ((imported: Flow, own: Flow) => Match<FlowId>['how'] | undefined)[] = [
    (imported, own) => (own.origin === imported.origin && own.port === imported.port ? 'same-origin' : undefined),
    (imported, own) => (own.origin !== undefined && own.port === imported.port ? 'moved' : undefined),
    (imported, own) => (own.origin === imported.origin ? 'same-origin' : undefined),
    (imported, own) => (own.origin === undefined && portsAgree(imported, own) ? 'linked' : undefined),
  ];
  for (const pass of passes) {
    for (const [id, imported] of fragment.flows) {
      const from = elements.get(imported.from)?.id;
      const to = elements.get(imported.to)?.id;
      if (found.has(id) || from === undefined || to === undefined) continue;
      for (const [own, flow] of between.get(ends(from, to)) ?? []) {
        const how = used.has(own) ? undefined : pass(imported, flow);
        if (how === undefined) continue;
        found.set(id, { id: own, how });
        used.add(own);
        break;
      }
    }
  }
  return found;
}

/** Finds what of a fragment the model has already. Ids play no role, since a person may have changed them. */
export function matchByOrigin(fragment: Fragment, model: ThreatModel): Matches {
  const boundaries = byOrigin<BoundaryId, Boundary>(fragment.boundaries, model.boundaries);
  const elements = byOrigin<ElementId, Element>(fragment.elements, model.elements);
  adoptOutside(fragment, model, boundaries, elements);
  return { boundaries, elements, flows: matchFlows(fragment, model, elements) };
}
