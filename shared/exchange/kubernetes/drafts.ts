import type { TypeId } from '../../model/ids';
import type { ImportSource } from '../import-result';
import type { Fact } from './facts';

/** The prefix of every origin that this importer makes. */
export const PREFIX = 'k8s';
const MAX_ORIGIN = 1_000;

/** What an importer made something from: `k8s:shop/Deployment/frontend`, `k8s:shop/Service/web#loadBalancer`. */
export function originOf(key: string, detail?: string): string {
  const origin = `${PREFIX}:${key}${detail === undefined ? '' : `#${detail}`}`;
  return origin.length <= MAX_ORIGIN ? origin : origin.slice(0, MAX_ORIGIN);
}

/** Things that no object of the manifests stands for. */
export const CLUSTER = originOf('');
export const INTERNET = originOf('', 'internet');
export const CUSTOMER = originOf('', 'customer');
export const INTERNAL_CLIENT = originOf('', 'internal-client');
export const API_SERVER = originOf('default/Service/kubernetes');
export const hostOrigin = (host: string): string => originOf('', `host/${host}`);
export const namespaceOrigin = (namespace: string): string => originOf(namespace);

/** An element or boundary before it has an id; other drafts name it by its origin. */
export interface ThingDraft {
  readonly origin: string;
  /** What the id is made from. */
  readonly name: string;
  /** What is added to the id if another thing has it. */
  readonly suffix: string;
  /** What tells things of the same name and kind apart. */
  readonly qualifier: string | undefined;
  /** What it is called, where that is not its id. */
  readonly displayName: string | undefined;
  readonly type: TypeId;
  readonly runsAs: TypeId | undefined;
  /** The origin of the boundary that it stands in. */
  readonly inside: string | undefined;
  readonly facts: readonly Fact[];
  readonly source: ImportSource;
}

/** A flow before its ends have ids. */
export interface FlowDraft {
  readonly from: string;
  readonly to: string;
  readonly origin: string;
  /** Flows with the same ends and port are one, unless this keeps them apart: two load balancers are two ways in. */
  readonly apart?: string;
  readonly protocol: string | undefined;
  /** The port that the caller connects to. */
  readonly port: number | undefined;
  readonly facts: readonly Fact[];
  readonly source: ImportSource;
}
