import { readModel } from '../../../shared/format/read-model';
import { formatSchemaText } from '../../../shared/format/json-schema';
import { printModel } from '../../../shared/format/print-model';
import { OUR_STYLE } from '../../../shared/format/style';
import { writeModel } from '../../../shared/format/write-model';
import { writtenText } from '../../../shared/format/written-text';
import type { FileCalls } from './files-calls';
import { serve } from './rpc';

// Parses and prints model files: untrusted text never keeps the page waiting, and a text that takes too long ends with its worker.
serve<FileCalls>(self, {
  read: ({ bytes, file }) => readModel(bytes, file),
  write: ({ opened, model }) =>
    opened === undefined ? { ok: true, value: writtenText(printModel(model), OUR_STYLE), problems: [] } : writeModel(opened, model),
  schema: formatSchemaText,
});
