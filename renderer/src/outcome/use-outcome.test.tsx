import { afterEach, describe, expect, it } from 'vitest';
import { ApplicationProvider } from '../app/context';
import { newDocument } from '../app/files';
import { renameThing } from '../../../shared/model/edits/change';
import { testApplication } from '../../../test/renderer/application';
import { type Screen, settle, show } from '../../../test/renderer/screen';
import { SessionProvider } from '../session/context';
import { CallCancelled, type CallOptions } from '../workers/rpc';
import { type Outcome, useOutcome } from './use-outcome';

/** A question that was asked, to be answered when the test wants. */
interface Question {
  readonly key: string;
  readonly options: CallOptions;
  readonly answer: (value: string) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

let screen: Screen;
afterEach(() => screen.close());

async function begin(first: string | undefined = 'plan') {
  const { app } = testApplication();
  const session = await newDocument(app);
  if (session === undefined) throw new Error('no document was begun');
  const asked: Question[] = [];
  let last: Outcome<string> | undefined;
  function Asker({ question }: { readonly question: string | undefined }) {
    const outcome = useOutcome(question, 'Working it out', (_, options) => {
      return new Promise<string>((resolve, reject) => {
        asked.push({
          key: question ?? '',
          options,
          answer: (value) => settle(() => resolve(value)),
          fail: (error) => settle(() => reject(error)),
        });
      });
    });
    last = outcome;
    return outcome.value;
  }
  const about = (question: string | undefined) => (
    <ApplicationProvider application={app}>
      <SessionProvider session={session}>
        <Asker question={question} />
      </SessionProvider>
    </ApplicationProvider>
  );
  screen = await show(about(first));
  return {
    app,
    session,
    asked,
    outcome: (): Outcome<string> => {
      if (last === undefined) throw new Error('nothing was shown');
      return last;
    },
    question: (index: number): Question => {
      const found = asked[index];
      if (found === undefined) throw new Error(`only ${asked.length} questions were asked`);
      return found;
    },
    ask: (question: string | undefined) => screen.show(about(question)),
    rename: (title: string) => settle(() => session.edit(renameThing(session.model(), 'model', title))),
  };
}

describe('an outcome that is worked out elsewhere', () => {
  it('is work until it is answered, with its progress, and a value then', async () => {
    const { outcome, question } = await begin();
    expect([outcome().value, outcome().work?.label, outcome().work?.progress]).toEqual([undefined, 'Working it out', undefined]);
    await settle(() => question(0).options.onProgress?.(0.5));
    expect(outcome().work?.progress).toBe(0.5);
    await question(0).answer('a plan');
    expect([outcome().value, outcome().work]).toEqual(['a plan', undefined]);
  });

  it('is asked for again after an edit and for another outlook, and the answer before stays meanwhile', async () => {
    const { outcome, question, rename, session, asked } = await begin();
    await question(0).answer('one');
    await rename('Shop');
    expect([asked.length, outcome().value, outcome().work === undefined]).toEqual([2, 'one', false]);
    await question(1).answer('two');
    await settle(() => session.view.set({ outlook: 'as-planned' }));
    expect([asked.length, outcome().value]).toEqual([3, 'two']);
    await question(2).answer('three');
    expect(outcome().value).toBe('three');
  });

  it('drops an answer that was overtaken, and calls its work off', async () => {
    const { outcome, question, rename } = await begin();
    await rename('Shop');
    expect(question(0).options.signal?.aborted).toBe(true);
    await question(1).answer('new');
    await question(0).answer('old');
    await settle(() => question(0).options.onProgress?.(0.9));
    expect([outcome().value, outcome().work]).toEqual(['new', undefined]);
  });

  it('does not take the answer to another question for its own', async () => {
    const { outcome, question, ask } = await begin('read cart');
    await question(0).answer('ways to the cart');
    await ask('read orders');
    expect([outcome().value, question(1).key]).toEqual([undefined, 'read orders']);
    await question(1).answer('ways to the orders');
    expect(outcome().value).toBe('ways to the orders');
  });

  it('asks nothing without a question', async () => {
    const { outcome, asked, ask } = await begin('plan');
    await ask(undefined);
    expect([asked.length, outcome().work, outcome().value]).toEqual([1, undefined, undefined]);
  });

  it('stops where a person stops it, without a word, and is taken up again on demand', async () => {
    const { outcome, question, app, asked } = await begin();
    await question(0).fail(new CallCancelled());
    expect([outcome().stopped, outcome().work]).toEqual([true, undefined]);
    expect(app.notices.store.getState().toasts).toEqual([]);
    await settle(() => outcome().again());
    expect([asked.length, outcome().stopped, outcome().work === undefined]).toEqual([2, false, false]);
    await question(1).answer('after all');
    expect(outcome().value).toBe('after all');
  });

  it('says what went wrong, and does not wait for ever', async () => {
    const { outcome, question, app } = await begin();
    const printed = console.error;
    const complaints: unknown[] = [];
    console.error = (what: unknown) => complaints.push(what);
    await question(0).fail(new Error('the worker failed'));
    console.error = printed;
    expect([outcome().stopped, outcome().work, complaints.length]).toEqual([true, undefined, 1]);
    expect(app.notices.store.getState().toasts).toHaveLength(1);
  });

  it('calls its work off when nobody looks any more', async () => {
    const { question } = await begin();
    await screen.close();
    expect(question(0).options.signal?.aborted).toBe(true);
    screen = await show(null);
  });
});
