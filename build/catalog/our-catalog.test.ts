import { describe, expect, it } from 'vitest';
import { printProblem } from '../../shared/messages/print';
import { KUBERNETES_PROPERTIES } from '../../shared/exchange/kubernetes/facts';
import { conditionsIn } from '../../shared/catalog/condition-walk';
import { ICON_NAMES } from '../../shared/catalog/icons';
import type { HygieneEntry, RuleEntry } from '../../shared/catalog/schema';
import { readFileSync } from 'node:fs';
import { inProject } from '../project.mjs';
import { checkWholeCatalog } from './check';
import { compileCatalog } from './compile';

describe('the catalog that Gabion ships', () => {
  const compiled = compileCatalog(inProject('catalogs'), 'catalogs');

  it('CAT-20 is in order: schemas, references, words, examples, mutants, controls', { timeout: 60_000 }, () => {
    const { problems, summary } = checkWholeCatalog(inProject('catalogs'), 'catalogs');
    expect(problems.filter(({ severity }) => severity === 'error').map(printProblem)).toEqual([]);
    expect(summary).toHaveLength(3);
  });

  it('CAT-20 compiles to the same bytes each time, with the hash of its content', () => {
    const first = compiled;
    expect(compileCatalog(inProject('catalogs'), 'catalogs').text).toBe(first.text);
    expect(first.text).toMatch(/^\{"id":"gabion","version":"\d+\.\d+\.\d+","hash":"[0-9a-f]{64}",/);
  });

  it('has what the vocabulary of importer and engine promises', () => {
    const { catalog } = compiled;
    expect(catalog?.stencils.size).toBeGreaterThanOrEqual(45);
    expect(catalog?.tools.size).toBeGreaterThanOrEqual(14);
    for (const repository of ['redis', 'mongo', 'rabbitmq', 'postgres', 'apache/kafka', 'nginx'])
      expect(catalog?.images.has(repository)).toBe(true);
    expect([...(catalog?.images.keys() ?? [])].filter((repository) => repository.startsWith('weaveworksdemos/'))).toEqual([]);
  });

  it('knows every property that the import of Kubernetes writes', () => {
    const known = new Set<string>(compiled.catalog?.properties.keys());
    expect(KUBERNETES_PROPERTIES.filter((property) => !known.has(property))).toEqual([]);
  });

  it('says each value of each property in a sentence of its own', () => {
    const silent = [...(compiled.catalog?.properties.values() ?? [])].filter(({ says }) => says === undefined);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('has no property that nothing reads', () => {
    const {
      threats = new Map<string, RuleEntry>(),
      hygiene = new Map<string, HygieneEntry>(),
      conditions,
      properties,
    } = compiled.catalog ?? {};
    const judged = [
      ...[...threats.values(), ...hygiene.values()].flatMap(({ when, subject }) => conditionsIn(when, subject)),
      ...[...(conditions?.values() ?? [])].flatMap(({ when }) => conditionsIn(when, 'element')),
    ];
    const read = new Set<string>(judged.flatMap(({ condition }) => (condition.op === 'property' ? [condition.property] : [])));
    // Policies are made of the first two; the third says which image gave a workload its role; by the last, absence is known.
    for (const property of ['podSelector', 'targetPort', 'images', 'callsComplete']) read.add(property);
    expect([...(properties?.keys() ?? [])].filter((property) => !read.has(property))).toEqual([]);
  });

  it('documents every icon', () => {
    const [, listed = ''] = /<!-- icons -->([^]*)<!-- \/icons -->/.exec(readFileSync(inProject('docs/catalog.md'), 'utf8')) ?? [];
    expect(listed.split(/[\s,]+/).filter((name) => name !== '')).toEqual(ICON_NAMES.toSorted());
  });
});
