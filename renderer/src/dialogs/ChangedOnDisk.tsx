import { useRef, useState } from 'react';
import { useApplication, useShell } from '../app/context';
import { documentName, takeTheirs } from '../app/files';
import { keepMine, saveCopy } from '../app/saving';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { print, say } from '../words';
import style from './dialogs.module.css';

const MOST_SHOWN = 6;

/** Somebody else saved the file while there is unsaved work: keep ours, take theirs, or put ours somewhere else. */
export function ChangedOnDisk({ onClose }: { readonly onClose: () => void }) {
  const app = useApplication();
  const session = useShell((state) => state.session);
  const copy = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  if (session === undefined) return null;
  const { history } = session.document.store.getState();
  const act = (work: () => Promise<unknown>, closes: boolean): void => {
    setBusy(true);
    if (closes) onClose();
    work()
      .catch((error: unknown) => app.fault(error))
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      open
      size="medium"
      title={say('ui.file-changed')}
      onClose={onClose}
      initialFocus={copy}
      footer={
        <>
          <Button ref={copy} disabled={busy} onClick={() => act(() => saveCopy(app), false)}>
            {say('ui.save-copy')}
          </Button>
          <Button disabled={busy} onClick={() => act(() => takeTheirs(app), true)}>
            {say('ui.take-theirs')}
          </Button>
          <Button kind="primary" disabled={busy} onClick={() => act(() => keepMine(app), true)}>
            {say('ui.keep-mine')}
          </Button>
        </>
      }
    >
      <p>{say('ui.file-changed-why', { name: documentName(session), count: history.done.length })}</p>
      <p className={style.lead}>{say('ui.your-edits')}</p>
      <ul className={style.list}>
        {history.done.slice(-MOST_SHOWN).map((step, index) => (
          <li key={index}>{print(step.edit.label)}</li>
        ))}
        {history.done.length > MOST_SHOWN && <li>{say('ui.and-more', { count: history.done.length - MOST_SHOWN })}</li>}
      </ul>
      <p className={style.lead}>{say('ui.what-each-does')}</p>
      <ul className={style.list}>
        <li>{say('ui.keep-mine-means')}</li>
        <li>{say('ui.take-theirs-means')}</li>
        <li>{say('ui.save-copy-means')}</li>
      </ul>
    </Dialog>
  );
}
