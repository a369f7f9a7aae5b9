import type { Question } from '../../../shared/analysis/findings';
import { subjectOf, type ThreatModel } from '../../../shared/model/threat-model';
import { nameOf } from '../model-words/describe';
import { say } from '../words';

/** What is asked. */
export function questionText(model: ThreatModel, question: Question): string {
  switch (question.kind) {
    case 'property':
      return question.text;
    case 'assets':
      return say('ui.ask-assets');
    case 'asset-places':
      return say('ui.ask-asset-places');
    case 'calls':
      return say('ui.ask-calls', { name: nameOf(model, question.boundary) });
  }
}

/** Where it is answered, and for how many things. */
export function questionWhere(model: ThreatModel, question: Question): string {
  switch (question.kind) {
    case 'property': {
      const name = nameOf(model, question.subject);
      const kinds = new Set(question.asks.map((id) => subjectOf(model, id)?.kind));
      const [first, second] = question.asks;
      if (first === question.subject && second === undefined) return name;
      if (question.asks.length === 0) return name;
      return kinds.size === 1 && kinds.has('flow')
        ? say('ui.name-and-flows', { name, count: question.asks.length })
        : say('ui.name-and-things', { name, count: question.asks.length });
    }
    case 'assets':
      return say('ui.whole-model');
    case 'asset-places':
      return say('ui.thing-count', { count: question.unsaid.length });
    case 'calls':
      return say('ui.workload-count', { count: question.unconnected.length });
  }
}
