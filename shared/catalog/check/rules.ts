import { message } from '../../messages/message';
import type { Catalog } from '../catalog';
import type { Condition } from '../condition';
import { conditionsIn } from '../condition-walk';
import type { FactPattern, HygieneEntry, RuleEntry } from '../schema';
import { checkCondition, checkType } from './conditions';
import type { KnownIds } from './known-ids';
import type { CatalogReport, EntryReport } from './report';
import { checkDescription, checkPhrases, checkTemplate, checkTitle, placeholdersIn } from './words';

/** Ids that a list names: each must be a key of what there is. */
function checkIds(ids: readonly string[], there: { has(id: string): boolean }, what: string, path: PropertyKey, report: EntryReport): void {
  for (const [index, id] of ids.entries()) if (!there.has(id)) report.error([path, index], message('catalog.no-such', { what, id }));
}

/** ATT&CK ids exist in the version that the catalog carries; one that was renumbered is named with its successor. */
export function checkTechniques(catalog: Catalog, ids: readonly string[], report: EntryReport): void {
  const { renumbered, version } = catalog.entries.attack;
  for (const [index, id] of ids.entries()) {
    if (catalog.techniques.has(id)) continue;
    const now = Object.entries(renumbered).find(([old]) => old === id)?.[1];
    const what =
      now === undefined
        ? message('catalog.no-technique', { id, version })
        : message('catalog.renumbered-technique', { id, now, name: catalog.techniques.get(now)?.name ?? '' });
    report.error(['attack', index], what);
  }
}

function checkFacts(catalog: Catalog, rule: RuleEntry, facts: readonly FactPattern[], path: 'needs' | 'gains', report: EntryReport): void {
  for (const [index, { place }] of facts.entries()) {
    if ((place.at === 'from' || place.at === 'to') && rule.subject !== 'flow') report.error([path, index], message('catalog.fact-end'));
    if (place.at === 'around') checkType(catalog, place.type, 'boundary', [path, index], report);
  }
}

/** A rule that attack trees use says what it takes and what it gives; a threat says which letters of STRIDE it is. */
function checkAttackStep(catalog: Catalog, rule: RuleEntry, report: EntryReport): void {
  checkFacts(catalog, rule, rule.needs, 'needs', report);
  checkFacts(catalog, rule, rule.gains, 'gains', report);
  const isStep = rule.gains.length > 0;
  if (isStep !== (rule.step !== undefined)) report.error([isStep ? 'gains' : 'step'], message('catalog.step-incomplete'));
  if (!isStep && rule.needs.length > 0) report.error(['needs'], message('catalog.step-incomplete'));
  if (!rule.threat && !isStep) report.error(['threat'], message('catalog.neither-threat-nor-step'));
  if (rule.threat && rule.stride.length === 0) report.error(['stride'], message('catalog.stride-missing'));
}

const NAMING: ReadonlySet<string> = new Set(['subject', 'from', 'to', 'subject.from', 'subject.to', 'boundary']);

function checkWording(catalog: Catalog, rule: RuleEntry, report: EntryReport): void {
  checkTitle(rule.title, ['title'], report);
  checkTitle(rule.name, ['name'], report);
  checkDescription(rule.description, ['description'], report);
  for (const field of ['verify', 'notWhen'] as const) checkPhrases(rule[field], [field], report);
  for (const field of ['title', 'description', 'verify', 'notWhen'] as const)
    checkTemplate(catalog, rule[field], [rule.subject], [field], report);
  if (placeholdersIn(rule.name).length > 0) report.error(['name'], message('catalog.name-with-placeholder'));
  if (rule.subject !== 'model' && !placeholdersIn(rule.title).some((name) => NAMING.has(name)))
    report.error(['title'], message('catalog.title-names-nothing'));
}

function checkRule(catalog: Catalog, known: KnownIds, rule: RuleEntry, report: EntryReport): void {
  checkCondition(catalog, rule.when, rule.subject, ['when'], report);
  for (const [index, { when }] of rule.likelihood.raise.entries())
    checkCondition(catalog, when, rule.subject, ['likelihood', 'raise', index, 'when'], report);
  checkWording(catalog, rule, report);
  checkTechniques(catalog, rule.attack, report);
  checkIds(rule.capec, { has: (id) => known.capec.has(id) }, 'CAPEC pattern', 'capec', report);
  checkIds(rule.cwe, { has: (id) => known.cwe.has(id) }, 'CWE weakness', 'cwe', report);
  checkIds(rule.counteredBy, catalog.controls, 'control', 'counteredBy', report);
  checkIds(rule.detectedBy, catalog.detections, 'detection', 'detectedBy', report);
  checkIds(rule.supersedes, catalog.threats, 'rule', 'supersedes', report);
  for (const [index, id] of rule.supersedes.entries()) {
    const other = catalog.threats.get(id);
    if (id === rule.id || (other && (other.subject !== rule.subject || other.supersedes.includes(rule.id))))
      report.error(['supersedes', index], message('catalog.supersedes-misfit', { id }));
  }
  checkAttackStep(catalog, rule, report);
}

function checkHygiene(catalog: Catalog, entry: HygieneEntry, report: EntryReport): void {
  checkCondition(catalog, entry.when, entry.subject, ['when'], report);
  checkTitle(entry.title, ['title'], report);
  checkTitle(entry.name, ['name'], report);
  checkDescription(entry.description, ['description'], report);
  for (const field of ['title', 'description', 'mend'] as const) checkTemplate(catalog, entry[field], [entry.subject], [field], report);
}

/** A condition with everything left out in which two rules may differ and still say the same: types, and order. */
function gist(condition: Condition): string {
  switch (condition.op) {
    case 'is':
      return 'is';
    case 'all':
    case 'any': {
      const parts = new Set(condition.of.map(gist));
      return `${condition.op}(${[...parts].toSorted((a, b) => (a < b ? -1 : 1)).join()})`;
    }
    case 'not':
      return `not(${gist(condition.of)})`;
    case 'in':
    case 'crosses':
    case 'enters':
    case 'leaves':
      return `${condition.op}(${gist(condition.boundary)})`;
    case 'from':
    case 'to':
      return `${condition.op}(${gist(condition.element)})`;
    case 'has':
    case 'count':
      return `${condition.op}(${JSON.stringify({ ...condition, where: condition.where === undefined ? '' : gist(condition.where) })})`;
    case 'carries':
    case 'stores':
      return `${condition.op}(${gist(condition.asset)})`;
    default:
      return JSON.stringify(condition);
  }
}

/** Everything about a rule that is neither wording nor type: two rules with the same are one. */
function substance({ subject, when, stride, attack, counteredBy, needs, gains }: RuleEntry): string {
  const lists = [stride, attack, counteredBy].map((list) => list.toSorted((a, b) => (a < b ? -1 : 1)));
  return JSON.stringify([subject, gist(when), ...lists, needs, gains]);
}

/** Two rules that differ in wording or type alone are one. */
function checkTwins(catalog: Catalog, reports: CatalogReport): void {
  const seen = new Map<string, string>();
  for (const rule of catalog.threats.values()) {
    const key = substance(rule);
    const twin = seen.get(key);
    if (twin !== undefined) reports.of('threats', rule.id).error(['when'], message('catalog.twin-rules', { id: twin }));
    else seen.set(key, rule.id);
  }
}

/** The properties that rules read, and the controls that they ask for: what a control can change to any effect. */
export function whatRulesRead(catalog: Catalog): { readonly properties: ReadonlySet<string>; readonly controls: ReadonlySet<string> } {
  const conditions = [
    ...[...catalog.threats.values()].flatMap(({ subject, when }) => conditionsIn(when, subject)),
    ...[...catalog.conditions.values()].flatMap(({ when }) => conditionsIn(when, 'element')),
  ].map(({ condition }) => condition);
  return {
    properties: new Set(conditions.flatMap((condition) => (condition.op === 'property' ? [condition.property] : []))),
    controls: new Set(conditions.flatMap((condition) => (condition.op === 'adopted' ? [condition.control] : []))),
  };
}

/** Threats and hygiene: everything that they name exists, their conditions judge what they can, their words are as words should be. */
export function checkRules(catalog: Catalog, known: KnownIds, reports: CatalogReport): void {
  for (const rule of catalog.threats.values()) checkRule(catalog, known, rule, reports.of('threats', rule.id));
  for (const entry of catalog.hygiene.values()) checkHygiene(catalog, entry, reports.of('hygiene', entry.id));
  checkTwins(catalog, reports);
}
