import { describe, expect, it } from 'vitest';
import { control, rule, smallCatalog } from '../../test/fixtures/small-catalog';
import { readCatalog } from '../../shared/catalog/catalog';
import type { CatalogJson } from '../../shared/catalog/schema';
import { print } from '../../shared/messages/print';
import { Prover } from './proof';

type Example = NonNullable<CatalogJson['threats'][number]['examples']>[number];

function said(changes: Partial<CatalogJson>): readonly string[] {
  const json = { ...smallCatalog, ...changes };
  const read = readCatalog(json);
  if (!read.ok) throw new Error(read.problems.map(({ message, where }) => `${where?.path ?? ''} ${print(message)}`).join('\n'));
  return new Prover(read.value, (kind, id) => json[kind].find((entry) => entry.id === id))
    .prove()
    .problems.map(({ place, problem }) => `${place.kind}/${place.id}#${place.path.map(String).join('.')} ${print(problem.message)}`);
}

const web = (properties: object, more: object = {}): Example['model'] => ({ elements: { e: { type: 'web', properties, ...more } } });
const fires: Example = { model: web({ replicas: 1 }), subject: 'e', expect: 'fires' };
const refuted: Example = { model: web({ replicas: 2 }), subject: 'e', expect: 'refuted' };
const asks: Example = { model: web({}), subject: 'e', expect: { asks: 'replicas' } };
const few = (examples: readonly Example[], more: Partial<CatalogJson['threats'][number]> = {}) => ({
  threats: [rule({ id: 'few', when: { property: { replicas: { atMost: 1 } } }, examples: [...examples], ...more })],
});

describe('the proof of rules', () => {
  it('CAT-18 has nothing to say of rules whose examples show what they mean', () => {
    expect(said({})).toEqual([]);
    expect(said(few([fires, refuted, asks]))).toEqual([]);
  });

  it('CAT-18 reports examples that are missing, that are no models, and that do not do what they say', () => {
    expect(said(few([fires, refuted]))).toEqual(['threats/few#examples No example shows that it asks.']);
    expect(said(few([{ ...fires, expect: 'refuted' }, fires, refuted, asks]))).toEqual([
      'threats/few#examples.0.expect The example should be refuted, but the rule fires.',
    ]);
    expect(said(few([fires, refuted, asks, { ...asks, expect: 'fires' }]))).toEqual([
      'threats/few#examples.3.expect The example should fire, but it asks replicas.',
    ]);
    expect(said(few([fires, refuted, asks, { ...asks, expect: { asks: 'privileged' } }]))).toEqual([
      'threats/few#examples.3.expect The example should ask privileged, but it asks replicas.',
    ]);
    expect(said(few([fires, refuted, asks, { ...fires, subject: 'ghost' }]))).toEqual([
      'threats/few#examples.3 The example has no "ghost".',
    ]);
    expect(said(few([fires, refuted, asks, { ...fires, model: { flows: { f: { from: 'a', to: 'b' } } } }]))).toEqual([
      expect.stringMatching(/^threats\/few#examples\.3 The example is no model: "a" is named here/),
    ]);
  });

  it('CAT-18 reports clauses that no example notices, quoted from the file', () => {
    const when = { all: [{ is: 'web' }, { property: { replicas: { atMost: 1 } } }] };
    expect(said(few([fires, refuted, asks], { when }))).toEqual([
      'threats/few#when.all.0 No example notices when this clause is dropped: {"is":"web"}',
    ]);
    const store: Example = { model: { elements: { e: { type: 'store', properties: { replicas: 1 } } } }, subject: 'e', expect: 'refuted' };
    expect(said(few([fires, refuted, asks, store], { when }))).toEqual([]);
  });

  it('CAT-18 reports a clause of a shared condition once, if no rule that names it notices', () => {
    const { conditions, threats } = {
      conditions: [{ id: 'alone', description: 'Alone', when: { all: [{ is: 'web' }, { property: { replicas: { atMost: 1 } } }] } }],
      ...few([fires, refuted, asks], { when: { named: 'alone' } }),
    };
    const twice = [...threats, ...threats.map((one) => ({ ...one, id: 'again' }))];
    expect(said({ conditions, threats: twice })).toEqual([
      'conditions/alone#when.all.0 No example notices when this clause is dropped: {"is":"web"}',
    ]);
  });

  it('CAT-18 reports controls that do not close what they counter', () => {
    const countered = few([fires, refuted, asks], { counteredBy: ['more'] });
    const more = (parts: Partial<CatalogJson['controls'][number]>) => ({
      ...countered,
      controls: [control({ id: 'more', effects: [{ on: 'element', sets: { replicas: 3 } }], ...parts })],
    });
    expect(said(more({}))).toEqual([]);
    expect(said(more({ effects: [{ on: 'element', sets: { replicas: 1 } }] }))).toEqual([
      'threats/few#counteredBy.0 "more" does not close this in any example, wherever it is adopted.',
    ]);
    expect(said(more({ effects: [{ on: 'element', where: { is: 'store' }, sets: { replicas: 3 } }] }))).toEqual([
      'threats/few#counteredBy.0 "more" does not close this in any example, wherever it is adopted.',
    ]);
    expect(said(more({ adoptOn: ['boundary'] }))).toEqual([
      'threats/few#counteredBy.0 No example that fires has a place for "more" (boundary).',
    ]);
    expect(said(more({ adoptTypes: ['store'] }))).toEqual([
      'threats/few#counteredBy.0 No example that fires has a place for "more" (element, store).',
    ]);
  });
});
