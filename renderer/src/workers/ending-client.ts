import { type Calls, CallCancelled, type CallOptions, type Client, connect, type Port } from './rpc';

/** A worker that answers calls and tells nothing by itself. */
export type EndingClient<C extends Calls> = Pick<Client<C>, 'call'>;

/**
 * A worker whose work cannot be interrupted from within, such as a parse: it is started at first use, and cancelling a call
 * ends it. Calls that waited beside the cancelled one go to the next worker; nobody hears of the change.
 */
export function endingClient<C extends Calls>(start: () => Port): EndingClient<C> {
  let client: Client<C> | undefined;
  const ended = new WeakSet<Client<C>>();
  const end = (current: Client<C>): void => {
    if (client !== current) return;
    client = undefined;
    ended.add(current);
    current.terminate();
  };

  const call = async <N extends keyof C & string>(
    name: N,
    request: C[N]['request'],
    options: CallOptions = {},
  ): Promise<C[N]['response']> => {
    const current = (client ??= connect<C>(start()));
    const { signal } = options;
    const stop = (): void => end(current);
    // The call hears of the cancellation first, and ends as cancelled; then its worker goes, with the calls beside it.
    const answer = current.call(name, request, options);
    signal?.addEventListener('abort', stop);
    try {
      return await answer;
    } catch (error) {
      if (error instanceof CallCancelled || !ended.has(current)) throw error;
      return await call(name, request, options);
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };
  return { call };
}
