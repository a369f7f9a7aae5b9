import { message } from '../../messages/message';
import type { Change, Edit } from '../edit';
import { answerKeyOf, type AnswerKey, type PropertyName, type SubjectId } from '../ids';
import type { Answer, Properties, PropertyValue } from '../schema';
import { displayName, type Subject, subjectOf, type ThreatModel } from '../threat-model';
import { compact, replaceSubject, withProperties } from './shared';

/** Who says something, and when (a day, `2026-11-20`). Both may be left out; then only the fact is kept. */
export interface Statement {
  readonly by?: string;
  readonly date?: string;
  readonly note?: string;
}

const propertiesOf = (subject: Subject): Properties => (subject.kind === 'asset' ? new Map() : (subject.entry.properties ?? new Map()));
const isImported = (subject: Subject): boolean => 'origin' in subject.entry && subject.entry.origin !== undefined;

/**
 * What is kept besides the value. A thing that was drawn needs no record that a person spoke; a thing that was imported
 * does, or the next import would take the person's word for its own. What the import says is remembered beside it.
 */
function record(model: ThreatModel, subject: Subject, property: PropertyName, statement: Statement): Change[] {
  const id = answerKeyOf(property, subject.id);
  const was = model.answers.get(id);
  const imported = was === undefined && isImported(subject) ? propertiesOf(subject).get(property) : was?.imported;
  const to: Answer = compact<Answer>({ by: statement.by, date: statement.date, note: statement.note, imported });
  const worthKeeping = isImported(subject) || Object.keys(to).length > 0;
  if (worthKeeping) return [{ section: 'answers', id, to }];
  return was === undefined ? [] : [{ section: 'answers', id }];
}

function stated(model: ThreatModel, subject: Subject, property: PropertyName, value: PropertyValue, statement: Statement): Change[] {
  const properties = new Map(propertiesOf(subject)).set(property, value);
  return [replaceSubject(withProperties(subject, properties)), ...record(model, subject, property, statement)];
}

/** A person says what a property of some things is: one edit, whether the inspector or a question was the place. */
export function answer(
  model: ThreatModel,
  property: PropertyName,
  subjects: readonly SubjectId[],
  value: PropertyValue,
  statement: Statement = {},
): Edit {
  const changes = subjects.flatMap((id) => {
    const subject = subjectOf(model, id);
    return subject === undefined || subject.kind === 'asset' ? [] : stated(model, subject, property, value, statement);
  });
  const [only, second] = subjects;
  return {
    label:
      only !== undefined && second === undefined
        ? message('edit.property', { property, name: displayName(model, only) })
        : message('edit.answer', { property, count: subjects.length }),
    changes,
  };
}

/** A person was asked and does not know: the question stays open and sinks. */
export function answerUnsure(model: ThreatModel, property: PropertyName, subject: SubjectId, statement: Statement = {}): Edit {
  const id: AnswerKey = answerKeyOf(property, subject);
  const to = compact<Answer>({ ...model.answers.get(id), ...statement, unsure: true });
  return { label: message('edit.property', { property, name: displayName(model, subject) }), changes: [{ section: 'answers', id, to }] };
}

/** Takes back what a person said. What an import said, if it said anything, holds again. */
export function clearProperty(model: ThreatModel, property: PropertyName, id: SubjectId): Edit {
  const label = message('edit.property-clear', { property, name: displayName(model, id) });
  const subject = subjectOf(model, id);
  if (subject === undefined) return { label, changes: [] };
  const key = answerKeyOf(property, id);
  const properties = new Map(propertiesOf(subject));
  const imported = model.answers.get(key)?.imported;
  if (imported === undefined) properties.delete(property);
  else properties.set(property, imported);
  return {
    label,
    changes: [
      replaceSubject(withProperties(subject, properties)),
      ...(model.answers.has(key) ? [{ section: 'answers', id: key } as const] : []),
    ],
  };
}
