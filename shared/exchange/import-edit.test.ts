import { describe, expect, it } from 'vitest';
import { deployment, env, fileOf, read, service } from '../../test/fixtures/kubernetes/reading';
import { apply, type Edit } from '../model/edit';
import { changeElement, changeFlow, renameThing } from '../model/edits/change';
import { nest } from '../model/edits/place';
import { answer, answerUnsure } from '../model/edits/properties';
import { renameId } from '../model/edits/rename-id';
import { sameModel } from '../model/equality';
import {
  answerKeyOf,
  type BoundaryId,
  type ElementId,
  type FlowId,
  mitigationKeyOf,
  type PropertyName,
  threatKeyOf,
  type TypeId,
} from '../model/ids';
import { checkReferences } from '../model/references';
import type { ImportScope, Placement } from '../model/schema';
import { EMPTY_MODEL, MAIN_DIAGRAM, modelFromPlain, modelToPlain, ownProperty, type ThreatModel } from '../model/threat-model';
import { importEdit, type ImportEdit } from './import-edit';
import type { ForeignFile } from './import-result';

const web = deployment('web', { container: env({ CART_ADDR: 'cart:80' }) });
const shop = web + deployment('cart') + service('cart', 80, 'name: http') + deployment('store', { image: 'redis:7.2' });
const property = (name: string): PropertyName => name as PropertyName;
const el = (id: string): ElementId => id as ElementId;

const again = (model: ThreatModel, files: string | readonly ForeignFile[], scope: ImportScope = 'part'): ImportEdit =>
  importEdit(model, read(typeof files === 'string' ? [fileOf(files)] : files, scope));
const done = (model: ThreatModel, files: string | readonly ForeignFile[], scope: ImportScope = 'part'): ThreatModel =>
  apply(model, again(model, files, scope).edit).model;
const changed = (model: ThreatModel, ...changes: Edit['changes']): ThreatModel =>
  apply(model, { label: { id: 'edit.arrange' }, changes }).model;
const imported = done(EMPTY_MODEL, shop);
const touched = ({ preview }: ImportEdit): unknown => ({
  added: preview.added.map(({ id }) => id),
  changed: preview.changed.map(({ id, field }) => `${id}.${field}`),
  vanished: preview.vanished.map(({ id }) => id),
  returned: preview.returned.map(({ id }) => id),
  kept: preview.kept.map(({ id, field }) => `${id}.${field}`),
});
const nothing = { added: [], changed: [], vanished: [], returned: [], kept: [] };

describe('The first import', () => {
  it('EXC-2 adds everything as one edit, and remembers what it covered', () => {
    const first = again(EMPTY_MODEL, shop);
    expect(touched(first)).toEqual({ ...nothing, added: ['cluster', 'namespace', 'cart', 'store', 'web', 'web_to_cart'] });
    expect(first.edit.label).toEqual({ id: 'edit.import', params: { count: 6 } });
    expect(imported.imported.get('k8s')).toEqual({ scope: 'part', files: ['manifest.yaml'] });
    expect(imported.assets.size).toBe(0);
  });

  it('EXC-2 gives a sound model, which the format accepts', () => {
    expect(checkReferences(imported)).toEqual([]);
    const plain = modelFromPlain(JSON.parse(JSON.stringify(modelToPlain(imported))));
    expect(plain.ok && sameModel(plain.value, imported)).toBe(true);
  });

  it('EXC-13 tells where things were read by the ids that the model has', () => {
    const { sources } = again(EMPTY_MODEL, shop);
    expect(sources.get('web')).toMatchObject({ file: 'manifest.yaml' });
    const renaming = renameId(imported, 'web', 'shop.window');
    if (!renaming.ok) throw new Error('the id is free');
    const renamed = again(apply(imported, renaming.value).model, shop).sources;
    expect(renamed.has('web')).toBe(false);
    expect(renamed.get('shop.window')).toEqual(sources.get('web'));
    expect(renamed.get('shop.window.runsAsRoot')).toEqual(sources.get('web.runsAsRoot'));
    expect(renamed.get('shop.window.image')).toMatchObject({ file: 'manifest.yaml', line: expect.any(Number) as number });
  });

  it('EXC-11 is undone without a trace', () => {
    const { model, inverse } = apply(EMPTY_MODEL, again(EMPTY_MODEL, shop).edit);
    expect(sameModel(apply(model, inverse).model, EMPTY_MODEL)).toBe(true);
  });

  it('EXC-10 puts new entries at their alphabetical place where a section is sorted, else last', () => {
    const drawn = (...ids: readonly string[]): ThreatModel =>
      changed(EMPTY_MODEL, ...ids.map((id) => ({ section: 'elements', id: el(id), to: { type: 'process/api' as never } }) as const));
    expect([...done(drawn('aaa', 'm', 'zzz'), shop).elements.keys()]).toEqual(['aaa', 'cart', 'm', 'store', 'web', 'zzz']);
    expect([...done(drawn('zzz', 'aaa'), shop).elements.keys()]).toEqual(['zzz', 'aaa', 'cart', 'store', 'web']);
  });

  it('EXC-10 places only what the main diagram does not show yet', () => {
    const placed = changed(EMPTY_MODEL, { section: 'layout', diagram: MAIN_DIAGRAM, id: 'web', to: { at: [8, 8] } });
    const placements = new Map<string, Placement>([
      ['web', { at: [100, 100] }],
      ['cart', { at: [200, 100] }],
      ['nobody', { at: [300, 100] }],
    ]);
    const { model } = apply(placed, importEdit(placed, read(shop), placements).edit);
    expect([...(model.layout.get(MAIN_DIAGRAM) ?? [])]).toEqual([
      ['cart', { at: [200, 100] }],
      ['web', { at: [8, 8] }],
    ]);
  });

  it('EXC-7 leaves things of the same id alone that a person drew, and adds the kind', () => {
    const drawn = changed(
      EMPTY_MODEL,
      { section: 'elements', id: el('web'), to: { type: 'process/api' as never } },
      { section: 'boundaries', id: 'namespace' as BoundaryId, to: { type: 'network/zone' as never } },
    );
    const model = done(drawn, shop);
    expect([...model.elements.keys()]).toEqual(['cart', 'store', 'web', 'web-deployment']);
    expect([...model.boundaries.keys()]).toEqual(['cluster', 'namespace', 'namespace-ns']);
    expect([...model.flows.keys()]).toEqual(['web-deployment_to_cart']);
    expect(checkReferences(model)).toEqual([]);
  });

  it('EXC-7 stands beside the internet that a person drew, not on a second one', () => {
    const balancer = service('web', 80, 'name: http').replace('spec:', 'spec:\n  type: LoadBalancer');
    const drawn = changed(
      EMPTY_MODEL,
      { section: 'boundaries', id: 'outside' as BoundaryId, to: { type: 'network/internet' as never, name: 'The wild' } },
      { section: 'elements', id: el('customer'), to: { type: 'actor/person' as never, in: 'outside' as BoundaryId } },
    );
    const model = done(drawn, web + balancer);
    expect([...model.boundaries.keys()].sort()).toEqual(['cluster', 'namespace', 'outside']);
    expect(model.flows.get('customer_to_web' as FlowId)?.from).toBe('customer');
    expect(model.elements.get(el('customer'))).toEqual({ type: 'actor/person', in: 'outside' });
    expect(touched(again(model, web + balancer))).toEqual(nothing);
  });

  it('EXC-8 takes a flow that a person drew between the same ends for its own, and keeps their word', () => {
    const nodes = done(EMPTY_MODEL, deployment('web') + deployment('cart') + service('cart', 80, 'name: http'));
    const drawn = changed(nodes, {
      section: 'flows',
      id: 'mine' as FlowId,
      to: { from: el('web'), to: el('cart'), properties: new Map([[property('encrypted'), true]]) },
    });
    const model = done(drawn, shop);
    expect([...model.flows]).toEqual([
      [
        'mine',
        {
          from: 'web',
          to: 'cart',
          origin: 'k8s:?/Deployment/web#env/CART_ADDR',
          protocol: 'http',
          port: 80,
          properties: new Map<string, unknown>([
            ['encrypted', true],
            ['targetPort', '80'],
          ]),
        },
      ],
    ]);
    expect(model.answers.get(answerKeyOf('encrypted', 'mine'))).toEqual({});
    expect(touched(again(model, shop))).toEqual(nothing);
  });
});

describe('Importing again', () => {
  it('EXC-3 the same files is an empty edit', () => {
    const repeated = again(imported, shop);
    expect(repeated.edit.changes).toEqual([]);
    expect(touched(repeated)).toEqual(nothing);
  });

  it('EXC-4 changes what the files now say, field by field', () => {
    const next = again(
      imported,
      shop
        .replace('image: redis:7.2', 'image: redis:7.4')
        .replace('spec:\n  selector: { matchLabels: { app: web }', 'spec:\n  replicas: 3\n  selector: { matchLabels: { app: web }'),
    );
    expect(next.preview.changed).toEqual([
      { kind: 'element', id: 'store', field: 'image', before: 'redis:7.2', after: 'redis:7.4' },
      { kind: 'element', id: 'web', field: 'replicas', before: 1, after: 3 },
    ]);
    expect(next.edit.changes).toHaveLength(2);
  });

  it('EXC-4 takes back what the files no longer say', () => {
    const limited = done(EMPTY_MODEL, deployment('web', { container: 'resources: { limits: { memory: 1Gi } }' }));
    expect(ownProperty(limited, 'web', 'memoryLimited')).toBe(true);
    expect(ownProperty(done(limited, deployment('web')), 'web', 'memoryLimited')).toBeUndefined();
  });

  it('EXC-4 keeps what a person said, and remembers beside it what the files say', () => {
    const stated = apply(imported, answer(imported, property('replicas'), [el('web')], 5, { by: 'platform', date: '2026-11-20' })).model;
    expect(touched(again(stated, shop))).toEqual({ ...nothing, kept: ['web.replicas'] });
    expect(again(stated, shop).edit.changes).toEqual([]);
    const scaled = shop.replace(
      'spec:\n  selector: { matchLabels: { app: web }',
      'spec:\n  replicas: 3\n  selector: { matchLabels: { app: web }',
    );
    const next = again(stated, scaled);
    expect(next.preview.kept).toEqual([{ kind: 'element', id: 'web', field: 'replicas', stated: 5, imported: 3 }]);
    const model = apply(stated, next.edit).model;
    expect(ownProperty(model, 'web', 'replicas')).toBe(5);
    expect(model.answers.get(answerKeyOf('replicas', 'web'))).toEqual({ by: 'platform', date: '2026-11-20', imported: 3 });
    expect(again(model, scaled).edit.changes).toEqual([]);
  });

  it('EXC-4 keeps an answer about what the files do not tell, and takes theirs where nobody knew', () => {
    const asked = apply(imported, answerUnsure(imported, property('runsAsRoot'), el('web'), { by: 'shop' })).model;
    const stated = apply(asked, answer(asked, property('runsAsRoot'), [el('cart')], true)).model;
    expect(again(stated, shop).edit.changes).toEqual([]);
    const model = done(
      stated,
      shop.replaceAll(
        'image: registry.example/app:1.2.3',
        'image: registry.example/app:1.2.3\n          securityContext: { runAsNonRoot: true }',
      ),
    );
    expect([ownProperty(model, 'web', 'runsAsRoot'), model.answers.has(answerKeyOf('runsAsRoot', 'web'))]).toEqual([false, false]);
    expect([ownProperty(model, 'cart', 'runsAsRoot'), model.answers.get(answerKeyOf('runsAsRoot', 'cart'))]).toEqual([
      true,
      { imported: false },
    ]);
  });

  it('EXC-5 leaves names, places, positions, roles, assets, decisions and controls as people made them', () => {
    const entry = imported.elements.get(el('web'));
    const decisions = { section: 'decisions', id: threatKeyOf('some-rule', 'web'), to: { status: 'accepted', reason: 'r' } } as const;
    const mitigations = { section: 'mitigations', id: mitigationKeyOf('mutual-tls', 'namespace'), to: { status: 'planned' } } as const;
    const model = changed(
      imported,
      { section: 'boundaries', id: 'edge' as BoundaryId, to: { type: 'network/zone' as never, in: 'namespace' as BoundaryId } },
      {
        section: 'elements',
        id: el('web'),
        to: {
          ...(entry ?? { type: 'process/api' as never }),
          name: 'Shop front',
          type: 'process/api' as never,
          in: 'edge' as BoundaryId,
          owner: 'shop',
          stores: [],
          tags: ['x'],
        },
      },
      decisions,
      mitigations,
      { section: 'layout', diagram: MAIN_DIAGRAM, id: 'web', to: { at: [40, 40] } },
    );
    expect(again(model, shop).edit.changes).toEqual([]);
    expect(done(model, shop.replace('redis:7.2', 'redis:7.4')).elements.get(el('web'))).toBe(model.elements.get(el('web')));
  });

  it('EXC-5 a role is recognised later where none was known, and otherwise kept and compared', () => {
    const plain = done(EMPTY_MODEL, deployment('store', { image: 'own/cache:1' }));
    expect(done(plain, deployment('store', { image: 'redis:7.2' })).elements.get(el('store'))?.type).toBe('data/redis');
    const other = again(imported, shop.replace('redis:7.2', 'mongo:7'));
    expect(other.preview.kept).toEqual([{ kind: 'element', id: 'store', field: 'type', stated: 'data/redis', imported: 'data/mongodb' }]);
  });

  it('EXC-5 a protocol that a person chose stays, a port is what the files say', () => {
    const flow = imported.flows.get('web_to_cart' as FlowId);
    const model = changed(imported, {
      section: 'flows',
      id: 'web_to_cart' as FlowId,
      to: { from: el('web'), to: el('cart'), ...flow, protocol: 'grpc' },
    });
    expect(touched(again(model, shop))).toEqual({ ...nothing, kept: ['web_to_cart.protocol'] });
    const moved = shop.replace('cart:80', 'cart:81').replace('port: 80', 'port: 81');
    expect(touched(again(imported, moved))).toEqual({ ...nothing, changed: ['web_to_cart.targetPort', 'web_to_cart.port'] });
  });

  describe('EXC-12 keeps what a person set on an imported thing by the edits of the application:', () => {
    const id = 'web_to_cart' as FlowId;
    const namespace = 'namespace' as BoundaryId;
    const set = (model: ThreatModel, ...makes: readonly ((model: ThreatModel) => Edit)[]): ThreatModel =>
      makes.reduce((before, make) => apply(before, make(before)).model, model);

    it('a role, be it the one that says nothing', () => {
      const model = set(imported, (before) => changeElement(before, el('store'), { type: 'process/generic' as TypeId }));
      expect(model.answers.get(answerKeyOf('type', 'store'))).toEqual({ imported: 'data/redis' });
      expect(touched(again(model, shop))).toEqual({ ...nothing, kept: ['store.type'] });
      expect(again(model, shop).edit.changes).toEqual([]);
      const back = set(model, (before) => changeElement(before, el('store'), { type: 'data/redis' as TypeId }));
      expect(sameModel(back, imported)).toBe(true);
    });

    it('a port and a protocol, be it that there is none', () => {
      const model = set(imported, (before) => changeFlow(before, id, { port: 8443, protocol: undefined }));
      expect(again(model, shop).edit.changes).toEqual([]);
      expect(touched(again(model, shop))).toEqual({ ...nothing, kept: [`${id}.port`] });
    });

    it('the ends of a call', () => {
      const model = set(imported, (before) => changeFlow(before, id, { to: el('store') }));
      expect(again(model, shop).edit.changes).toEqual([]);
      expect(touched(again(model, shop))).toEqual({ ...nothing, kept: [`${id}.to`] });
    });

    it('the name and the place of a namespace, and where and what its workloads are', () => {
      const model = set(
        imported,
        (before) => renameThing(before, namespace, 'Shop floor'),
        (before) => renameThing(before, 'web', 'Shop window'),
        (before) => nest(before, [namespace], undefined),
        (before) => nest(before, ['store'], 'cluster' as BoundaryId),
      );
      expect(again(model, shop).edit.changes).toEqual([]);
      const stated = shop.replace(/metadata: \{ name: (\w+) \}/g, 'metadata: { name: $1, namespace: shop }');
      const next = done(model, stated);
      expect(next.boundaries.get(namespace)).toMatchObject({ origin: 'k8s:shop', name: 'Shop floor' });
      expect(next.boundaries.get(namespace)?.in).toBeUndefined();
      expect(next.elements.get(el('web'))?.name).toBe('Shop window');
      expect(next.elements.get(el('store'))?.in).toBe('cluster');
    });

    it('and records nothing of what was drawn, or of what no import writes again', () => {
      const drawn = changed(imported, { section: 'elements', id: el('own'), to: { type: 'process/api' as TypeId } });
      const model = set(
        drawn,
        (before) => changeElement(before, el('own'), { type: 'data/redis' as TypeId }),
        (before) => renameThing(before, 'web', 'Shop window'),
      );
      expect(model.answers).toBe(drawn.answers);
    });
  });

  it('EXC-7 finds things by origin, whatever id a person gave them', () => {
    const renaming = renameId(imported, 'cart', 'basket');
    if (!renaming.ok) throw new Error('the id is free');
    const renamed = apply(imported, renaming.value).model;
    expect(again(renamed, shop).edit.changes).toEqual([]);
    const more = done(renamed, shop + deployment('admin', { container: env({ CART_ADDR: 'cart:80' }) }));
    expect(more.flows.get('admin_to_basket' as FlowId)?.to).toBe('basket');
  });

  it('EXC-8 knows a flow again when its variable was renamed, and not when it leads elsewhere', () => {
    expect([...done(imported, shop.replace('CART_ADDR', 'BASKET_ADDR')).flows]).toEqual([
      ['web_to_cart', { ...imported.flows.get('web_to_cart' as FlowId), origin: 'k8s:?/Deployment/web#env/BASKET_ADDR' }],
    ]);
    const elsewhere = again(imported, shop.replace('cart:80', 'store:6379') + service('store', 6379));
    expect(touched(elsewhere)).toEqual({ ...nothing, added: ['web_to_store'], vanished: ['web_to_cart'] });
  });

  it('EXC-9 things stay the same when their namespace is stated later', () => {
    const stated = shop.replace(/metadata: \{ name: (\w+) \}/g, 'metadata: { name: $1, namespace: shop }');
    const next = again(imported, stated);
    expect(touched(next)).toEqual({
      ...nothing,
      changed: expect.arrayContaining(['namespace.namespaceStated', 'web.serviceAccount']) as unknown,
    });
    const model = apply(imported, next.edit).model;
    expect(model.boundaries.get('namespace' as BoundaryId)).toMatchObject({ origin: 'k8s:shop', name: 'shop' });
    expect(model.elements.get(el('web'))?.origin).toBe('k8s:shop/Deployment/web');
    expect(again(model, stated).edit.changes).toEqual([]);
  });
});

describe('What vanished from the files', () => {
  const without = shop.replace(deployment('store', { image: 'redis:7.2' }), '');

  it('EXC-6 is marked, not deleted, and loses the mark when it is back', () => {
    const next = again(imported, without);
    expect(touched(next)).toEqual({ ...nothing, vanished: ['store'] });
    const model = apply(imported, next.edit).model;
    expect(model.elements.get(el('store'))).toEqual({ ...imported.elements.get(el('store')), vanished: true });
    expect(again(model, without).edit.changes).toEqual([]);
    const back = again(model, shop);
    expect(touched(back)).toEqual({ ...nothing, returned: ['store'] });
    expect(sameModel(apply(model, back.edit).model, imported)).toBe(true);
  });

  it('EXC-6 is never what a person drew', () => {
    const drawn = changed(imported, { section: 'elements', id: el('mine'), to: { type: 'process/api' as never } });
    expect(touched(again(drawn, without, 'all'))).toMatchObject({ vanished: ['store'] });
  });

  it('EXC-6 is told by an import of the same files, of all, or of a new version under another name', () => {
    const renamed = [fileOf(without, 'release-2.yaml')];
    expect(touched(again(imported, renamed))).toMatchObject({ vanished: ['store'] });
    expect(touched(again(imported, [fileOf(deployment('web'), 'x.yaml')], 'all'))).toMatchObject({
      vanished: ['cart', 'store', 'web_to_cart'],
    });
  });

  it('EXC-6 is not told by an import of other files, of some of the files, or of files that could not all be read', () => {
    const two = done(EMPTY_MODEL, [fileOf(web, 'web.yaml'), fileOf(deployment('cart') + service('cart', 80, 'name: http'), 'cart.yaml')]);
    expect(touched(again(two, [fileOf(web, 'web.yaml')]))).toMatchObject({ vanished: [] });
    const more = again(two, [fileOf(deployment('other'), 'other.yaml')]);
    expect(touched(more)).toMatchObject({ added: ['other'], vanished: [] });
    expect(apply(two, more.edit).model.imported.get('k8s')?.files).toEqual(['cart.yaml', 'other.yaml', 'web.yaml']);
    expect(touched(again(two, [fileOf(web, 'web.yaml'), fileOf('a: "', 'cart.yaml')]))).toMatchObject({ vanished: [], added: [] });
    expect(again(two, [fileOf('a: "', 'cart.yaml')], 'all').edit.changes).toEqual([]);
  });

  it('EXC-6 is told for the namespaces that the files name, where they hold all of them', () => {
    const inNamespace = (text: string, namespace: string): string =>
      text.replace(/metadata: \{ name: (\w+) \}/g, `metadata: { name: $1, namespace: ${namespace} }`);
    const both = done(
      EMPTY_MODEL,
      inNamespace(deployment('a') + deployment('b'), 'one') + inNamespace(deployment('c'), 'two'),
      'namespace',
    );
    expect(touched(again(both, [fileOf(inNamespace(deployment('a'), 'one'), 'other.yaml')], 'namespace'))).toEqual({
      ...nothing,
      changed: ['a.serviceAccountShared'],
      vanished: ['b'],
    });
  });

  it('EXC-6 what a part says that is not the whole does not take back what others said', () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: p }\nspec: { podSelector: {} }\n';
    const two = done(EMPTY_MODEL, [fileOf(web, 'web.yaml'), fileOf(policy, 'policy.yaml')]);
    expect(ownProperty(two, 'namespace', 'networkPolicyIngress')).toBe(true);
    expect(ownProperty(done(two, [fileOf(web, 'web.yaml')]), 'namespace', 'networkPolicyIngress')).toBe(true);
  });
});
