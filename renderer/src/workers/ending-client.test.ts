import { describe, expect, it } from 'vitest';
import { silentPort } from '../../../test/renderer/application';
import { endingClient } from './ending-client';
import { CallCancelled } from './rpc';

type Parsing = { readonly read: { readonly request: string; readonly response: string } };

/** Each worker that was started, with what it was sent; answers only when told to. */
function workers() {
  const started: (ReturnType<typeof silentPort> & { ended: boolean })[] = [];
  const client = endingClient<Parsing>(() => {
    const port = { ...silentPort(), ended: false };
    started.push(port);
    return Object.defineProperty(port, 'terminate', { value: () => (port.ended = true) });
  });
  return { client, started };
}

describe('a worker that ends with a cancelled call', () => {
  it('is started at first use, and once', () => {
    const { client, started } = workers();
    expect(started).toHaveLength(0);
    void client.call('read', 'a');
    void client.call('read', 'b');
    expect(started).toHaveLength(1);
  });

  it('is ended by a cancellation, and the next call starts another', async () => {
    const { client, started } = workers();
    const controller = new AbortController();
    const call = client.call('read', 'huge', { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toBeInstanceOf(CallCancelled);
    expect(started.map(({ ended }) => ended)).toEqual([true]);
    void client.call('read', 'small');
    expect(started.map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('hands calls that waited beside the cancelled one to the next worker', async () => {
    const { client, started } = workers();
    const controller = new AbortController();
    const cancelled = client.call('read', 'huge', { signal: controller.signal });
    const other = client.call('read', 'other');
    controller.abort();
    await expect(cancelled).rejects.toBeInstanceOf(CallCancelled);
    await Promise.resolve();
    const [, second] = started;
    expect(second?.sent).toEqual([{ kind: 'call', id: 1, name: 'read', request: 'other' }]);
    second?.tell({ kind: 'done', id: 1, response: 'read' });
    expect(await other).toBe('read');
  });

  it('is not ended by the signal of a call that is done', async () => {
    const { client, started } = workers();
    const controller = new AbortController();
    const call = client.call('read', 'a', { signal: controller.signal });
    started[0]?.tell({ kind: 'done', id: 1, response: 'read' });
    await call;
    controller.abort();
    expect(started[0]?.ended).toBe(false);
  });
});
