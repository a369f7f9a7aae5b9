import { message } from '../../messages/message';
import type { TypeId } from '../../model/ids';
import type { SubjectKind } from '../../model/threat-model';
import type { Catalog } from '../catalog';
import type { Condition } from '../condition';
import { conditionsIn, type ConditionVisit } from '../condition-walk';
import type { PropertyEntry } from '../schema';
import type { CatalogReport, EntryReport } from './report';
import { checkMatcher } from './values';

/** The kinds of things that an atom can judge; of any other it is always false, which nobody means. */
const JUDGES: Readonly<Record<Condition['op'], readonly SubjectKind[] | 'all'>> = {
  all: 'all',
  any: 'all',
  not: 'all',
  named: 'all',
  adopted: 'all',
  is: ['element', 'boundary'],
  property: ['element', 'flow', 'boundary', 'model'],
  in: ['element', 'flow', 'boundary'],
  crosses: ['flow'],
  enters: ['flow'],
  leaves: ['flow'],
  from: ['flow'],
  to: ['flow'],
  protocol: ['flow'],
  carries: ['flow'],
  stores: ['element', 'boundary'],
  has: ['element', 'boundary'],
  count: ['element', 'boundary'],
  asset: ['asset'],
  reachableFrom: ['element', 'flow', 'boundary'],
};

/** Whether the atom can be anything but false of a thing of this kind. */
function canJudge(op: Condition['op'], kind: SubjectKind): boolean {
  const judges = JUDGES[op];
  return judges === 'all' || judges.includes(kind);
}

/** Whether an atom, with the types and the property that it names, can be anything but false of its kind of thing. */
function suits(catalog: Catalog, { condition, kind }: ConditionVisit): boolean {
  if (!canJudge(condition.op, kind)) return false;
  if (condition.op === 'is')
    return condition.types.every((type) => (catalog.stencils.get(type)?.kind === 'boundary') === (kind === 'boundary'));
  const property = condition.op === 'property' ? catalog.properties.get(condition.property) : undefined;
  return property === undefined || canHave(property, kind);
}

/** Whether a thing of this kind can have the property; a boundary can also hold one for what stands inside. */
export function canHave(property: PropertyEntry, kind: SubjectKind): boolean {
  return property.appliesTo.includes(kind) || (kind === 'boundary' && property.inherits);
}

/** A type exists; where it judges a boundary it is one, where it judges an element it is none. */
export function checkType(
  catalog: Catalog,
  type: TypeId,
  kind: SubjectKind | undefined,
  path: readonly PropertyKey[],
  report: EntryReport,
): void {
  const stencil = catalog.stencils.get(type);
  if (stencil === undefined) report.error(path, message('catalog.no-such', { what: 'type', id: type }));
  else if (kind !== undefined && (stencil.kind === 'boundary') !== (kind === 'boundary'))
    report.error(path, message('catalog.type-misfit', { type, kind }));
}

/** The way to the operand of an atom: below its key. */
const operand = ({ condition, path }: ConditionVisit): readonly PropertyKey[] => [...path, condition.op];

function checkProperty(
  catalog: Catalog,
  visit: ConditionVisit & { readonly condition: { readonly op: 'property' } },
  report: EntryReport,
): void {
  const { condition, kind } = visit;
  const property = catalog.properties.get(condition.property);
  const path = [...operand(visit), condition.property];
  if (property === undefined) {
    report.error(path, message('catalog.no-such', { what: 'property', id: condition.property }));
    return;
  }
  if (!canHave(property, kind)) report.error(path, message('catalog.property-misfit', { property: property.id, kind }));
  checkMatcher(property, condition.matcher, path, report);
}

/** A shared condition exists and can judge this kind of thing. What is wrong inside is said once, of the condition itself. */
function checkNamed(catalog: Catalog, name: string, { kind, ...visit }: ConditionVisit, report: EntryReport): void {
  const named = catalog.conditions.get(name);
  const misfit = named && conditionsIn(named.when, kind).find((inside) => !suits(catalog, inside));
  if (named === undefined) report.error(operand({ kind, ...visit }), message('catalog.no-such', { what: 'condition', id: name }));
  else if (misfit) report.error(operand({ kind, ...visit }), message('catalog.named-misfit', { name, kind, atom: misfit.condition.op }));
}

function checkAtom(catalog: Catalog, visit: ConditionVisit, report: EntryReport): void {
  const { condition, kind } = visit;
  if (!canJudge(condition.op, kind)) {
    report.error(operand(visit), message('catalog.atom-misfit', { atom: condition.op, kind }));
    return;
  }
  switch (condition.op) {
    case 'is':
      for (const type of condition.types) checkType(catalog, type, kind, operand(visit), report);
      return;
    case 'property':
      checkProperty(catalog, { ...visit, condition }, report);
      return;
    case 'reachableFrom':
      if (!catalog.attackers.has(condition.attacker))
        report.error([...operand(visit), 'attacker'], message('catalog.no-such', { what: 'attacker', id: condition.attacker }));
      return;
    case 'adopted':
      if (!catalog.controls.has(condition.control))
        report.error(operand(visit), message('catalog.no-such', { what: 'control', id: condition.control }));
      return;
    case 'named':
      checkNamed(catalog, condition.name, visit, report);
      return;
    default:
      return;
  }
}

/** A condition that judges things of this kind: everything that it names exists and suits. */
export function checkCondition(
  catalog: Catalog,
  condition: Condition,
  kind: SubjectKind,
  path: readonly PropertyKey[],
  report: EntryReport,
): void {
  for (const visit of conditionsIn(condition, kind, path)) checkAtom(catalog, visit, report);
}

/** The kind of thing that a shared condition judges: the first that every atom of it suits. */
function kindOf(catalog: Catalog, condition: Condition): SubjectKind {
  const kinds: readonly SubjectKind[] = ['element', 'flow', 'boundary', 'asset', 'model'];
  return kinds.find((kind) => conditionsIn(condition, kind).every((visit) => suits(catalog, visit))) ?? 'element';
}

/** The shared conditions: what they name exists, and none leads back to itself. */
export function checkNamedConditions(catalog: Catalog, reports: CatalogReport): void {
  const namesIn = (condition: Condition) =>
    conditionsIn(condition, 'element').flatMap(({ condition: inner }) => (inner.op === 'named' ? [inner.name] : []));
  const leadsTo = (from: string, to: string, seen: ReadonlySet<string>): boolean =>
    namesIn(catalog.conditions.get(from)?.when ?? { op: 'all', of: [] }).some(
      (name) => name === to || (!seen.has(name) && leadsTo(name, to, new Set([...seen, name]))),
    );
  for (const { id, when } of catalog.conditions.values()) {
    const report = reports.of('conditions', id);
    checkCondition(catalog, when, kindOf(catalog, when), ['when'], report);
    if (leadsTo(id, id, new Set([id]))) report.error(['when'], message('catalog.condition-cycle', { id }));
  }
}
