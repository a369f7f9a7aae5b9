import type { Catalog } from '../../../../shared/catalog/catalog';
import type { RuleEntry } from '../../../../shared/catalog/schema';
import { fillTemplate } from '../../../../shared/catalog/template';
import { parseGoal } from '../../../../shared/attack-tree/derive';
import { describeFact } from '../../../../shared/attack-tree/describe';
import type { ThreatModel } from '../../../../shared/model/threat-model';
import type { AttackNode, StepView } from '../../outcome/attack-outcome';
import { nameOf } from '../../model-words/describe';
import { print, say } from '../../words';

const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase('en') + text.slice(1);

/** What the attacker does in a step. */
export function actionOf(model: ThreatModel, catalog: Catalog, { rule, subject }: Pick<StepView, 'rule' | 'subject'>): string {
  const action = catalog.threats.get(rule)?.step?.action;
  return action === undefined ? rule : sentence(fillTemplate(model, action, subject));
}

/** What a goal is called: "Read redis-cart". Undefined if it is none of this model. */
export function goalName(model: ThreatModel, goal: string): string | undefined {
  const parsed = parseGoal(model, goal);
  return parsed && print(describeFact(model, { kind: parsed.want, place: parsed.subject }));
}

/** What a node says: its sentence, where it happens, and the techniques in it. */
export interface NodeWords {
  readonly title: string;
  /** The thing that a step happens on. */
  readonly where: string | undefined;
  readonly techniques: readonly string[];
}

/** The words of a node. `goal` names the root, which may stand for several facts. */
export function nodeWords(model: ThreatModel, catalog: Catalog, node: AttackNode, goal: string): NodeWords {
  if (node.kind === 'goal') return { title: goalName(model, goal) ?? goal, where: undefined, techniques: [] };
  if (node.step !== undefined) {
    const techniques = catalog.threats.get(node.step.rule)?.attack ?? [];
    return { title: actionOf(model, catalog, node.step), where: nameOf(model, node.step.subject), techniques };
  }
  return {
    title: node.fact === undefined ? '' : print(describeFact(model, node.fact)),
    where: undefined,
    techniques: [],
  };
}

const numbers = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
/** A cost as it is shown: "35", or "≤ 35" where it is only a bound. */
export const costWords = (cost: number, exact: boolean): string =>
  exact ? numbers.format(cost) : say('views.at-most', { value: numbers.format(cost) });

/** The steps of an attack in one line. */
export const wayWords = (model: ThreatModel, catalog: Catalog, steps: readonly StepView[]): string =>
  steps.map((step) => actionOf(model, catalog, step)).join(', ');

/** How many first steps all the attacks share: told once, so that what tells each from the others comes first. */
export function sharedSteps(attacks: readonly { readonly steps: readonly StepView[] }[]): number {
  const first = attacks[0]?.steps ?? [];
  if (attacks.length < 2) return 0;
  const differs = first.findIndex(({ rule, subject }, index) =>
    attacks.some(({ steps }) => steps[index]?.rule !== rule || steps[index].subject !== subject),
  );
  return differs === -1 ? 0 : differs;
}

/** The values of a step as the catalog rates it. */
export function stepValues(rule: RuleEntry | undefined): readonly (readonly [name: string, value: string])[] {
  if (rule?.step === undefined) return [];
  const { cost, time, skill, detectability, probability } = rule.step;
  return [
    [say('views.cost'), numbers.format(cost)],
    [say('views.time'), say('views.hours', { count: time })],
    [say('views.skill'), say('views.of-five', { value: skill })],
    [say('views.seen'), say('views.of-five', { value: detectability })],
    [say('views.works'), say('views.percent', { value: Math.round(probability * 100) })],
  ];
}
