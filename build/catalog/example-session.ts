import { AnalysisSession } from '../../shared/analysis/session';
import { type Catalog, indexCatalog } from '../../shared/catalog/catalog';
import type { HygieneEntry, RuleEntry } from '../../shared/catalog/schema';
import type { Message } from '../../shared/messages/message';
import { message } from '../../shared/messages/message';
import { print } from '../../shared/messages/print';
import { checkReferences } from '../../shared/model/references';
import { FORMAT_VERSION } from '../../shared/model/schema';
import { modelFromPlain, subjectOf, type ThreatModel } from '../../shared/model/threat-model';

/** An example's model, or what is wrong with it. */
export type ExampleModel = { readonly ok: true; readonly model: ThreatModel } | { readonly ok: false; readonly what: Message };

/** Reads the model of an example: a model file without its first line. */
export function exampleModel(plain: Readonly<Record<string, unknown>>, subject: string): ExampleModel {
  const read = modelFromPlain({ gabion: FORMAT_VERSION, ...plain });
  const [fault] = read.ok ? checkReferences(read.value) : read.problems;
  if (fault)
    return { ok: false, what: message('catalog.example-invalid', { what: `${print(fault.message)} (${fault.where?.path ?? ''})` }) };
  if (!read.ok) return { ok: false, what: message('catalog.example-invalid', { what: '' }) };
  if (subjectOf(read.value, subject) === undefined) return { ok: false, what: message('catalog.example-subject', { subject }) };
  return { ok: true, model: read.value };
}

/** The catalog with one rule and nothing else that finds, so that an example shows what this rule alone does. */
export function catalogOf(catalog: Catalog, rule: RuleEntry | undefined, hygiene: HygieneEntry | undefined): Catalog {
  return indexCatalog({ ...catalog.entries, threats: rule ? [rule] : [], hygiene: hygiene ? [hygiene] : [] });
}

/** A day on which nothing in an example has expired. */
const TODAY = '2026-01-01';

/** A finished analysis of an example as it is. */
export function analysed(catalog: Catalog, model: ThreatModel): AnalysisSession {
  const session = new AnalysisSession(catalog, model, 0, { outlook: 'as-is', today: TODAY });
  for (const _slice of session.run()) continue;
  return session;
}
