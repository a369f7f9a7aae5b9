import ELK from 'elkjs/lib/elk-api';
import type { ElkGraph } from '../../../shared/layout/elk-graph';
import type { LayoutEngine } from './layout-engine';
import { CallCancelled } from './rpc';

/**
 * ELK in a worker of its own, loaded at first use. It cannot be interrupted from within: stopping ends the worker, and the
 * next layout starts another.
 */
export function elkEngine(start: () => Worker): LayoutEngine {
  let elk: InstanceType<typeof ELK> | undefined;
  return {
    layout(graph, signal) {
      const current = (elk ??= new ELK({ workerFactory: start }));
      return new Promise<ElkGraph>((resolve, reject) => {
        signal.addEventListener('abort', () => {
          if (elk === current) elk = undefined;
          current.terminateWorker();
          reject(new CallCancelled());
        });
        // ELK's own types ask for arrays that could be changed; it answers with a graph of the same shape.
        (current.layout(graph as never) as Promise<unknown>).then(
          (answer: unknown) => resolve(answer as ElkGraph),
          (error: unknown) => reject(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  };
}
