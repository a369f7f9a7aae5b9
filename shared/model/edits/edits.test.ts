import { describe, expect, it } from 'vitest';
import { apply, type Edit } from '../edit';
import { sameModel } from '../equality';
import { type AssetId, type BoundaryId, type DiagramId, type ElementId, type FlowId, type PropertyName, type ThreatKey } from '../ids';
import { absolutePosition } from '../placement';
import { checkReferences } from '../references';
import { MAIN_DIAGRAM, modelFromPlain, type ThreatModel } from '../threat-model';
import { addElement, addFlow } from './add';
import { changeFlow, renameThing } from './change';
import { adoptControl, decide } from './decide';
import { fragmentOf, paste } from './duplicate';
import { nest } from './place';
import { answer, answerUnsure, clearProperty } from './properties';
import { removeThings } from './remove';
import { renameId } from './rename-id';

function read(plain: unknown): ThreatModel {
  const result = modelFromPlain(plain);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

const shop = read({
  gabion: 1,
  boundaries: { cluster: { type: 'kubernetes/cluster' }, shop: { type: 'kubernetes/namespace', in: 'cluster' } },
  elements: {
    frontend: { type: 'process/web-application', in: 'shop', origin: 'k8s:shop/Deployment/frontend', properties: { runsAsRoot: false } },
    cart: { type: 'process/generic', in: 'shop' },
    redis: { type: 'data/redis', in: 'shop', stores: ['carts'] },
  },
  assets: { carts: { confidentiality: 'internal' } },
  flows: {
    frontend_to_cart: { from: 'frontend', to: 'cart', carries: ['carts'] },
    cart_to_redis: { from: 'cart', to: 'redis', carries: ['carts'] },
  },
  answers: { 'encrypted@cart_to_redis': { by: 'platform' } },
  decisions: { 'runs-as-root@cart': { status: 'accepted', reason: 'legacy' }, 'no-limit@in:shop': { status: 'accepted', reason: 'quota' } },
  mitigations: { 'mutual-tls@shop': { status: 'planned' } },
  trees: { carts: { goal: 'read:redis' } },
  layout: {
    main: {
      cluster: { at: [100, 0], size: [600, 400] },
      shop: { at: [16, 40], size: [500, 300] },
      cart: { at: [200, 80] },
      redis: { at: [10, 10] },
    },
  },
});

const done = (model: ThreatModel, edit: Edit) => {
  const { model: next, inverse } = apply(model, edit);
  expect(sameModel(apply(next, inverse).model, model)).toBe(true);
  expect(checkReferences(next)).toEqual([]);
  return next;
};
const cart = 'cart' as ElementId;
const redis = 'redis' as ElementId;
const frontend = 'frontend' as ElementId;

describe('adding', () => {
  it('makes a readable id from the name and keeps the name only where the id does not say it', () => {
    const { id, edit } = addElement(shop, { type: cart as never }, 'Café Orders');
    expect(id).toBe('cafe-orders');
    expect(done(shop, edit).elements.get(id)?.name).toBe('Café Orders');
    expect(addElement(shop, { type: cart as never }, 'cart').id).toBe('cart_2');
  });
  it('gives a second flow between the same two its own id', () => {
    expect(addFlow(shop, { from: cart, to: redis }).id).toBe('cart_to_redis_2');
  });
});

describe('removing', () => {
  it('takes flows, answers, decisions and placements of an element along, and undo brings all back', () => {
    const next = done(shop, removeThings(shop, [cart]));
    expect([...next.flows.keys()]).toEqual([]);
    expect([...next.answers.keys(), ...next.decisions.keys()]).toEqual(['no-limit@in:shop']);
    expect(next.layout.get(MAIN_DIAGRAM)?.has('cart')).toBe(false);
  });
  it('leaves what stands in a boundary, where it was on the screen', () => {
    const next = done(shop, removeThings(shop, ['shop']));
    expect(next.elements.get(cart)?.in).toBe('cluster');
    expect(absolutePosition(next, MAIN_DIAGRAM, 'cart')).toEqual(absolutePosition(shop, MAIN_DIAGRAM, 'cart'));
    expect(next.mitigations.size).toBe(0);
  });
  it('MOD-5 takes a deleted element out of what others do not call, also where they lose their boundary with it', () => {
    const [web, db] = ['web', 'db'].map((id) => id as ElementId) as [ElementId, ElementId];
    const model = read({
      gabion: 1,
      boundaries: { shop: { type: 'x' } },
      elements: { web: { type: 'x', in: 'shop', doesNotCall: ['db', 'queue'] }, db: { type: 'x' }, queue: { type: 'x' } },
    });
    const both = apply(model, removeThings(model, ['shop', 'db']));
    expect(both.model.elements.get(web)).toEqual({ type: 'x', doesNotCall: ['queue'] });
    expect(apply(both.model, both.inverse).model.elements.get(web)).toEqual(model.elements.get(web));
    const renamed = renameId(model, db, 'store');
    if (!renamed.ok) throw new Error('not renamed');
    expect(apply(model, renamed.value).model.elements.get(web)?.doesNotCall).toEqual(['store', 'queue']);
  });
  it('takes a deleted asset out of what stores and carries it', () => {
    const next = done(shop, removeThings(shop, ['carts']));
    expect(next.elements.get(redis)?.stores).toEqual([]);
    expect(next.flows.get('cart_to_redis' as FlowId)?.carries).toEqual([]);
  });
  it('of ids that do not exist changes nothing', () => {
    expect(removeThings(shop, ['nobody', 'model']).changes).toEqual([]);
  });
});

describe('changing', () => {
  it('clears a field that is set to undefined', () => {
    const next = done(shop, changeFlow(shop, 'cart_to_redis' as FlowId, { carries: undefined, protocol: 'resp' }));
    expect(next.flows.get('cart_to_redis' as FlowId)).toEqual({ from: 'cart', to: 'redis', protocol: 'resp' });
  });
  it('renames by name, and by an empty name back to the id', () => {
    const named = done(shop, renameThing(shop, 'cart', 'Cart service'));
    expect(named.elements.get(cart)?.name).toBe('Cart service');
    expect(done(named, renameThing(named, 'cart', '')).elements.get(cart)).toEqual(shop.elements.get(cart));
  });
});

describe('changing an id', () => {
  it('rewrites every key and reference in place', () => {
    const edit = renameId(shop, 'shop', 'store');
    if (!edit.ok) throw new Error('refused');
    const next = done(shop, edit.value);
    expect([...next.boundaries.keys()]).toEqual(['cluster', 'store']);
    expect(next.elements.get(cart)?.in).toBe('store');
    expect([...next.decisions.keys()]).toEqual(['runs-as-root@cart', 'no-limit@in:store']);
    expect([...next.mitigations.keys()]).toEqual(['mutual-tls@store']);
    expect([...(next.layout.get(MAIN_DIAGRAM)?.keys() ?? [])]).toEqual(['cluster', 'store', 'cart', 'redis']);
  });
  it('follows flows, assets and the goals of trees', () => {
    const edit = renameId(shop, 'redis', 'carts-db');
    if (!edit.ok) throw new Error('refused');
    const next = done(shop, edit.value);
    expect(next.flows.get('cart_to_redis' as FlowId)?.to).toBe('carts-db');
    expect(next.trees.get('carts')?.goal).toBe('read:carts-db');
    const asset = renameId(shop, 'carts', 'baskets');
    if (!asset.ok) throw new Error('refused');
    expect(done(shop, asset.value).elements.get(redis)?.stores).toEqual(['baskets']);
  });
  it('refuses what is taken, malformed or not there', () => {
    expect(renameId(shop, 'cart', 'redis').ok).toBe(false);
    expect(renameId(shop, 'cart', '__proto__').ok).toBe(false);
    expect(renameId(shop, 'nobody', 'somebody').ok).toBe(false);
  });
});

describe('nesting', () => {
  it('keeps a thing where it is on the screen', () => {
    const next = done(shop, nest(shop, [cart], undefined));
    expect(next.elements.get(cart)?.in).toBeUndefined();
    expect(absolutePosition(next, MAIN_DIAGRAM, 'cart')).toEqual(absolutePosition(shop, MAIN_DIAGRAM, 'cart'));
  });
  it('refuses to put a boundary into itself', () => {
    expect(nest(shop, ['cluster'], 'shop' as BoundaryId).changes).toEqual([]);
  });
});

describe('saying what a property is', () => {
  const root = 'runsAsRoot' as PropertyName;
  it('remembers what the import says beside what a person says, and taking it back restores it', () => {
    const said = done(shop, answer(shop, root, [frontend], true, { by: 'ops', date: '2026-11-20' }));
    expect(said.elements.get(frontend)?.properties?.get(root)).toBe(true);
    expect(said.answers.get('runsAsRoot@frontend' as never)).toEqual({ by: 'ops', date: '2026-11-20', imported: false });
    expect(sameModel(done(said, clearProperty(said, root, frontend)), shop)).toBe(true);
  });
  it('keeps no record for something drawn by hand, unless somebody is named', () => {
    expect(done(shop, answer(shop, root, [cart], true)).answers.size).toBe(1);
    expect(done(shop, answer(shop, root, [cart], true, { by: 'ops' })).answers.size).toBe(2);
  });
  it('can say that somebody was asked and does not know', () => {
    expect(done(shop, answerUnsure(shop, root, cart)).answers.get('runsAsRoot@cart' as never)).toEqual({ unsure: true });
  });
});

describe('deciding and adopting', () => {
  it('decides about many threats in one step and withdraws', () => {
    const keys = ['a@cart', 'a@redis'] as ThreatKey[];
    const next = done(shop, decide(keys, { status: 'accepted', reason: 'known' }));
    expect(next.decisions.size).toBe(4);
    expect(done(next, decide(keys, undefined)).decisions.size).toBe(2);
  });
  it('adopts a control and changes its state', () => {
    const next = done(shop, adoptControl(shop, 'mutual-tls', 'shop' as BoundaryId, { status: 'in-place', tool: 'istio' }));
    expect(next.mitigations.size).toBe(1);
  });
});

describe('copying', () => {
  it('takes what stands inside and the flows between along, without origins', () => {
    const fragment = fragmentOf(shop, MAIN_DIAGRAM, ['shop']);
    expect([...fragment.elements.keys(), ...fragment.flows.keys()]).toEqual([
      'frontend',
      'cart',
      'redis',
      'frontend_to_cart',
      'cart_to_redis',
    ]);
    const { edit, ids } = paste(shop, MAIN_DIAGRAM, fragment, [16, 16]);
    const next = done(shop, edit);
    expect(ids.get('frontend')).toBe('frontend_2');
    expect(next.elements.get('frontend_2' as ElementId)?.origin).toBeUndefined();
    expect(next.flows.get('frontend_2_to_cart_2' as FlowId)?.carries).toEqual(['carts' satisfies string as AssetId]);
    expect(next.layout.get('main' as DiagramId)?.get('shop_2')?.at).toEqual([32, 56]);
  });
});
