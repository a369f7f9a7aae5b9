import { readModel } from '../../../shared/format/read-model';
import { writeModel } from '../../../shared/format/write-model';
import type { FileCalls } from './files-calls';
import { serve } from './rpc';

// Parses and prints model files: untrusted text never keeps the page waiting, and a text that takes too long ends with its worker.
serve<FileCalls, Record<never, never>>(self, {
  read: ({ bytes, file }) => readModel(bytes, file),
  write: ({ opened, model }) => writeModel(opened, model),
});
