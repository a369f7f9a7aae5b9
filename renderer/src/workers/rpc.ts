/**
 * Calls between the page and its workers: typed, with progress, events and cancellation, and nothing else. What passes is
 * plain data and Maps, as structured cloning allows.
 */

/** What a worker can be asked: by name, what is given and what comes back. */
export type Calls = Readonly<Record<string, { readonly request: unknown; readonly response: unknown }>>;
/** What a worker tells without being asked: by name, what it carries. */
export type Events = Readonly<Record<string, unknown>>;
/** The events of a worker that tells nothing by itself. */
export type NoEvents = Readonly<Record<string, never>>;

type Asked<C extends Calls> = {
  [N in keyof C & string]: { readonly kind: 'call'; readonly id: number; readonly name: N; readonly request: C[N]['request'] };
}[keyof C & string];
type ToWorker<C extends Calls> = Asked<C> | { readonly kind: 'cancel'; readonly id: number };
type FromWorker =
  | { readonly kind: 'done'; readonly id: number; readonly response: unknown }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string }
  | { readonly kind: 'cancelled'; readonly id: number }
  | { readonly kind: 'progress'; readonly id: number; readonly progress: number }
  | { readonly kind: 'event'; readonly name: string; readonly payload: unknown };

/** The part of a Worker that calls need; a test gives one without a thread. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: (event: unknown) => void): void;
  terminate(): void;
}

/** How a call is watched and stopped. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  /** Told 0 to 1 now and then. */
  readonly onProgress?: (progress: number) => void;
}

/** A worker as the page sees it. */
export interface Client<C extends Calls, E extends Events = NoEvents> {
  /** Rejects with a {@link CallCancelled} if it was cancelled, with an Error if the worker failed. */
  call<N extends keyof C & string>(name: N, request: C[N]['request'], options?: CallOptions): Promise<C[N]['response']>;
  on<N extends keyof E & string>(name: N, listener: (payload: E[N]) => void): void;
  /** Ends the worker. Calls that wait are rejected. */
  terminate(): void;
}

/** Why a call came to nothing: somebody wanted it to. */
export class CallCancelled extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CallCancelled';
  }
}

interface Waiting {
  readonly resolve: (response: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: ((progress: number) => void) | undefined;
}

/** Speaks with a worker that {@link serve}s. */
export function connect<C extends Calls, E extends Events = NoEvents>(port: Port): Client<C, E> {
  const waiting = new Map<number, Waiting>();
  const heard = new Map<string, Set<(payload: never) => void>>();
  let next = 1;

  const settle = (id: number, act: (call: Waiting) => void): void => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (call !== undefined) act(call);
  };
  const rejectAll = (reason: string): void => {
    for (const id of [...waiting.keys()]) settle(id, (call) => call.reject(new Error(reason)));
  };

  port.addEventListener('message', (event) => {
    const message = event.data as FromWorker; // our own worker, our own code on both sides
    switch (message.kind) {
      case 'done':
        settle(message.id, (call) => call.resolve(message.response as never));
        break;
      case 'failed':
        settle(message.id, (call) => call.reject(new Error(message.reason)));
        break;
      case 'cancelled':
        settle(message.id, (call) => call.reject(new CallCancelled()));
        break;
      case 'progress':
        waiting.get(message.id)?.onProgress?.(message.progress);
        break;
      case 'event':
        for (const listener of heard.get(message.name) ?? []) listener(message.payload as never);
        break;
    }
  });
  port.addEventListener('error', () => rejectAll('the worker failed'));

  return {
    call: (name, request, options = {}) =>
      new Promise((resolve, reject) => {
        const { signal } = options;
        if (signal?.aborted === true) {
          reject(new CallCancelled());
          return;
        }
        const id = next;
        next += 1;
        waiting.set(id, { resolve, reject, onProgress: options.onProgress });
        signal?.addEventListener('abort', () => {
          port.postMessage({ kind: 'cancel', id } satisfies ToWorker<C>);
          settle(id, (call) => call.reject(new CallCancelled()));
        });
        port.postMessage({ kind: 'call', id, name, request });
      }),
    on(name, listener) {
      const all = heard.get(name) ?? new Set();
      heard.set(name, all);
      all.add(listener);
    },
    terminate() {
      port.terminate();
      rejectAll('the worker was ended');
    },
  };
}

/** What a handler has besides its request. */
export interface Serving {
  /** True once the page no longer wants the answer. */
  readonly cancelled: () => boolean;
  readonly progress: (done: number) => void;
  /** Lets messages in: await it between slices of long work, or a cancellation is never seen. */
  readonly breathe: () => Promise<void>;
}

/** What answers each call. */
export type Handlers<C extends Calls> = {
  readonly [N in keyof C]: (request: C[N]['request'], serving: Serving) => C[N]['response'] | Promise<C[N]['response']>;
};

/** The worker's own side of the channel: `self` in a worker. */
export interface Scope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Answers calls in a worker. Returns a function that tells events. */
export function serve<C extends Calls, E extends Events = NoEvents>(
  scope: Scope,
  handlers: Handlers<C>,
): <N extends keyof E & string>(name: N, payload: E[N]) => void {
  const cancelled = new Set<number>();
  const send = (message: FromWorker): void => scope.postMessage(message);

  const answer = async (call: Asked<C>): Promise<void> => {
    const serving: Serving = {
      cancelled: () => cancelled.has(call.id),
      progress: (progress) => send({ kind: 'progress', id: call.id, progress }),
      breathe: () => new Promise((resolve) => setTimeout(resolve, 0)),
    };
    try {
      const response = await handlers[call.name](call.request, serving);
      send(cancelled.has(call.id) ? { kind: 'cancelled', id: call.id } : { kind: 'done', id: call.id, response });
    } catch (error) {
      send(
        error instanceof CallCancelled
          ? { kind: 'cancelled', id: call.id }
          : { kind: 'failed', id: call.id, reason: error instanceof Error ? error.message : String(error) },
      );
    } finally {
      cancelled.delete(call.id);
    }
  };

  scope.addEventListener('message', (event) => {
    const message = event.data as ToWorker<C>; // our own page, our own code on both sides
    if (message.kind === 'cancel') cancelled.add(message.id);
    else void answer(message);
  });
  return (name, payload) => send({ kind: 'event', name, payload });
}
