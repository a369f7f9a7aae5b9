import { useState } from 'react';
import { suggestedGoals } from '../../../../shared/attack-tree/attacks';
import { type Goal, goalText, parseGoal } from '../../../../shared/attack-tree/derive';
import type { Catalog } from '../../../../shared/catalog/catalog';
import type { SubjectId } from '../../../../shared/model/ids';
import { displayName, type ThreatModel } from '../../../../shared/model/threat-model';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { SelectField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Menu } from '../../ui/Menu';
import { Segmented } from '../../ui/Segmented';
import { say } from '../../words';
import style from './TreesView.module.css';
import { goalName } from './tree-words';

const WANTS = ['read', 'write', 'deny', 'exec'] as const satisfies readonly Goal['want'][];
const wantWord = (want: Goal['want']): string =>
  ({ read: say('views.want-read'), write: say('views.want-write'), deny: say('views.want-deny'), exec: say('views.want-exec') })[want];

interface ChooserProps {
  readonly model: ThreatModel;
  readonly catalog: Catalog;
  readonly goal: string | undefined;
  readonly onChoose: (goal: string) => void;
}

/** Any element or asset, and what an attacker wants with it. */
export function GoalDialog({ model, goal, onChoose, onClose }: Omit<ChooserProps, 'catalog'> & { readonly onClose: () => void }) {
  const before = goal === undefined ? undefined : parseGoal(model, goal);
  const [want, setWant] = useState<Goal['want']>(before?.want ?? 'read');
  const [subject, setSubject] = useState<string>(before?.subject ?? '');
  const isAsset = model.assets.has(subject as never); // an unknown id finds nothing
  const wants = WANTS.filter((each) => each !== 'exec' || !isAsset);
  const chosen =
    subject === '' ? undefined : parseGoal(model, goalText({ want: wants.includes(want) ? want : 'read', subject: subject as SubjectId })); // parsed again at once
  const byName = (a: string, b: string): number => displayName(model, a).localeCompare(displayName(model, b), 'en');
  const choices = [
    ...[...model.assets.keys()]
      .sort(byName)
      .map((id) => ({ value: id, label: say('views.asset-named', { name: displayName(model, id) }) })),
    ...[...model.elements.keys()].sort(byName).map((id) => ({ value: id, label: displayName(model, id) })),
  ];
  return (
    <Dialog
      open
      title={say('views.choose-goal')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say('views.cancel')}</Button>
          <Button
            kind="primary"
            disabled={chosen === undefined}
            onClick={() => {
              if (chosen !== undefined) onChoose(goalText(chosen));
              onClose();
            }}
          >
            {say('views.grow-tree')}
          </Button>
        </>
      }
    >
      <div className={style.goalFields}>
        <p>{say('views.attacker-wants-to')}</p>
        <Segmented
          label={say('views.attacker-wants-to')}
          value={wants.includes(want) ? want : 'read'}
          choices={wants.map((each) => ({ value: each, label: wantWord(each) }))}
          onChange={setWant}
        />
        <SelectField
          label={say('views.goal-thing')}
          labelShown
          empty={say('views.choose-thing')}
          value={subject}
          choices={choices}
          onChange={setSubject}
        />
      </div>
    </Dialog>
  );
}

/** The goal that is shown, with the ones worth looking at first and any other. */
export function GoalChooser({ model, catalog, goal, onChoose }: ChooserProps) {
  const [asking, setAsking] = useState(false);
  const goals = suggestedGoals(model, catalog).map(goalText);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button small>
            <Icon name="target" size={14} />
            <span className={style.goalName}>{goal === undefined ? say('views.choose-goal') : (goalName(model, goal) ?? goal)}</span>
            <Icon name="down" size={12} />
          </Button>
        }
        lines={[
          ...goals.map((each) => ({
            kind: 'item' as const,
            label: goalName(model, each) ?? each,
            checked: each === goal,
            run: () => onChoose(each),
          })),
          ...(goals.length > 0 ? [{ kind: 'separator' as const }] : []),
          { kind: 'item', label: say('views.another-goal'), icon: 'plus', run: () => setAsking(true) },
        ]}
      />
      {asking && <GoalDialog model={model} goal={goal} onChoose={onChoose} onClose={() => setAsking(false)} />}
    </>
  );
}
