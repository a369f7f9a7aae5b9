/**
 * Random models and random edits, for property tests of any layer. Models hold their references; ids and texts are drawn from
 * what trips up YAML, JSON and JavaScript as well as from ordinary words. Shrinks toward small models with plain words.
 */
import fc from 'fast-check';
import { message } from '../../shared/messages/message';
import { apply, type Change, combine, type Edit } from '../../shared/model/edit';
import { changeElement, renameThing } from '../../shared/model/edits/change';
import { nest } from '../../shared/model/edits/place';
import { answer, clearProperty } from '../../shared/model/edits/properties';
import { removeThings } from '../../shared/model/edits/remove';
import { renameId } from '../../shared/model/edits/rename-id';
import { addElement, addFlow } from '../../shared/model/edits/add';
import { adoptControl, decide } from '../../shared/model/edits/decide';
import type { AssetId, BoundaryId, ElementId, PropertyName, SubjectId, TypeId } from '../../shared/model/ids';
import { threatKey } from '../../shared/model/ids';
import type { Element, PropertyValue } from '../../shared/model/schema';
import { MAIN_DIAGRAM, modelFromPlain, type ThreatModel } from '../../shared/model/threat-model';

/** Ids that are words, and ids that YAML takes for something else or JavaScript for something it has. */
const IDS = [
  ...['frontend', 'cart', 'redis-cart', 'shop', 'cluster', 'card-data', 'web.api', 'a', 'b', 'mail_queue', 'zeta'],
  ...[
    'on',
    'no',
    'y',
    'null',
    'true',
    '1',
    '2',
    '10',
    '1_000',
    '2026-11-20',
    '1e3',
    '0x1f',
    '0o7',
    '1.5',
    'constructor',
    'tostring',
    'a.b',
    'to-string',
  ],
];
/** Texts that must come back exactly, whatever YAML thinks of them. */
const TRAPS = [
  ...[
    '',
    ' ',
    '~',
    'null',
    'on',
    'No',
    'y',
    '1_000',
    '2026-11-20',
    '12:30',
    '0o7',
    '0x1F',
    '1e3',
    '.5',
    '.inf',
    '-1',
    '+1',
    '1.2.3',
    '=',
    '<<',
    '---',
    '...',
  ],
  ...[
    '- a',
    '? a',
    ': a',
    'a: b',
    'a:',
    'a #b',
    '#a',
    'a, b',
    '[a]',
    '{a}',
    '&a',
    '*a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a`',
    "it's",
    '"a"',
    'a\\b',
    'a\tb',
    ' lead',
    'trail ',
  ],
  ...[
    'two\nlines',
    'two\nlines\n',
    'three\n\n  deep\nlines\n',
    '\nfirst',
    'end\n\n',
    ' lead\nline',
    'tab\n\tline',
    'space \nline',
    'a\r\nb',
    '# not a comment\nb',
  ],
  ...[
    'Ünïcödé',
    '日本語',
    '👩‍💻 team',
    '\u202edesrever',
    '\u200bzero',
    '\u2028line',
    '\u0085next',
    '\u00a0nbsp',
    '\u0000nul',
    '\u001b[31m',
    '\ufeffbom',
    '\ud800',
    '\u{e0001}',
  ],
  ...['k8s:shop/Deployment/frontend', 'https://example.test/a?b=c&d=e#f', '__proto__', 'a'.repeat(200), 'word '.repeat(60).trim()],
];
const WORDS = ['Payment card data', 'Front end', 'platform', 'Legacy image, replaced in Q3', 'istio', 'GKE cluster'];
const TYPES = ['process/web-application', 'data/redis', 'data/postgres', 'actor/person', 'process/generic'];
const BOUNDARY_TYPES = ['kubernetes/cluster', 'kubernetes/namespace', 'network/internet'];
const PROPERTIES = ['encrypted', 'runsAsRoot', 'readOnlyRootFilesystem', 'replicas', 'rbacVerbs', 'y', 'on'];
const RULES = ['workload-runs-as-root', 'flow-sniffable', 'acme/own-rule', '1'];

const of = <T>(values: readonly T[]) => fc.constantFrom(...values);

/** A text of a model: a word, something treacherous, or anything at all. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: of(WORDS) },
  { weight: 4, arbitrary: of(TRAPS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
);
/** A property's value of any kind. */
export const propertyValues: fc.Arbitrary<PropertyValue> = fc.oneof(
  { weight: 4, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.oneof(fc.integer(), of([0, -0, 0.5, -1.25, 1e21, 1.5e-7, 5e-324, Number.MAX_SAFE_INTEGER])) },
  { weight: 2, arbitrary: texts },
  { weight: 1, arbitrary: fc.array(texts, { maxLength: 3 }) },
);
const properties = fc.dictionary(of(PROPERTIES), propertyValues, { maxKeys: 3, noNullPrototype: true });
const days = of(['2026-11-20', '2027-01-01']);
const points = fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: 0, max: 2000 }));

const maybe = <T>(values: fc.Arbitrary<T>, freq = 3) => fc.option(values, { nil: undefined, freq });
/** Tags are shorter than other texts. */
const shortTexts = texts.map((text) => text.slice(0, 90));
const described = {
  name: maybe(texts),
  origin: maybe(texts, 4),
  description: maybe(texts, 5),
  owner: maybe(texts, 5),
  tags: maybe(fc.array(shortTexts, { maxLength: 3 }), 6),
  properties: maybe(properties, 2),
};
const picks = fc.nat(50);

const boundarySeeds = fc.record({ type: of(BOUNDARY_TYPES), ...described, inside: maybe(picks, 2) });
const elementSeeds = fc.record({
  type: of(TYPES),
  ...described,
  runsAs: maybe(of(['kubernetes/deployment'])),
  inside: maybe(picks, 2),
  stores: maybe(fc.array(picks, { maxLength: 3 }), 4),
  silent: maybe(fc.array(picks, { minLength: 1, maxLength: 3 }), 4),
  vanished: maybe(fc.boolean(), 8),
});
const flowSeeds = fc.record({
  from: picks,
  to: picks,
  ...described,
  protocol: maybe(of(['https', 'grpc', 'on'])),
  port: maybe(fc.integer({ min: 1, max: 65_535 })),
  carries: maybe(fc.array(picks, { maxLength: 3 }), 3),
});
const assetEntries = fc.record({
  name: maybe(texts),
  confidentiality: maybe(of(['public', 'restricted'])),
  integrity: maybe(of(['low', 'high'])),
});
const answerEntries = fc.record({
  by: maybe(texts),
  date: maybe(days),
  unsure: maybe(fc.boolean(), 5),
  imported: maybe(propertyValues, 5),
});
const decisionEntries = fc.record({
  status: maybe(of(['accepted', 'false-positive'])),
  reason: maybe(texts),
  owner: maybe(texts),
  until: maybe(days),
  likelihood: maybe(fc.integer({ min: 1, max: 5 }), 6),
});
const mitigationEntries = fc.record({
  status: of(['planned', 'in-place']),
  tool: maybe(of(['istio'])),
  owner: maybe(texts),
  link: maybe(of(['https://example.test/123'])),
});
const treeExtras = fc.jsonValue({ maxDepth: 2 });
const placementEntries = fc.record({ at: maybe(points, 9), size: maybe(points, 2), via: maybe(fc.array(points, { maxLength: 3 }), 4) });
const keyed = <T>(what: readonly string[], entry: fc.Arbitrary<T>) =>
  fc.array(fc.record({ what: of(what), subject: picks, inside: fc.boolean(), entry }), { maxLength: 3 });

const seeds = fc.record({
  header: fc.record({
    title: maybe(texts),
    description: maybe(texts, 4),
    owner: maybe(texts, 4),
    packs: maybe(fc.array(texts, { maxLength: 2 }), 6),
    properties: maybe(properties, 4),
  }),
  ids: fc.uniqueArray(of(IDS), { minLength: 14, maxLength: 20 }),
  boundaries: fc.array(boundarySeeds, { maxLength: 3 }),
  elements: fc.array(elementSeeds, { maxLength: 5 }),
  assets: fc.array(assetEntries, { maxLength: 2 }),
  flows: fc.array(flowSeeds, { maxLength: 4 }),
  answers: keyed(PROPERTIES, answerEntries),
  decisions: keyed(RULES, decisionEntries),
  mitigations: keyed(['mutual-tls', 'network-policy'], mitigationEntries),
  trees: fc.array(
    fc.record({
      key: of(['carts', 'read:redis-cart', 'a b: "c"', 'on', "it's"]),
      goal: texts,
      name: maybe(texts),
      extra: maybe(treeExtras, 2),
    }),
    { maxLength: 2 },
  ),
  imported: maybe(fc.record({ scope: of(['all', 'part']), files: maybe(fc.array(texts, { maxLength: 2 })) }), 3),
  layout: fc.array(fc.record({ diagram: of(['main', 'detail']), thing: picks, entry: placementEntries }), { maxLength: 6 }),
});
type Seeds = typeof seeds extends fc.Arbitrary<infer T> ? T : never;

/** The entry that an index picks from a list; undefined from an empty one. */
function pick<T>(list: readonly T[], index: number): T | undefined {
  return list.length === 0 ? undefined : list[index % list.length];
}

function present(entry: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

/** A key that JavaScript objects cannot hold is no part of the format. */
function withoutPrototypeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPrototypeKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '__proto__')
      .map(([key, inner]) => [key, withoutPrototypeKeys(inner)]),
  );
}

function build(seed: Seeds): ThreatModel {
  const ids = [...seed.ids];
  const take = () => ids.shift() ?? 'spare';
  const boundaries = seed.boundaries.map((entry) => ({ id: take(), entry }));
  const elements = seed.elements.map((entry) => ({ id: take(), entry }));
  const assets = seed.assets.map((entry) => ({ id: take(), entry }));
  const flows = elements.length === 0 ? [] : seed.flows.map((entry) => ({ id: take(), entry }));
  const subjects = [...boundaries, ...elements, ...flows].map(({ id }) => id);
  const assetIds = (indices: readonly number[] | undefined) =>
    indices && [...new Set(indices.flatMap((index) => pick(assets, index)?.id ?? []))];
  const keys = (
    list: readonly { readonly what: string; readonly subject: number; readonly inside: boolean; readonly entry: object }[],
    mayBeInside: boolean,
  ) =>
    Object.fromEntries(
      list.map(({ what, subject, inside, entry }) => [
        `${what}@${inside && mayBeInside ? 'in:' : ''}${pick(subjects, subject) ?? 'gone'}`,
        present(entry),
      ]),
    );
  const layout = new Map<string, Record<string, unknown>>();
  for (const { diagram, thing, entry } of seed.layout) {
    const id = pick(subjects, thing);
    if (id !== undefined) layout.set(diagram, { ...layout.get(diagram), [id]: present(entry) });
  }
  const plain = {
    gabion: 1,
    ...present(seed.header),
    boundaries: Object.fromEntries(
      boundaries.map(({ id, entry: { inside, ...entry } }, index) => [
        id,
        present({ ...entry, in: inside === undefined ? undefined : pick(boundaries.slice(0, index), inside)?.id }),
      ]),
    ),
    elements: Object.fromEntries(
      elements.map(({ id, entry: { inside, stores, silent, ...entry } }) => [
        id,
        present({
          ...entry,
          in: inside === undefined ? undefined : pick(boundaries, inside)?.id,
          stores: assetIds(stores),
          doesNotCall: silent && [...new Set(silent.flatMap((at) => pick(elements, at)?.id ?? []))],
        }),
      ]),
    ),
    assets: Object.fromEntries(assets.map(({ id, entry }) => [id, present(entry)])),
    flows: Object.fromEntries(
      flows.map(({ id, entry: { carries, ...entry } }) => [
        id,
        present({ ...entry, from: pick(elements, entry.from)?.id, to: pick(elements, entry.to)?.id, carries: assetIds(carries) }),
      ]),
    ),
    answers: keys(seed.answers, false),
    decisions: keys(seed.decisions, true),
    mitigations: keys(seed.mitigations, false),
    trees: Object.fromEntries(
      seed.trees.map(({ key, goal, name, extra }) => [key, present({ goal, name, extra: withoutPrototypeKeys(extra) })]),
    ),
    ...(seed.imported ? { imported: { k8s: present(seed.imported) } } : {}),
    layout: Object.fromEntries(layout),
  };
  return modelOf(plain);
}

/** A model from plain data that is known to be right. */
export function modelOf(plain: unknown): ThreatModel {
  const read = modelFromPlain(plain);
  if (!read.ok) throw new Error(`not a model: ${JSON.stringify(read.problems)}`);
  return read.value;
}

/** Models with up to three boundaries, five elements, four flows, and some of everything else. */
export const models: fc.Arbitrary<ThreatModel> = seeds.map(build);

/** What somebody means to do; which thing it is done to depends on the model it meets. */
export const intents = fc.record({
  what: of([
    'put',
    'put',
    'field',
    'field',
    'field',
    'property',
    'property',
    'drop',
    'move',
    'remove',
    'rename',
    'add',
    'connect',
    'nest',
    'adopt',
    'decide',
    'answer',
    'clear',
    'header',
  ] as const),
  section: of(['boundaries', 'elements', 'assets', 'flows', 'answers', 'decisions', 'mitigations', 'trees', 'layout'] as const),
  at: picks,
  to: picks,
  id: of([...IDS, 'new-one', 'omega', 'aa']),
  text: texts,
  property: of(PROPERTIES),
  value: propertyValues,
  element: elementSeeds,
  placement: placementEntries,
});
export type Intent = typeof intents extends fc.Arbitrary<infer T> ? T : never;

const label = message('edit.title');
const one = (change: Change): Edit => ({ label, changes: [change] });
const keyAt = <K>(map: ReadonlyMap<K, unknown>, index: number): K | undefined => pick([...map.keys()], index);

/** Changes one field of one entry of a section, or takes the field out. */
function fieldEdit(model: ThreatModel, { section, at, to, text, value, placement }: Intent): Edit | undefined {
  const flip = to % 3 === 0;
  switch (section) {
    case 'boundaries': {
      const id = keyAt(model.boundaries, at);
      return id === undefined ? undefined : renameThing(model, id, text);
    }
    case 'elements': {
      const id = keyAt(model.elements, at);
      const assets = [...model.assets.keys()];
      const fields = [
        { name: flip ? undefined : text },
        { description: flip ? undefined : text },
        { tags: flip ? undefined : [text.slice(0, 90), 'other'] },
        { stores: flip ? [] : assets },
        { owner: text },
        { type: TYPES[at % TYPES.length] as TypeId },
        { doesNotCall: flip ? undefined : [...model.elements.keys()].slice(0, 2) },
      ];
      return id === undefined ? undefined : changeElement(model, id, fields[to % fields.length] ?? {});
    }
    case 'assets': {
      const id = keyAt(model.assets, at);
      return id === undefined ? undefined : one({ section, id, to: flip ? {} : { ...model.assets.get(id), name: text } });
    }
    case 'flows': {
      const id = keyAt(model.flows, at);
      const flow = id && model.flows.get(id);
      const assets = [...model.assets.keys()].reverse();
      return id === undefined || flow === undefined
        ? undefined
        : one({ section, id, to: { ...flow, ...(flip ? { carries: assets } : { protocol: 'grpc', port: to + 1 }) } });
    }
    case 'answers': {
      const id = keyAt(model.answers, at);
      return id === undefined ? undefined : one({ section, id, to: flip ? { by: text } : { ...model.answers.get(id), imported: value } });
    }
    case 'decisions': {
      const id = keyAt(model.decisions, at);
      return id === undefined
        ? undefined
        : one({ section, id, to: { ...model.decisions.get(id), reason: text, ...(flip ? { until: '2027-03-31' } : {}) } });
    }
    case 'mitigations': {
      const id = keyAt(model.mitigations, at);
      return id === undefined ? undefined : one({ section, id, to: { status: 'verified', ...(flip ? { evidence: text } : {}) } });
    }
    case 'trees': {
      const id = keyAt(model.trees, at);
      const tree = id === undefined ? undefined : model.trees.get(id);
      return id === undefined || tree === undefined
        ? undefined
        : one({
            section,
            id,
            to: flip ? { goal: text } : { ...tree, extra: Object.fromEntries([[text === '__proto__' ? 'x' : text, value]]) },
          });
    }
    case 'layout': {
      const diagram = keyAt(model.layout, at);
      const id = diagram && keyAt(model.layout.get(diagram) ?? new Map<string, never>(), to);
      return diagram === undefined || id === undefined ? undefined : one({ section, diagram, id, to: present(placement) });
    }
  }
}

/** Takes an entry out of its section, alone. */
function dropEdit(model: ThreatModel, { section, at, to }: Intent): Edit | undefined {
  switch (section) {
    case 'layout': {
      const diagram = keyAt(model.layout, at);
      const id = diagram && keyAt(model.layout.get(diagram) ?? new Map<string, never>(), to);
      return diagram === undefined || id === undefined ? undefined : one({ section, diagram, id });
    }
    case 'answers':
    case 'decisions':
    case 'mitigations':
    case 'trees': {
      const id = keyAt<string>(model[section], at);
      return id === undefined ? undefined : one({ section, id } as Change);
    }
    default: {
      const id = keyAt<string>(model[section], at);
      return id === undefined ? undefined : removeThings(model, [id]);
    }
  }
}

function putEdit(model: ThreatModel, { section, at, id, text, element, placement }: Intent): Edit | undefined {
  const { inside, stores: _stores, silent: _silent, ...entry } = element;
  const place = inside === undefined ? undefined : keyAt(model.boundaries, inside);
  const entries = present({ ...entry, in: place });
  const free = ![model.boundaries, model.elements, model.assets, model.flows].some((map: ReadonlyMap<string, unknown>) => map.has(id));
  const plain = modelOf({ gabion: 1, boundaries: place === undefined ? {} : { [place]: { type: 'a' } }, elements: { x: entries } });
  const made = plain.elements.get('x' as ElementId);
  switch (section) {
    case 'elements':
      return free && made ? one({ section, id: id as ElementId, to: made }) : undefined;
    case 'boundaries': {
      if (!free || !made) return undefined;
      const { runsAs: _runsAs, ...boundary } = made;
      return one({ section, id: id as BoundaryId, to: boundary });
    }
    case 'assets':
      return free ? one({ section, id: id as AssetId, to: { name: text } }) : undefined;
    case 'flows': {
      const [from, to] = [keyAt(model.elements, at), keyAt(model.elements, at + 1)];
      return from && to ? addFlow(model, { from, to, name: text }).edit : undefined;
    }
    case 'answers':
    case 'decisions':
    case 'mitigations':
      return one({ section, id: `rule@${id}`, to: section === 'mitigations' ? { status: 'proposed', owner: text } : {} } as Change);
    case 'trees':
      return one({ section, id: `read:${id}`, to: { goal: text } });
    case 'layout':
      return one({ section, diagram: MAIN_DIAGRAM, id, to: present(placement) });
  }
}

/** What the intent comes to in this model: an edit that keeps every reference; undefined if it meets nothing to be done to. */
export function editOf(model: ThreatModel, intent: Intent): Edit | undefined {
  const { what, at, to, id, text, property, value } = intent;
  const subjects: readonly SubjectId[] = [...model.elements.keys(), ...model.boundaries.keys(), ...model.flows.keys()];
  const subject = pick(subjects, at);
  switch (what) {
    case 'put':
      return putEdit(model, intent);
    case 'field':
      return fieldEdit(model, intent);
    case 'drop':
      return dropEdit(model, intent);
    case 'property':
    case 'answer':
      return subject && answer(model, property as PropertyName, [subject], value, what === 'answer' ? { by: text } : {});
    case 'clear': {
      const owned = subject === undefined ? undefined : [...(model.elements.get(subject as ElementId)?.properties?.keys() ?? [])][0];
      return subject && owned && clearProperty(model, owned, subject);
    }
    case 'move': {
      const placed = keyAt(model.layout.get(MAIN_DIAGRAM) ?? new Map<string, never>(), at);
      return placed === undefined
        ? undefined
        : one({
            section: 'layout',
            diagram: MAIN_DIAGRAM,
            id: placed,
            to: { ...model.layout.get(MAIN_DIAGRAM)?.get(placed), at: [to, at] },
          });
    }
    case 'remove':
      return subject && removeThings(model, [subject]);
    case 'rename': {
      const renamed = subject && renameId(model, subject, id);
      return renamed?.ok ? renamed.value : undefined;
    }
    case 'add':
      return addElement(model, { type: 'data/redis' as TypeId } satisfies Element, id, {
        diagram: MAIN_DIAGRAM,
        placement: { at: [to, at], size: [160, 64] },
      }).edit;
    case 'connect': {
      const [from, end] = [keyAt(model.elements, at), keyAt(model.elements, to)];
      return from && end && addFlow(model, { from, to: end }).edit;
    }
    case 'nest': {
      const element = keyAt(model.elements, at);
      return element && nest(model, [element], keyAt(model.boundaries, to));
    }
    case 'adopt':
      return subject && adoptControl(model, 'mutual-tls', subject, { status: 'planned', owner: text });
    case 'decide':
      return subject && decide([threatKey.parse(`runs-as-root@${subject}`)], { status: 'accepted', reason: text });
    case 'header':
      return one({
        section: 'header',
        to: present({ ...model.header, ...(to % 2 === 0 ? { title: text } : { title: undefined, owner: text }) }),
      });
  }
}

/** The edits that a row of intents comes to, one after the other, and the model at the end. */
export function play(model: ThreatModel, row: readonly Intent[]): { readonly model: ThreatModel; readonly edits: readonly Edit[] } {
  const edits: Edit[] = [];
  let at = model;
  for (const intent of row) {
    const edit = editOf(at, intent);
    if (edit === undefined) continue;
    edits.push(edit);
    at = apply(at, edit).model;
  }
  return { model: at, edits };
}

/** All of a row as one edit. */
export function combined(edits: readonly Edit[]): Edit {
  return combine(label, edits);
}

const isDeep = process.env['GABION_DEEP'] === '1';

/** How many runs a property gets: the given number, twenty times that with GABION_DEEP=1. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: isDeep ? usual * 20 : usual };
}

/** How long a property test may take, in milliseconds: it says that something hangs, nothing about speed. */
export const patience = isDeep ? 3_600_000 : 60_000;
