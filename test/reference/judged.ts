import { applyDelta, type AnalysisView, EMPTY_VIEW, questionId } from '../../shared/analysis/delta';
import type { AnalysisDelta } from '../../shared/analysis/delta';
import type { Explanation, Outlook, Truth } from '../../shared/analysis/findings';
import { AnalysisSession } from '../../shared/analysis/session';
import { attacksOn, type GoalAttacks } from '../../shared/attack-tree/attacks';
import { parseGoal } from '../../shared/attack-tree/derive';
import type { Catalog } from '../../shared/catalog/catalog';
import { importEdit } from '../../shared/exchange/import-edit';
import { readKubernetes } from '../../shared/exchange/kubernetes/read';
import { apply } from '../../shared/model/edit';
import type { MitigationKey, PropertyName, SubjectId } from '../../shared/model/ids';
import { mitigationKeyOf } from '../../shared/model/ids';
import type { ImportScope, MitigationStatus, Properties, PropertyValue } from '../../shared/model/schema';
import { EMPTY_MODEL, type ThreatModel } from '../../shared/model/threat-model';
import { compileCatalog } from '../../build/catalog/compile';
import { inProject } from '../../build/project.mjs';
import { sharedFixtureBytes } from '../fixtures/shared-fixtures';

// What a seasoned reviewer says of two well-known systems is the measure of the catalog. These tests import the real
// manifests, judge them with the real catalog and compare with what such a reviewer wrote down, and why.

/** A day on which nothing has expired. */
const TODAY = '2026-11-25';

/** The catalog as it stands in its folder. */
export function ourCatalog(): Catalog {
  const { catalog } = compileCatalog(inProject('catalogs'), 'catalogs');
  if (catalog === undefined) throw new Error('catalogs/ does not compile; npm run catalog:check says why');
  return catalog;
}

/** A real manifest as a model, imported as whoever imports it first would. */
export function imported(catalog: Catalog, file: string, scope: ImportScope = 'part'): ThreatModel {
  const result = readKubernetes([{ name: file, bytes: sharedFixtureBytes(`kubernetes/${file}`) }], { scope, catalog });
  return apply(EMPTY_MODEL, importEdit(EMPTY_MODEL, result).edit).model;
}

/** The model with controls adopted: `mutual-tls@namespace`. */
export function withControls(
  model: ThreatModel,
  status: MitigationStatus,
  ...adopted: readonly (readonly [control: string, on: string])[]
): ThreatModel {
  const keys = adopted.map(([control, on]): [MitigationKey, { status: MitigationStatus }] => [mitigationKeyOf(control, on), { status }]);
  return { ...model, mitigations: new Map([...model.mitigations, ...keys]) };
}

/** The model with a property of a boundary or flow answered. */
export function answered(model: ThreatModel, id: string, property: string, value: PropertyValue): ThreatModel {
  const say = <K extends string, V extends { readonly properties?: Properties | undefined }>(
    section: ReadonlyMap<K, V>,
  ): ReadonlyMap<K, V> =>
    new Map(
      [...section].map(([key, entry]) =>
        key === id
          ? [key, { ...entry, properties: new Map([...(entry.properties ?? []), [property as PropertyName, value]]) }]
          : [key, entry],
      ),
    );
  return { ...model, boundaries: say(model.boundaries), flows: say(model.flows), elements: say(model.elements) };
}

/** A judged model, as the application shows it. */
export interface Judged {
  readonly view: AnalysisView;
  /** Each row as `rule severity places`, in the order shown. */
  readonly rows: readonly string[];
  /** Each question's id, in the order asked. */
  readonly questions: readonly string[];
  readonly instances: number;
  /** How a rule stands on a thing. */
  readonly truth: (rule: string, subject: string) => Truth | undefined;
  /** The title of the first threat of a rule. */
  readonly title: (rule: string) => string | undefined;
  /** The things on which a rule's threats are open. */
  readonly open: (rule: string) => readonly string[];
  readonly attacks: (goal: string) => GoalAttacks | undefined;
}

/** A session with its first result. */
function finished(catalog: Catalog, model: ThreatModel, outlook: Outlook): readonly [AnalysisSession, AnalysisView] {
  const session = new AnalysisSession(catalog, model, 0, { outlook, today: TODAY });
  const run = session.run();
  let step = run.next();
  while (step.done !== true) step = run.next();
  const delta: AnalysisDelta = step.value;
  return [session, applyDelta(EMPTY_VIEW, delta)];
}

/** All threats of a model as it is, explained. */
export function explained(catalog: Catalog, model: ThreatModel): readonly Explanation[] {
  const [session, view] = finished(catalog, model, 'as-is');
  return [...view.threats.keys()].flatMap((key) => session.explain(key) ?? []);
}

/** Judges a model with the catalog. */
export function judged(catalog: Catalog, model: ThreatModel, outlook: Outlook = 'as-is'): Judged {
  const [session, view] = finished(catalog, model, outlook);
  return {
    view,
    rows: view.rows.map(({ rule, severity, threats }) => `${rule} ${severity} ${String(threats.length)}`),
    questions: view.questions.map(questionId),
    instances: view.threats.size,
    truth: (rule, subject) => session.why(rule, subject as SubjectId)?.truth,
    title: (rule) => view.rows.find((row) => row.rule === rule)?.threats[0]?.title,
    open: (rule) =>
      (view.rows.find((row) => row.rule === rule)?.threats ?? [])
        .filter(({ status }) => status.state === 'open')
        .map(({ subject }) => subject),
    attacks: (text) => {
      const goal = parseGoal(model, text);
      return goal && attacksOn(model, catalog, session, goal);
    },
  };
}

/** The rules whose steps lead to a goal, each once. */
export function rulesOnTheWay(attacks: GoalAttacks | undefined): ReadonlySet<string> {
  return new Set([...(attacks?.derived.steps.values() ?? [])].map(({ rule }) => rule.id));
}

/** What the cheapest attack does, step by step: `rule@subject`. */
export function cheapest(attacks: GoalAttacks | undefined): readonly string[] {
  const measures = attacks?.measures;
  const attack = measures?.kind === 'exact' ? measures.attacks[0] : measures?.kind === 'bound' ? measures.attack : undefined;
  return (attack?.leaves ?? []).map((leaf) => leaf.slice('do:'.length)).sort();
}
