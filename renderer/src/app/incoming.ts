import type { Application } from './application';
import { newDocument, openDropped } from './files';
import type { IncomingFile } from './shell-store';

const incomingOf = (file: File, path = file.webkitRelativePath || file.name): IncomingFile => ({
  path,
  size: file.size,
  bytes: async () => new Uint8Array(await file.arrayBuffer()),
});

/** Shows the import view with these files; a document is begun for them if none is open. */
export async function importFiles(app: Application, files: readonly IncomingFile[]): Promise<void> {
  if (files.length === 0) return;
  const session = app.session() ?? (await newDocument(app));
  if (session === undefined) return;
  app.shell.setState({ incoming: files, problems: [] });
  session.view.set({ view: 'import' });
}

/** True for what nobody wants read along with a folder: hidden files, git's own, installed packages. */
const isAside = (path: string): boolean => path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');

/** Lets a person choose files to import, or a folder with everything in it. */
export function chooseFilesToImport(app: Application, what: 'files' | 'folder' = 'files'): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = what === 'folder';
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])].map((file) => incomingOf(file)).filter(({ path }) => !isAside(path));
    importFiles(app, files.slice(0, MAX_FILES)).catch((error: unknown) => app.fault(error));
  });
  input.click();
}

/** The folders of a drop are walked no deeper and no longer than this. */
const MAX_DEPTH = 20;
const MAX_FILES = 2_000;

async function walk(entry: FileSystemEntry, path: string, found: IncomingFile[], depth: number): Promise<void> {
  if (found.length >= MAX_FILES || depth > MAX_DEPTH) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)); // isFile says so
    found.push(incomingOf(file, path));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader(); // all that is not a file is a folder
  for (;;) {
    const entries = await new Promise<readonly FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const child of entries)
      if (!child.name.startsWith('.') && child.name !== 'node_modules') await walk(child, `${path}/${child.name}`, found, depth + 1);
  }
}

const MODEL_NAME = /\.gabion(?:\.ya?ml)?$/i;

/**
 * What was dropped on the window: a single model file is opened, everything else is offered for import. The entries of a
 * drop are gone after the event, so that they are taken before anything is awaited.
 */
export async function takeDrop(app: Application, transfer: DataTransfer): Promise<void> {
  const files = [...transfer.files];
  const entries = [...transfer.items]
    .flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry()] : []))
    .filter((entry) => entry !== null);
  const [only, second] = files;
  if (only !== undefined && second === undefined && MODEL_NAME.test(only.name)) {
    await openDropped(app, only);
    return;
  }
  const found: IncomingFile[] = [];
  for (const entry of entries) await walk(entry, entry.name, found, 0);
  // A drop without entries (made by a script, or by a browser that has none) still has its files.
  if (entries.length === 0) found.push(...files.map((file) => incomingOf(file)));
  await importFiles(app, found);
}
