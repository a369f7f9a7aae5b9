import { useState } from 'react';
import { useApplication } from '../../app/context';
import { decide } from '../../../../shared/model/edits/decide';
import { splitKey } from '../../../../shared/model/ids';
import { useResults, useSession } from '../../session/context';
import { Button } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { say } from '../../words';
import style from './ThreatsView.module.css';

/** Decisions whose threat is no longer found: kept, shown, and withdrawn by a person alone. */
function StaleDecisions() {
  const session = useSession();
  const stale = useResults((state) => state.view.staleDecisions);
  const [opened, setOpened] = useState(false);
  if (stale.length === 0) return null;
  const [first] = stale;
  return (
    <>
      <button type="button" className={style.note} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={classes(style.noteSign, style.chevron, opened && style.opened)}>
          <Icon name="right" size={12} />
        </span>
        {say('views.stale-decisions', { count: stale.length })}
        {!opened && first !== undefined && <code className={style.noteEnd}>{first}</code>}
      </button>
      {opened &&
        stale.map((key) => (
          <div key={key} className={classes(style.note, style.stale)}>
            <code>{key}</code>
            <span className={style.noteEnd}>
              <Button small onClick={() => session.edit(decide([key], undefined))} aria-label={say('views.withdraw-what', { what: key })}>
                {say('views.withdraw')}
              </Button>
            </span>
          </div>
        ))}
    </>
  );
}

/** What is closed already, and by what: nothing that was done is hidden. */
function ClosedAlready() {
  const session = useSession();
  const app = useApplication();
  const outlook = useResults((state) => state.view.outlook);
  const threats = useResults((state) => state.view.threats);
  const closed = [...threats.values()].flatMap(({ status }) => (status.state === 'closed' ? [status.by] : []));
  if (outlook === 'undone' || closed.length === 0) return null;
  const { catalog } = app.shell.getState();
  const controls = [...new Set(closed.flat().map((key) => splitKey(key)?.what ?? key))].map(
    (control) => catalog?.controls.get(control)?.name ?? control,
  );
  return (
    <button
      type="button"
      className={style.note}
      onClick={() =>
        session.view.store.setState(({ threatList }) => ({
          threatList: { ...threatList, filter: { ...threatList.filter, shown: 'closed' } },
        }))
      }
    >
      <span className={style.noteSign}>
        <Icon name="mitigations" />
      </span>
      {say('views.closed-already', { count: closed.length, controls })}
      <span className={style.noteEnd}>{say('views.show')}</span>
    </button>
  );
}

/** Below the list: what is not in it and should not be forgotten. */
export function ThreatNotes() {
  return (
    <div>
      <StaleDecisions />
      <ClosedAlready />
    </div>
  );
}
