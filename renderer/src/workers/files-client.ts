import type { FilesClient } from '../app/application';
import type { FileCalls } from './files-calls';
import { connect, type Client, type NoEvents, type Port } from './rpc';

/**
 * The files worker, started at first use. A parse cannot be interrupted from within, so that cancelling a call ends the
 * worker; the next call starts another.
 */
export function filesClient(start: () => Port): FilesClient {
  let client: Client<FileCalls, NoEvents> | undefined;
  return {
    call(name, request, options = {}) {
      const current = (client ??= connect<FileCalls, NoEvents>(start()));
      options.signal?.addEventListener('abort', () => {
        if (client !== current) return;
        client = undefined;
        current.terminate();
      });
      return current.call(name, request, options);
    },
  };
}
