import { useEffect, useMemo, useRef, useState } from 'react';
import { useApplication } from '../app/context';
import { useDocument, useView } from '../session/context';
import type { Work } from '../ui/BusyLine';
import type { OutcomeLink } from '../workers/outcome-client';
import { CallCancelled, type CallOptions } from '../workers/rpc';

/** Something that is worked out elsewhere, as far as it is known. */
export interface Outcome<T> {
  /** The last answer; undefined before the first. */
  readonly value: T | undefined;
  /** A person stopped the work; `again` takes it up. */
  readonly stopped: boolean;
  readonly again: () => void;
  /** For a BusyLine: undefined at rest. */
  readonly work: Work | undefined;
  /** Tells one piece of work from the next. */
  readonly turn: unknown;
}

/** How a question stands; `question` is compared by identity. */
interface Standing {
  readonly question: unknown;
  readonly done: boolean;
  readonly stopped: boolean;
  readonly progress?: number;
}

/**
 * Asks about the open document, again after each edit and for each outlook. An answer that is overtaken is dropped; the one
 * before it stays on the screen meanwhile.
 * @param key what is asked: another key is another question, whose answer before no longer counts; undefined asks nothing
 * @param label what the work is called while it takes long
 */
export function useOutcome<T>(
  key: string | undefined,
  label: string,
  ask: (link: OutcomeLink, options: CallOptions) => Promise<T>,
): Outcome<T> {
  const app = useApplication();
  const model = useDocument((state) => state.history.model);
  const outlook = useView((state) => state.outlook);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value: T }>();
  const [standing, setStanding] = useState<Standing>();
  // A new object for each thing that makes it another question.
  const question = useMemo(() => ({ key, model, outlook, tries }), [key, model, outlook, tries]);
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });

  useEffect(() => {
    const link = app.outcome();
    if (question.key === undefined || link === undefined) return undefined;
    const controller = new AbortController();
    let mine = true;
    const asked = question.key;
    asking
      .current(link, {
        signal: controller.signal,
        onProgress: (progress) => {
          if (mine) setStanding({ question, done: false, stopped: false, progress });
        },
      })
      .then((value) => {
        if (!mine) return;
        setAnswer({ key: asked, value });
        setStanding({ question, done: true, stopped: false });
      })
      .catch((error: unknown) => {
        if (!mine) return;
        if (!(error instanceof CallCancelled)) app.fault(error);
        setStanding({ question, done: true, stopped: true });
      });
    return () => {
      mine = false;
      controller.abort();
    };
  }, [app, question]);

  const now = standing?.question === question ? standing : undefined;
  const pending = key !== undefined && now?.done !== true;
  const work: Work = { label, cancel: () => app.outcomes.stop(), ...(now?.progress === undefined ? {} : { progress: now.progress }) };
  return {
    value: answer !== undefined && answer.key === key ? answer.value : undefined,
    stopped: now?.stopped === true,
    again: () => setTries((count) => count + 1),
    work: pending ? work : undefined,
    turn: question,
  };
}
