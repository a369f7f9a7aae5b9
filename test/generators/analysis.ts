/**
 * Random rules, controls and models that meet: they speak the vocabulary of `catalog.ts`, so that conditions hold, fail and
 * stay open in good measure. For the property tests of the analysis and of what builds on it.
 */
import fc from 'fast-check';
import type { Catalog } from '../../shared/catalog/catalog';
import type { CatalogJson } from '../../shared/catalog/schema';
import { message } from '../../shared/messages/message';
import type { Edit } from '../../shared/model/edit';
import type { PlainModel } from '../../shared/model/schema';
import { type Change } from '../../shared/model/edit';
import { modelFromPlain, modelToPlain, SECTIONS, type ThreatModel } from '../../shared/model/threat-model';
import { attacker, catalogOf, control, rule } from './catalog';

const of = <const T>(...values: readonly T[]) => fc.constantFrom(...values);

/** The value, `freq` times as often as nothing. */
const maybe = <T>(values: fc.Arbitrary<T>, freq = 2) =>
  fc.oneof({ weight: freq, arbitrary: values }, { weight: 1, arbitrary: fc.constant(undefined) });
const flag = maybe(fc.boolean(), 2);

type Json = Readonly<Record<string, unknown>>;

const matchers: readonly Json[] = [
  ...['encrypted', 'hardened', 'sealed', 'root', 'audited', 'callsComplete'].flatMap((name) => [{ [name]: true }, { [name]: false }]),
  { level: 'none' },
  { level: { oneOf: ['none', 'some'] } },
  { level: { not: 'full' } },
  { replicas: { atLeast: 2 } },
  { replicas: { atMost: 1 } },
  { capabilities: { includes: 'ADMIN' } },
  { capabilities: { empty: true } },
  { image: { includes: 'redis' } },
];

const ratings: readonly Json[] = [{ asset: { confidentiality: ['restricted'] } }, { asset: { integrity: ['high', 'medium'] } }];

/** Conditions in their YAML form, of every kind of atom. */
export const conditions: fc.Arbitrary<Json> = fc.letrec<{ condition: Json; leaf: Json }>((tie) => ({
  leaf: fc.oneof(
    { weight: 6, arbitrary: of(...matchers).map((property) => ({ property })) },
    { weight: 2, arbitrary: of('api', 'store', 'workload', 'namespace', 'cluster', 'net', 'actor').map((is) => ({ is })) },
    {
      weight: 1,
      arbitrary: fc.record({
        reachableFrom: fc.oneof(
          fc.constant({ attacker: 'outsider' }),
          fc.constant({ attacker: 'outsider', hops: 2 }),
          fc.constant({ attacker: 'insider' }),
        ),
      }),
    },
    { weight: 1, arbitrary: of('one', 'two', 'three').map((adopted) => ({ adopted })) },
    {
      weight: 1,
      arbitrary: of(
        { protocol: ['http'] },
        { carries: ratings[0] },
        { stores: ratings[1] },
        { stores: ratings[0] },
        { named: 'shared' },
        { named: 'other' },
      ),
    },
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: tie('leaf') },
    { weight: 3, arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
    { weight: 2, arbitrary: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
    { weight: 1, arbitrary: tie('condition').map((not) => ({ not })) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(of('in', 'crosses', 'enters', 'leaves', 'from', 'to'), tie('condition'))
        .map(([key, inner]) => ({ [key]: inner })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(of('incoming', 'outgoing', 'inside'), tie('condition'))
        .map(([relation, where]) => ({ has: { relation, where } })),
    },
    { weight: 1, arbitrary: of('incoming', 'outgoing', 'inside').map((relation) => ({ has: { relation } })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(of('incoming', 'outgoing', 'inside'), tie('condition'), fc.boolean(), fc.integer({ min: 0, max: 2 }))
        .map(([relation, where, least, n]) => ({ count: { relation, where, ...(least ? { atLeast: n } : { atMost: n }) } })),
    },
  ),
})).condition;

const sets: readonly Json[] = [
  { encrypted: true },
  { encrypted: false },
  { hardened: true },
  { sealed: true },
  { sealed: false, hardened: true },
  { level: 'full' },
  { level: 'none' },
  { root: false },
  { audited: true },
];

/** Conditions that hold or fail often, for where a deep one would hardly ever hold. */
const simple: fc.Arbitrary<Json> = fc.oneof(
  of(...matchers).map((property) => ({ property })),
  of('api', 'store', 'workload', 'namespace', 'cluster').map((is) => ({ is })),
  of(...matchers).map((property) => ({ any: [{ from: { property } }, { to: { property } }] })),
  of(...matchers).map((property) => ({ in: { property } })),
);

/** What the controls mend, so that some of them close something. */
const mendable: fc.Arbitrary<Json> = of<Json>(
  ...['encrypted', 'hardened', 'sealed', 'root', 'audited'].map((name) => ({ property: { [name]: name === 'root' } })),
  { property: { level: 'none' } },
);

const effects = fc
  .record(
    {
      on: of('element' as const, 'element' as const, 'flow' as const, 'flow' as const, 'boundary' as const, 'model' as const),
      where: maybe(simple, 1),
      flows: of('inside' as const, 'entering' as const, 'leaving' as const, 'touching' as const),
      sets: of(...sets),
    },
    { requiredKeys: ['on', 'sets'] },
  )
  .map(({ where, ...effect }) => ({ ...effect, ...(where === undefined ? {} : { where }) }));

const RULES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta'] as const;
const CONTROLS = ['one', 'two', 'three'] as const;
const strides = fc.subarray(['spoofing', 'tampering', 'information-disclosure', 'denial-of-service'] as const);

const rules = fc.record({
  subject: of(
    'element' as const,
    'element' as const,
    'element' as const,
    'flow' as const,
    'flow' as const,
    'boundary' as const,
    'boundary' as const,
    'asset' as const,
    'model' as const,
  ),
  when: fc.oneof({ weight: 2, arbitrary: mendable }, { weight: 1, arbitrary: simple }, { weight: 3, arbitrary: conditions }),
  stride: strides,
  raise: fc.array(fc.record({ when: fc.oneof(simple, conditions), by: fc.integer({ min: -3, max: 3 }), because: fc.constant('so') }), {
    maxLength: 2,
  }),
  supersedes: fc.subarray([...RULES], { maxLength: 2 }),
  counteredBy: fc.subarray([...CONTROLS]),
});

const controlled = fc.array(effects, { minLength: 1, maxLength: 3 });

/** Catalogs with six random rules, three random controls, a random hygiene rule and two shared conditions. */
export const catalogs: fc.Arbitrary<Catalog> = fc
  .record({
    rules: fc.tuple(rules, rules, rules, rules, rules, rules),
    effects: fc.tuple(controlled, controlled, controlled),
    shared: conditions,
    other: conditions,
    hygiene: rules,
  })
  .map(({ rules: seeds, effects: effectsOf, shared, other, hygiene }) =>
    catalogOf({
      conditions: [
        { id: 'shared', description: 'shared', when: shared },
        { id: 'other', description: 'other', when: other },
      ],
      threats: RULES.map((id, index) => {
        const seed = seeds[index] ?? seeds[0];
        return rule(id, seed.when, {
          subject: seed.subject,
          title: `${id} of {{subject}} in {{boundary}}: {{property.level}}`,
          stride: seed.stride,
          likelihood: { base: 3, because: 'it is so', raise: seed.raise },
          supersedes: seed.supersedes,
          counteredBy: seed.counteredBy,
        });
      }),
      hygiene: [
        {
          id: 'untidy',
          name: 'untidy',
          title: 'untidy {{subject}}',
          subject: hygiene.subject,
          when: hygiene.when,
          description: 'untidy',
          mend: 'Tidy up',
        },
      ],
      controls: CONTROLS.map((id, index) => control(id, effectsOf[index] as CatalogJson['controls'][number]['effects'])),
      attackers: [
        attacker('outsider', { all: [{ is: 'actor' }, { in: { is: 'net' } }] }),
        attacker('insider', { property: { hardened: false } }),
      ],
      images: [{ id: 'redis', repositories: ['redis'], type: 'redis', defaults: { root: { value: false, because: 'it gives that up' } } }],
      assetSuggestions: [
        {
          id: 'payments',
          words: ['pay'],
          asset: { name: 'Payments', confidentiality: 'restricted', integrity: 'high', availability: 'medium' },
        },
      ],
    }),
  );

const elementProperties = fc.record({
  hardened: flag,
  sealed: maybe(fc.boolean(), 1),
  root: flag,
  level: maybe(of('none', 'some', 'full')),
  replicas: maybe(of(1, 3)),
  capabilities: maybe(of([], ['ADMIN'])),
  image: maybe(of('redis:7', 'acme/web:1', 'acme/web:2')),
});
const flowProperties = fc.record({ encrypted: flag, level: maybe(of('none', 'full')) });
const boundaryProperties = fc.record({
  encrypted: flag,
  sealed: flag,
  audited: flag,
  callsComplete: flag,
  level: maybe(of('none', 'full')),
});

const ELEMENTS = ['api', 'cart', 'pay', 'redis', 'user'] as const;
const BOUNDARIES = ['cluster', 'internet', 'shop', 'stock'] as const;
const FLOWS = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'] as const;
const ASSETS = ['card', 'orders'] as const;
const SUBJECTS = [...ELEMENTS, ...BOUNDARIES, ...FLOWS, ...ASSETS, 'model'];
const PROPERTY_NAMES = ['encrypted', 'hardened', 'sealed', 'root', 'level', 'callsComplete', 'audited'];

const named = maybe(of('Alice', 'Bob'), 1);
const scope = fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constant('not ours') });
const element = fc.record({
  type: of('api', 'redis', 'store', 'actor'),
  runsAs: maybe(fc.constant('pod')),
  name: named,
  in: maybe(of(...BOUNDARIES), 4),
  origin: maybe(fc.constant('k8s:x')),
  outOfScope: scope,
  properties: elementProperties,
  stores: maybe(fc.subarray([...ASSETS])),
});
/** Mostly what the ids say; now and then something else. */
const BOUNDARY_TYPES = new Map([
  ['cluster', 'cluster'],
  ['internet', 'net'],
  ['shop', 'namespace'],
  ['stock', 'namespace'],
]);
const boundary = fc.record({
  type: maybe(of('cluster', 'namespace', 'net'), 1),
  name: named,
  origin: maybe(fc.constant('k8s:x')),
  outOfScope: scope,
  properties: boundaryProperties,
});
const flow = fc.record({
  from: of(...ELEMENTS),
  to: of(...ELEMENTS),
  name: named,
  protocol: maybe(of('http', 'HTTP', 'redis')),
  outOfScope: scope,
  properties: flowProperties,
  carries: maybe(fc.subarray([...ASSETS])),
});
const asset = fc.record({
  name: named,
  confidentiality: maybe(of('public', 'restricted')),
  integrity: maybe(of('low', 'high')),
  availability: maybe(of('low', 'high')),
});
const decision = fc.record({
  status: maybe(of('accepted', 'false-positive'), 4),
  reason: maybe(fc.constant('because')),
  until: maybe(of('2026-01-01', '2027-01-01')),
  likelihood: maybe(of(1, 5), 1),
});
const mitigation = fc.record({ status: of('proposed', 'planned', 'planned', 'in-place', 'in-place', 'verified', 'rejected') });
const answer = fc.record({ by: maybe(fc.constant('us'), 1), unsure: maybe(fc.constant(true), 1), imported: maybe(fc.boolean(), 1) });

const keyed = <T>(what: readonly string[], value: fc.Arbitrary<T>, mark: readonly string[] = ['']) =>
  fc.array(
    fc.tuple(
      fc.tuple(of(...what), of(...mark), of(...SUBJECTS)).map(([name, inside, subject]) => `${name}@${inside}${subject}`),
      value,
    ),
    { maxLength: 4 },
  );

const some = <T>(ids: readonly string[], value: fc.Arbitrary<T>, minLength: number) =>
  fc.subarray([...ids], { minLength }).chain((present) => fc.tuple(...present.map((id) => fc.tuple(fc.constant(id), value))));

/** Objects without what is undefined, at any depth. */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => [key, compact(inner)]),
  );
}

/** A model from plain data of this file, with everything taken out that refers to what is not there. */
function modelOf(plain: Json): ThreatModel {
  const model = compact(plain) as PlainModel;
  const { elements = {}, assets = {} } = model;
  const boundaries: Readonly<Record<string, { readonly type?: string | undefined; readonly in?: string | undefined }>> =
    model.boundaries ?? {};
  const nested = new Map<string, string | undefined>([
    ['shop', 'cluster'],
    ['stock', 'cluster'],
  ]);
  const known = (place: string | undefined) => (place !== undefined && place in boundaries ? { in: place } : {});
  const read = modelFromPlain({
    ...model,
    boundaries: Object.fromEntries(
      Object.entries(boundaries).map(([id, { in: place, ...entry }]) => [
        id,
        { ...entry, type: entry.type ?? BOUNDARY_TYPES.get(id), ...known(place ?? nested.get(id)) },
      ]),
    ),
    elements: Object.fromEntries(
      Object.entries(elements).map(([id, { in: place, stores, ...entry }]) => [
        id,
        { ...entry, ...known(place), ...(stores ? { stores: stores.filter((kept) => kept in assets) } : {}) },
      ]),
    ),
    flows: Object.fromEntries(
      Object.entries(model.flows ?? {})
        .filter(([, { from, to }]) => from in elements && to in elements)
        .map(([id, { carries, ...entry }]) => [
          id,
          { ...entry, ...(carries ? { carries: carries.filter((carried) => carried in assets) } : {}) },
        ]),
    ),
  });
  if (!read.ok) throw new Error(`not a model: ${JSON.stringify(read.problems)}`);
  return read.value;
}

/** Models that the random rules have something to say about. */
export const models: fc.Arbitrary<ThreatModel> = fc
  .record({
    elements: some(ELEMENTS, element, 4),
    boundaries: some(BOUNDARIES, boundary, 3),
    flows: some(FLOWS, flow, 3),
    assets: some(ASSETS, asset, 0),
    answers: keyed(PROPERTY_NAMES, answer),
    decisions: keyed(RULES, decision, ['', '', 'in:']),
    mitigations: fc.array(
      fc.tuple(
        fc.tuple(of(...CONTROLS), fc.oneof(of('model', 'cluster', 'shop', 'stock'), of(...SUBJECTS))).map((key) => key.join('@')),
        mitigation,
      ),
      { minLength: 1, maxLength: 4 },
    ),
    properties: boundaryProperties,
  })
  .map(({ properties, ...sections }) =>
    modelOf({
      gabion: 1,
      properties,
      ...Object.fromEntries(Object.entries(sections).map(([name, entries]) => [name, Object.fromEntries(entries as [string, unknown][])])),
    }),
  );

/** The edit that makes one model of another, entry by entry. */
export function editBetween(from: ThreatModel, to: ThreatModel): Edit {
  const changes: Change[] = [];
  for (const section of SECTIONS) {
    const [was, is] = [from[section] as ReadonlyMap<string, unknown>, to[section] as ReadonlyMap<string, unknown>];
    for (const id of was.keys()) if (!is.has(id)) changes.push({ section, id } as Change);
    for (const [id, entry] of is)
      if (JSON.stringify(modelToText(was.get(id))) !== JSON.stringify(modelToText(entry)))
        changes.push({ section, id, to: entry } as Change);
  }
  if (JSON.stringify(modelToText(from.header)) !== JSON.stringify(modelToText(to.header)))
    changes.push({ section: 'header', to: to.header });
  return { label: message('edit.title'), changes };
}

const modelToText = (value: unknown): unknown =>
  value instanceof Map
    ? [...value]
    : typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([key, inner]) => [key, modelToText(inner)])
      : value;

/** Changes of a model, as functions, so that a sequence of them can be applied to whatever the one before left. */
export const steps: fc.Arbitrary<(model: ThreatModel) => Edit> = fc
  .record({
    section: of(
      'elements',
      'boundaries',
      'flows',
      'assets',
      'answers',
      'decisions',
      'mitigations',
      'properties',
      'place',
      'rename',
      'remove',
    ),
    donor: models,
    pick: fc.nat(20),
  })
  .map(({ section, donor, pick }) => (model: ThreatModel): Edit => {
    const plain = modelToPlain(model);
    const other = modelToPlain(donor);
    const pickOf = (entries: Readonly<Record<string, unknown>> | undefined) => {
      const keys = Object.keys(entries ?? {});
      return keys[pick % Math.max(1, keys.length)];
    };
    const change = (): Json => {
      switch (section) {
        case 'properties':
          return { ...plain, properties: other.properties };
        case 'place': {
          const id = pickOf(plain.boundaries);
          const target = pickOf(other.boundaries);
          if (id === undefined || target === undefined || id === target || plain.boundaries?.[target]?.in === id) return plain;
          // Only shop and stock are nested by default, so that no circle can arise.
          if (id === 'cluster' || id === 'internet') return plain;
          return {
            ...plain,
            boundaries: {
              ...plain.boundaries,
              [id]: { ...plain.boundaries?.[id], in: target === 'shop' || target === 'stock' ? undefined : target },
            },
          };
        }
        case 'rename': {
          const id = pickOf(plain.elements);
          return id === undefined
            ? plain
            : { ...plain, elements: { ...plain.elements, [id]: { ...plain.elements?.[id], name: `Name ${String(pick)}` } } };
        }
        case 'remove': {
          const id = pickOf(plain.elements);
          return { ...plain, elements: Object.fromEntries(Object.entries(plain.elements ?? {}).filter(([key]) => key !== id)) };
        }
        default: {
          const id = pickOf(other[section]);
          if (id === undefined) return { ...plain, [section]: Object.fromEntries(Object.entries(plain[section] ?? {}).slice(1)) };
          return { ...plain, [section]: { ...plain[section], [id]: (other[section] as Json)[id] } };
        }
      }
    };
    return editBetween(model, modelOf(change()));
  });
