import type { Catalog } from '../catalog/catalog';
import { type Message, message } from '../messages/message';
import { print } from '../messages/print';
import type { PropertyName, SubjectId, TypeId } from '../model/ids';
import { splitKey } from '../model/ids';
import type { DecisionStatus, MitigationStatus, PropertyValue } from '../model/schema';
import { displayName, type ThreatModel } from '../model/threat-model';
import type { Provenance, Reason, Remedy, Severity, ThreatStatus } from './findings';

/** What names need to become words: the model for things, the catalog for properties, types and controls. */
export interface Names {
  readonly model: ThreatModel;
  readonly catalog: Catalog;
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
  if (typeof value === 'number' || typeof value === 'string') return message('reason.value.text', { text: String(value) });
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

/** Where a value came from, in words. */
export function sourceText(names: Names, provenance: Provenance): Message {
  switch (provenance.from) {
    case 'stated':
      if (provenance.by === undefined) return message('reason.source.stated');
      return provenance.date === undefined
        ? message('reason.source.stated-by', { by: provenance.by })
        : message('reason.source.stated-by-on', { by: provenance.by, date: provenance.date });
    case 'imported':
      return message('reason.source.imported', { origin: provenance.origin });
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
        source: sourceText(names, provenance.source),
      });
    case 'default':
      return provenance.image === undefined
        ? message('reason.source.default', { because: provenance.because })
        : message('reason.source.default-image', { image: provenance.image, because: provenance.because });
  }
}

function placeText(names: Names, { subject, boundary, how, truth }: Extract<Reason, { readonly kind: 'place' }>): Message {
  const name = nameOf(names, subject);
  if (boundary === undefined || truth !== 'true')
    return how === 'in' ? message('reason.place.not-in', { name }) : message('reason.place.not-crosses', { name });
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

function relatedText(name: string, { relation, count }: Extract<Reason, { readonly kind: 'related' }>): Message {
  switch (relation) {
    case 'incoming':
      return message('reason.related.incoming', { name, count });
    case 'outgoing':
      return message('reason.related.outgoing', { name, count });
    case 'inside':
      return message('reason.related.inside', { name, count });
  }
}

/** One reason of a threat in words. */
export function describeReason(names: Names, reason: Reason): Described {
  const name = nameOf(names, reason.subject);
  const holds = reason.truth === 'true';
  switch (reason.kind) {
    case 'property': {
      const property = propertyText(names, reason.property);
      if (reason.known === undefined) return { what: message('reason.property-unknown', { property, name }) };
      return {
        what: message('reason.property', { property, name, value: valueText(reason.known.value) }),
        source: sourceText(names, reason.known.provenance),
      };
    }
    case 'type': {
      const type = names.catalog.stencils.get(reason.type as TypeId)?.name ?? reason.type;
      return { what: holds ? message('reason.type', { name, type }) : message('reason.type-not', { name, type }) };
    }
    case 'place':
      return { what: placeText(names, reason) };
    case 'related':
      return { what: relatedText(name, reason) };
    case 'assets': {
      const carries = reason.how === 'carries';
      if (reason.truth === 'unknown')
        return { what: carries ? message('reason.assets.carries-unknown', { name }) : message('reason.assets.stores-unknown', { name }) };
      if (reason.asset === undefined)
        return { what: carries ? message('reason.assets.carries-none', { name }) : message('reason.assets.stores-none', { name }) };
      const given = { name, asset: nameOf(names, reason.asset) };
      return { what: carries ? message('reason.assets.carries', given) : message('reason.assets.stores', given) };
    }
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

/** What would make a threat go away, as the end of a sentence that begins "Goes away if". */
export function describeRemedy(names: Names, remedy: Remedy): Message {
  const changes = remedy.changes.map(({ subject, property, to }) =>
    message('reason.remedy.change', {
      property: propertyText(names, property),
      name: nameOf(names, subject),
      value: typeof to === 'object' && 'not' in to ? message('reason.value.not', { value: valueText(to.not) }) : valueText(to),
    }),
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
