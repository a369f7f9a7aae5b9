import { describe, expect, it } from 'vitest';
import { message } from '../../../shared/messages/message';
import { renameThing } from '../../../shared/model/edits/change';
import { EMPTY_MODEL } from '../../../shared/model/threat-model';
import { createDocumentStore } from '../session/document-store';
import { createViewStore } from '../session/view-store';
import { outcomeClient } from './outcome-client';
import type { Asked } from './outcome-calls';
import { CallCancelled, type Port } from './rpc';

interface Heard {
  readonly kind: string;
  readonly id: number;
  readonly name?: string;
  readonly request?: Asked;
}

/** A worker that keeps what it hears and answers when it is told to. */
function fakeWorker() {
  const heard: Heard[] = [];
  let tell: (event: { readonly data: unknown }) => void = () => undefined;
  let ended = false;
  const port: Port = {
    postMessage: (said) => heard.push(said as Heard),
    addEventListener: (type: string, listener: (event: { readonly data: unknown }) => void) => {
      if (type === 'message') tell = listener;
    },
    terminate: () => {
      ended = true;
    },
  };
  return {
    port,
    heard,
    isEnded: () => ended,
    done: (id: number) => tell({ data: { kind: 'done', id, response: {} } }),
    fail: (id: number) => tell({ data: { kind: 'failed', id, reason: 'broken' } }),
  };
}

function begin() {
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const client = outcomeClient({
    today: () => '2026-11-20',
    start: () => {
      const worker = fakeWorker();
      workers.push(worker);
      return worker.port;
    },
  });
  const document = createDocumentStore({ model: EMPTY_MODEL });
  const link = client.follow(document, createViewStore());
  const worker = (): ReturnType<typeof fakeWorker> => {
    const last = workers.at(-1);
    if (last === undefined) throw new Error('no worker was started');
    return last;
  };
  const rename = (title: string): void => document.edit(renameThing(document.store.getState().history.model, 'model', title));
  return { client, document, link, worker, workers, rename, syncs: () => worker().heard.map(({ request }) => request?.sync) };
}

describe('what follows from the document, asked of a worker', () => {
  it('starts no worker and sends nothing before somebody asks', () => {
    const { workers, rename } = begin();
    rename('Shop');
    expect(workers).toEqual([]);
  });

  it('sends the model once, and afterwards only what was done since', () => {
    const { link, rename, syncs } = begin();
    void link.plan();
    rename('Shop');
    rename('Shops');
    void link.plan();
    void link.plan();
    expect(syncs()).toMatchObject([
      { kind: 'open', revision: 0 },
      { kind: 'edits', edits: [{ revision: 1 }, { revision: 2 }] },
      { kind: 'edits', edits: [] },
    ]);
  });

  it('sends undo as what it does to the model', () => {
    const { link, rename, document, syncs } = begin();
    rename('Shop');
    void link.plan();
    document.undo();
    void link.plan();
    expect(syncs()[1]).toMatchObject({ kind: 'edits', edits: [{ revision: 2, edit: { label: message('edit.title') } }] });
  });

  it('opens anew after the document was read again', () => {
    const { link, document, syncs } = begin();
    void link.plan();
    document.reload({ model: EMPTY_MODEL });
    void link.plan();
    expect(syncs()[1]).toMatchObject({ kind: 'open', revision: 0 });
  });

  it('opens anew after the worker failed', async () => {
    const { link, worker, syncs } = begin();
    const failed = link.plan();
    worker().fail(1);
    await expect(failed).rejects.toThrow('broken');
    void link.plan();
    expect(syncs()[1]).toMatchObject({ kind: 'open' });
  });

  it('tells those who wait that it was cancelled when it is stopped, and starts another worker', async () => {
    const { client, link, worker, workers } = begin();
    const waiting = link.plan();
    const first = worker();
    client.stop();
    await expect(waiting).rejects.toBeInstanceOf(CallCancelled);
    expect(first.isEnded()).toBe(true);
    void link.plan();
    expect(workers).toHaveLength(2);
    expect(worker().heard[0]?.request?.sync.kind).toBe('open');
  });

  it('gives a question up when its signal says so, and keeps the worker', async () => {
    const { link, worker } = begin();
    const controller = new AbortController();
    const waiting = link.plan({ signal: controller.signal });
    controller.abort();
    await expect(waiting).rejects.toBeInstanceOf(CallCancelled);
    expect(worker().heard.at(-1)).toMatchObject({ kind: 'cancel', id: 1 });
    expect(worker().isEnded()).toBe(false);
  });
});
