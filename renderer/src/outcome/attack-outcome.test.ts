import { describe, expect, it } from 'vitest';
import type { Truth } from '../../../shared/analysis/findings';
import { attacksOn } from '../../../shared/attack-tree/attacks';
import { indexCatalog } from '../../../shared/catalog/catalog';
import { attackerSchema, catalogSchema, ruleSchema } from '../../../shared/catalog/schema';
import type { SubjectId } from '../../../shared/model/ids';
import { modelFromPlain, subjectOf, type ThreatModel } from '../../../shared/model/threat-model';
import { smallCatalog } from '../../../test/fixtures/small-catalog';
import { attackOutcome } from './attack-outcome';

const step = (id: string, subject: string, needs: unknown[], gains: unknown[], cost: number, probability = 0.5) =>
  ruleSchema.parse({
    id,
    name: id,
    title: id,
    subject,
    when: { all: [{ is: 'process' }] },
    description: id,
    stride: ['tampering'],
    likelihood: { base: 3, because: 'example' },
    impact: { base: 3, because: 'example' },
    needs,
    gains,
    step: { action: id, cost, time: 1, skill: 2, detectability: 2, probability },
    verify: id,
    notWhen: id,
  });
const rules = [
  step('call', 'flow', [{ exec: 'from' }], [{ reach: 'to' }], 0, 1),
  step('exploit', 'element', [{ reach: 'subject' }], [{ exec: 'subject' }], 40),
  step('read-files', 'element', [{ exec: 'subject' }], [{ read: 'subject' }], 3),
  step('log-in', 'element', [{ reach: 'subject' }], [{ read: 'subject' }], 5),
];
const catalog = {
  ...indexCatalog(catalogSchema.parse(smallCatalog)),
  threats: new Map(rules.map((entry) => [entry.id, entry])),
  attackers: new Map([
    [
      'anonymous-internet',
      attackerSchema.parse({
        id: 'anonymous-internet',
        name: 'Anyone',
        description: 'Anyone',
        startsAt: { is: 'actor' },
        skill: 2,
        budget: 100,
      }),
    ],
  ]),
};
const model: ThreatModel = (() => {
  const read = modelFromPlain({
    gabion: 1,
    elements: { customer: { type: 'actor' }, web: { type: 'process' }, store: { type: 'process' } },
    flows: { customer_to_web: { from: 'customer', to: 'web' }, web_to_store: { from: 'web', to: 'store' } },
  });
  if (!read.ok) throw new Error('the model of this test is broken');
  return read.value;
})();
const isActor = (subject: SubjectId): boolean => {
  const found = subjectOf(model, subject);
  return found?.kind === 'element' && found.entry.type === 'actor';
};
const condition = (_: unknown, subject: SubjectId): Truth => {
  const found = subjectOf(model, subject);
  return found?.kind === 'flow' || (found?.kind === 'element' && !isActor(subject)) ? 'true' : 'false';
};
/** The rules hold of everything but the actor, the attacker starts at the actor. */
const session = {
  condition: (asked: unknown, subject: SubjectId): Truth =>
    asked === catalog.attackers.get('anonymous-internet')?.startsAt ? (isActor(subject) ? 'true' : 'false') : condition(asked, subject),
};

function outcome(goal: string, chosen = 0) {
  const [want = '', subject = ''] = goal.split(':');
  const attacks = attacksOn(model, catalog, session, { want: want as 'read', subject: subject as SubjectId });
  if (attacks === undefined) throw new Error('the attacker of this test is missing');
  return attackOutcome(attacks, chosen, []);
}

describe('the attacks on a goal as the page shows them', () => {
  it('lists the cheapest attacks with their actions in order; what just follows is none', () => {
    const { kind, count, attacks } = outcome('read:store');
    expect([kind, count]).toEqual(['exact', '2']);
    expect(attacks.map(({ cost, steps }) => [cost, steps.map(({ rule, subject }) => `${rule}@${subject}`)])).toEqual([
      [45, ['exploit@web', 'log-in@store']],
      [83, ['exploit@web', 'exploit@store', 'read-files@store']],
    ]);
  });

  it('numbers the boxes of the marked attack as the list does', () => {
    const orders = outcome('read:store', 1).nodes.flatMap(({ step: shown, order }) =>
      order === undefined ? [] : [[order, `${shown?.rule ?? ''}@${shown?.subject ?? ''}`]],
    );
    expect(orders.sort()).toEqual([
      [1, 'exploit@web'],
      [2, 'exploit@store'],
      [3, 'read-files@store'],
    ]);
  });

  it('has the exact cost at the goal, and the goal as the root', () => {
    const { root, nodes } = outcome('read:store');
    expect(nodes.find(({ id }) => id === root)).toMatchObject({ kind: 'goal', cost: 45, exact: true, highlighted: true });
  });

  it('says so where there is no attack', () => {
    expect(outcome('deny:store')).toMatchObject({ kind: 'impossible', attacks: [], nodes: [], count: undefined });
  });
});
