import { describe, expect, it } from 'vitest';
import { attacker, catalogOf, control, rule } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import type { CatalogJson } from '../catalog/schema';
import { condition } from '../catalog/condition-form';
import type { Truth } from './findings';
import { Rulebook } from './rulebook';
import { Structure } from './structure';
import { World } from './world';

type When = CatalogJson['threats'][number]['when'];

const catalog = catalogOf({
  conditions: [
    { id: 'hard', description: 'hard', when: { property: { hardened: true } } },
    { id: 'loop', description: 'loop', when: { any: [{ named: 'pool' }, { property: { hardened: true } }] } },
    { id: 'pool', description: 'pool', when: { not: { named: 'loop' } } },
  ],
  controls: [control('tls', [{ on: 'flow', sets: { encrypted: true } }])],
  attackers: [attacker('outsider', { is: 'actor' })],
});

const plain = {
  gabion: 1,
  boundaries: {
    net: { type: 'net' },
    cluster: { type: 'cluster', properties: { audited: true } },
    drawn: { type: 'namespace', in: 'cluster' },
    imported: { type: 'namespace', in: 'cluster', origin: 'k8s:imported' },
    complete: { type: 'namespace', in: 'cluster', origin: 'k8s:complete', properties: { callsComplete: true } },
  },
  elements: {
    user: { type: 'actor', in: 'net' },
    web: {
      type: 'api',
      runsAs: 'pod',
      in: 'drawn',
      properties: { hardened: true, replicas: 2, capabilities: ['ADMIN'], level: 'some', image: 'acme/redis:1' },
    },
    cart: { type: 'redis', in: 'drawn', stores: ['card'], properties: { hardened: false, capabilities: [] } },
    lone: { type: 'api', in: 'imported', origin: 'k8s:lone', stores: [] },
    known: { type: 'api', in: 'complete', origin: 'k8s:known' },
    strange: { type: 'acme/thing' },
  },
  assets: { card: { confidentiality: 'restricted' }, notes: {} },
  flows: {
    enter: { from: 'user', to: 'web', protocol: 'HTTP', carries: ['card'] },
    inner: { from: 'web', to: 'cart', carries: [], properties: { encrypted: false } },
    vague: { from: 'web', to: 'cart', carries: ['notes'] },
  },
};

const world = new World(modelOf(plain), new Structure(modelOf(plain), catalog), new Rulebook(catalog));

function truth(when: When, subject: string): Truth {
  const thing = world.structure.thing(subject);
  if (thing === undefined) throw new Error(`no ${subject}`);
  return world.truth(condition.parse(when), thing, 'as-is');
}

const table: readonly (readonly [what: string, when: When, subject: string, truth: Truth])[] = [
  ['is: the role', { is: 'redis' }, 'cart', 'true'],
  ['is: what the role inherits from', { is: 'store' }, 'cart', 'true'],
  ['is: the way of running', { is: 'workload' }, 'web', 'true'],
  ['is: one of several', { is: ['actor', 'store'] }, 'cart', 'true'],
  ['is: another type', { is: 'actor' }, 'cart', 'false'],
  ['is: a type the catalog does not know is only itself', { is: 'acme/thing' }, 'strange', 'true'],
  ['is: and nothing else', { is: 'process' }, 'strange', 'false'],

  ['property: equal', { property: { hardened: true } }, 'web', 'true'],
  ['property: not equal', { property: { hardened: true } }, 'cart', 'false'],
  ['property: nobody has said', { property: { hardened: true } }, 'lone', 'unknown'],
  ['property: nobody has said, whatever the comparison', { property: { replicas: { atMost: 1 } } }, 'lone', 'unknown'],
  ['property: one of', { property: { level: { oneOf: ['none', 'some'] } } }, 'web', 'true'],
  ['property: anything but', { property: { level: { not: 'some' } } }, 'web', 'false'],
  ['property: at least', { property: { replicas: { atLeast: 2 } } }, 'web', 'true'],
  ['property: at most', { property: { replicas: { atMost: 1 } } }, 'web', 'false'],
  ['property: a list includes', { property: { capabilities: { includes: 'ADMIN' } } }, 'web', 'true'],
  ['property: a text includes', { property: { image: { includes: 'redis' } } }, 'web', 'true'],
  ['property: empty', { property: { capabilities: { empty: true } } }, 'cart', 'true'],
  ['property: a comparison that does not fit the value', { property: { hardened: { atLeast: 1 } } }, 'web', 'false'],

  ['all: one false decides whatever is unknown', { all: [{ property: { root: true } }, { is: 'actor' }] }, 'web', 'false'],
  ['all: else unknown wins', { all: [{ property: { root: true } }, { is: 'api' }] }, 'web', 'unknown'],
  ['any: one true decides whatever is unknown', { any: [{ property: { root: true } }, { is: 'api' }] }, 'web', 'true'],
  ['any: else unknown wins', { any: [{ property: { root: true } }, { is: 'actor' }] }, 'web', 'unknown'],
  ['not: unknown stays unknown', { not: { property: { root: true } } }, 'web', 'unknown'],

  ['in: at any depth', { in: { is: 'cluster' } }, 'web', 'true'],
  ['in: a boundary with a property', { in: { property: { audited: true } } }, 'web', 'true'],
  ['in: unknown if a boundary may be so', { in: { property: { level: 'none' } } }, 'web', 'unknown'],
  ['in: not the boundary itself', { in: { is: 'namespace' } }, 'drawn', 'false'],
  ['in: a flow stands where both ends do', { in: { is: 'namespace' } }, 'inner', 'true'],
  ['in: not where only one end does', { in: { is: 'namespace' } }, 'enter', 'false'],

  ['crosses: a line with one end inside', { crosses: { is: 'cluster' } }, 'enter', 'true'],
  ['crosses: not with both inside', { crosses: { is: 'cluster' } }, 'inner', 'false'],
  ['enters: the line around its end', { enters: { is: 'namespace' } }, 'enter', 'true'],
  ['enters: not the line around its start', { enters: { is: 'net' } }, 'enter', 'false'],
  ['leaves: the line around its start', { leaves: { is: 'net' } }, 'enter', 'true'],
  ['crosses: nothing but flows', { crosses: { is: 'cluster' } }, 'web', 'false'],
  ['from: the start', { from: { is: 'actor' } }, 'enter', 'true'],
  ['to: the end', { to: { property: { hardened: true } } }, 'enter', 'true'],
  ['from: nothing but flows', { from: { is: 'actor' } }, 'web', 'false'],

  ['has: a drawn flow', { has: { relation: 'incoming' } }, 'web', 'true'],
  ['has: a flow that fits', { has: { relation: 'incoming', where: { from: { is: 'actor' } } } }, 'web', 'true'],
  ['has: unknown if a candidate is', { has: { relation: 'incoming', where: { property: { encrypted: true } } } }, 'cart', 'unknown'],
  ['has: what is drawn by hand is all there is', { has: { relation: 'outgoing' } }, 'cart', 'false'],
  ['has: an import may lack calls', { has: { relation: 'outgoing' } }, 'lone', 'unknown'],
  ['has: unless somebody says that all are drawn', { has: { relation: 'outgoing' } }, 'known', 'false'],
  ['has: what is inside is what is drawn', { has: { relation: 'inside', where: { is: 'store' } } }, 'imported', 'false'],
  ['has: inside, at any depth', { has: { relation: 'inside', where: { is: 'store' } } }, 'cluster', 'true'],
  ['has: flows that enter a boundary', { has: { relation: 'incoming', where: { from: { is: 'actor' } } } }, 'cluster', 'true'],
  ['has: nothing but elements and boundaries', { has: { relation: 'incoming' } }, 'inner', 'false'],

  ['count: at least, reached', { count: { relation: 'outgoing', atLeast: 2 } }, 'web', 'true'],
  ['count: at least, not reached', { count: { relation: 'outgoing', atLeast: 3 } }, 'web', 'false'],
  ['count: at least, may be reached by what is not drawn', { count: { relation: 'outgoing', atLeast: 1 } }, 'lone', 'unknown'],
  ['count: at most, may be passed by what is not drawn', { count: { relation: 'outgoing', atMost: 0 } }, 'lone', 'unknown'],
  ['count: at most, passed already', { count: { relation: 'outgoing', atMost: 1 } }, 'web', 'false'],
  [
    'count: what may fit may count',
    { count: { relation: 'incoming', where: { property: { encrypted: true } }, atLeast: 1 } },
    'cart',
    'unknown',
  ],

  ['carries: an asset that fits', { carries: { asset: { confidentiality: ['restricted'] } } }, 'enter', 'true'],
  ['carries: an empty list is an answer', { carries: { asset: { confidentiality: ['restricted'] } } }, 'inner', 'false'],
  ['carries: an asset that nobody has rated', { carries: { asset: { confidentiality: ['restricted'] } } }, 'vague', 'unknown'],
  ['stores: an asset that fits', { stores: { asset: { confidentiality: ['restricted'] } } }, 'cart', 'true'],
  ['stores: nobody has said', { stores: { asset: { confidentiality: ['restricted'] } } }, 'web', 'unknown'],
  ['stores: an empty list is an answer', { stores: { asset: { confidentiality: ['restricted'] } } }, 'lone', 'false'],
  ['stores: something inside', { stores: { asset: { confidentiality: ['restricted'] } } }, 'cluster', 'true'],
  ['asset: the subject itself', { asset: { confidentiality: ['restricted'] } }, 'card', 'true'],

  ['protocol: in any case', { protocol: ['http'] }, 'enter', 'true'],
  ['protocol: nobody has said', { protocol: ['http'] }, 'inner', 'unknown'],
  ['adopted: nowhere', { adopted: 'tls' }, 'enter', 'false'],
  ['named: what it stands for', { named: 'hard' }, 'web', 'true'],
  ['named: a circle means nothing', { named: 'loop' }, 'web', 'unknown'],
  ['named: a name that nothing has', { named: 'nothing' }, 'web', 'unknown'],
];

describe('a condition', () => {
  it.each(table)('ANA-3 %s', (_what, when, subject, expected) => {
    expect(truth(when, subject)).toBe(expected);
  });

  it('ANA-4 that takes too many steps is given up, not answered: the pair is named as unfinished', () => {
    const nested = (depth: number): When =>
      depth === 0 ? { property: { hardened: true } } : { has: { relation: 'inside', where: { in: nested(depth - 1) } } };
    // Each level asks every element of the boundary about the boundary again: 60 to the fourth.
    const elements = Object.fromEntries(Array.from({ length: 60 }, (_unused, index) => [`e${String(index)}`, { type: 'api', in: 'b' }]));
    const model = modelOf({ gabion: 1, boundaries: { b: { type: 'cluster' } }, elements });
    const hostile = catalogOf({ threats: [rule('deep', nested(4), { subject: 'boundary' })] });
    const judged = new World(model, new Structure(model, hostile), new Rulebook(hostile));
    const deep = judged.book.threatOf('deep');
    const b = judged.structure.thing('b');
    expect(deep && b && judged.judge(deep.when, b)).toBeUndefined();
  });
});
