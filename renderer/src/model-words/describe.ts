import type { Catalog } from '../../../shared/catalog/catalog';
import type { StencilEntry } from '../../../shared/catalog/schema';
import type { SceneWords } from '../../../shared/layout/scene';
import type { TypeId } from '../../../shared/model/ids';
import type { Boundary, Element, Flow, PropertyValue } from '../../../shared/model/schema';
import { displayName, type Subject, subjectOf, type ThreatModel } from '../../../shared/model/threat-model';
import { figure, say } from '../words';

/** Types that say nothing about a role: what is only a process is not called one (LOOK, "Process"). */
const unsaidRoles = new Set<string>(['process', 'process/generic']);

/** What a type is called; a type that no catalog knows as it is written, with a question mark. */
export function typeName(catalog: Catalog | undefined, type: TypeId): string {
  if (catalog === undefined) return type;
  return catalog.stencils.get(type)?.name ?? say('ui.unknown-type', { type });
}

/** The stencil that an element is drawn by: its role, or its way of running where the role says nothing. */
export function stencilOf(catalog: Catalog | undefined, element: Pick<Element, 'type' | 'runsAs'>): StencilEntry | undefined {
  const deployment = element.runsAs === undefined ? undefined : catalog?.stencils.get(element.runsAs);
  return unsaidRoles.has(element.type) && deployment !== undefined ? deployment : catalog?.stencils.get(element.type);
}

/** The role and the way of running, one or both: `['Redis', 'Deployment']`. */
export function rolesOf(catalog: Catalog | undefined, { type, runsAs }: Pick<Element, 'type' | 'runsAs'>): readonly string[] {
  const role = unsaidRoles.has(type) && runsAs !== undefined ? [] : [typeName(catalog, type)];
  return runsAs === undefined ? role : [...role, typeName(catalog, runsAs)];
}

/** What a scene calls types. */
export const sceneWords = (catalog: Catalog | undefined): SceneWords => ({
  roles: (element) => rolesOf(catalog, element),
  boundaryKind: (boundary) => typeName(catalog, boundary.type),
});

/** "Redis · Deployment". */
export const describeElement = (catalog: Catalog | undefined, element: Pick<Element, 'type' | 'runsAs'>): string =>
  rolesOf(catalog, element).join(' · ');

const protocols = new Map([
  ['grpc', 'gRPC'],
  ['http', 'HTTP'],
  ['https', 'HTTPS'],
  ['tcp', 'TCP'],
  ['udp', 'UDP'],
  ['redis', 'RESP'],
  ['resp', 'RESP'],
  ['amqp', 'AMQP'],
  ['amqps', 'AMQPS'],
  ['mysql', 'MySQL'],
  ['postgres', 'PostgreSQL'],
  ['postgresql', 'PostgreSQL'],
  ['mongodb', 'MongoDB'],
  ['kafka', 'Kafka'],
  ['ssh', 'SSH'],
  ['dns', 'DNS'],
  ['tls', 'TLS'],
  ['sql', 'SQL'],
  ['smtp', 'SMTP'],
]);

/** A protocol as its own documents write it. */
export const protocolName = (protocol: string): string => protocols.get(protocol.toLowerCase()) ?? protocol;

/** "gRPC 5050", or nothing where nobody has said. */
export const describeFlow = ({ protocol, port }: Flow): string =>
  [protocol === undefined ? '' : protocolName(protocol), port === undefined ? '' : String(port)].filter((part) => part !== '').join(' ');

/** A property's value as people read it. */
export function valueWords(value: PropertyValue): string {
  if (typeof value === 'boolean') return value ? say('ui.yes') : say('ui.no');
  if (typeof value === 'number') return figure(value);
  if (typeof value === 'string') return value;
  return value.length === 0 ? say('ui.none') : value.join(', ');
}

/** The drawing and the kind words of any thing. */
export function subtitleOf(catalog: Catalog | undefined, model: ThreatModel, subject: Subject): string {
  switch (subject.kind) {
    case 'element': {
      const place = subject.entry.in === undefined ? '' : displayName(model, subject.entry.in);
      const what = describeElement(catalog, subject.entry);
      return place === '' ? what : say('ui.what-in', { what, place });
    }
    case 'boundary': {
      const place = subject.entry.in === undefined ? '' : displayName(model, subject.entry.in);
      const what = typeName(catalog, subject.entry.type);
      return place === '' ? what : say('ui.what-in', { what, place });
    }
    case 'flow':
      return describeFlow(subject.entry) || say('ui.flow');
    case 'asset':
      return say('ui.asset');
    case 'model':
      return say('ui.whole-model');
  }
}

/** The boundary's kind of line, and its words. */
export const boundaryStencil = (catalog: Catalog | undefined, boundary: Boundary): StencilEntry | undefined =>
  catalog?.stencils.get(boundary.type);

/** What something is called, in a sentence. A flow is "from to to". */
export function nameOf(model: ThreatModel, id: string): string {
  const subject = subjectOf(model, id);
  if (subject?.kind === 'flow' && subject.entry.name === undefined) {
    return say('ui.flow-name', { from: displayName(model, subject.entry.from), to: displayName(model, subject.entry.to) });
  }
  return displayName(model, id);
}
