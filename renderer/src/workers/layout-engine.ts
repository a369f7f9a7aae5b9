import type { ElkGraph } from '../../../shared/layout/elk-graph';

/** Lays graphs out somewhere else, and can be told to stop. */
export interface LayoutEngine {
  /** Rejects with `CallCancelled` if it was stopped. */
  layout(graph: ElkGraph, signal: AbortSignal): Promise<ElkGraph>;
}
