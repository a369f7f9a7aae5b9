import { describe, expect, it } from 'vitest';
import { catalogOf, control, boundary, stencil, STENCILS } from '../../test/generators/catalog';
import { modelOf } from '../../test/generators/model';
import type { PropertyName } from '../model/ids';
import type { Outlook } from './findings';
import { Rulebook } from './rulebook';
import { Structure } from './structure';
import { World } from './world';

const catalog = catalogOf({
  stencils: [
    ...STENCILS.filter(({ id }) => id !== 'redis' && id !== 'net'),
    stencil('redis', { kind: 'store', extends: ['store'], defaults: { hardened: { value: false, because: 'it sets no password' } } }),
    boundary('net', { defaults: { encrypted: { value: false, because: 'nobody encrypts here' } } }),
  ],
  images: [
    {
      id: 'redis',
      repositories: ['redis', 'acme/redis'],
      type: 'redis',
      defaults: { root: { value: false, because: 'it gives that up' } },
    },
  ],
  controls: [
    control('tls', [{ on: 'flow', sets: { encrypted: true } }]),
    control('plain', [{ on: 'flow', sets: { encrypted: false } }]),
    control('edge', [{ on: 'flow', flows: 'entering', sets: { encrypted: true } }]),
    control('out', [{ on: 'flow', flows: 'leaving', sets: { encrypted: true } }]),
    control('any', [{ on: 'flow', flows: 'touching', sets: { encrypted: true } }]),
    control('stores-only', [{ on: 'element', where: { is: 'store' }, sets: { hardened: true } }]),
    control('seal', [{ on: 'boundary', where: { is: 'cluster' }, sets: { sealed: true } }], { formerly: ['wax'] }),
  ],
});

const plain = {
  gabion: 1,
  properties: { audited: true },
  boundaries: {
    net: { type: 'net' },
    cluster: { type: 'cluster' },
    shop: { type: 'namespace', in: 'cluster', properties: { encrypted: false } },
    stock: { type: 'namespace', in: 'cluster' },
  },
  elements: {
    user: { type: 'actor', in: 'net' },
    web: { type: 'api', in: 'shop', properties: { hardened: true } },
    cart: { type: 'redis', in: 'shop', origin: 'k8s:cart', properties: { image: 'docker.io/acme/redis:7@sha256:1', sealed: false } },
    box: { type: 'store', in: 'stock', origin: 'k8s:box', properties: { hardened: false, replicas: 3 } },
  },
  flows: {
    enter: { from: 'user', to: 'web' },
    inner: { from: 'web', to: 'cart' },
    over: { from: 'web', to: 'box' },
    said: { from: 'web', to: 'cart', properties: { encrypted: true } },
  },
  answers: { 'replicas@box': { by: 'shop team', date: '2026-11-12', imported: 1 } },
};

function known(subject: string, property: string, outlook: Outlook = 'as-is', mitigations: Record<string, string> = {}) {
  const model = modelOf({
    ...plain,
    mitigations: Object.fromEntries(Object.entries(mitigations).map(([key, status]) => [key, { status }])),
  });
  const world = new World(model, new Structure(model, catalog), new Rulebook(catalog));
  const thing = world.structure.thing(subject);
  return thing && world.facet(thing, property as PropertyName)[outlook];
}

describe('where a value comes from', () => {
  it('ANA-5 a person says it: on what was drawn, or with an answer on record', () => {
    expect(known('web', 'hardened')).toEqual({ value: true, provenance: { from: 'stated' } });
    expect(known('box', 'replicas')).toEqual({
      value: 3,
      provenance: { from: 'stated', by: 'shop team', date: '2026-11-12' },
      conflict: 1,
    });
  });

  it('ANA-5 an import says it, and where', () => {
    expect(known('box', 'hardened')).toEqual({ value: false, provenance: { from: 'imported', origin: 'k8s:box' } });
  });

  it('ANA-5 a boundary passes it down, to flows with both ends inside', () => {
    expect(known('inner', 'encrypted')).toEqual({
      value: false,
      provenance: { from: 'inherited', boundary: 'shop', source: { from: 'stated' } },
    });
    expect(known('over', 'encrypted')).toBeUndefined();
  });

  it('ANA-5 a property that does not pass down stays where it is', () => {
    expect(known('shop', 'audited')).toBeUndefined();
    expect(known('model', 'audited')?.value).toBe(true);
  });

  it('ANA-5 a stencil’s or an image’s default, with its reason', () => {
    expect(known('cart', 'hardened')).toEqual({
      value: false,
      provenance: { from: 'default', because: 'it sets no password', stencil: 'redis' },
    });
    expect(known('cart', 'root')).toEqual({
      value: false,
      provenance: { from: 'default', because: 'it gives that up', image: 'acme/redis' },
    });
  });

  it('ANA-5 nobody has said', () => {
    expect(known('web', 'root')).toBeUndefined();
  });

  it('ANA-5 the nearer word wins: the thing’s own over what is passed down', () => {
    expect(known('said', 'encrypted')).toEqual({ value: true, provenance: { from: 'stated' } });
    expect(known('cart', 'sealed', 'as-is', { 'seal@cluster': 'in-place' })?.value).toBe(false);
  });
});

describe('a control that is adopted', () => {
  it('ANA-6 changes what is when in place or verified, what will be when planned, and nothing when proposed or rejected', () => {
    for (const status of ['in-place', 'verified']) {
      expect(known('over', 'encrypted', 'as-is', { 'tls@cluster': status })?.value).toBe(true);
      expect(known('over', 'encrypted', 'as-planned', { 'tls@cluster': status })?.value).toBe(true);
      expect(known('over', 'encrypted', 'undone', { 'tls@cluster': status })).toBeUndefined();
    }
    expect(known('over', 'encrypted', 'as-is', { 'tls@cluster': 'planned' })).toBeUndefined();
    expect(known('over', 'encrypted', 'as-planned', { 'tls@cluster': 'planned' })?.value).toBe(true);
    for (const status of ['proposed', 'rejected'])
      expect(known('over', 'encrypted', 'as-planned', { 'tls@cluster': status })).toBeUndefined();
  });

  it('ANA-6 wins over a statement that it contradicts, and says so', () => {
    expect(known('inner', 'encrypted', 'as-is', { 'tls@shop': 'in-place' })).toEqual({
      value: true,
      provenance: { from: 'control', control: 'tls', on: 'shop', status: 'in-place', overrides: false },
    });
    expect(known('said', 'encrypted', 'as-is', { 'plain@shop': 'in-place' })?.provenance).toMatchObject({
      from: 'control',
      overrides: true,
    });
  });

  it('ANA-6 leaves a statement that says the same as the source', () => {
    expect(known('said', 'encrypted', 'as-is', { 'tls@shop': 'in-place' })).toEqual({ value: true, provenance: { from: 'stated' } });
  });

  it('ANA-7 on a boundary covers what stands inside and flows with both ends inside, unless it says otherwise', () => {
    const on = (control: string, flow: string) =>
      known(flow, 'encrypted', 'as-is', { [`${control}@shop`]: 'in-place' })?.provenance.from === 'control';
    const covered = (control: string) => ['enter', 'inner', 'over'].filter((flow) => on(control, flow));
    expect(covered('tls')).toEqual(['inner']);
    expect(covered('edge')).toEqual(['enter']);
    expect(covered('out')).toEqual(['over']);
    expect(covered('any')).toEqual(['enter', 'inner', 'over']);
  });

  it('ANA-7 on an element covers its flows in the directions that the effect names, on a flow that flow, on the model all', () => {
    const on = (key: string, flow: string) => known(flow, 'encrypted', 'as-is', { [key]: 'in-place' })?.provenance.from === 'control';
    expect([on('edge@web', 'enter'), on('edge@web', 'over'), on('out@web', 'over'), on('tls@web', 'over')]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([on('tls@enter', 'enter'), on('tls@enter', 'over')]).toEqual([true, false]);
    expect([on('tls@model', 'enter'), on('tls@model', 'over')]).toEqual([true, true]);
  });

  it('ANA-7 covers only what its `where` is true of', () => {
    expect(known('cart', 'hardened', 'as-is', { 'stores-only@shop': 'in-place' })?.value).toBe(true);
    expect(known('web', 'hardened', 'as-is', { 'stores-only@shop': 'in-place' })?.provenance.from).toBe('stated');
  });

  it('ANA-7 on a boundary’s own property is passed down from there, and known by a former id', () => {
    expect(known('web', 'sealed', 'as-is', { 'wax@cluster': 'in-place' })).toMatchObject({
      value: true,
      provenance: { from: 'inherited', boundary: 'cluster', source: { from: 'control', control: 'seal' } },
    });
  });

  it('ANA-8 loses to one that is nearer, then to one that is verified', () => {
    expect(known('inner', 'encrypted', 'as-is', { 'plain@cluster': 'verified', 'tls@shop': 'in-place' })?.value).toBe(true);
    expect(known('inner', 'encrypted', 'as-is', { 'plain@shop': 'verified', 'tls@shop': 'in-place' })?.value).toBe(false);
  });
});
