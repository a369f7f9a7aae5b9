import { attacksOn, type GoalAttacks, suggestedGoals } from '../../../shared/attack-tree/attacks';
import { describeFact } from '../../../shared/attack-tree/describe';
import { goalText, nearestGoal, parseGoal } from '../../../shared/attack-tree/derive';
import { type AttackTree, type TreeNode, unfold, UNFOLD, type UnfoldOptions } from '../../../shared/attack-tree/unfold';
import { fillTemplate } from '../../../shared/catalog/template';
import { message } from '../../../shared/messages/message';
import { print } from '../../../shared/messages/print';
import type { ThreatModel } from '../../../shared/model/threat-model';
import { choice, type Command, EXIT, oneFile, stop } from '../command';
import { judge } from '../judged-model';
import { loadCatalog, openModel } from '../model-files';
import { harmless, styled, type Terminal } from '../terminal';

/** A terminal shows less at once than a canvas. */
const IN_TERMINAL: UnfoldOptions = { ...UNFOLD, ways: 3, nodes: 40 };

const bestOf = ({ measures }: GoalAttacks) =>
  measures.kind === 'exact' ? measures.attacks[0] : measures.kind === 'bound' ? measures.attack : undefined;

/** A count as JSON can hold it: a number while it is exact, else its digits. */
const countOf = (count: bigint) => (count <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(count) : String(count));

function nodeText(model: ThreatModel, node: TreeNode): string {
  if (node.step !== undefined) return fillTemplate(model, node.step.step.action, node.step.subject);
  return node.fact === undefined ? '' : print(describeFact(model, node.fact));
}

function printTree(model: ThreatModel, tree: AttackTree, terminal: Terminal): void {
  const seen = new Set<string>();
  const visit = (id: string, depth: number): void => {
    const node = tree.nodes.get(id);
    if (node === undefined) return;
    const text = harmless(nodeText(model, node));
    const marks = [
      `≤ ${String(node.bound)}`,
      ...(node.step === undefined ? [] : node.step.rule.attack),
      ...(node.possible ? [print(message('report.possible'))] : []),
    ].join(', ');
    const again = seen.has(id) ? ` ${print(message('cli.tree.above'))}` : '';
    terminal.out(
      `${'  '.repeat(depth)}${node.order === undefined ? '' : `${String(node.order)}. `}${node.highlighted ? styled(terminal, 'bold', text) : text} ${styled(terminal, 'dim', `(${marks})`)}${again}\n`,
    );
    if (seen.has(id)) return;
    seen.add(id);
    for (const child of node.children) visit(child, depth + 1);
    if (node.more > 0) terminal.out(`${'  '.repeat(depth + 1)}${print(message('attack-tree.more', { count: node.more }))}\n`);
  };
  visit(tree.root, 0);
}

function treeJson(model: ThreatModel, attacks: GoalAttacks): object {
  const { derived, measures } = attacks;
  const tree = unfold(derived, bestOf(attacks));
  return {
    goal: goalText(derived.goal),
    attacker: derived.attacker.id,
    measures:
      measures.kind === 'exact'
        ? {
            kind: 'exact',
            count: countOf(measures.count),
            attacks: measures.attacks.map(({ cost, leaves }) => ({ cost, steps: leaves.map((leaf) => leaf.slice('do:'.length)) })),
          }
        : measures.kind === 'bound'
          ? { kind: 'bound', cost: measures.attack.cost, steps: measures.attack.leaves.map((leaf) => leaf.slice('do:'.length)) }
          : { kind: 'impossible' },
    root: tree.root,
    nodes: [...tree.nodes.values()].map((node) => ({
      id: node.id,
      kind: node.kind,
      text: nodeText(model, node),
      rule: node.step?.rule.id,
      subject: node.step?.subject ?? node.fact?.place,
      threat: node.step?.threat,
      techniques: node.step?.rule.attack,
      atMost: node.bound,
      cheapest: node.highlighted,
      possible: node.possible,
      children: node.children,
      more: node.more,
    })),
  };
}

function listGoals(found: readonly GoalAttacks[], terminal: Terminal): void {
  if (found.length === 0) terminal.out(`${print(message('cli.tree.no-goals'))}\n`);
  const width = Math.max(0, ...found.map(({ derived }) => goalText(derived.goal).length));
  for (const attacks of found) {
    const { measures } = attacks;
    const best = bestOf(attacks);
    const line =
      best === undefined
        ? message('cli.tree.goal-impossible')
        : measures.kind === 'exact'
          ? message('cli.tree.goal-exact', { cost: best.cost, count: String(measures.count) })
          : message('cli.tree.goal-bound', { cost: best.cost });
    terminal.out(`${harmless(goalText(attacks.derived.goal)).padEnd(width)}  ${print(line)}\n`);
  }
}

/** `gabion tree MODEL`: the goals of a model with their cheapest attacks, or the tree of one goal. */
export const tree: Command = {
  name: 'tree',
  usage: message('cli.tree.usage'),
  options: { goal: { type: 'string' }, format: { type: 'string' }, attacker: { type: 'string' } },
  async run(typed, terminal) {
    const format = choice(typed, 'format', ['text', 'json'], 'text');
    const [{ model }, catalog] = [await openModel(oneFile(typed), terminal), await loadCatalog(terminal)];
    const attacker = choice(typed, 'attacker', [...catalog.attackers.keys()], 'anonymous-internet');
    const { session } = judge(model, catalog, terminal.today);
    const named = typed.text('goal');
    const goal = named === undefined ? undefined : parseGoal(model, named);
    if (named !== undefined && goal === undefined) {
      const near = nearestGoal(model, named);
      throw stop(
        message('attack-tree.no-goal', { goal: named }),
        near === undefined ? message('attack-tree.mend-goal') : message('cli.did-you-mean', { word: goalText(near) }),
      );
    }
    const found = (goal === undefined ? suggestedGoals(model, catalog) : [goal]).flatMap(
      (each) => attacksOn(model, catalog, session, each, attacker) ?? [],
    );
    const [only] = found;
    if (format === 'json')
      terminal.out(
        `${JSON.stringify(goal === undefined ? found.map((each) => treeJson(model, each)) : only && treeJson(model, only), null, 2)}\n`,
      );
    else if (goal === undefined || only === undefined) listGoals(found, terminal);
    else {
      listGoals(found, terminal);
      if (only.measures.kind !== 'impossible') {
        terminal.out(`${styled(terminal, 'dim', print(message('cli.tree.legend')))}\n`);
        printTree(model, unfold(only.derived, bestOf(only), IN_TERMINAL), terminal);
      }
    }
    return EXIT.fine;
  },
};
