import type { Message } from '../messages/message';
import { apply, combine, type Edit } from './edit';
import type { ThreatModel } from './threat-model';

/** One undo step: what was done and what takes it back. Edits of one gesture share a step. */
interface Step {
  readonly edit: Edit;
  readonly inverse: Edit;
  readonly gesture?: string;
}

/** A document's model with what was done to it. Immutable, like the model. */
export interface History {
  readonly model: ThreatModel;
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
  /** Grows with every change of the model, undo and redo included; a worker's copy is in step if it has the same. */
  readonly revision: number;
}

/** A move through history: the new state, and the edit that was applied to the model (for journal and workers). */
export interface Move {
  readonly history: History;
  readonly edit: Edit;
}

/** Old steps are forgotten beyond this many; a day's work is far below. */
const MAX_STEPS = 5_000;

/** A history that begins at `model`, with nothing to undo. */
export function beginHistory(model: ThreatModel): History {
  return { model, done: [], undone: [], revision: 0 };
}

/**
 * Does an edit. Edits that carry the same `gesture` right after one another (a drag, typing in one field) become one
 * step under the first one's label. What was undone before is forgotten.
 */
export function perform(history: History, edit: Edit, gesture?: string): Move {
  const { model, inverse } = apply(history.model, edit);
  const last = history.done.at(-1);
  const merges = gesture !== undefined && last?.gesture === gesture && history.undone.length === 0;
  const step: Step = merges
    ? { gesture, edit: combine(last.edit.label, [last.edit, edit]), inverse: combine(last.edit.label, [inverse, last.inverse]) }
    : { edit, inverse, ...(gesture === undefined ? {} : { gesture }) };
  const done = [...(merges ? history.done.slice(0, -1) : history.done), step].slice(-MAX_STEPS);
  return { history: { model, done, undone: [], revision: history.revision + 1 }, edit };
}

/** Takes the last step back; undefined if there is none. */
export function undo(history: History): Move | undefined {
  const step = history.done.at(-1);
  if (!step) return undefined;
  const { model } = apply(history.model, step.inverse);
  return {
    edit: step.inverse,
    history: { model, done: history.done.slice(0, -1), undone: [...history.undone, step], revision: history.revision + 1 },
  };
}

/** Does the step again that was taken back last; undefined if there is none. */
export function redo(history: History): Move | undefined {
  const step = history.undone.at(-1);
  if (!step) return undefined;
  const { model } = apply(history.model, step.edit);
  return {
    edit: step.edit,
    history: { model, done: [...history.done, step], undone: history.undone.slice(0, -1), revision: history.revision + 1 },
  };
}

/** Takes a gesture back as if it had never been made: nothing to redo is left. Undefined if it is not the last step. */
export function cancelGesture(history: History, gesture: string): Move | undefined {
  if (history.done.at(-1)?.gesture !== gesture) return undefined;
  const move = undo(history);
  return move && { edit: move.edit, history: { ...move.history, undone: [] } };
}

/** The labels that the menu shows: "Undo …", "Redo …". */
export function labels(history: History): { readonly undo?: Message; readonly redo?: Message } {
  const done = history.done.at(-1)?.edit.label;
  const undone = history.undone.at(-1)?.edit.label;
  return { ...(done ? { undo: done } : {}), ...(undone ? { redo: undone } : {}) };
}
