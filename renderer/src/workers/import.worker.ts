import { readKubernetes } from '../../../shared/exchange/kubernetes/read';
import type { ImportCalls } from './import-calls';
import { loadCatalog } from './load-catalog';
import { serve } from './rpc';

// Reads foreign files: untrusted text never keeps the page waiting, and what takes too long ends with its worker.

const catalog = loadCatalog();
// A failure is told to each call that waits for it; until one does, it is nobody's.
catalog.catch(() => undefined);

serve<ImportCalls>(self, {
  read: async ({ files, scope }) => readKubernetes(files, { scope, catalog: await catalog }),
});
