import type { ImportCalls } from './import-calls';
import { type Client, connect, type NoEvents, type Port } from './rpc';

/** Reads foreign files somewhere else. */
export type ImportClient = Pick<Client<ImportCalls, NoEvents>, 'call'>;

/**
 * The import worker, started at first use. Reading cannot be interrupted from within, so that cancelling a call ends the
 * worker; the next call starts another.
 */
export function importClient(start: () => Port): ImportClient {
  let client: Client<ImportCalls, NoEvents> | undefined;
  return {
    call(name, request, options = {}) {
      const current = (client ??= connect<ImportCalls, NoEvents>(start()));
      options.signal?.addEventListener('abort', () => {
        if (client !== current) return;
        client = undefined;
        current.terminate();
      });
      return current.call(name, request, options);
    },
  };
}
