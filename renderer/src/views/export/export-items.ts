import type { FolderEntry } from '../../../../shared/desktop-api';
import type { Problem } from '../../../../shared/messages/message';
import type { PolicyFile } from '../../../../shared/policy/policy-file';
import { diffCounts, diffLines } from './line-diff';

/** What a file is: the model itself, the schema by which editors check and complete it, its report, a policy. */
export type ItemKind = 'model' | 'schema' | 'report' | 'policy';

/** A file that can be written. */
export interface ExportItem {
  /** Relative to the folder. */
  readonly path: string;
  readonly kind: ItemKind;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** The policy in it, with its proof and why it may be a draft. */
  readonly policy?: PolicyFile;
}

/** What can be asked for; the schema goes with the model. */
export type ItemFilter = 'all' | 'model' | 'report' | 'policy';

/** True if a file is of the kind that was asked for. */
export const passes = ({ kind }: Pick<ExportItem, 'kind'>, filter: ItemFilter): boolean =>
  filter === 'all' || (kind === 'schema' ? 'model' : kind) === filter;

/** How a file stands to what is in the folder. */
export type ItemState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'new' }
  | { readonly kind: 'same' }
  | { readonly kind: 'changed'; readonly before: string; readonly added: number; readonly removed: number }
  /** The very file that the document is saved to, or a copy of it: Save writes it, not an export. */
  | { readonly kind: 'own' }
  | { readonly kind: 'refused'; readonly problem: Problem };

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);

/**
 * How an item stands to what is at its path.
 * @param entry undefined where no folder was chosen
 * @param ownHash the hash of the file that the document was last read from or saved to
 */
export function stateOf(item: ExportItem, entry: FolderEntry | undefined, ownHash: string | undefined): ItemState {
  switch (entry?.kind) {
    case undefined:
      return { kind: 'unknown' };
    case 'absent':
      return { kind: 'new' };
    case 'refused':
      return { kind: 'refused', problem: entry.problem };
    case 'file': {
      if (sameBytes(entry.bytes, item.bytes)) return { kind: 'same' };
      if (item.kind === 'model' && entry.hash === ownHash) return { kind: 'own' };
      const before = new TextDecoder().decode(entry.bytes);
      return { kind: 'changed', before, ...diffCounts(diffLines(before, item.text)) };
    }
  }
}

/** True if there is something to write and nothing forbids it. */
export const isWritable = (state: ItemState): boolean => state.kind === 'unknown' || state.kind === 'new' || state.kind === 'changed';

/** Ticked at first: everything that can be written, drafts aside. */
export const isTickedAtFirst = (item: ExportItem, state: ItemState): boolean => isWritable(state) && item.policy?.draft === undefined;

/** A line of the tree of files: a folder with what stands in it, or a file. */
export type TreeLine =
  | { readonly kind: 'folder'; readonly path: string; readonly name: string; readonly depth: number; readonly items: readonly ExportItem[] }
  | { readonly kind: 'file'; readonly path: string; readonly name: string; readonly depth: number; readonly item: ExportItem };

/** The files as a tree, files before the folders beside them, everything by name. */
export function treeOf(items: readonly ExportItem[], folded: ReadonlySet<string> = new Set()): readonly TreeLine[] {
  const below = (prefix: string, depth: number): readonly TreeLine[] => {
    const inside = items.filter(({ path }) => path.startsWith(prefix));
    const names = new Map<string, ExportItem[]>();
    for (const item of inside) {
      const [name = ''] = item.path.slice(prefix.length).split('/');
      names.set(name, [...(names.get(name) ?? []), item]);
    }
    const isFolder = ([name, [first]]: readonly [string, readonly ExportItem[]]): boolean =>
      first !== undefined && first.path !== `${prefix}${name}`;
    const sorted = [...names].sort((a, b) => Number(isFolder(a)) - Number(isFolder(b)) || (a[0] < b[0] ? -1 : 1));
    return sorted.flatMap((entry): TreeLine[] => {
      const [name, held] = entry;
      const path = `${prefix}${name}`;
      const [item] = held;
      if (!isFolder(entry)) return item === undefined ? [] : [{ kind: 'file', path, name, depth, item }];
      return [{ kind: 'folder', path, name, depth, items: held }, ...(folded.has(path) ? [] : below(`${path}/`, depth + 1))];
    });
  };
  return below('', 0);
}
