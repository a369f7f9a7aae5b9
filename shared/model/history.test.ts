import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editOf, intents, models, patience, runs } from '../../test/generators/model';
import { message } from '../messages/message';
import type { Edit } from './edit';
import { sameModel } from './equality';
import { beginHistory, cancelGesture, type History, labels, perform, redo, undo } from './history';
import { EMPTY_MODEL } from './threat-model';

const titled = (title: string): Edit => ({
  label: message('edit.rename', { name: title }),
  changes: [{ section: 'header', to: { title } }],
});

/** Goes as far as a kind of move leads. */
function toTheEnd(history: History, move: typeof undo): History {
  let at = history;
  for (let next = move(at); next; next = move(at)) at = next.history;
  return at;
}

describe('history', () => {
  it(
    'MOD-3 goes back to the start and forward to the end',
    () => {
      const rows = fc.array(fc.tuple(intents, fc.option(fc.constantFrom('drag', 'type'), { nil: undefined })), { maxLength: 8 });
      fc.assert(
        fc.property(models, rows, (model, row) => {
          let history = beginHistory(model);
          const revisions = [history.revision];
          for (const [intent, gesture] of row) {
            const edit = editOf(history.model, intent);
            if (edit) history = perform(history, edit, gesture).history;
            revisions.push(history.revision);
          }
          const start = toTheEnd(history, undo);
          expect(sameModel(start.model, model)).toBe(true);
          expect(labels(start).undo).toBeUndefined();
          const end = toTheEnd(start, redo);
          expect(sameModel(end.model, history.model)).toBe(true);
          expect(revisions).toEqual([...revisions].sort((a, b) => a - b));
          expect(end.revision).toBe(history.revision + history.done.length * 2);
        }),
        runs(100),
      );
    },
    patience,
  );

  it('MOD-4 makes one step of one gesture, under its first label', () => {
    let history = beginHistory(EMPTY_MODEL);
    history = perform(history, titled('a')).history;
    for (const title of ['ab', 'abc', 'abcd']) history = perform(history, titled(title), 'typing').history;
    expect(labels(history).undo).toEqual(message('edit.rename', { name: 'ab' }));
    const back = undo(history);
    expect(back?.history.model.header.title).toBe('a');
    expect(back && redo(back.history)?.history.model.header.title).toBe('abcd');
  });

  it('MOD-4 begins a new step with another gesture, and after an undo', () => {
    let history = perform(beginHistory(EMPTY_MODEL), titled('a'), 'one').history;
    history = perform(history, titled('b'), 'two').history;
    expect(history.done).toHaveLength(2);
    const undone = undo(history)?.history;
    const again = undone && perform(undone, titled('c'), 'one').history;
    expect(again?.done).toHaveLength(2);
    expect(again?.undone).toEqual([]);
  });

  it('MOD-4 cancels a gesture without a trace, and only the last one', () => {
    let history = perform(beginHistory(EMPTY_MODEL), titled('a')).history;
    const before = history;
    history = perform(perform(history, titled('b'), 'drag').history, titled('c'), 'drag').history;
    expect(cancelGesture(history, 'other')).toBeUndefined();
    const cancelled = cancelGesture(history, 'drag')?.history;
    expect(cancelled?.model).toEqual(before.model);
    expect(cancelled && [cancelled.done.length, cancelled.undone.length]).toEqual([1, 0]);
    expect(cancelled?.revision).toBeGreaterThan(history.revision);
  });

  it('has nothing to undo or redo at the start', () => {
    const history = beginHistory(EMPTY_MODEL);
    expect([undo(history), redo(history), labels(history)]).toEqual([undefined, undefined, {}]);
  });
});
