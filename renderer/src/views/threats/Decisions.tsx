import { useId, useState } from 'react';
import type { Names } from '../../../../shared/analysis/describe';
import type { Threat } from '../../../../shared/analysis/findings';
import { isOpenThreat } from '../../../../shared/analysis/status';
import { decide } from '../../../../shared/model/edits/decide';
import { splitKey, type ThreatKey } from '../../../../shared/model/ids';
import type { Decision, DecisionStatus } from '../../../../shared/model/schema';
import { useApplication, useShell } from '../../app/context';
import { nameOf } from '../../model-words/describe';
import { useResults, useSession } from '../../session/context';
import { Button } from '../../ui/Button';
import { Checkbox, SelectField, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { print, say } from '../../words';
import style from './ThreatDetail.module.css';
import { widerDecision } from './decision-scope';

const KINDS = ['accepted', 'transferred', 'avoided', 'false-positive', 'covered'] as const satisfies readonly DecisionStatus[];
const verbs = {
  accepted: 'views.accept',
  transferred: 'views.transfer',
  avoided: 'views.avoid',
  'false-positive': 'views.false-alarm',
  covered: 'views.covered-by',
} as const;
/** Decisions that hold for a time only. */
const TEMPORARY: readonly DecisionStatus[] = ['accepted', 'transferred'];
/** How many other threats are offered as the one that covers this. */
const MAX_COVERING = 200;

interface FormProps {
  readonly threat: Threat;
  readonly names: Names;
  readonly kind: DecisionStatus;
  readonly onDone: () => void;
}

function DecisionForm({ threat, names, kind, onDone }: FormProps) {
  const app = useApplication();
  const session = useSession();
  const author = useShell((state) => state.settings.author);
  const view = useResults((state) => state.view);
  const formId = useId();
  const [reason, setReason] = useState('');
  const [owner, setOwner] = useState('');
  const [until, setUntil] = useState('');
  const [coveredBy, setCoveredBy] = useState<ThreatKey | ''>('');
  const [all, setAll] = useState(false);
  const sameRule = view.rows.find(({ rule }) => rule === threat.rule)?.threats ?? [threat];
  const wider = kind === 'covered' ? undefined : widerDecision(names.model, threat, sameRule.filter(isOpenThreat));
  const covering = kind === 'covered' ? [...view.threats.values()].filter((other) => other.key !== threat.key && isOpenThreat(other)) : [];
  // The ones on the same thing first: they are what covers it most often.
  const choices = [
    ...covering.filter(({ subject }) => subject === threat.subject),
    ...covering.filter(({ subject }) => subject !== threat.subject),
  ].slice(0, MAX_COVERING);
  const complete = reason.trim() !== '' && (kind !== 'covered' || coveredBy !== '');

  const confirm = (): void => {
    if (!complete) return;
    const decision: Decision = {
      status: kind,
      reason: reason.trim(),
      ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
      ...(until === '' ? {} : { until }),
      ...(author === '' ? {} : { by: author }),
      date: app.parts.today(),
      ...(coveredBy === '' ? {} : { coveredBy }),
    };
    const edit = decide([all && wider !== undefined ? wider.key : threat.key], decision);
    session.edit(edit);
    app.notices.say(print(edit.label));
    onDone();
  };

  return (
    <form
      id={formId}
      className={style.form}
      aria-label={say(verbs[kind])}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement) confirm();
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onDone();
      }}
    >
      {kind === 'covered' && (
        <SelectField
          label={say('views.covered-by-which')}
          labelShown
          empty={say('views.choose-threat')}
          value={coveredBy}
          choices={choices.map(({ key, title }) => ({ value: key, label: title }))}
          onChange={setCoveredBy}
        />
      )}
      {/* A person who pressed Accept goes on to type why. */}
      <TextField label={say('views.reason')} labelShown value={reason} onChange={setReason} autoFocus required />
      <div className={style.formLine}>
        <TextField label={say('views.owner')} labelShown value={owner} onChange={setOwner} />
        {TEMPORARY.includes(kind) && (
          <TextField label={say('views.until')} labelShown type="date" min={app.parts.today()} value={until} onChange={setUntil} />
        )}
      </div>
      {wider && (
        <Checkbox
          label={say('views.for-all-in', { count: wider.count, place: nameOf(names.model, wider.boundary) })}
          checked={all}
          onChange={setAll}
        />
      )}
      <div className={style.formButtons}>
        <Button small onClick={onDone}>
          {say('views.cancel')}
        </Button>
        <Button small kind="primary" disabled={!complete} onClick={confirm}>
          {say(verbs[kind])}
        </Button>
      </div>
    </form>
  );
}

/** What was decided, by whom and why, with a way back. */
function Decided({ threat, names }: { readonly threat: Threat; readonly names: Names }) {
  const session = useSession();
  if (threat.status.state !== 'decided') return null;
  const { decision, key } = threat.status;
  const scope = splitKey(key);
  return (
    <div className={style.decided}>
      {decision.reason !== undefined && <p>{decision.reason}</p>}
      <p className={style.small}>
        {[
          decision.owner === undefined ? '' : say('views.owned-by', { name: decision.owner }),
          decision.until === undefined ? '' : say('views.until-day', { day: decision.until }),
          decision.by === undefined ? '' : say('views.said-by', { name: decision.by }),
          decision.coveredBy === undefined ? '' : say('views.covered-by-what', { what: decision.coveredBy }),
          scope?.inside === true ? say('views.for-all-inside', { place: nameOf(names.model, scope.subject) }) : '',
        ]
          .filter((part) => part !== '')
          .join(', ')}
      </p>
      <Button small onClick={() => session.edit(decide([key], undefined))}>
        {say('views.withdraw')}
      </Button>
    </div>
  );
}

function Headline({ threat, names }: { readonly threat: Threat; readonly names: Names }) {
  const session = useSession();
  const { status } = threat;
  const control = (key: string): string => names.catalog.controls.get(splitKey(key)?.what ?? key)?.name ?? key;
  switch (status.state) {
    case 'open':
      return <strong>{say('views.is-open')}</strong>;
    case 'closes-with-plan':
    case 'closed': {
      const [first] = status.by;
      return (
        <>
          <strong>{status.state === 'closed' ? say('views.is-closed') : say('views.stays-open')}</strong>
          <span className={style.closes} data-closed={status.state === 'closed'}>
            <Icon name={status.state === 'closed' ? 'check' : 'clock'} size={12} />
            {status.state === 'closed' ? say('views.closed-by') : say('views.closes-when')}{' '}
            <Button kind="link" small onClick={() => session.view.set({ view: 'mitigations', control: first })}>
              {status.by.map(control).join(', ')}
            </Button>
          </span>
        </>
      );
    }
    case 'decided':
      return (
        <strong>
          {status.expired
            ? say('views.decision-expired')
            : say('views.is-decided', { status: say(`status.${status.decision.status ?? 'accepted'}`) })}
        </strong>
      );
  }
}

/** The state of a threat, and what a person may decide instead of closing it. */
export function Decisions({ threat, names }: { readonly threat: Threat; readonly names: Names }) {
  const [kind, setKind] = useState<DecisionStatus>();
  const mayDecide = isOpenThreat(threat);
  return (
    <>
      <p className={style.headline}>
        <Headline threat={threat} names={names} />
      </p>
      <Decided threat={threat} names={names} />
      {mayDecide && kind === undefined && (
        <div className={style.choices}>
          <span className={style.small}>{say('views.instead')}</span>
          {KINDS.map((each) => (
            <Button key={each} small onClick={() => setKind(each)}>
              {say(verbs[each])}
            </Button>
          ))}
        </div>
      )}
      {mayDecide && kind !== undefined && (
        <DecisionForm key={kind} threat={threat} names={names} kind={kind} onDone={() => setKind(undefined)} />
      )}
    </>
  );
}
