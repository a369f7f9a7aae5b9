import path from 'node:path';
import { message, type Message } from '../../shared/messages/message';
import { spellOut } from './display-path';
import { errorCode, type FileSystem } from './file-system';

/** Why a path is not one that an export may write. */
export type PathRefusal =
  | 'empty'
  | 'absolute'
  | 'leaves-folder'
  | 'forbidden-character'
  | 'reserved-name'
  | 'git-folder'
  | 'pipeline-file'
  | 'name-too-long'
  | 'same-but-for-case'
  | 'link'
  | 'file-in-the-way'
  | 'folder-in-the-way';

/** A path that follows the grammar: its parts, none of them special anywhere. */
export type RelativePath = { readonly ok: true; readonly parts: readonly string[] } | { readonly ok: false; readonly refusal: PathRefusal };

/** Names that Windows gives to devices, whatever ending follows. */
const DEVICE = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?$/i;
/** Controls, direction marks and other unseen characters; what Windows or a shell gives a meaning; and no half characters. */
const FORBIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\\:*?"<>|]/u;
const MAX_NAME_BYTES = 255;
const MAX_PATH_BYTES = 1_024;

/** Where pipelines find what they run: writing there is running code in somebody's pipeline. */
const PIPELINE_FOLDERS = new Set([
  '.github',
  '.gitlab',
  '.circleci',
  '.buildkite',
  '.woodpecker',
  '.forgejo',
  '.gitea',
  '.tekton',
  '.azuredevops',
  '.husky',
  '.ci',
  '.vscode',
  '.idea',
  '.devcontainer',
]);
const PIPELINE_FILES = new Set([
  '.gitlab-ci.yml',
  '.gitlab-ci.yaml',
  '.travis.yml',
  '.drone.yml',
  '.drone.yaml',
  '.cirrus.yml',
  'azure-pipelines.yml',
  'azure-pipelines.yaml',
  'bitbucket-pipelines.yml',
  'jenkinsfile',
  'makefile',
  'package.json',
  '.gitattributes',
  '.gitmodules',
  '.envrc',
  '.pre-commit-config.yaml',
]);

const refused = (refusal: PathRefusal): RelativePath => ({ ok: false, refusal });

/** How two names that some file system takes for the same are both written. */
export const foldName = (name: string): string => name.normalize('NFC').toLowerCase();

/**
 * Reads a relative POSIX path of an export: parts joined by `/`, each a name that every operating system takes for itself.
 * Nothing is looked up on disk.
 */
export function parseRelativePath(text: string, pipelineFiles: 'refuse' | 'allow'): RelativePath {
  if (text === '') return refused('empty');
  if (text.startsWith('/') || text.startsWith('~') || /^[A-Za-z]:/.test(text)) return refused('absolute');
  if (FORBIDDEN.test(text) || text.normalize('NFC') !== text) return refused('forbidden-character');
  if (Buffer.byteLength(text) > MAX_PATH_BYTES) return refused('name-too-long');
  const parts = text.split('/');
  for (const part of parts) {
    if (part === '') return refused('empty');
    if (part === '.' || part === '..') return refused('leaves-folder');
    if (Buffer.byteLength(part) > MAX_NAME_BYTES) return refused('name-too-long');
    // Windows drops these at the end of a name, so that `.git.` and `.git ` would be `.git`.
    if (part.endsWith('.') || part.endsWith(' ') || part.startsWith(' ')) return refused('reserved-name');
    if (DEVICE.test(part)) return refused('reserved-name');
    // `git~1` is what old Windows programs call `.git`.
    if (/^(?:\.git|git~[0-9]+)$/i.test(part)) return refused('git-folder');
  }
  if (pipelineFiles === 'refuse') {
    const first = foldName(parts[0] ?? '');
    const last = foldName(parts.at(-1) ?? '');
    if (PIPELINE_FOLDERS.has(first) || PIPELINE_FILES.has(last)) return refused('pipeline-file');
  }
  return { ok: true, parts };
}

/**
 * Which of `paths` cannot all be written, by their place in the list: those that some file system takes for the same, and
 * those that want a folder where another one is a file.
 */
export function collisions(paths: readonly string[]): ReadonlyMap<number, PathRefusal> {
  const firstAt = new Map<string, number>();
  const clashing = new Map<number, PathRefusal>();
  paths.forEach((text, index) => {
    const folded = foldName(text);
    const other = firstAt.get(folded);
    if (other === undefined) firstAt.set(folded, index);
    else clashing.set(other, 'same-but-for-case').set(index, 'same-but-for-case');
  });
  paths.forEach((text, index) => {
    const parts = foldName(text).split('/');
    for (let length = 1; length < parts.length; length += 1) {
      if (firstAt.has(parts.slice(0, length).join('/'))) clashing.set(index, 'file-in-the-way');
    }
  });
  return clashing;
}

/** Where a path of an export is on disk, or why it may not be touched. */
export type ContainedPath =
  { readonly ok: true; readonly file: string; readonly exists: boolean } | { readonly ok: false; readonly refusal: PathRefusal };

/**
 * Walks from `root` (a real path without links) down `parts`, looking at each step: no link is followed, and a name that
 * differs from an existing one only in case or accents is refused, since half of the world's disks take them for one.
 * Makes the folders on the way if `makeFolders`. Rejects with the system's error where it cannot look.
 */
export async function containedPath(root: string, parts: readonly string[], fs: FileSystem, makeFolders: boolean): Promise<ContainedPath> {
  let at = root;
  for (const [index, part] of parts.entries()) {
    const last = index === parts.length - 1;
    const folder = at;
    at = path.join(folder, part);
    const stat = await fs.lstat(at).catch((error: unknown) => {
      if (errorCode(error) === 'ENOENT') return null;
      throw error;
    });
    if (await hasTwin(folder, part, fs)) return { ok: false, refusal: 'same-but-for-case' };
    if (stat === null) {
      if (last || !makeFolders) return { ok: true, file: path.join(folder, ...parts.slice(index)), exists: false };
      await fs.mkdir(at);
    } else if (stat.isSymbolicLink()) {
      return { ok: false, refusal: 'link' };
    } else if (last) {
      return stat.isFile() ? { ok: true, file: at, exists: true } : { ok: false, refusal: 'folder-in-the-way' };
    } else if (!stat.isDirectory()) {
      return { ok: false, refusal: 'file-in-the-way' };
    }
  }
  return { ok: false, refusal: 'empty' };
}

/** True if the folder holds a name that is `name` but for case or accents, and not `name` itself. */
async function hasTwin(folder: string, name: string, fs: FileSystem): Promise<boolean> {
  const folded = foldName(name);
  const names = await fs.readdir(folder).catch((error: unknown): readonly string[] => {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  });
  return names.some((other) => other !== name && foldName(other) === folded);
}

/** The sentence for a refusal. */
export function refusalMessage(refusal: PathRefusal, text: string): Message {
  const file = { file: spellOut(text) };
  switch (refusal) {
    case 'empty':
      return message('desktop.path.empty', file);
    case 'absolute':
      return message('desktop.path.absolute', file);
    case 'leaves-folder':
      return message('desktop.path.leaves-folder', file);
    case 'forbidden-character':
      return message('desktop.path.forbidden-character', file);
    case 'reserved-name':
      return message('desktop.path.reserved-name', file);
    case 'git-folder':
      return message('desktop.path.git-folder', file);
    case 'pipeline-file':
      return message('desktop.path.pipeline-file', file);
    case 'name-too-long':
      return message('desktop.path.name-too-long', file);
    case 'same-but-for-case':
      return message('desktop.path.same-but-for-case', file);
    case 'link':
      return message('desktop.path.link', file);
    case 'file-in-the-way':
      return message('desktop.path.file-in-the-way', file);
    case 'folder-in-the-way':
      return message('desktop.path.folder-in-the-way', file);
  }
}
