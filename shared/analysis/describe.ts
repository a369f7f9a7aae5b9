import type { Catalog } from '../catalog/catalog';
import type { PropertyEntry } from '../catalog/schema';
import { type Message, message } from '../messages/message';
import { print } from '../messages/print';
import type { PropertyName, SubjectId, TypeId } from '../model/ids';
import { splitKey } from '../model/ids';
import type { DecisionStatus, MitigationStatus, PropertyValue } from '../model/schema';
import { displayName, enclosing, subjectOf, type ThreatModel } from '../model/threat-model';
import type { Provenance, Reason, Remedy, Severity, ThreatStatus } from './findings';

/** Where an import read a value: a file, a 1-based line, and the container that decided, where one of several did. */
export interface ReadAt {
  readonly file: string;
  readonly line: number;
  readonly container?: string;
}

/** What names need to become words: the model for things, the catalog for properties, types and controls. */
export interface Names {
  readonly model: ThreatModel;
  readonly catalog: Catalog;
  /** Where a property of a thing was read, by `id.property`. No file keeps lines: only whoever has just imported knows. */
  readonly readAt?: ReadonlyMap<string, ReadAt>;
}

/** A reason as a sentence, with where the value came from beside it. */
export interface Described {
  readonly what: Message;
  readonly source?: Message;
}

/** A property's value in words: yes, no, a number, a list. */
export function valueText(value: PropertyValue | undefined): Message {
  if (value === undefined) return message('reason.value.unknown');
  if (typeof value === 'boolean') return message(value ? 'reason.value.yes' : 'reason.value.no');
  if (typeof value === 'number') return message('reason.value.number', { number: value });
  if (typeof value === 'string') return message('reason.value.text', { text: value });
  return value.length === 0 ? message('reason.value.none') : message('reason.value.text', { text: value.join(', ') });
}

const propertyText = ({ catalog }: Names, property: PropertyName) => catalog.properties.get(property)?.name ?? property;
const controlText = ({ catalog }: Names, control: string) => catalog.controls.get(control)?.name ?? control;
const nameOf = ({ model }: Names, id: SubjectId) => displayName(model, id);

const STATUS: Readonly<Record<MitigationStatus | DecisionStatus, Message>> = {
  proposed: message('status.proposed'),
  planned: message('status.planned'),
  'in-place': message('status.in-place'),
  verified: message('status.verified'),
  rejected: message('status.rejected'),
  accepted: message('status.accepted'),
  transferred: message('status.transferred'),
  avoided: message('status.avoided'),
  'false-positive': message('status.false-positive'),
  covered: message('status.covered'),
};
/** The state of a control, or a decision about a threat, in a word. */
export const statusText = (status: MitigationStatus | DecisionStatus): Message => STATUS[status];

const SEVERITY: Readonly<Record<Severity, Message>> = {
  critical: message('reason.severity.critical'),
  high: message('reason.severity.high'),
  medium: message('reason.severity.medium'),
  low: message('reason.severity.low'),
};
/** A severity in a word. */
export const severityText = (severity: Severity): Message => SEVERITY[severity];

/** An origin without what every one of an import has in common: `Deployment/frontend` of `k8s:shop/Deployment/frontend`. */
function originText(origin: string): string {
  const within = /^[^:/#]+:[^/#]*\/(.+)$/s.exec(origin)?.[1] ?? origin;
  const [object = within, part] = within.split('#', 2);
  return part === undefined ? object : `${object}, ${part}`;
}

/** Where something was read that came from an import. */
function importedText(origin: string, at: ReadAt | undefined): Message {
  const from = originText(origin);
  if (at === undefined) return message('reason.source.imported', { origin: from });
  const { file, line, container } = at;
  return container === undefined
    ? message('reason.source.imported-at', { origin: from, file, line })
    : message('reason.source.imported-of', { origin: from, file, line, container });
}

/**
 * Where a value came from, in words.
 * @param of what it is the value of; with it, an import's line is named where it is known
 */
export function sourceText(
  names: Names,
  provenance: Provenance,
  of?: { readonly subject: SubjectId; readonly property: PropertyName },
): Message {
  switch (provenance.from) {
    case 'stated':
      if (provenance.by === undefined) return message('reason.source.stated');
      return provenance.date === undefined
        ? message('reason.source.stated-by', { by: provenance.by })
        : message('reason.source.stated-by-on', { by: provenance.by, date: provenance.date });
    case 'imported':
      return importedText(provenance.origin, of && names.readAt?.get(`${of.subject}.${of.property}`));
    case 'control': {
      const given = {
        control: controlText(names, provenance.control),
        on: nameOf(names, provenance.on),
        status: statusText(provenance.status),
      };
      return provenance.overrides === undefined
        ? message('reason.source.control', given)
        : message('reason.source.control-over', { ...given, was: valueText(provenance.overrides) });
    }
    case 'inherited':
      return message('reason.source.inherited', {
        boundary: nameOf(names, provenance.boundary),
        source: sourceText(names, provenance.source, of && { subject: provenance.boundary, property: of.property }),
      });
    case 'default':
      return provenance.image === undefined
        ? message('reason.source.default', { because: provenance.because })
        : message('reason.source.default-image', { image: provenance.image, because: provenance.because });
  }
}

const typeText = ({ catalog }: Names, type: string) => catalog.stencils.get(type as TypeId)?.name ?? type;

function placeText(names: Names, { subject, boundary, wanted, how, truth }: Extract<Reason, { readonly kind: 'place' }>): Message {
  const name = nameOf(names, subject);
  if (boundary === undefined || truth !== 'true') {
    if (wanted === undefined)
      return how === 'in' ? message('reason.place.not-in', { name }) : message('reason.place.not-crosses', { name });
    const type = typeText(names, wanted);
    return how === 'in' ? message('reason.place.not-in-type', { name, type }) : message('reason.place.not-crosses-type', { name, type });
  }
  const given = { name, boundary: nameOf(names, boundary) };
  switch (how) {
    case 'in':
      return message('reason.place.in', given);
    case 'crosses':
      return message('reason.place.crosses', given);
    case 'enters':
      return message('reason.place.enters', given);
    case 'leaves':
      return message('reason.place.leaves', given);
  }
}

/** True if anything is drawn that is so related to the thing, whether it fits or not. */
function hasRelated({ model }: Names, { subject, relation }: Extract<Reason, { readonly kind: 'related' }>): boolean {
  if (relation === 'inside')
    return [...model.elements.values()].some(
      ({ in: place }) => place !== undefined && enclosing(model, place).some((id) => id === subject),
    );
  return [...model.flows.values()].some(({ from, to }) => (relation === 'incoming' ? to : from) === subject);
}

function relatedText(names: Names, reason: Extract<Reason, { readonly kind: 'related' }>): Message {
  const { relation, count } = reason;
  const name = nameOf(names, reason.subject);
  if (reason.truth === 'unknown')
    return relation === 'inside' ? message('reason.related.inside-unknown', { name }) : message('reason.related.calls-unknown', { name });
  if (reason.example === undefined || count === 0) {
    const others = hasRelated(names, reason);
    switch (relation) {
      case 'incoming':
        return message(others ? 'reason.related.no-other-incoming' : 'reason.related.no-incoming', { name });
      case 'outgoing':
        return message(others ? 'reason.related.no-other-outgoing' : 'reason.related.no-outgoing', { name });
      case 'inside':
        return message(others ? 'reason.related.no-other-inside' : 'reason.related.no-inside', { name });
    }
  }
  const given = { name, example: nameOf(names, reason.example), count };
  switch (relation) {
    case 'incoming':
      return message('reason.related.incoming', given);
    case 'outgoing':
      return message('reason.related.outgoing', given);
    case 'inside':
      return message('reason.related.inside', given);
  }
}

/** The sentence by which a property's entry says a value, if it has one. */
function sentenceFor(property: PropertyEntry | undefined, value: PropertyValue): string | undefined {
  const { says } = property ?? {};
  if (says === undefined) return undefined;
  if (typeof value === 'object' || value === '') return value.length === 0 ? says['empty'] : says['value'];
  return says[String(value)] ?? says['value'];
}

/** What a property of a thing is, as a sentence: of its own words, else "X of Y is Z". */
function factText(names: Names, property: PropertyName, subject: SubjectId, value: PropertyValue): Message {
  const name = nameOf(names, subject);
  const words = sentenceFor(names.catalog.properties.get(property), value);
  if (words === undefined) return message('reason.property', { property: propertyText(names, property), name, value: valueText(value) });
  return message('reason.sentence', { words, ...namesIn(names, subject), value: valueText(value) });
}

/** The names that a property's sentence may hold: of the thing, and of the ends of a flow. */
function namesIn(names: Names, subject: SubjectId): { readonly name: string; readonly from: string; readonly to: string } {
  const flow = subjectOf(names.model, subject);
  const end = (which: 'from' | 'to') => (flow?.kind === 'flow' ? displayName(names.model, flow.entry[which]) : '');
  return { name: nameOf(names, subject), from: end('from'), to: end('to') };
}

function unknownText(names: Names, property: PropertyName, subject: SubjectId): Message {
  const entry = names.catalog.properties.get(property);
  const words = entry?.type === 'boolean' ? entry.says?.['true'] : undefined;
  if (words === undefined)
    return message('reason.property-unknown', { property: propertyText(names, property), name: nameOf(names, subject) });
  return message('reason.sentence-unknown', { words, ...namesIn(names, subject) });
}

/** The ratings of an asset that somebody gave, in words. */
function ratingsOf({ model }: Names, subject: SubjectId): readonly string[] {
  const asset = subjectOf(model, subject);
  if (asset?.kind !== 'asset') return [];
  const { confidentiality, integrity, availability } = asset.entry;
  return [
    ...(confidentiality === undefined ? [] : [print(message(`analysis.rating.confidentiality.${confidentiality}`))]),
    ...(integrity === undefined ? [] : [print(message(`analysis.rating.integrity.${integrity}`))]),
    ...(availability === undefined ? [] : [print(message(`analysis.rating.availability.${availability}`))]),
  ];
}

function assetsText(names: Names, reason: Extract<Reason, { readonly kind: 'assets' }>): Message {
  const name = nameOf(names, reason.subject);
  if (reason.how === 'rated') {
    const ratings = ratingsOf(names, reason.subject);
    return ratings.length === 0 ? message('reason.assets.not-rated', { name }) : message('reason.assets.rated', { name, ratings });
  }
  const carries = reason.how === 'carries';
  if (reason.truth === 'unknown')
    return carries ? message('reason.assets.carries-unknown', { name }) : message('reason.assets.stores-unknown', { name });
  if (reason.asset === undefined)
    return carries ? message('reason.assets.carries-none', { name }) : message('reason.assets.stores-none', { name });
  const given = { name, asset: nameOf(names, reason.asset) };
  return carries ? message('reason.assets.carries', given) : message('reason.assets.stores', given);
}

/** One reason of a threat in words. */
export function describeReason(names: Names, reason: Reason): Described {
  const name = nameOf(names, reason.subject);
  const holds = reason.truth === 'true';
  switch (reason.kind) {
    case 'property': {
      if (reason.known === undefined) return { what: unknownText(names, reason.property, reason.subject) };
      return {
        what: factText(names, reason.property, reason.subject, reason.known.value),
        source: sourceText(names, reason.known.provenance, reason),
      };
    }
    case 'type': {
      const type = typeText(names, reason.type);
      return { what: holds ? message('reason.type', { name, type }) : message('reason.type-not', { name, type }) };
    }
    case 'place':
      return { what: placeText(names, reason) };
    case 'related':
      return { what: relatedText(names, reason) };
    case 'assets':
      return { what: assetsText(names, reason) };
    case 'protocol':
      return {
        what:
          reason.protocol === undefined
            ? message('reason.protocol-unknown', { name })
            : message('reason.protocol', { name, protocol: reason.protocol }),
      };
    case 'reachable': {
      const attacker = names.catalog.attackers.get(reason.attacker)?.name ?? reason.attacker;
      if (!holds) return { what: message('reason.reachable-not', { attacker, name }) };
      return { what: message('reason.reachable', { attacker, name, path: reason.path.map((id) => nameOf(names, id)) }) };
    }
    case 'adopted': {
      const given = { control: controlText(names, reason.control), name };
      return { what: holds ? message('reason.adopted', given) : message('reason.adopted-not', given) };
    }
  }
}

/**
 * The reasons of a threat as sentences, in order: each sentence once, and what something is only where nothing else is said, since
 * whoever looks at a thing sees what it is.
 */
export function describeReasons(names: Names, reasons: readonly Reason[]): readonly (Described & { readonly reason: Reason })[] {
  const telling = reasons.filter(({ kind }) => kind !== 'type');
  const said = new Set<string>();
  return (telling.length === 0 ? reasons : telling).flatMap((reason) => {
    const described = describeReason(names, reason);
    const sentence = print(described.what);
    if (said.has(sentence)) return [];
    said.add(sentence);
    return [{ ...described, reason }];
  });
}

/** What would make a threat go away, as the end of a sentence that begins "Goes away if". */
export function describeRemedy(names: Names, remedy: Remedy): Message {
  const changes = remedy.changes.map(({ subject, property, to }) =>
    typeof to === 'object' && 'not' in to
      ? message('reason.remedy.not', { property: propertyText(names, property), name: nameOf(names, subject), value: valueText(to.not) })
      : factText(names, property, subject, to),
  );
  const [only, second] = changes;
  const change = only !== undefined && second === undefined ? only : message('reason.remedy.changes', { changes: changes.map(print) });
  return remedy.wider === undefined
    ? change
    : message('reason.remedy.wider', { change, boundary: nameOf(names, remedy.wider.boundary), count: remedy.wider.closes });
}

/** The state of a threat in words: "closes when Mutual TLS is in place". */
export function describeStatus(names: Names, status: ThreatStatus): Message {
  const controls = (keys: readonly string[]) => [...new Set(keys.map((key) => controlText(names, splitKey(key)?.what ?? key)))];
  switch (status.state) {
    case 'open':
      return message('reason.state.open');
    case 'closes-with-plan':
      return message('reason.state.closes-with-plan', { controls: controls(status.by) });
    case 'closed':
      return message('reason.state.closed', { controls: controls(status.by) });
    case 'decided': {
      if (status.decision.status === undefined) return message('reason.state.open');
      const word = statusText(status.decision.status);
      return status.expired && status.decision.until !== undefined
        ? message('reason.state.expired', { status: word, until: status.decision.until })
        : message('reason.state.decided', { status: word });
    }
  }
}
