import { useRef } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { say } from '../words';

/** Asks what shall become of unsaved work, where the system has no dialog for it. */
export function Unsaved({ name, onAnswer }: { readonly name: string; readonly onAnswer: (answer: 'save' | 'discard' | 'cancel') => void }) {
  const cancel = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      title={say('ui.save-changes', { name })}
      onClose={() => onAnswer('cancel')}
      initialFocus={cancel}
      footer={
        <>
          <Button kind="quiet" onClick={() => onAnswer('discard')}>
            {say('ui.leave-unsaved')}
          </Button>
          <Button ref={cancel} onClick={() => onAnswer('cancel')}>
            {say('ui.cancel')}
          </Button>
          <Button kind="primary" onClick={() => onAnswer('save')}>
            {say('ui.save')}
          </Button>
        </>
      }
    >
      {say('ui.save-changes-why')}
    </Dialog>
  );
}
