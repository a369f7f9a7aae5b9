import type { Application } from '../app/application';
import type { Statement } from '../../../shared/model/edits/properties';

/** Who says it, and when, where a person has given a name; nothing otherwise. */
export function statement(app: Application, note?: string): Statement {
  const { author } = app.shell.getState().settings;
  const words = note === undefined || note.trim() === '' ? {} : { note: note.trim() };
  return author.trim() === '' ? words : { by: author.trim(), date: app.parts.today(), ...words };
}
