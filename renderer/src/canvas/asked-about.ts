import type { Question } from '../../../shared/analysis/findings';
import { enclosing, subjectOf, type ThreatModel } from '../../../shared/model/threat-model';

/** What an open question is about. */
export interface AskedAbout {
  /** The things whose property is asked for. */
  readonly asked: ReadonlySet<string>;
  /** These, the ends of their flows and the boundaries around: all else is dimmed. */
  readonly lit: ReadonlySet<string>;
}

/** The things that a question is about; undefined where it is about the whole model. */
export function askedAbout(model: ThreatModel, question: Question | undefined): AskedAbout | undefined {
  if (question?.kind !== 'property') return undefined;
  const asked = new Set<string>([...question.answerOn, ...question.asks].filter((id) => subjectOf(model, id)?.kind !== 'model'));
  if (asked.size === 0) return undefined;
  const lit = new Set<string>();
  const light = (id: string): void => {
    lit.add(id);
    const subject = subjectOf(model, id);
    switch (subject?.kind) {
      case 'flow':
        light(subject.entry.from);
        light(subject.entry.to);
        break;
      case 'element':
      case 'boundary':
        for (const around of enclosing(model, subject.entry.in)) lit.add(around);
        break;
      case 'model':
      case 'asset':
      case undefined:
        break;
    }
  };
  for (const id of [question.subject, ...asked]) light(id);
  return { asked, lit };
}
