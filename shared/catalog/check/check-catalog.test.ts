import { describe, expect, it } from 'vitest';
import { control, rule, smallCatalog } from '../../../test/fixtures/small-catalog';
import { print } from '../../messages/print';
import { readCatalog } from '../catalog';
import type { CatalogJson } from '../schema';
import { checkCatalog } from './check-catalog';

const known = { capec: new Set(['CAPEC-94']), cwe: new Set(['CWE-319']), d3fend: new Set(['D3-ET']) };

/** What is said of the small catalog with some sections replaced: `kind/id#path what`. */
function said(changes: Partial<CatalogJson>): readonly string[] {
  const read = readCatalog({ ...smallCatalog, ...changes });
  if (!read.ok) throw new Error(read.problems.map(({ message, where }) => `${where?.path ?? ''} ${print(message)}`).join('\n'));
  return checkCatalog(read.value, known)
    .filter(({ problem }) => problem.severity === 'error')
    .map(({ place, problem }) => `${place.kind}/${place.id}#${place.path.map(String).join('.')} ${print(problem.message)}`);
}
const threats = (...more: readonly CatalogJson['threats'][number][]) => ({ threats: [...smallCatalog.threats, ...more] });
const controls = (...more: readonly CatalogJson['controls'][number][]) => ({ controls: [...smallCatalog.controls, ...more] });
const [firstProperty, ...otherProperties] = smallCatalog.properties;
const [firstStencil, ...otherStencils] = smallCatalog.stencils;
const [image] = smallCatalog.images;
const [detection] = smallCatalog.detections;

const when = { property: { privileged: true } };

describe('checking a catalog', () => {
  it('finds nothing wrong with one that is in order', () => {
    expect(said({})).toEqual([]);
  });

  it('CAT-9 reports references to what is not there, at their places', () => {
    const cases: readonly [Partial<CatalogJson>, string][] = [
      [threats(rule({ id: 'r', when: { is: 'ghost' } })), 'threats/r#when.is There is no type "ghost".'],
      [
        threats(rule({ id: 'r', when: { all: [{ property: { ghost: true } }] } })),
        'threats/r#when.all.0.property.ghost There is no property "ghost".',
      ],
      [threats(rule({ id: 'r', when: { named: 'ghost' } })), 'threats/r#when.named There is no condition "ghost".'],
      [threats(rule({ id: 'r', when: { adopted: 'ghost' } })), 'threats/r#when.adopted There is no control "ghost".'],
      [
        threats(rule({ id: 'r', when: { not: { reachableFrom: { attacker: 'ghost' } } } })),
        'threats/r#when.not.reachableFrom.attacker There is no attacker "ghost".',
      ],
      [threats(rule({ id: 'r', when, counteredBy: ['ghost'] })), 'threats/r#counteredBy.0 There is no control "ghost".'],
      [threats(rule({ id: 'r', when, detectedBy: ['ghost'] })), 'threats/r#detectedBy.0 There is no detection "ghost".'],
      [threats(rule({ id: 'r', when, supersedes: ['ghost'] })), 'threats/r#supersedes.0 There is no rule "ghost".'],
      [threats(rule({ id: 'r', when, cwe: ['CWE-1'] })), 'threats/r#cwe.0 There is no CWE weakness "CWE-1".'],
      [threats(rule({ id: 'r', when, capec: ['CAPEC-1'] })), 'threats/r#capec.0 There is no CAPEC pattern "CAPEC-1".'],
      [threats(rule({ id: 'r', when, attack: ['T9999'] })), 'threats/r#attack.0 ATT&CK 19.1 has no technique T9999.'],
      [
        threats(rule({ id: 'r', when, likelihood: { base: 1, because: 'so', raise: [{ when: { is: 'ghost' }, by: 1, because: 'so' }] } })),
        'threats/r#likelihood.raise.0.when.is There is no type "ghost".',
      ],
      [
        threats(
          rule({
            id: 'r',
            when,
            gains: [{ exec: { around: 'ghost' } }],
            step: { action: 'go', cost: 1, time: 1, skill: 1, detectability: 1, probability: 1 },
          }),
        ),
        'threats/r#gains.0 There is no type "ghost".',
      ],
      [controls(control({ id: 'c', implementedBy: ['ghost'] })), 'controls/c#implementedBy.0 There is no tool "ghost".'],
      [
        controls(control({ id: 'c', attackMitigations: ['M9999'] })),
        'controls/c#attackMitigations.0 There is no ATT&CK mitigation "M9999".',
      ],
      [controls(control({ id: 'c', d3fend: ['D3-NO'] })), 'controls/c#d3fend.0 There is no D3FEND technique "D3-NO".'],
      [controls(control({ id: 'c', satisfies: { ghost: [] } })), 'controls/c#satisfies.ghost There is no framework "ghost".'],
      [
        controls(control({ id: 'c', satisfies: { standard: ['A-1', 'A-2'] } })),
        'controls/c#satisfies.standard.1 There is no clause of Standard "A-2".',
      ],
      [controls(control({ id: 'c', adoptTypes: ['ghost'] })), 'controls/c#adoptTypes.0 There is no type "ghost".'],
      [
        controls(control({ id: 'c', effects: [{ on: 'element', where: { is: 'ghost' }, sets: { privileged: false } }] })),
        'controls/c#effects.0.where.is There is no type "ghost".',
      ],
      [
        {
          detections: [
            { ...detection, id: 'd', name: 'D', attack: ['T1611'], telemetry: ['x'], description: 'D', misses: 'D', tools: ['ghost'] },
            ...smallCatalog.detections,
          ],
        },
        'detections/d#tools.0 There is no tool "ghost".',
      ],
      [
        {
          attackers: [{ id: 'a', name: 'A', description: 'A', startsAt: { is: 'ghost' }, skill: 1, budget: 1 }, ...smallCatalog.attackers],
        },
        'attackers/a#startsAt.is There is no type "ghost".',
      ],
      [
        { stencils: [{ ...firstStencil, extends: ['ghost'] } as CatalogJson['stencils'][number], ...otherStencils] },
        'stencils/zone#extends.0 There is no type "ghost".',
      ],
      [
        { stencils: [{ ...firstStencil, icon: 'ghost' } as CatalogJson['stencils'][number], ...otherStencils] },
        'stencils/zone#icon There is no icon "ghost".',
      ],
      [
        { properties: [{ ...firstProperty, types: ['ghost'] } as CatalogJson['properties'][number], ...otherProperties] },
        'properties/privileged#types.0 There is no type "ghost".',
      ],
      [{ images: [{ ...image, type: 'ghost' } as CatalogJson['images'][number]] }, 'images/redis#type There is no type "ghost".'],
    ];
    for (const [changes, sentence] of cases) expect(said(changes)).toEqual([sentence]);
  });

  it('CAT-23 reports sentences that leave an answer unsaid, and questions that wait in vain', () => {
    const changed = (more: object) =>
      said({ properties: [{ ...firstProperty, ...more } as CatalogJson['properties'][number], ...otherProperties] });
    const sentence = '{{subject}} is so';
    expect(changed({ says: { true: sentence } })).toEqual(['properties/privileged#says What the answer "false" means is not said.']);
    expect(changed({ says: { true: sentence, false: '{{from}} is not so.', other: sentence } })).toEqual([
      'properties/privileged#says.false "{{from}}" is filled for flows alone; this is about element.',
      'properties/privileged#says.false A title has no full stop.',
      'properties/privileged#says.other There is no answer "other".',
    ]);
    expect(changed({ askAfter: { property: 'ghost' } })).toEqual(['properties/privileged#askAfter.property There is no property "ghost".']);
    expect(changed({ askAfter: { property: 'privileged' } })).toEqual([
      'properties/privileged#askAfter.property The question about privileged waits for itself.',
    ]);
    expect(changed({ askAfter: { property: 'replicas', unless: ['two'] } })).toEqual([
      'properties/privileged#askAfter.unless.0.replicas replicas cannot be "two"; it is number.',
    ]);
  });

  it('CAT-10 names the technique that an old id became', () => {
    expect(said(threats(rule({ id: 'r', when, attack: ['T1611.999'] })))).toEqual([
      'threats/r#attack.0 T1611.999 no longer exists; it became T1611, Escape to Host.',
    ]);
  });

  it('CAT-11 reports values and comparisons that do not suit a property', () => {
    const cases: readonly [unknown, string][] = [
      [{ privileged: 'yes' }, 'privileged cannot be "yes"; it is boolean.'],
      [{ privileged: { atLeast: 2 } }, 'privileged is a boolean, which cannot be compared by at-least.'],
      [{ privileged: { empty: true } }, 'privileged is a boolean, which cannot be compared by empty.'],
      [{ replicas: { oneOf: [1, 'two'] } }, 'replicas cannot be "two"; it is number.'],
      [{ capabilities: { not: true } }, 'capabilities cannot be "true"; it is set.'],
    ];
    for (const [property, sentence] of cases) {
      expect(said(threats(rule({ id: 'r', when: { property } })))).toEqual([
        expect.stringMatching(new RegExp(`^threats/r#when\\.property\\.\\w+ ${sentence}$`)),
      ]);
    }
    const ofZone = (level: unknown) => said(threats(rule({ id: 'r', subject: 'boundary', when: { property: { level } } })));
    expect(ofZone('medium')).toEqual(['threats/r#when.property.level level cannot be "medium"; it is one of low, high.']);
    expect(ofZone('high')).toEqual([]);
    expect(said(controls(control({ id: 'c', effects: [{ on: 'element', sets: { privileged: 'no' } }] })))).toEqual([
      'controls/c#effects.0.sets.privileged privileged cannot be "no"; it is boolean.',
    ]);
    expect(said({ images: [{ ...image, settings: { PASSWORD: { replicas: true } } } as CatalogJson['images'][number]] })).toEqual([
      'images/redis#settings.PASSWORD.replicas replicas cannot be "true"; it is number.',
    ]);
  });

  it('CAT-12 reports atoms that could never hold of what they judge', () => {
    const cases: readonly [Partial<CatalogJson['threats'][number]>, string][] = [
      [
        { when: { protocol: ['http'] } },
        'when.protocol "protocol" says nothing about a thing of the kind element; it would always be false.',
      ],
      [
        { when: { in: { from: { is: 'web' } } } },
        'when.in.from "from" says nothing about a thing of the kind boundary; it would always be false.',
      ],
      [{ when: { is: 'zone' } }, 'when.is No element is a zone.'],
      [{ when: { in: { is: 'web' } } }, 'when.in.is No boundary is a web.'],
      [{ when: { property: { encrypted: true } } }, 'when.property.encrypted No element has the property encrypted.'],
      [
        { subject: 'flow', when: { named: 'web-thing' } },
        'when.named The condition "web-thing" holds "is", which says nothing about a thing of the kind flow.',
      ],
      [{ subject: 'asset', when: { asset: {} } }, ''],
      [{ subject: 'boundary', when: { property: { encrypted: false } } }, ''],
    ];
    const conditions = [...smallCatalog.conditions, { id: 'web-thing', description: 'A web thing', when: { is: 'web' } }];
    for (const [parts, sentence] of cases) {
      expect(said({ ...threats(rule({ id: 'r', when, ...parts })), conditions })).toEqual(sentence === '' ? [] : [`threats/r#${sentence}`]);
    }
    expect(said(controls(control({ id: 'c', effects: [{ on: 'flow', sets: { privileged: false } }] })))).toEqual([
      'controls/c#effects.0.sets.privileged No flow has the property privileged.',
    ]);
  });

  it('CAT-13 reports words that say nothing and placeholders that nothing fills', () => {
    const cases: readonly [Partial<CatalogJson['threats'][number]>, string][] = [
      [{ title: '{{subject}} could potentially leak' }, 'title "could potentially" says nothing; say what is so, or what to do.'],
      [{ description: 'Ensure that {{subject}} is safe.' }, 'description "Ensure that" says nothing; say what is so, or what to do.'],
      [{ description: 'word '.repeat(81) }, 'description 81 words; a description has at most 80.'],
      [{ title: '{{subject}} is wrong.' }, 'title A title has no full stop.'],
      [{ title: 'Something is wrong' }, 'title The title names nothing: use {{subject}}, or {{from}} and {{to}}.'],
      [{ name: '{{subject}} is wrong' }, 'name The name gathers many subjects and names none.'],
      [
        { title: '{{subject}} is {{colour}}' },
        'title "{{colour}}" is filled by nothing; there are subject, subject.from, subject.to, from, to, boundary and property.<name>.',
      ],
      [{ title: '{{subject}} is {{property.ghost}}' }, 'title There is no property "ghost".'],
      [{ title: '{{from}} is wrong' }, 'title "{{from}}" is filled for flows alone; this is about element.'],
      [{ stride: [] }, 'stride A threat says which letters of STRIDE it is.'],
      [{ threat: false }, 'threat The rule is no threat and no attack step: nothing would use it.'],
      [{ gains: [{ exec: 'subject' }] }, 'gains A rule that attack trees use has both `gains` and `step`.'],
    ];
    for (const [parts, sentence] of cases) expect(said(threats(rule({ id: 'r', when, ...parts })))).toEqual([`threats/r#${sentence}`]);
  });

  it('CAT-14 reports a control that sets nothing which a rule reads', () => {
    const useless = control({ id: 'c', effects: [{ on: 'element', sets: { replicas: 2 } }] });
    const sentence = 'controls/c#effects The control sets nothing that a rule reads: it would close nothing.';
    expect(said(controls(useless))).toEqual([sentence]);
    expect(said({ ...controls(useless), ...threats(rule({ id: 'r', when: { property: { replicas: { atMost: 1 } } } })) })).toEqual([]);
    expect(
      said({ ...controls(control({ id: 'c', effects: [] })), ...threats(rule({ id: 'r', when: { not: { adopted: 'c' } } })) }),
    ).toEqual([]);
  });

  it('CAT-15 reports two rules that differ in wording or type alone', () => {
    const first = rule({ id: 'r', when: { all: [{ is: 'web' }, { property: { privileged: true } }] } });
    const second = rule({ id: 's', title: '{{subject}} is bad', when: { all: [{ property: { privileged: true } }, { is: 'store' }] } });
    expect(said(threats(first, second))).toEqual(['threats/s#when This rule and "r" differ in wording or type alone; make them one.']);
    expect(said(threats(first, { ...second, stride: ['spoofing'] }))).toEqual([]);
    expect(said(threats(first, { ...second, when: { all: [{ is: 'store' }, { property: { privileged: false } }] } }))).toEqual([]);
  });

  it('CAT-16 reports conditions and stencils that lead back to themselves', () => {
    const conditions = [
      { id: 'a', description: 'A', when: { any: [{ is: 'web' }, { named: 'b' }] } },
      { id: 'b', description: 'B', when: { not: { named: 'a' } } },
    ];
    expect(said({ conditions: [...smallCatalog.conditions, ...conditions] })).toEqual([
      'conditions/a#when The condition "a" leads back to itself.',
      'conditions/b#when The condition "b" leads back to itself.',
    ]);
    const circle = smallCatalog.stencils.map((stencil) => (stencil.id === 'store' ? { ...stencil, extends: ['store/redis'] } : stencil));
    expect(said({ stencils: circle })).toEqual([
      'stencils/store#extends "store" inherits from itself.',
      'stencils/store/redis#extends "store/redis" inherits from itself.',
    ]);
  });

  it('reports vocabulary that nobody could use', () => {
    const property = (more: object) =>
      said({ properties: [{ ...firstProperty, ...more } as CatalogJson['properties'][number], ...otherProperties] });
    expect(property({ answers: { true: 'It is.' } })).toEqual(['properties/privileged#answers What the answer "false" means is not said.']);
    expect(property({ values: { a: 'A' } })).toEqual([
      'properties/privileged#type A property of the type enum lists its values with their meaning, and no other does.',
    ]);
    expect(property({ inherits: true })).toEqual([
      'properties/privileged#inherits A property that a boundary passes down needs `questionInside`, the question asked of that boundary.',
    ]);
    expect(property({ askOn: ['zone'] })).toEqual([
      'properties/privileged#askOn The answer is given on a boundary, but is not passed down from it; add `inherits: true`.',
    ]);
    const stencil = (more: object) =>
      said({ stencils: [{ ...firstStencil, ...more } as CatalogJson['stencils'][number], ...otherStencils] });
    expect(stencil({ use: 'role' })).toEqual(['stencils/zone#use A stencil drawn as boundary cannot be used as role.']);
    expect(stencil({ line: undefined })).toEqual(['stencils/zone#line Boundaries say which line is drawn, and nothing else does.']);
    expect(said({ images: [...smallCatalog.images, { ...image, id: 'other' } as CatalogJson['images'][number]] }).at(-1)).toBe(
      'images/other#repositories.1 "acme/redis" is taken by redis.',
    );
  });
});
