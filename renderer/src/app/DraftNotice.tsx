import { useDocument } from '../session/context';
import { Button } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { say } from '../words';
import { useApplication, useShell } from './context';
import { discardDraft, restoreDraft } from './files';
import style from './Window.module.css';

/** Above an open document: work on this very file that was left unsaved before and is not in it. */
export function DraftNotice() {
  const app = useApplication();
  const file = useDocument((state) => state.file);
  const draft = useShell((state) => state.drafts.find((candidate) => file !== undefined && candidate.document === file.id));
  if (draft === undefined) return null;
  const run = (work: Promise<unknown>): void => void work.catch((error: unknown) => app.fault(error));
  return (
    <div className={style.problems}>
      <Notice
        tone="note"
        title={say('ui.draft-of-this', { count: draft.edits, when: new Date(draft.updatedAt).toLocaleString() })}
        actions={
          <>
            <Button small onClick={() => run(restoreDraft(app, draft.id))}>
              {say('ui.restore')}
            </Button>
            <Button small kind="quiet" onClick={() => run(discardDraft(app, draft.id))}>
              {say('ui.discard')}
            </Button>
          </>
        }
      >
        {file !== undefined && draft.baseHash !== file.hash ? say('ui.draft-file-changed') : undefined}
      </Notice>
    </div>
  );
}
