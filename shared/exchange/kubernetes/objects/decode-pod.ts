import type { Field } from '../documents/fields';
import { cleanText } from './clean-text';
import type {
  Container,
  ContainerPort,
  ContainerRole,
  ContainerSecurity,
  EnvironmentSource,
  EnvironmentVariable,
  Limits,
  PodSpec,
  SecurityContext,
  Volume,
  VolumeContent,
} from './objects';
import type { Sourced } from '../documents/values';

/** A name inside an object: of a container, volume, key or variable. */
export const nameOf = (field: Field): string => cleanText(field.text()?.value ?? '');

function variable(field: Field): EnvironmentVariable {
  const { line } = field;
  const name = nameOf(field.at('name'));
  const from = field.at('valueFrom');
  const config = from.at('configMapKeyRef');
  const secret = from.at('secretKeyRef');
  if (config.exists)
    return { name, line, from: { kind: 'config-map', name: nameOf(config.at('name')), key: config.at('key').text()?.value ?? '' } };
  if (secret.exists)
    return { name, line, from: { kind: 'secret', name: nameOf(secret.at('name')), key: secret.at('key').text()?.value ?? '' } };
  if (from.exists) return { name, line, from: { kind: 'runtime' } };
  return { name, line, from: { kind: 'literal', value: field.at('value').text()?.value ?? '' } };
}

function variableSource(field: Field): readonly EnvironmentSource[] {
  const prefix = field.at('prefix').text()?.value ?? '';
  const sources = [
    ['config-map', field.at('configMapRef')],
    ['secret', field.at('secretRef')],
  ] as const;
  return sources.flatMap(([kind, reference]) =>
    reference.exists ? [{ kind, name: nameOf(reference.at('name')), prefix, line: field.line }] : [],
  );
}

function port(field: Field): ContainerPort {
  const name = nameOf(field.at('name'));
  return {
    name: name === '' ? undefined : name,
    number: field.at('containerPort').number()?.value,
    hostPort: field.at('hostPort').number(),
    line: field.line,
  };
}

function securityContext(field: Field): SecurityContext {
  return {
    runAsNonRoot: field.at('runAsNonRoot').flag(),
    runAsUser: field.at('runAsUser').number(),
    seccompProfile: field.at('seccompProfile').at('type').text(),
    appArmorProfile: field.at('appArmorProfile').at('type').text(),
  };
}

function containerSecurity(field: Field): ContainerSecurity {
  const capabilities = field.at('capabilities');
  return {
    ...securityContext(field),
    privileged: field.at('privileged').flag(),
    allowPrivilegeEscalation: field.at('allowPrivilegeEscalation').flag(),
    readOnlyRootFilesystem: field.at('readOnlyRootFilesystem').flag(),
    droppedCapabilities: capabilities.at('drop').texts(),
    addedCapabilities: capabilities.at('add').texts(),
  };
}

function limits(resources: Field): Limits {
  return { cpu: resources.at('limits').at('cpu').text(), memory: resources.at('limits').at('memory').text() };
}

const lineIfThere = (field: Field): number | undefined => (field.exists ? field.line : undefined);

function container(field: Field, role: ContainerRole): Container {
  return {
    role: role === 'init' && field.at('restartPolicy').text()?.value === 'Always' ? 'sidecar' : role,
    name: nameOf(field.at('name')),
    line: field.line,
    image: field.at('image').text(),
    imagePullPolicy: field.at('imagePullPolicy').text(),
    command: field.at('command').texts(),
    args: field.at('args').texts(),
    env: field.at('env').items().map(variable),
    envFrom: field.at('envFrom').items().flatMap(variableSource),
    ports: field.at('ports').items().map(port),
    security: containerSecurity(field.at('securityContext')),
    limits: limits(field.at('resources')),
    livenessProbe: lineIfThere(field.at('livenessProbe')),
    readinessProbe: lineIfThere(field.at('readinessProbe')),
    mounts: field
      .at('volumeMounts')
      .items()
      .map((mount) => nameOf(mount.at('name'))),
  };
}

/** The sources of volumes, by the field that names them. Disks and shares of networks and clouds last; `csi` may or may not. */
const VOLUME_SOURCES: ReadonlyMap<string, VolumeContent> = new Map<string, VolumeContent>([
  ['persistentVolumeClaim', 'claim'],
  ['hostPath', 'host-path'],
  ['emptyDir', 'passing'],
  ['ephemeral', 'passing'],
  ['image', 'passing'],
  ['gitRepo', 'passing'],
  ['downwardAPI', 'passing'],
  ['configMap', 'config-map'],
  ['secret', 'secret'],
  ...[
    'awsElasticBlockStore',
    'azureDisk',
    'azureFile',
    'cephfs',
    'cinder',
    'fc',
    'gcePersistentDisk',
    'glusterfs',
    'iscsi',
    'nfs',
    'rbd',
    'vsphereVolume',
  ].map((name): [string, VolumeContent] => [name, 'lasting']),
]);
/** The driver by which secrets of an outside store are mounted: secrets-store-csi-driver.sigs.k8s.io. */
const SECRETS_STORE_DRIVER = 'secrets-store.csi.k8s.io';

function volume(field: Field): Volume {
  const content = new Set<VolumeContent>();
  const configMaps: string[] = [];
  for (const [source, value] of field.entries()) {
    const known = VOLUME_SOURCES.get(source);
    if (known !== undefined) content.add(known);
    if (source === 'csi' && value.at('driver').text()?.value === SECRETS_STORE_DRIVER) content.add('secret');
    if (source === 'configMap') configMaps.push(nameOf(value.at('name')));
    if (source !== 'projected') continue;
    content.add('passing');
    for (const part of value.at('sources').items()) {
      if (part.at('serviceAccountToken').exists) content.add('token');
      if (part.at('secret').exists) content.add('secret');
      if (part.at('configMap').exists) configMaps.push(nameOf(part.at('configMap').at('name')));
    }
  }
  return { name: nameOf(field.at('name')), line: field.line, content, hostPath: field.at('hostPath').at('path').text()?.value, configMaps };
}

const firstOf = <T>(...fields: readonly (Sourced<T> | undefined)[]): Sourced<T> | undefined => fields.find((field) => field !== undefined);

/** Reads a PodSpec: all its containers, in the order init, main, ephemeral. */
export function decodePod(spec: Field): PodSpec {
  return {
    line: spec.line,
    containers: [
      ...spec
        .at('initContainers')
        .items()
        .map((field) => container(field, 'init')),
      ...spec
        .at('containers')
        .items()
        .map((field) => container(field, 'main')),
      ...spec
        .at('ephemeralContainers')
        .items()
        .map((field) => container(field, 'ephemeral')),
    ],
    volumes: spec.at('volumes').items().map(volume),
    security: securityContext(spec.at('securityContext')),
    // `serviceAccount` is the name's older spelling, still printed by kubectl.
    serviceAccountName: firstOf(spec.at('serviceAccountName').text(), spec.at('serviceAccount').text()),
    automountServiceAccountToken: spec.at('automountServiceAccountToken').flag(),
    hostNetwork: spec.at('hostNetwork').flag(),
    hostPid: spec.at('hostPID').flag(),
    hostIpc: spec.at('hostIPC').flag(),
    hostUsers: spec.at('hostUsers').flag(),
    limits: limits(spec.at('resources')),
    enableServiceLinks: spec.at('enableServiceLinks').flag()?.value ?? true,
  };
}
