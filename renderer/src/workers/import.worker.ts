import { type Catalog, readCatalog } from '../../../shared/catalog/catalog';
import { readKubernetes } from '../../../shared/exchange/kubernetes/read';
import type { ImportCalls } from './import-calls';
import { type NoEvents, serve } from './rpc';

// Reads foreign files: untrusted text never keeps the page waiting, and what takes too long ends with its worker.

async function loadCatalog(): Promise<Catalog> {
  const response = await fetch('/catalog.json');
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const read = readCatalog(await response.json());
  if (!read.ok) throw new Error('the catalog is not in order');
  return read.value;
}
const catalog = loadCatalog();
// A failure is told to each call that waits for it; until one does, it is nobody's.
catalog.catch(() => undefined);

serve<ImportCalls, NoEvents>(self, {
  read: async ({ files, scope }) => readKubernetes(files, { scope, catalog: await catalog }),
});
