import type { TypeId } from '../../../model/ids';
import type { ImportSource } from '../../import-result';
import type { Call, CallTarget } from './calls';
import { API_SERVER, CLUSTER, type FlowDraft, hostOrigin, INTERNET, originOf, type ThingDraft } from '../drafts';
import { fact } from '../facts';
import type { Via } from './mentions';
import { objectKey, type Workload } from '../objects/objects';
import { isClearScheme, isEncrypted, protocolOf, protocolOutside } from './protocols';
import type { Role, Roles } from '../pods/roles';

const EXTERNAL = 'external/service' as TypeId;

/** Where a call is declared, as the end of an origin: `env/CART_ADDR`, `arg/3`, `file/settings/app.yaml`. */
function detailOf(via: Via): string {
  switch (via.kind) {
    case 'env':
      return `env/${via.name}`;
    case 'arg':
      return `arg/${String(via.index)}`;
    case 'file':
      return `file/${via.configMap}/${via.key}`;
  }
}

function originOfTarget(to: CallTarget): string {
  switch (to.kind) {
    case 'workload':
      return originOf(objectKey(to.workload));
    case 'host':
      return hostOrigin(to.host);
    case 'hand-made':
      return originOf(objectKey(to.service));
    case 'api-server':
      return API_SERVER;
  }
}

/** What is called and is no workload: a host outside, a Service whose pods are elsewhere, the API server. */
function thingCalled(to: CallTarget, source: ImportSource): ThingDraft | undefined {
  const common = {
    origin: originOfTarget(to),
    suffix: 'external',
    qualifier: undefined,
    displayName: undefined,
    runsAs: undefined,
    facts: [],
    source,
  };
  switch (to.kind) {
    case 'workload':
      return undefined;
    case 'host':
      return { ...common, name: to.host, type: EXTERNAL, inside: to.inside === 'internet' ? INTERNET : undefined };
    case 'hand-made':
      return { ...common, name: to.service.name, qualifier: to.service.namespace, type: EXTERNAL, inside: undefined };
    case 'api-server':
      return { ...common, name: 'kubernetes-api', suffix: 'server', type: 'kubernetes/api-server' as TypeId, inside: CLUSTER };
  }
}

interface Knowledge {
  readonly roles: Roles;
  readonly roleOf: (workload: Workload) => Role;
}

function protocolOfCall({ to, scheme, servicePort }: Call, { roles, roleOf }: Knowledge): string | undefined {
  return to.kind === 'workload' ? protocolOf(scheme, servicePort, to.workload, roleOf(to.workload), roles) : protocolOutside(scheme);
}

/** Clear text is certain towards hosts outside; inside a cluster, a mesh may encrypt what the manifest calls `http`. */
function encryptedCall({ to, scheme, servicePort }: Call): boolean | undefined {
  return isEncrypted(scheme, servicePort) ?? (to.kind === 'host' && isClearScheme(scheme) ? false : undefined);
}

/** The flows of declared calls, and the things that they lead to besides workloads. */
export function othersCalled(
  calls: readonly Call[],
  knowledge: Knowledge,
): { readonly things: readonly ThingDraft[]; readonly flows: readonly FlowDraft[] } {
  const things = new Map<string, ThingDraft>();
  const origins = new Map<string, string>();
  const flows = calls.map((call): FlowDraft => {
    const source: ImportSource = {
      file: call.file,
      line: call.line,
      ...(call.container === undefined ? {} : { container: call.container }),
    };
    const to = originOfTarget(call.to);
    const called = things.get(to) ?? thingCalled(call.to, source);
    if (called) things.set(to, called);
    // One variable may name several hosts; the first keeps the plain origin.
    const plain = originOf(objectKey(call.from), detailOf(call.via));
    const isFirst = (origins.get(plain) ?? to) === to;
    if (isFirst) origins.set(plain, to);
    return {
      from: originOf(objectKey(call.from)),
      to,
      origin: isFirst ? plain : originOf(objectKey(call.from), `${detailOf(call.via)}/${call.host}`),
      protocol: protocolOfCall(call, knowledge),
      port: call.port,
      facts: [...fact('encrypted', encryptedCall(call), source), ...fact('targetPort', call.servicePort?.target, source)],
      source,
    };
  });
  return { things: [...things.values()].sort((a, b) => (a.origin < b.origin ? -1 : 1)), flows };
}
