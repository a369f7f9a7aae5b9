import { OutcomeSession, type Slices } from '../outcome/outcome-session';
import { loadCatalog } from './load-catalog';
import type { Asked, OutcomeCalls } from './outcome-calls';
import { CallCancelled, serve, type Serving } from './rpc';

// Works out what follows from the open model: plan, policies, attacks, report. A copy of the model lives here, apart from the
// one that is judged while a person edits, so that neither keeps the other waiting.

const session = loadCatalog().then((catalog) => new OutcomeSession(catalog));
// A failure is told to each call that waits for it; until one does, it is nobody's.
session.catch(() => undefined);

const SLICE_MS = 30;

async function finish<T>(slices: Slices<T>, serving: Serving): Promise<T> {
  let until = performance.now() + SLICE_MS;
  for (let step = slices.next(); ; step = slices.next()) {
    if (step.done === true) return step.value;
    if (performance.now() < until) continue;
    if (step.value > 0) serving.progress(step.value);
    await serving.breathe();
    if (serving.cancelled()) throw new CallCancelled();
    until = performance.now() + SLICE_MS;
  }
}

// One after the other: they share one copy of the model.
let last: Promise<unknown> = Promise.resolve();
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work);
  last = mine.catch(() => undefined);
  return mine;
}

function answer<T>(asked: Asked, serving: Serving, work: (outcome: OutcomeSession) => Slices<T>): Promise<T> {
  return inTurn(async () => {
    const outcome = await session;
    // Even where nobody waits any more: what a call carries must not be lost to the next one.
    await finish(outcome.settle(asked.sync, asked.outlook, asked.today), { ...serving, cancelled: () => false, progress: () => undefined });
    if (serving.cancelled()) throw new CallCancelled();
    return finish(work(outcome), serving);
  });
}

/** Work in one slice. */
function* at<T>(value: () => T): Slices<T> {
  yield 0;
  return value();
}

serve<OutcomeCalls>(self, {
  plan: (asked, serving) => answer(asked, serving, (outcome) => outcome.plan()),
  attacks: (asked, serving) => answer(asked, serving, (outcome) => at(() => outcome.attacksOn(asked.goal, asked.chosen, asked.opened))),
  costs: (asked, serving) => answer(asked, serving, (outcome) => outcome.costs(asked.goal)),
  goals: (asked, serving) => answer(asked, serving, (outcome) => outcome.goalsAbout(asked.about)),
  report: (asked, serving) => answer(asked, serving, (outcome) => outcome.report(asked)),
  judge: ({ model, today }, serving) => inTurn(async () => finish((await session).judge(model, today), serving)),
});
