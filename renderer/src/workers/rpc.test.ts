import { describe, expect, it } from 'vitest';
import { CallCancelled, connect, type Port, type Scope, serve } from './rpc';

interface Ends {
  readonly port: Port;
  readonly scope: Scope;
}

/** Two ends of a channel in one thread; messages arrive later, as they do between threads. */
function channel(): Ends {
  const toPage: ((event: { readonly data: unknown }) => void)[] = [];
  const toWorker: ((event: { readonly data: unknown }) => void)[] = [];
  const later = (listeners: readonly ((event: { readonly data: unknown }) => void)[], data: unknown): void =>
    queueMicrotask(() => listeners.forEach((listener) => listener({ data: structuredClone(data) })));
  return {
    port: {
      postMessage: (data) => later(toWorker, data),
      addEventListener(type: string, listener: (event: never) => void) {
        if (type === 'message') toPage.push(listener as (event: { readonly data: unknown }) => void);
      },
      terminate: () => undefined,
    },
    scope: { postMessage: (data) => later(toPage, data), addEventListener: (_, listener) => void toWorker.push(listener) },
  };
}

type Calls = {
  readonly double: { readonly request: number; readonly response: number };
  readonly fail: { readonly request: string; readonly response: never };
  readonly long: { readonly request: number; readonly response: string };
};

function running() {
  const { port, scope } = channel();
  const turns: number[] = [];
  const tell = serve<Calls, { readonly news: string }>(scope, {
    double: (value) => value * 2,
    fail(reason) {
      throw new Error(reason);
    },
    async long(count, { breathe, cancelled, progress }) {
      for (let turn = 0; turn < count && !cancelled(); turn += 1) {
        turns.push(turn);
        progress((turn + 1) / count);
        await breathe();
      }
      return 'done';
    },
  });
  return { client: connect<Calls, { readonly news: string }>(port), tell, turns };
}

describe('calls to a worker', () => {
  it('answer each caller', async () => {
    const { client } = running();
    expect(await Promise.all([client.call('double', 2), client.call('double', 21)])).toEqual([4, 42]);
  });

  it('reject with what went wrong', async () => {
    const { client } = running();
    await expect(client.call('fail', 'no luck')).rejects.toThrow('no luck');
  });

  it('tell how far they are, and can be stopped', async () => {
    const { client, turns } = running();
    const controller = new AbortController();
    const progress: number[] = [];
    const call = client.call('long', 1_000, {
      signal: controller.signal,
      onProgress(done) {
        progress.push(done);
        if (progress.length === 3) controller.abort();
      },
    });
    await expect(call).rejects.toBeInstanceOf(CallCancelled);
    expect(progress.slice(0, 3)).toEqual([0.001, 0.002, 0.003]);
    expect(turns.length).toBeLessThan(1_000);
  });

  it('are not even sent when they were stopped before', async () => {
    const { client, turns } = running();
    await expect(client.call('long', 3, { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(CallCancelled);
    expect(turns).toEqual([]);
  });

  it('hear events', async () => {
    const { client, tell } = running();
    const heard = new Promise((resolve) => client.on('news', resolve));
    tell('news', 'hello');
    expect(await heard).toBe('hello');
  });

  it('are rejected when the worker ends', async () => {
    const { client } = running();
    const call = client.call('long', 1_000);
    client.terminate();
    await expect(call).rejects.toThrow('ended');
  });
});
