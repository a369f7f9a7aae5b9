import { Document, type Node } from 'yaml';
import type { Message } from '../messages/message';
import { print } from '../messages/print';
import type { SubjectId, ThreatKey } from '../model/ids';
import type { MitigationStatus } from '../model/schema';
import { visibleText } from '../report/visible-text';

/** Connections that nothing in the model explains, by who receives them. */
export interface CutPairs {
  readonly to: SubjectId;
  readonly from: readonly SubjectId[];
}

/** What was tried to show that a file does what it says, and what came of it. */
export interface Proof {
  readonly flowsPassing: number;
  readonly flows: number;
  readonly pairsRefused: number;
  readonly pairs: number;
}

/** A policy as a file of a repository: generated from the model, named with what it closes. Gabion never applies it. */
export interface PolicyFile {
  /** Relative POSIX path below the export folder. */
  readonly path: string;
  readonly content: string;
  /** The kinds of objects in it, for the list. */
  readonly kinds: readonly string[];
  readonly documents: number;
  readonly control: string;
  readonly on: SubjectId;
  /** The control's state where it is adopted there. */
  readonly status: MitigationStatus | undefined;
  readonly closes: readonly ThreatKey[];
  /** Why this is not yet to be applied; a draft is left out of an export unless it is asked for. */
  readonly draft: { readonly reason: Message; readonly cuts: readonly CutPairs[] } | undefined;
  /** What must come first, or must be known before it is applied. */
  readonly notes: readonly Message[];
  readonly proof: Proof | undefined;
}

/** One Kubernetes object with the remarks that stand above it and above some of its parts. */
export interface CommentedObject {
  readonly object: object;
  readonly comment?: string;
  /** A path into the object, and the lines that stand above that part. */
  readonly remarks?: readonly { readonly path: readonly (string | number)[]; readonly lines: readonly string[] }[];
}

/** A line of a comment: a name can hold a line break of any kind, and none may end the comment. */
const commentLine = (text: string): string => ` ${visibleText(text)}`;

/** Remarks first, then the objects, as one YAML file of several documents. Values go through a YAML emitter, never through text. */
export function yamlFile(head: readonly Message[], objects: readonly CommentedObject[]): string {
  const documents = objects.map(({ object, comment, remarks = [] }) => {
    const document = new Document(object);
    for (const { path, lines } of remarks) {
      const node = document.getIn(path, true) as Node | undefined;
      if (node) node.commentBefore = lines.map(commentLine).join('\n');
    }
    const body = document.toString({ lineWidth: 0 });
    return comment === undefined ? body : `#${commentLine(comment)}\n${body}`;
  });
  const top = head.map((line) => `#${commentLine(print(line))}\n`).join('');
  return `${top}${documents.join('---\n')}`;
}

/** What Kubernetes takes for the name of a namespace and, to be safe, of anything else (RFC 1123 label). */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const MAX_NAME = 63;

/** The name of most other objects (RFC 1123 subdomain). */
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
/** A label's name, without its prefix, and its value, which may be empty. */
const LABEL_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
/** The name of a port (IANA service name). */
const PORT_NAME = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** True if Kubernetes takes it as the name of a workload or an account. */
export const isSubdomain = (name: string): boolean => SUBDOMAIN.test(name);

/** True if Kubernetes takes it as the name of a container's port. */
export const isPortName = (name: string): boolean => PORT_NAME.test(name);

/** True if Kubernetes takes the two as a label. */
export function isLabel(key: string, value: string): boolean {
  const slash = key.lastIndexOf('/');
  const prefixed = slash < 0 || SUBDOMAIN.test(key.slice(0, slash));
  return prefixed && LABEL_NAME.test(key.slice(slash + 1)) && (value === '' || LABEL_NAME.test(value));
}

/** True if Kubernetes takes it as the name of a namespace. */
export const isObjectName = (name: string): boolean => LABEL.test(name);

/**
 * Ids of the model as names of Kubernetes objects: lower case, digits and hyphens, 63 at most, each another. Ids that would
 * become the same name, or one that is `reserved`, get a number, in the order of the ids.
 */
export function objectNames<Id extends string>(ids: readonly Id[], reserved: readonly string[] = []): ReadonlyMap<Id, string> {
  const taken = new Set(reserved);
  const names = new Map<Id, string>();
  for (const id of [...ids].sort((a, b) => Number(isObjectName(b)) - Number(isObjectName(a)) || (a < b ? -1 : 1))) {
    const cut = (length: number): string =>
      id
        .replace(/[^a-z0-9-]+/g, '-')
        .slice(0, length)
        .replace(/-+$/, '');
    let name = cut(MAX_NAME);
    for (let number = 2; taken.has(name); number += 1) name = `${cut(MAX_NAME - 1 - String(number).length)}-${String(number)}`;
    taken.add(name);
    names.set(id, name);
  }
  return names;
}
