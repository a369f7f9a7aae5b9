import { valueText } from '../../../shared/analysis/describe';
import type { Catalog } from '../../../shared/catalog/catalog';
import type { StencilEntry } from '../../../shared/catalog/schema';
import { isUnsaidRole, rolesOf, typeName } from '../../../shared/layout/scene-words';
import type { Boundary, Element, Flow, PropertyValue } from '../../../shared/model/schema';
import { displayName, type Subject, type ThreatModel } from '../../../shared/model/threat-model';
import { print, say } from '../words';

export { displayName as nameOf } from '../../../shared/model/threat-model';
export { rolesOf, sceneWords, typeName } from '../../../shared/layout/scene-words';

/** The stencil that an element is drawn by: its role, or its way of running where the role says nothing. */
export function stencilOf(catalog: Catalog | undefined, element: Pick<Element, 'type' | 'runsAs'>): StencilEntry | undefined {
  const deployment = element.runsAs === undefined ? undefined : catalog?.stencils.get(element.runsAs);
  return isUnsaidRole(element.type) && deployment !== undefined ? deployment : catalog?.stencils.get(element.type);
}

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
export const valueWords = (value: PropertyValue): string => print(valueText(value));

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
