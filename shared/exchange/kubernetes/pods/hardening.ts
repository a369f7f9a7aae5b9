import type { ImportSource } from '../../import-result';
import { anyTrue, type Fact, fact, type KubernetesProperty, setOf } from '../facts';
import type { Container, PodSpec, SecurityContext, Workload } from '../objects/objects';
import type { Sourced } from '../documents/values';

/** A value that one container has, and the line that gives it. */
interface Judged {
  readonly container: Container;
  readonly value: boolean | undefined;
  readonly line: number;
}

/** Where a container's setting stands: its own line, else the pod's, else where the container begins. */
const lineOf = (container: Container, ...settings: readonly (Sourced<unknown> | undefined)[]): number =>
  settings.find((setting) => setting !== undefined)?.line ?? container.line;

/** The worst over containers: true if `bad` holds for one, unknown if that is not known for one, else false. */
function worst(
  containers: readonly Container[],
  judge: (container: Container) => Omit<Judged, 'container'>,
  bad: boolean,
): Judged | undefined {
  const judged = containers.map((container) => ({ container, ...judge(container) }));
  return anyTrue(judged, ({ value }) => (value === undefined ? undefined : value === bad)).by;
}

/**
 * Whether a container's process is root. `runAsNonRoot` and another user than 0 say no, user 0 says yes, and without either the
 * image decides. The container's own words come before the pod's.
 */
function runsAsRoot(container: Container, pod: PodSpec): Omit<Judged, 'container'> {
  const nonRoot = container.security.runAsNonRoot ?? pod.security.runAsNonRoot;
  const user = container.security.runAsUser ?? pod.security.runAsUser;
  const line = lineOf(container, nonRoot?.value === true ? nonRoot : user, user, nonRoot);
  if (nonRoot?.value === true) return { value: false, line };
  return { value: user === undefined ? undefined : user.value === 0, line };
}

/** A profile that confines, one that does not, or none named: then the node decides. */
function confined(profile: Sourced<string> | undefined): boolean | undefined {
  switch (profile?.value) {
    case undefined:
      return undefined;
    case 'Unconfined':
      return false;
    default:
      return true;
  }
}

const isPrivileged = ({ security }: Container): boolean => security.privileged?.value === true;

/** A privileged container runs without seccomp, whatever its profile says. */
function seccomp(container: Container, pod: PodSpec): Omit<Judged, 'container'> {
  const profile = container.security.seccompProfile ?? pod.security.seccompProfile;
  if (isPrivileged(container)) return { value: false, line: lineOf(container, container.security.privileged) };
  return { value: confined(profile), line: lineOf(container, profile) };
}

/** How AppArmor was asked for until Kubernetes 1.30: an annotation of the pod for each container. */
const APPARMOR_ANNOTATION = 'container.apparmor.security.beta.kubernetes.io/';

function appArmor(container: Container, { pod, podAnnotations }: Workload): Omit<Judged, 'container'> {
  const profile: Pick<SecurityContext, 'appArmorProfile'> = container.security.appArmorProfile ? container.security : pod.security;
  const annotation = podAnnotations.get(`${APPARMOR_ANNOTATION}${container.name}`);
  const value = confined(profile.appArmorProfile) ?? (annotation === undefined ? undefined : annotation !== 'unconfined');
  return { value, line: lineOf(container, profile.appArmorProfile) };
}

/** Capabilities are written with and without `CAP_`, in any case. */
const capability = ({ value }: Sourced<string>): string => value.toUpperCase().replace(/^CAP_/, '');

const addsCapability = (container: Container, name: string): boolean =>
  container.security.addedCapabilities.some((added) => capability(added) === name || capability(added) === 'ALL');

/** Absent means that a process may gain privileges; so does being privileged or having SYS_ADMIN, whatever is written. */
function escalates(container: Container): Omit<Judged, 'container'> {
  const setting = container.security.allowPrivilegeEscalation;
  const value = isPrivileged(container) || addsCapability(container, 'SYS_ADMIN') || (setting?.value ?? true);
  return { value, line: lineOf(container, setting) };
}

/** `all` in lower case drops all at run time, too; that the *restricted* level wants it in capitals is said in a note. */
export const dropsAll = (container: Container): boolean =>
  container.security.droppedCapabilities.some((dropped) => capability(dropped) === 'ALL');

/** The host's directories that a container mounts. */
function hostPaths({ volumes, containers }: PodSpec): readonly string[] {
  const mounted = new Set(containers.flatMap(({ mounts }) => mounts));
  return setOf(volumes.flatMap(({ name, hostPath }) => (hostPath !== undefined && mounted.has(name) ? [hostPath] : [])));
}

/** What the manifest says about how far a break-in into this workload would get: each the worst over its containers. */
export function hardening(workload: Workload): readonly Fact[] {
  const { pod, file } = workload;
  const { containers } = pod;
  const here: ImportSource = { file, line: pod.line };
  const at = (judged: Judged | undefined): ImportSource => (judged ? { file, line: judged.line, container: judged.container.name } : here);
  const byWorst = (
    property: KubernetesProperty,
    bad: boolean,
    judge: (container: Container) => Omit<Judged, 'container'>,
  ): readonly Fact[] => {
    const judged = worst(containers, judge, bad);
    return fact(property, judged === undefined ? undefined : judged.value, at(judged));
  };
  const ofPod = (property: KubernetesProperty, setting: Sourced<boolean> | undefined): readonly Fact[] =>
    fact(property, setting?.value ?? false, { file, line: setting?.line ?? pod.line });
  const volume = pod.volumes.find(({ hostPath }) => hostPath !== undefined);
  const adding = containers.find(({ security }) => security.addedCapabilities.length > 0);

  return [
    ...byWorst('runsAsRoot', true, (container) => runsAsRoot(container, pod)),
    ...byWorst('privileged', true, (container) => ({
      value: isPrivileged(container),
      line: lineOf(container, container.security.privileged),
    })),
    ...byWorst('allowsPrivilegeEscalation', true, escalates),
    ...byWorst('readOnlyRootFilesystem', false, (container) => ({
      value: container.security.readOnlyRootFilesystem?.value ?? false,
      line: lineOf(container, container.security.readOnlyRootFilesystem),
    })),
    ...byWorst('dropsAllCapabilities', false, (container) => ({
      value: dropsAll(container),
      line: lineOf(container, container.security.droppedCapabilities[0]),
    })),
    ...fact(
      'addedCapabilities',
      setOf(containers.flatMap(({ security }) => security.addedCapabilities.map(capability))),
      adding ? { file, line: lineOf(adding, adding.security.addedCapabilities[0]), container: adding.name } : here,
    ),
    ...ofPod('hostNetwork', pod.hostNetwork),
    ...ofPod('hostPid', pod.hostPid),
    ...ofPod('hostIpc', pod.hostIpc),
    ...fact('hostPaths', hostPaths(pod), { file, line: volume?.line ?? pod.line }),
    ...byWorst('seccompConfined', false, (container) => seccomp(container, pod)),
    ...byWorst('appArmorConfined', false, (container) => appArmor(container, workload)),
    ...fact('userNamespaced', pod.hostUsers?.value === false, { file, line: pod.hostUsers?.line ?? pod.line }),
  ];
}
