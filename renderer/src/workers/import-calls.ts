import type { ForeignFile, ImportResult } from '../../../shared/exchange/import-result';
import type { ImportScope } from '../../../shared/model/schema';

/** What the import worker is asked. */
export type ImportCalls = {
  readonly read: {
    readonly request: { readonly files: readonly ForeignFile[]; readonly scope: ImportScope };
    readonly response: ImportResult;
  };
};
