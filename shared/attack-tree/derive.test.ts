import { describe, expect, it } from 'vitest';
import type { Truth } from '../analysis/findings';
import { type Catalog, indexCatalog } from '../catalog/catalog';
import { type AttackerEntry, attackerSchema, catalogSchema, ruleSchema } from '../catalog/schema';
import type { SubjectId } from '../model/ids';
import { modelFromPlain, subjectOf, type ThreatModel } from '../model/threat-model';
import { deriveAttacks, type Judge, parseGoal } from './derive';
import { measure } from './measures';
import { type AttackTree, unfold, UNFOLD } from './unfold';

const rule = (id: string, subject: string, needs: unknown[], gains: unknown[], cost: number) =>
  ruleSchema.parse({
    id,
    name: id,
    title: id,
    threat: false,
    subject,
    when: { all: [{ is: 'process' }] },
    description: id,
    likelihood: { base: 3, because: 'example' },
    impact: { base: 3, because: 'example' },
    needs,
    gains,
    step: { action: id, cost, time: 1, skill: 2, detectability: 2, probability: 0.5 },
    verify: id,
    notWhen: id,
  });

const namespace = { around: 'kubernetes/namespace' };
const rules = [
  rule('call', 'flow', [{ exec: 'from' }], [{ reach: 'to' }], 0),
  rule('exploit', 'element', [{ reach: 'subject' }], [{ exec: 'subject' }], 40),
  rule('look-around', 'element', [{ exec: 'subject' }], [{ exec: namespace }], 1),
  rule('move', 'element', [{ exec: namespace }], [{ reach: 'subject' }], 2),
  rule('no-password', 'element', [{ reach: 'subject' }], [{ read: 'subject' }], 5),
  rule('sniff', 'flow', [{ exec: namespace }], [{ intercept: 'subject' }, { read: 'to' }], 60),
];
const stencil = (id: string) => ({
  id,
  name: id,
  kind: 'process' as const,
  use: 'role' as const,
  group: 'Basic',
  icon: 'process',
  description: id,
});
const catalog: Catalog = {
  ...indexCatalog(
    catalogSchema.parse({
      id: 'test',
      version: '1',
      hash: '',
      properties: [],
      stencils: [stencil('process'), stencil('actor'), stencil('kubernetes/namespace')],
      images: [],
      conditions: [],
      threats: [],
      hygiene: [],
      controls: [],
      tools: [],
      detections: [],
      attackers: [],
      frameworks: [],
      assetSuggestions: [],
      attack: { version: '', notice: '', tactics: [], techniques: [], mitigations: [] },
    }),
  ),
  threats: new Map(rules.map((entry) => [entry.id, entry])),
};
const attacker: AttackerEntry = attackerSchema.parse({
  id: 'internet',
  name: 'Anyone',
  description: 'Anyone',
  startsAt: { is: 'actor' },
  skill: 2,
  budget: 100,
});

const plain = {
  gabion: 1,
  boundaries: { shop: { type: 'kubernetes/namespace' } },
  elements: {
    customer: { type: 'actor' },
    frontend: { type: 'process', in: 'shop' },
    cart: { type: 'process', in: 'shop' },
    redis: { type: 'process', in: 'shop' },
  },
  flows: {
    customer_to_frontend: { from: 'customer', to: 'frontend' },
    frontend_to_cart: { from: 'frontend', to: 'cart' },
    cart_to_redis: { from: 'cart', to: 'redis' },
  },
};
function read(value: unknown): ThreatModel {
  const result = modelFromPlain(value);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const judgeOf = (model: ThreatModel, refuted: Readonly<Record<string, Truth>> = {}): Judge => ({
  rule: (entry, subject) =>
    refuted[`${entry.id}@${subject}`] ?? refuted[entry.id] ?? (entry.id === 'no-password' && subject !== 'redis' ? 'false' : 'true'),
  condition: (_condition, subject) => {
    const found = subjectOf(model, subject);
    return found?.kind === 'element' && found.entry.type === 'actor' ? 'true' : 'false';
  },
});
function attacksOn(goal: string, model = read(plain), refuted: Readonly<Record<string, Truth>> = {}) {
  const parsed = parseGoal(model, goal);
  if (!parsed) throw new Error(`no goal ${goal}`);
  const derived = deriveAttacks(model, catalog, judgeOf(model, refuted), attacker, parsed);
  return { derived, measured: measure(derived.graph) };
}
const exact = ({ measured }: ReturnType<typeof attacksOn>) => {
  if (measured.kind !== 'exact') throw new Error(`expected an exact answer, got ${measured.kind}`);
  return { count: measured.count, costs: measured.attacks.map(({ cost }) => cost), best: measured.attacks[0]?.leaves ?? [] };
};

describe('growing attacks from the model', () => {
  it('TREE-6 finds every minimal way to the goal, circles included', () => {
    const { count, costs, best } = exact(attacksOn('read:redis'));
    expect(best).toEqual([
      'do:call@customer_to_frontend',
      'do:exploit@frontend',
      'do:look-around@frontend',
      'do:move@redis',
      'do:no-password@redis',
    ]);
    expect(costs[0]).toBe(48);
    // With reach: from frontend's place, along cart's flow (cart reached by its flow or from frontend's place), from cart's
    // place. By listening: from the place of frontend, of cart, of redis itself.
    expect(count).toBe(7n);
  });
  it('TREE-7 changes when a flow is deleted or a rule is refuted by a control', () => {
    const { flows, ...rest } = plain;
    const cut = read({ ...rest, flows: { frontend_to_cart: flows.frontend_to_cart, cart_to_redis: flows.cart_to_redis } });
    expect(attacksOn('read:redis', cut).measured.kind).toBe('impossible');
    expect(exact(attacksOn('read:redis', read(plain), { move: 'false', sniff: 'false' })).costs).toEqual([85]);
  });
  it('TREE-8 names for each step the rule and the thing it happens on, and whether it hangs on a question', () => {
    const { derived } = attacksOn('read:redis', read(plain), { 'no-password@redis': 'unknown' });
    const step = derived.steps.get('step:no-password@redis');
    expect(step).toMatchObject({ subject: 'redis' satisfies string as SubjectId, possible: true, threat: undefined });
    expect(step?.rule.id).toBe('no-password');
  });
  it('knows goals on elements and assets, and refuses others', () => {
    const model = read({ ...plain, assets: { carts: {} } });
    expect(parseGoal(model, 'read:carts')).toEqual({ want: 'read', subject: 'carts' });
    expect(parseGoal(model, 'exec:frontend')).toEqual({ want: 'exec', subject: 'frontend' });
    for (const none of ['exec:carts', 'read:nobody', 'eat:redis', 'redis', 'read:cart_to_redis'])
      expect(parseGoal(model, none)).toBeUndefined();
  });
  it('reaches an asset through what stores it and the flows that carry it', () => {
    const carried = read({
      ...plain,
      assets: { carts: {} },
      flows: { ...plain.flows, cart_to_redis: { from: 'cart', to: 'redis', carries: ['carts'] } },
    });
    expect(exact(attacksOn('read:carts', carried)).costs[0]).toBe(101);
  });
});

describe('drawing attacks', () => {
  const draw = (options = UNFOLD): AttackTree => {
    const { derived, measured } = attacksOn('read:redis');
    return unfold(derived, measured.kind === 'exact' ? measured.attacks[0] : undefined, options);
  };
  it('TREE-9 draws no circle, and nothing that does not lead to the goal', () => {
    const tree = draw();
    const visit = (id: string, path: readonly string[]): void => {
      expect(path).not.toContain(id);
      for (const child of tree.nodes.get(id)?.children ?? []) visit(child, [...path, id]);
    };
    visit(tree.root, []);
    const named = new Set([...tree.nodes.values()].flatMap(({ children }) => children));
    expect([...tree.nodes.keys()].filter((id) => id !== tree.root && !named.has(id))).toEqual([]);
  });
  it('TREE-10 marks the cheapest attack and numbers its steps in the order they are taken', () => {
    const steps = [...draw().nodes.values()].filter(({ order }) => order !== undefined).sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    expect(steps.map(({ step }) => step?.rule.id)).toEqual(['call', 'exploit', 'look-around', 'move', 'no-password']);
  });
  it('TREE-11 folds what is beyond the limits and says how much, and opens it when asked', () => {
    const folded = draw({ ways: 1, nodes: 120, opened: new Set() });
    expect(folded.nodes.get(folded.root)?.more).toBe(1);
    expect(draw({ ways: 1, nodes: 120, opened: new Set([folded.root]) }).nodes.get(folded.root)?.more).toBe(0);
  });
});
