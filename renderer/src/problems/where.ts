import type { Threat } from '../../../shared/analysis/findings';
import type { SubjectKind, ThreatModel } from '../../../shared/model/threat-model';
import { nameOf } from '../model-words/describe';
import { say } from '../words';

const words = {
  element: (model: ThreatModel, ids: readonly string[]) =>
    ids.every((id) => model.elements.get(id as never)?.runsAs !== undefined)
      ? say('ui.workload-count', { count: ids.length })
      : say('ui.element-count', { count: ids.length }),
  flow: (_: ThreatModel, ids: readonly string[]) => say('ui.flow-count', { count: ids.length }),
  boundary: (_: ThreatModel, ids: readonly string[]) => say('ui.boundary-count', { count: ids.length }),
  asset: (_: ThreatModel, ids: readonly string[]) => say('ui.asset-count', { count: ids.length }),
  model: () => say('ui.whole-model'),
} as const satisfies Readonly<Record<SubjectKind, unknown>>;

/** Where a row's threats are: the one thing by name, many by kind and number. */
export function whereOf(model: ThreatModel, threats: readonly Threat[]): string {
  const [first, second] = threats;
  if (first === undefined) return '';
  if (second === undefined) return nameOf(model, first.subject);
  const kinds = new Set(threats.map(({ subjectKind }) => subjectKind));
  if (kinds.size > 1) return say('ui.place-count', { count: threats.length });
  return words[first.subjectKind](
    model,
    threats.map(({ subject }) => subject),
  );
}
