/** Tiny catalogs for tests of what reads them: only what a test is about has to be said. */
import { type Catalog, readCatalog } from '../../shared/catalog/catalog';
import type { CatalogJson } from '../../shared/catalog/schema';

type Section = Exclude<keyof CatalogJson, 'id' | 'version' | 'hash' | 'attack'>;
type Entry<S extends Section> = CatalogJson[S][number];
type Sections = { readonly [S in Section]?: readonly Entry<S>[] };

/** A property, boolean unless said otherwise. */
export const property = (more: Partial<Entry<'properties'>> & Pick<Entry<'properties'>, 'id' | 'appliesTo'>): Entry<'properties'> => ({
  name: more.id,
  type: 'boolean',
  group: 'hardening',
  question: `Is ${more.id} so of {{subject}}?`,
  questionInside: `Is ${more.id} so inside {{subject}}?`,
  ...more,
});

/** A stencil of an element, a process unless said otherwise. */
export const stencil = (id: string, more: Partial<Entry<'stencils'>> = {}): Entry<'stencils'> => ({
  id,
  name: id,
  kind: 'process',
  use: 'role',
  group: 'Basic',
  icon: 'process',
  description: id,
  ...more,
});

/** A stencil of a boundary. */
export const boundary = (id: string, more: Partial<Entry<'stencils'>> = {}): Entry<'stencils'> =>
  stencil(id, { kind: 'boundary', use: 'boundary', ...more });

/** A threat rule with likelihood 3 and impact 3, about elements unless said otherwise. */
export const rule = (id: string, when: Entry<'threats'>['when'], more: Partial<Entry<'threats'>> = {}): Entry<'threats'> => ({
  id,
  name: id,
  title: `${id} of {{subject}}`,
  subject: 'element',
  when,
  description: `${id} of {{subject}}.`,
  stride: ['information-disclosure'],
  likelihood: { base: 3, because: 'it is so' },
  impact: { base: 3, because: 'it is so' },
  verify: 'Look.',
  notWhen: 'Never.',
  ...more,
});

/** A control that sets something on elements unless said otherwise. */
export const control = (id: string, effects: Entry<'controls'>['effects'], more: Partial<Entry<'controls'>> = {}): Entry<'controls'> => ({
  id,
  name: id,
  description: id,
  phase: 'runtime',
  layer: 'network',
  adoptOn: ['element', 'flow', 'boundary', 'model'],
  ...(effects ? { effects } : {}),
  doesNot: 'everything else',
  cost: 'low',
  ...more,
});

export const attacker = (id: string, startsAt: Entry<'attackers'>['startsAt']): Entry<'attackers'> => ({
  id,
  name: id,
  description: id,
  startsAt,
  skill: 1,
  budget: 1,
});

/** The stencils that tests draw with: an actor, a workload, a store, a pod, and three kinds of boundary. */
export const STENCILS: readonly Entry<'stencils'>[] = [
  stencil('actor', { kind: 'actor' }),
  stencil('process'),
  stencil('api', { extends: ['process'] }),
  stencil('store', { kind: 'store' }),
  stencil('redis', { kind: 'store', extends: ['store'] }),
  stencil('workload', { use: 'abstract' }),
  stencil('pod', { use: 'deployment', extends: ['workload'] }),
  boundary('net'),
  boundary('cluster'),
  boundary('namespace'),
];

/** The properties that tests speak of; `encrypted` and `callsComplete` are asked on the namespace. */
export const PROPERTIES: readonly Entry<'properties'>[] = [
  property({ id: 'encrypted', appliesTo: ['flow'], inherits: true, askOn: ['namespace'] }),
  property({ id: 'hardened', appliesTo: ['element'] }),
  property({ id: 'sealed', appliesTo: ['element', 'boundary'], inherits: true, askOn: ['cluster'] }),
  property({ id: 'root', appliesTo: ['element'], askPer: 'image' }),
  property({ id: 'image', appliesTo: ['element'], type: 'text' }),
  property({ id: 'level', appliesTo: ['element', 'flow', 'boundary'], type: 'enum', values: { none: 'None', some: 'Some', full: 'Full' } }),
  property({ id: 'replicas', appliesTo: ['element'], type: 'number' }),
  property({ id: 'capabilities', appliesTo: ['element'], type: 'set', askAfter: { property: 'audited', unless: [true] } }),
  property({ id: 'audited', appliesTo: ['boundary', 'model'] }),
  property({ id: 'callsComplete', appliesTo: ['boundary'], types: ['namespace', 'cluster'], inherits: true, askOn: ['namespace'] }),
];

/** A catalog of the given entries; stencils and properties are the ones above unless given. */
export function catalogOf(sections: Sections): Catalog {
  const json: CatalogJson = {
    id: 'tiny',
    version: '1.0.0',
    hash: '0',
    properties: [...(sections.properties ?? PROPERTIES)],
    stencils: [...(sections.stencils ?? STENCILS)],
    images: [...(sections.images ?? [])],
    conditions: [...(sections.conditions ?? [])],
    threats: [...(sections.threats ?? [])],
    hygiene: [...(sections.hygiene ?? [])],
    controls: [...(sections.controls ?? [])],
    tools: [...(sections.tools ?? [])],
    detections: [...(sections.detections ?? [])],
    attackers: [...(sections.attackers ?? [])],
    frameworks: [...(sections.frameworks ?? [])],
    assetSuggestions: [...(sections.assetSuggestions ?? [])],
    attack: { version: '19.1', notice: 'notice', tactics: [], techniques: [], mitigations: [] },
  };
  const read = readCatalog(json);
  if (!read.ok) throw new Error(`not a catalog: ${JSON.stringify(read.problems, undefined, 1)}`);
  return read.value;
}
