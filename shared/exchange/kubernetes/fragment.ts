import { type BoundaryId, type ElementId, type FlowId, freeId, type PropertyName } from '../../model/ids';
import type { Boundary, Element, Flow, PropertyValue } from '../../model/schema';
import type { Fragment, ImportSource } from '../import-result';
import type { FlowDraft, ThingDraft } from './drafts';
import type { Fact } from './facts';
import { assignIds } from './naming';

/** Things and flows under their final ids, and where everything was read. */
export interface Assembled {
  readonly fragment: Fragment;
  readonly sources: ReadonlyMap<string, ImportSource>;
}

const byKey = <V>([a]: readonly [string, V], [b]: readonly [string, V]): number => (a < b ? -1 : a > b ? 1 : 0);
const sorted = <K extends string, V>(entries: Iterable<readonly [K, V]>): ReadonlyMap<K, V> => new Map([...entries].sort(byKey));

function propertiesOf(facts: readonly Fact[]): ReadonlyMap<PropertyName, PropertyValue> {
  return sorted(facts.map(({ property, value }): [PropertyName, PropertyValue] => [property, value]));
}

/**
 * Flows that are one: the same ends and the same port, or one of them without a port. What the first does not say is taken from
 * the others.
 */
function withoutRepeats(flows: readonly FlowDraft[]): readonly FlowDraft[] {
  const distinct = new Map<string, FlowDraft>();
  const ends = ({ from, to, apart }: FlowDraft): string => JSON.stringify([from, to, apart]);
  const ported = new Map<string, string>();
  // Flows with a port first, so that one without finds the one it belongs to.
  for (const flow of [...flows].sort((a, b) => Number(a.port === undefined) - Number(b.port === undefined))) {
    const key = flow.port === undefined ? (ported.get(ends(flow)) ?? ends(flow)) : JSON.stringify([ends(flow), flow.port]);
    const before = distinct.get(key);
    if (flow.port !== undefined && !ported.has(ends(flow))) ported.set(ends(flow), key);
    const said = new Set(before?.facts.map(({ property }) => property));
    distinct.set(
      key,
      before
        ? {
            ...before,
            protocol: before.protocol ?? flow.protocol,
            facts: [...before.facts, ...flow.facts.filter(({ property }) => !said.has(property))],
          }
        : flow,
    );
  }
  return [...distinct.values()];
}

/** Puts drafts together. A flow whose end is not among the things is left out; there is none unless a file is hostile. */
export function assemble(boundaries: readonly ThingDraft[], elements: readonly ThingDraft[], drafts: readonly FlowDraft[]): Assembled {
  const taken = new Set<string>();
  const ids = new Map([...assignIds(elements, taken), ...assignIds(boundaries, taken)]);
  const sources = new Map<string, ImportSource>();
  const note = (id: string, source: ImportSource, facts: readonly Fact[]): void => {
    sources.set(id, source);
    for (const fact of facts) sources.set(`${id}.${fact.property}`, fact.source);
  };
  const described = (draft: ThingDraft) => {
    const inside = draft.inside === undefined ? undefined : ids.get(draft.inside);
    const id = ids.get(draft.origin) ?? draft.origin;
    const name = draft.displayName ?? (draft.name === id ? undefined : draft.name);
    const properties = propertiesOf(draft.facts);
    note(id, draft.source, draft.facts);
    return {
      id,
      entry: {
        type: draft.type,
        ...(draft.runsAs === undefined ? {} : { runsAs: draft.runsAs }),
        ...(name === undefined ? {} : { name }),
        origin: draft.origin,
        ...(inside === undefined ? {} : { in: inside as BoundaryId }),
        ...(properties.size === 0 ? {} : { properties }),
      },
    };
  };
  const flows = new Map<FlowId, Flow>();
  for (const draft of withoutRepeats(drafts)) {
    const from = ids.get(draft.from);
    const to = ids.get(draft.to);
    if (from === undefined || to === undefined || from === to) continue;
    const id = freeId(`${from}_to_${to}`, taken);
    taken.add(id);
    const properties = propertiesOf(draft.facts);
    note(id, draft.source, draft.facts);
    flows.set(id as FlowId, {
      from: from as ElementId,
      to: to as ElementId,
      origin: draft.origin,
      ...(properties.size === 0 ? {} : { properties }),
      ...(draft.protocol === undefined ? {} : { protocol: draft.protocol }),
      ...(draft.port === undefined ? {} : { port: draft.port }),
    });
  }
  const entries = <K extends string, V>(
    things: readonly ThingDraft[],
    entry: (draft: ThingDraft) => V,
    id: (draft: ThingDraft) => K,
  ): ReadonlyMap<K, V> => sorted(things.map((draft) => [id(draft), entry(draft)] as const));
  return {
    fragment: {
      boundaries: entries(
        boundaries,
        (draft): Boundary => described(draft).entry,
        (draft) => (ids.get(draft.origin) ?? '') as BoundaryId,
      ),
      elements: entries(
        elements,
        (draft): Element => described(draft).entry,
        (draft) => (ids.get(draft.origin) ?? '') as ElementId,
      ),
      flows: sorted(flows),
    },
    sources: sorted(sources),
  };
}
