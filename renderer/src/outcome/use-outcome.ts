import { useEffect, useRef, useState } from 'react';
import { useApplication } from '../app/context';
import { useDocument, useView } from '../session/context';
import type { Work } from '../ui/BusyLine';
import type { OutcomeLink } from '../workers/outcome-client';
import { CallCancelled, type CallOptions } from '../workers/rpc';

/** Something that is worked out elsewhere, as far as it is known. */
export interface Outcome<T> {
  /** The last answer; undefined before the first. */
  readonly value: T | undefined;
  /** True while a newer answer is being worked out. */
  readonly pending: boolean;
  /** A person stopped the work; `again` takes it up. */
  readonly stopped: boolean;
  readonly again: () => void;
  /** For a BusyLine: undefined at rest. */
  readonly work: Work | undefined;
  /** Tells one piece of work from the next. */
  readonly turn: number;
}

/**
 * Asks about the open document, again after each edit and for each outlook. An answer that is overtaken is dropped; the one
 * before it stays on the screen meanwhile.
 * @param key what is asked: another key is another question, whose answer before no longer counts; undefined asks nothing
 * @param label what the work is called while it takes long
 */
export function useOutcome<T>(key: string | undefined, label: string, ask: (link: OutcomeLink, options: CallOptions) => Promise<T>): Outcome<T> {
  const app = useApplication();
  const revision = useDocument((state) => state.history.revision);
  const model = useDocument((state) => state.history.model);
  const outlook = useView((state) => state.outlook);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T }>();
  const [state, setState] = useState<{ readonly turn: number; readonly pending: boolean; readonly stopped: boolean; readonly progress?: number }>({ turn: 0, pending: true, stopped: false });
  const [tries, setTries] = useState(0);
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });

  useEffect(() => {
    const link = app.outcome();
    if (key === undefined || link === undefined) return undefined;
    const controller = new AbortController();
    let mine = true;
    setState(({ turn }) => ({ turn: turn + 1, pending: true, stopped: false }));
    asking
      .current(link, { signal: controller.signal, onProgress: (progress) => mine && setState((now) => ({ ...now, progress })) })
      .then((value) => {
        if (!mine) return;
        setAnswer({ key, value });
        setState(({ turn }) => ({ turn, pending: false, stopped: false }));
      })
      .catch((error: unknown) => {
        if (!mine) return;
        if (!(error instanceof CallCancelled)) app.fault(error);
        setState(({ turn }) => ({ turn, pending: false, stopped: true }));
      });
    return () => {
      mine = false;
      controller.abort();
    };
    // The model is asked about by reference: a reload has revision 0 again.
  }, [app, key, revision, model, outlook, tries]);

  const { turn, pending, stopped, progress } = state;
  const work: Work = { label, cancel: () => app.outcomes.stop(), ...(progress === undefined ? {} : { progress }) };
  return { value: answer?.key === key ? answer?.value : undefined, pending, stopped, again: () => setTries((count) => count + 1), work: pending && key !== undefined ? work : undefined, turn };
}
