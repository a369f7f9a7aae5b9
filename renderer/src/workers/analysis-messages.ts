import type { Truth } from '../../../shared/analysis/findings';
import type { AnalysisReply } from '../../../shared/analysis/protocol';
import type { CatalogEntries } from '../../../shared/catalog/schema';
import type { Problem } from '../../../shared/messages/message';

/** All that the analysis worker says: its replies, and the catalog once it has read it, so that the page need not read it again. */
export type AnalysisWorkerMessage =
  | AnalysisReply
  /** Whether flows are encrypted under the shown outlook: those whose answer is another than was last told. `whole` forgets the rest. */
  | { readonly kind: 'encryption'; readonly flows: readonly (readonly [flow: string, encrypted: Truth])[]; readonly whole: boolean }
  | { readonly kind: 'catalog'; readonly entries: CatalogEntries }
  | { readonly kind: 'no-catalog'; readonly problems: readonly Problem[] };
