import { message } from '../../messages/message';
import type { PropertyValue } from '../../model/schema';
import type { SubjectKind } from '../../model/threat-model';
import { type Catalog, isA } from '../catalog';
import { ICON_NAMES } from '../icons';
import type { DefaultValue, PropertyEntry } from '../schema';
import { checkType } from './conditions';
import type { CatalogReport, EntryReport } from './report';
import { checkValues } from './values';
import { checkTemplate, checkTitle } from './words';

/** The answers that a property's `answers` or `values` may explain. */
function answersOf(property: PropertyEntry): readonly string[] {
  if (property.type === 'boolean') return ['true', 'false'];
  return property.type === 'enum' ? Object.keys(property.values ?? {}) : [];
}

/** Each answer is said in a sentence, and no other; what is no choice is said by "value" and may have cases that read otherwise. */
function checkSays(catalog: Catalog, property: PropertyEntry, report: EntryReport): void {
  const { says, type } = property;
  if (says === undefined) return;
  const choices = answersOf(property);
  const needed = type === 'boolean' || type === 'enum' ? choices : ['value'];
  for (const answer of needed) if (says[answer] === undefined) report.error(['says'], message('catalog.answer-missing', { answer }));
  for (const [answer, text] of Object.entries(says)) {
    if (choices.length > 0 && !choices.includes(answer))
      report.error(['says', answer], message('catalog.no-such', { what: 'answer', id: answer }));
    checkTemplate(catalog, text, property.appliesTo, ['says', answer], report, ['value']);
    checkTitle(text, ['says', answer], report);
  }
}

/** What is asked first exists, may be found around the thing, does not wait in turn for this, and can have the answers. */
function checkAskAfter(catalog: Catalog, property: PropertyEntry, report: EntryReport): void {
  const { askAfter } = property;
  if (askAfter === undefined) return;
  const waitsFor: string[] = [];
  for (let next: string | undefined = askAfter.property; next !== undefined && !waitsFor.includes(next);) {
    waitsFor.push(next);
    next = catalog.properties.get(next as PropertyEntry['id'])?.askAfter?.property;
  }
  if (waitsFor.includes(property.id)) report.error(['askAfter', 'property'], message('catalog.ask-after-cycle', { id: property.id }));
  for (const [index, value] of askAfter.unless.entries())
    checkValues(catalog, { [askAfter.property]: value }, ['askAfter', 'unless', index], report);
  if (!catalog.properties.has(askAfter.property))
    report.error(['askAfter', 'property'], message('catalog.no-such', { what: 'property', id: askAfter.property }));
}

function checkProperty(catalog: Catalog, property: PropertyEntry, report: EntryReport): void {
  checkTemplate(catalog, property.question, property.appliesTo, ['question'], report);
  if (property.questionInside !== undefined) checkTemplate(catalog, property.questionInside, ['boundary'], ['questionInside'], report);
  if ((property.type === 'enum') !== (property.values !== undefined)) report.error(['type'], message('catalog.enum-values'));
  const answers = answersOf(property);
  for (const answer of Object.keys(property.answers ?? {})) {
    if (!answers.includes(answer)) report.error(['answers', answer], message('catalog.no-such', { what: 'answer', id: answer }));
  }
  if (property.type === 'boolean')
    for (const answer of answers)
      if (property.answers?.[answer] === undefined) report.error(['answers'], message('catalog.answer-missing', { answer }));
  checkSays(catalog, property, report);
  checkAskAfter(catalog, property, report);
  if (property.inherits && property.questionInside === undefined) report.error(['inherits'], message('catalog.question-inside-missing'));
  if (property.askOn && !property.inherits && property.appliesTo.some((kind) => kind !== 'boundary'))
    report.error(['askOn'], message('catalog.ask-on-needs-inherits'));
  for (const [index, type] of (property.askOn ?? []).entries()) checkType(catalog, type, 'boundary', ['askOn', index], report);
  const kind: SubjectKind | undefined = property.appliesTo.includes('boundary') ? 'boundary' : 'element';
  for (const [index, type] of (property.types ?? []).entries()) checkType(catalog, type, kind, ['types', index], report);
}

const valuesOf = (defaults: Readonly<Record<string, DefaultValue>>): Readonly<Record<string, PropertyValue>> =>
  Object.fromEntries(Object.entries(defaults).map(([name, { value }]) => [name, value]));

/** Defaults name properties that things of the type can have, with values of their types. */
function checkDefaults(
  catalog: Catalog,
  type: string,
  defaults: Readonly<Record<string, DefaultValue>> | undefined,
  report: EntryReport,
): void {
  if (defaults === undefined) return;
  checkValues(catalog, valuesOf(defaults), ['defaults'], report);
  const stencil = catalog.entries.stencils.find(({ id }) => id === type);
  for (const name of Object.keys(defaults)) {
    const property = catalog.entries.properties.find(({ id }) => id === name);
    const { types } = property ?? {};
    // A data store or process may run as any workload, so that properties of workloads suit every element.
    const suits =
      stencil === undefined || types === undefined || types.some((wanted) => wanted === 'workload' || isA(catalog, stencil.id, wanted));
    if (!suits) report.error(['defaults', name], message('catalog.default-misfit', { property: name, type }));
  }
}

function checkStencils(catalog: Catalog, reports: CatalogReport): void {
  const keys = new Map<string, string>();
  for (const stencil of catalog.stencils.values()) {
    const report = reports.of('stencils', stencil.id);
    for (const [index, parent] of stencil.extends.entries())
      checkType(catalog, parent, stencil.kind === 'boundary' ? 'boundary' : 'element', ['extends', index], report);
    if (stencil.extends.some((parent) => isA(catalog, parent, stencil.id)))
      report.error(['extends'], message('catalog.stencil-cycle', { id: stencil.id }));
    if (!ICON_NAMES.some((name) => name === stencil.icon))
      report.error(['icon'], message('catalog.no-such', { what: 'icon', id: stencil.icon }));
    if ((stencil.use === 'boundary') !== (stencil.kind === 'boundary') && stencil.use !== 'abstract')
      report.error(['use'], message('catalog.use-misfit', { use: stencil.use, kind: stencil.kind }));
    if ((stencil.kind === 'boundary') !== (stencil.line !== undefined)) report.error(['line'], message('catalog.line-misfit'));
    const taken = stencil.key === undefined ? undefined : keys.get(stencil.key);
    if (taken !== undefined) report.error(['key'], message('catalog.duplicate-id', { id: stencil.key ?? '', other: taken }));
    if (stencil.key !== undefined) keys.set(stencil.key, stencil.id);
    checkDefaults(catalog, stencil.id, stencil.defaults, report);
  }
}

function checkImages(catalog: Catalog, reports: CatalogReport): void {
  const repositories = new Map<string, string>();
  for (const image of catalog.entries.images) {
    const report = reports.of('images', image.id);
    checkType(catalog, image.type, 'element', ['type'], report);
    checkDefaults(catalog, image.type, image.defaults, report);
    for (const [setting, values] of Object.entries(image.settings)) checkValues(catalog, values, ['settings', setting], report);
    for (const [index, repository] of image.repositories.entries()) {
      const taken = repositories.get(repository);
      if (taken !== undefined) report.error(['repositories', index], message('catalog.duplicate-id', { id: repository, other: taken }));
      repositories.set(repository, image.id);
    }
  }
}

/** What can exist and what can be known: properties, stencils, images. */
export function checkVocabulary(catalog: Catalog, reports: CatalogReport): void {
  for (const property of catalog.properties.values()) checkProperty(catalog, property, reports.of('properties', property.id));
  checkStencils(catalog, reports);
  checkImages(catalog, reports);
}
