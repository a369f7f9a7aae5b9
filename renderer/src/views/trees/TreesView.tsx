import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { suggestedGoals } from '../../../../shared/attack-tree/attacks';
import { goalText, parseGoal } from '../../../../shared/attack-tree/derive';
import type { Catalog } from '../../../../shared/catalog/catalog';
import { useApplication, useCatalog } from '../../app/context';
import { ViewHeader } from '../../app/ViewHeader';
import type { AttackOutcome } from '../../outcome/attack-outcome';
import { useOutcome } from '../../outcome/use-outcome';
import { useModel, useResults, useSession, useView } from '../../session/context';
import { BusyLine } from '../../ui/BusyLine';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { say } from '../../words';
import { CallCancelled } from '../../workers/rpc';
import shared from '../views.module.css';
import { GoalChooser, GoalDialog } from './GoalChooser';
import { StepCard } from './StepCard';
import { TreeCanvas } from './TreeCanvas';
import { type Drawing, drawingOf, elkGraphOf, type Places, placesOf } from './tree-layout';
import { TreePane } from './TreePane';
import style from './TreesView.module.css';
import { goalName, nodeWords } from './tree-words';

/** A drawing with everything in its place; the last one stays until the next is laid out. */
function usePlaced(drawing: Drawing | undefined): { readonly drawing: Drawing; readonly places: Places } | undefined {
  const app = useApplication();
  const [placed, setPlaced] = useState<{ readonly drawing: Drawing; readonly places: Places }>();
  useEffect(() => {
    if (drawing === undefined) return undefined;
    let mine = true;
    const controller = new AbortController();
    app.parts.layout
      .layout(elkGraphOf(drawing), controller.signal)
      .then((answer) => mine && setPlaced({ drawing, places: placesOf(answer) }))
      .catch((error: unknown) => {
        if (!(error instanceof CallCancelled)) app.fault(error);
      });
    return () => {
      mine = false;
    };
  }, [app, drawing]);
  return drawing === undefined ? undefined : placed;
}

function NoAttack({ outcome }: { readonly outcome: AttackOutcome }) {
  const session = useSession();
  const model = useModel();
  const questions = useResults((state) => state.view.questions.length);
  return (
    <Empty
      icon="mitigations"
      title={say('views.no-attack-on', { goal: goalName(model, outcome.goal) ?? outcome.goal })}
      actions={
        questions > 0 && (
          <Button onClick={() => session.view.set({ view: 'diagram', stripTab: 'questions', stripOpen: true })}>
            {say('views.go-to-questions')}
          </Button>
        )
      }
    >
      {say('views.no-attack-why', { questions })}
    </Empty>
  );
}

function NoGoal() {
  const session = useSession();
  const model = useModel();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Empty
        icon="target"
        title={say('views.no-goal')}
        actions={model.elements.size > 0 && <Button onClick={() => setAsking(true)}>{say('views.choose-goal')}</Button>}
      >
        {say('views.no-goal-why')}
      </Empty>
      {asking && (
        <GoalDialog model={model} goal={undefined} onChoose={(goal) => session.view.set({ goal })} onClose={() => setAsking(false)} />
      )}
    </>
  );
}

interface TreeProps {
  readonly goal: string;
  readonly catalog: Catalog;
  readonly header: ReactNode;
}

function Tree({ goal, catalog, header }: TreeProps) {
  const model = useModel();
  const [chosen, setChosen] = useState(0);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [selected, setSelected] = useState<string>();
  const answer = useOutcome(`attacks ${goal} ${chosen} ${opened.join(' ')}`, say('views.growing-tree'), (link, options) =>
    link.attacks(goal, chosen, opened, options),
  );
  const costs = useOutcome(`costs ${goal}`, say('views.growing-tree'), (link, options) => link.costs(goal, options));
  // While another way is marked the drawing before it stays.
  const [last, setLast] = useState<AttackOutcome>();
  if (answer.value !== undefined && answer.value !== last) setLast(answer.value);
  const outcome = answer.value ?? (last?.goal === goal ? last : undefined);
  const drawing = useMemo(
    () =>
      outcome === undefined || outcome.nodes.length === 0
        ? undefined
        : drawingOf(outcome.nodes, (node) => nodeWords(model, catalog, node, goal)),
    [outcome, model, catalog, goal],
  );
  const placed = usePlaced(drawing);
  const node = outcome?.nodes.find(({ id }) => id === selected);
  const names = { model, catalog };

  return (
    <div className={shared.split}>
      <div className={shared.column}>
        {header}
        <div className={style.area}>
          <BusyLine work={answer.work} id={answer.turn} />
          {answer.stopped && outcome === undefined && (
            <Empty
              icon="trees"
              title={say('views.stopped')}
              actions={<Button onClick={answer.again}>{say('views.work-out-again')}</Button>}
            />
          )}
          {outcome?.kind === 'impossible' && <NoAttack outcome={outcome} />}
          {outcome !== undefined && placed !== undefined && (
            <TreeCanvas
              drawing={placed.drawing}
              places={placed.places}
              root={outcome.root}
              label={say('views.tree-of', { goal: goalName(model, goal) ?? goal })}
              selected={selected}
              onSelect={setSelected}
              onOpen={(id) => setOpened([...opened, id])}
            />
          )}
          {node && (
            <StepCard
              node={node}
              needs={drawing?.boxes.find(({ id }) => id === node.id)?.needs}
              goal={goal}
              names={names}
              onClose={() => setSelected(undefined)}
            />
          )}
        </div>
      </div>
      {outcome && (
        <TreePane
          outcome={outcome}
          costs={costs.value}
          names={names}
          chosen={chosen}
          onChoose={(index) => {
            setChosen(index);
            setSelected(undefined);
          }}
        />
      )}
    </div>
  );
}

/** How somebody could reach a goal: all attacks as one graph, the cheapest marked, each step with its reasons. */
export function TreesView() {
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const wanted = useView((state) => state.goal);
  const goal = useMemo(() => {
    if (wanted !== undefined && parseGoal(model, wanted) !== undefined) return wanted;
    const [first] = catalog === undefined ? [] : suggestedGoals(model, catalog);
    return first && goalText(first);
  }, [wanted, model, catalog]);
  const header = (
    <ViewHeader
      title={
        <>
          <h2 className={style.title}>{say('views.attack-trees')}</h2>
          {catalog && <GoalChooser model={model} catalog={catalog} goal={goal} onChoose={(next) => session.view.set({ goal: next })} />}
        </>
      }
    />
  );
  if (catalog !== undefined && goal !== undefined) return <Tree key={goal} goal={goal} catalog={catalog} header={header} />;
  return (
    <div className={shared.column}>
      {header}
      {catalog !== undefined && <NoGoal />}
    </div>
  );
}
