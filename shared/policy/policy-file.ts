import { Document, type Node } from 'yaml';
import type { Message } from '../messages/message';
import { print } from '../messages/print';
import type { SubjectId, ThreatKey } from '../model/ids';
import type { MitigationStatus } from '../model/schema';

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
  /** A path into the object, and what stands above that part. */
  readonly remarks?: readonly { readonly path: readonly (string | number)[]; readonly text: string }[];
}

const commentLines = (text: string) =>
  text
    .split('\n')
    .map((line) => ` ${line}`)
    .join('\n');

/** Remarks first, then the objects, as one YAML file of several documents. Values go through a YAML emitter, never through text. */
export function yamlFile(head: readonly Message[], objects: readonly CommentedObject[]): string {
  const documents = objects.map(({ object, comment, remarks = [] }) => {
    const document = new Document(object);
    for (const { path, text } of remarks) {
      const node = document.getIn(path, true) as Node | undefined;
      if (node) node.commentBefore = commentLines(text);
    }
    const body = document.toString({ lineWidth: 0 });
    return comment === undefined ? body : `#${commentLines(comment).replaceAll('\n', '\n#')}\n${body}`;
  });
  const top = head.map((line) => `# ${print(line).replaceAll('\n', '\n# ')}\n`).join('');
  return `${top}${documents.join('---\n')}`;
}

/** An id of the model as the name of a Kubernetes object (RFC 1123 label): lower case, digits and hyphens, 63 at most. */
export function objectName(id: string): string {
  return id
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/-+$/, '');
}
