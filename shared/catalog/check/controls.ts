import { message } from '../../messages/message';
import type { Catalog } from '../catalog';
import type { ControlEntry } from '../schema';
import { canHave, checkCondition, checkType } from './conditions';
import type { KnownIds } from './known-ids';
import type { CatalogReport, EntryReport } from './report';
import { checkTechniques, whatRulesRead } from './rules';
import { checkValues } from './values';
import { checkDescription, checkPhrases, checkTitle } from './words';

function checkEffects(catalog: Catalog, control: ControlEntry, report: EntryReport): void {
  for (const [index, effect] of control.effects.entries()) {
    const path = ['effects', index] as const;
    if (effect.where) checkCondition(catalog, effect.where, effect.on, [...path, 'where'], report);
    checkValues(catalog, effect.sets, [...path, 'sets'], report);
    for (const name of Object.keys(effect.sets)) {
      const property = catalog.entries.properties.find(({ id }) => id === name);
      if (property && !canHave(property, effect.on))
        report.error([...path, 'sets', name], message('catalog.property-misfit', { property: name, kind: effect.on }));
    }
  }
}

/** A control that changes nothing which a rule reads closes nothing, whatever it says. */
function checkUse(catalog: Catalog, read: ReturnType<typeof whatRulesRead>, control: ControlEntry, report: EntryReport): void {
  const sets = control.effects.flatMap((effect) => Object.keys(effect.sets));
  if (!sets.some((name) => read.properties.has(name)) && !read.controls.has(control.id))
    report.error(['effects'], message('catalog.control-without-effect'));
  const named = [...catalog.threats.values()].some(({ counteredBy }) => counteredBy.includes(control.id));
  if (!named) report.warning(['id'], message('catalog.named-by-nothing', { what: 'counteredBy of no rule' }));
}

function checkReferences(catalog: Catalog, known: KnownIds, control: ControlEntry, report: EntryReport): void {
  for (const [index, { tool }] of control.implementedBy.entries()) {
    if (!catalog.tools.has(tool)) report.error(['implementedBy', index], message('catalog.no-such', { what: 'tool', id: tool }));
  }
  const mitigations = new Set(catalog.entries.attack.mitigations.map(({ id }) => id));
  for (const [index, id] of control.attackMitigations.entries()) {
    if (!mitigations.has(id)) report.error(['attackMitigations', index], message('catalog.no-such', { what: 'ATT&CK mitigation', id }));
  }
  for (const [index, id] of control.d3fend.entries()) {
    if (!known.d3fend.has(id)) report.error(['d3fend', index], message('catalog.no-such', { what: 'D3FEND technique', id }));
  }
  for (const [framework, clauses] of Object.entries(control.satisfies)) {
    const entry = catalog.frameworks.get(framework);
    if (entry === undefined) {
      report.error(['satisfies', framework], message('catalog.no-such', { what: 'framework', id: framework }));
      continue;
    }
    for (const [index, clause] of clauses.entries()) {
      if (!Object.keys(entry.clauses).includes(clause))
        report.error(['satisfies', framework, index], message('catalog.no-such', { what: `clause of ${entry.name}`, id: clause }));
    }
  }
}

/** Controls: what they set, where, by which tools, and that it is of any use. */
export function checkControls(catalog: Catalog, known: KnownIds, reports: CatalogReport): void {
  const read = whatRulesRead(catalog);
  for (const control of catalog.controls.values()) {
    const report = reports.of('controls', control.id);
    checkEffects(catalog, control, report);
    checkUse(catalog, read, control, report);
    checkReferences(catalog, known, control, report);
    checkTitle(control.name, ['name'], report);
    checkDescription(control.description, ['description'], report);
    checkPhrases(control.doesNot, ['doesNot'], report);
    for (const [index, type] of (control.adoptTypes ?? []).entries()) checkType(catalog, type, undefined, ['adoptTypes', index], report);
  }
}

/** Tools, detections and attackers: what they name exists, and something names them. */
export function checkToolsAndAttackers(catalog: Catalog, reports: CatalogReport): void {
  const tools = new Set([
    ...[...catalog.controls.values()].flatMap(({ implementedBy }) => implementedBy.map(({ tool }) => tool)),
    ...[...catalog.detections.values()].flatMap((detection) => detection.tools),
  ]);
  for (const { id } of catalog.tools.values())
    if (!tools.has(id))
      reports.of('tools', id).warning(['id'], message('catalog.named-by-nothing', { what: 'no control and no detection' }));
  const detections = new Set([...catalog.threats.values()].flatMap(({ detectedBy }) => detectedBy));
  for (const detection of catalog.detections.values()) {
    const report = reports.of('detections', detection.id);
    checkTechniques(catalog, detection.attack, report);
    for (const [index, tool] of detection.tools.entries())
      if (!catalog.tools.has(tool)) report.error(['tools', index], message('catalog.no-such', { what: 'tool', id: tool }));
    if (!detections.has(detection.id)) report.warning(['id'], message('catalog.named-by-nothing', { what: 'detectedBy of no rule' }));
  }
  for (const attacker of catalog.attackers.values())
    checkCondition(catalog, attacker.startsAt, 'element', ['startsAt'], reports.of('attackers', attacker.id));
}
