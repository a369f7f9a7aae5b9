import type { Names } from '../../../../shared/analysis/describe';
import type { Outlook } from '../../../../shared/analysis/findings';
import { mitigationKeyOf, splitKey } from '../../../../shared/model/ids';
import { ControlState } from '../../findings/ControlState';
import type { AttackOutcome, AttackView } from '../../outcome/attack-outcome';
import { useSession, useView } from '../../session/context';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { QuestionSign } from '../../ui/Severity';
import { say } from '../../words';
import type { CostByOutlook } from '../../workers/outcome-calls';
import { Pane } from '../Pane';
import shared from '../views.module.css';
import style from './TreesView.module.css';
import { costWords, goalName, sharedSteps, wayWords } from './tree-words';

const OUTLOOKS = ['undone', 'as-is', 'as-planned'] as const satisfies readonly Outlook[];
const outlookWord = (outlook: Outlook): string =>
  ({ undone: say('views.if-undone'), 'as-is': say('views.as-it-is'), 'as-planned': say('views.as-planned') })[outlook];

/** What the cheapest attack costs in each of the three states: what the plan buys. */
function Costs({ costs }: { readonly costs: CostByOutlook | undefined }) {
  const session = useSession();
  const outlook = useView((state) => state.outlook);
  return (
    <div className={style.costs}>
      {OUTLOOKS.map((each) => {
        const cost = costs?.[each];
        return (
          <button
            key={each}
            type="button"
            className={classes(style.costTile, each === outlook && style.costHere)}
            aria-pressed={each === outlook}
            onClick={() => session.view.set({ outlook: each })}
          >
            <span>{outlookWord(each)}</span>
            <strong>{costs === undefined ? '…' : cost === undefined ? say('views.no-attack') : costWords(cost.cost, cost.exact)}</strong>
          </button>
        );
      })}
    </div>
  );
}

const digits = new Intl.NumberFormat('en');
/** A count in digits, however large, as people read it. */
const countWords = (count: string | undefined): string => (count === undefined ? '' : digits.format(BigInt(count)));

interface WaysProps {
  readonly attacks: readonly AttackView[];
  readonly chosen: number;
  readonly names: Names;
  readonly exact: boolean;
  readonly onChoose: (index: number) => void;
}

function Ways({ attacks, chosen, names, exact, onChoose }: WaysProps) {
  const told = sharedSteps(attacks);
  return (
    <ul className={style.ways}>
      {attacks.map((attack, index) => {
        const possible = attack.steps.some((step) => step.possible);
        return (
          <li key={index}>
            <button
              type="button"
              className={classes(style.way, index === chosen && style.wayChosen)}
              aria-pressed={index === chosen}
              onClick={() => onChoose(index)}
            >
              <strong>{costWords(attack.cost, exact)}</strong>
              <span>
                {told > 0 && '… '}
                {wayWords(names.model, names.catalog, attack.steps.slice(told))}
                {possible && <span className="heard">, {say('views.hangs-on-question')}</span>}
              </span>
              {possible && <QuestionSign />}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The controls that stop a step of the chosen attack, each with the step. */
function Defences({ attack, names }: { readonly attack: AttackView | undefined; readonly names: Names }) {
  const session = useSession();
  const { model, catalog } = names;
  const controls = new Map<string, number>();
  attack?.steps.forEach((step, index) => {
    for (const control of catalog.threats.get(step.rule)?.counteredBy ?? []) if (!controls.has(control)) controls.set(control, index + 1);
  });
  if (controls.size === 0) return <p className={shared.small}>{say('views.no-defence')}</p>;
  return (
    <ul className={style.defences}>
      {[...controls].map(([control, step]) => {
        const adopted = [...model.mitigations].find(([key]) => splitKey(key)?.what === control);
        return (
          <li key={control}>
            <Button
              kind="link"
              small
              onClick={() =>
                session.view.set({
                  view: 'mitigations',
                  control: adopted?.[0] ?? mitigationKeyOf(control, attack?.steps[step - 1]?.subject ?? 'model'),
                })
              }
            >
              {catalog.controls.get(control)?.name ?? control}
            </Button>
            <span className={style.defenceStep}>{say('views.stops-step', { order: step })}</span>
            <ControlState status={adopted?.[1].status} />
          </li>
        );
      })}
    </ul>
  );
}

/** The signs of the drawing in words. */
function Legend() {
  return (
    <dl className={style.legend}>
      <dt>{say('attack-tree.gate.or')}</dt>
      <dd>{say('views.legend-or')}</dd>
      <dt>{say('attack-tree.gate.then')}</dt>
      <dd>{say('views.legend-then')}</dd>
      <dt>
        <span className={style.legendShared} />
      </dt>
      <dd>{say('views.legend-shared')}</dd>
      <dt>
        <span className={style.legendCheapest} />
      </dt>
      <dd>{say('views.legend-cheapest')}</dd>
      <dt>
        <span className={style.legendPossible} />
      </dt>
      <dd>{say('views.legend-possible')}</dd>
      <dt>
        <span className={style.legendCost}>{say('views.legend-cost-sample')}</span>
      </dt>
      <dd>{say('views.legend-cost')}</dd>
    </dl>
  );
}

interface PaneProps {
  readonly outcome: AttackOutcome;
  readonly costs: CostByOutlook | undefined;
  readonly names: Names;
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
}

/** A goal in figures and words: what the cheapest attacks cost, how many there are, how sure that is, what stops them. */
export function TreePane({ outcome, costs, names, chosen, onChoose }: PaneProps) {
  const attacker = names.catalog.attackers.get(outcome.attacker);
  const possible = outcome.attacks.filter(({ steps }) => steps.some((step) => step.possible)).length;
  const [best] = outcome.attacks;
  const title = goalName(names.model, outcome.goal) ?? outcome.goal;
  return (
    <Pane
      label={title}
      width={336}
      header={
        <>
          <h3 className={style.paneTitle}>
            <Icon name="target" />
            {title}
          </h3>
          <p className={shared.small}>
            {outcome.kind === 'exact' && outcome.count !== undefined
              ? say('views.attacks-exact', { count: countWords(outcome.count), size: outcome.size })
              : outcome.kind === 'bound'
                ? say('views.attacks-bound', { size: outcome.size })
                : say('views.attacks-none')}
          </p>
        </>
      }
    >
      <h4 className={style.paneHeading}>
        {say('views.cheapest-costs')} <span>{best === undefined ? '' : say('views.n-steps', { count: best.steps.length })}</span>
      </h4>
      <Costs costs={costs} />
      {outcome.attacks.length > 0 && (
        <>
          <h4 className={style.paneHeading}>
            {say('views.ways-in')} <span>{outcome.kind === 'exact' ? say('views.cheapest-first') : say('views.one-of-them')}</span>
          </h4>
          <Ways attacks={outcome.attacks} chosen={chosen} names={names} exact={outcome.kind === 'exact'} onChoose={onChoose} />
          <p className={style.sure}>
            {outcome.kind === 'exact'
              ? say('views.sure-exact', { listed: outcome.attacks.length, count: countWords(outcome.count) })
              : say('views.sure-bound')}
            {possible > 0 && ` ${say('views.sure-possible', { count: possible })}`}
          </p>
          <h4 className={style.paneHeading}>{say('views.what-stops-it')}</h4>
          <Defences attack={outcome.attacks[chosen] ?? best} names={names} />
        </>
      )}
      {attacker && (
        <>
          <h4 className={style.paneHeading}>{say('views.attacker')}</h4>
          <p className={shared.prose}>
            <strong>{attacker.name}.</strong> {attacker.description}
          </p>
        </>
      )}
      <h4 className={style.paneHeading}>{say('views.signs')}</h4>
      <Legend />
    </Pane>
  );
}
