import { CommandButton } from '../commands/CommandButton';
import { useCommand } from '../commands/use-command';
import type { DocumentSession } from '../session/document-session';
import { Icon, Mark } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import { say } from '../words';
import { useShell } from './context';
import { useStore } from 'zustand';
import style from './TitleBar.module.css';

function DocumentTitle({ session }: { readonly session: DocumentSession }) {
  const file = useStore(session.document.store, (state) => state.file);
  const title = useStore(session.document.store, (state) => state.history.model.header.title);
  const dirty = useStore(session.document.store, (state) => state.dirty);
  const readOnly = useStore(session.document.store, (state) => state.readOnly);
  const onDisk = useStore(session.document.store, (state) => state.onDisk);
  const state = () => {
    if (onDisk === 'gone') return say('ui.state-gone');
    if (onDisk === 'damaged') return say('ui.state-damaged');
    if (onDisk === 'changed') return say('ui.state-changed-on-disk');
    if (readOnly) return say('ui.state-read-only');
    if (dirty) return file === undefined ? say('ui.state-not-saved') : say('ui.state-edited');
    return file === undefined ? '' : say('ui.state-saved');
  };
  return (
    <>
      <h1 className={style.name} title={file?.displayPath}>
        {file?.name ?? title ?? say('ui.untitled')}
        {dirty && <span className={style.dot} aria-hidden="true" />}
      </h1>
      <span className={style.state}>{state()}</span>
    </>
  );
}

/** Mark, file and its state; the box that goes anywhere; undo and redo. */
export function TitleBar() {
  const session = useShell((state) => state.session);
  const go = useCommand('go.anything');
  return (
    <header className={style.bar} data-region="title">
      <Mark size={20} />
      {session ? <DocumentTitle session={session} /> : <h1 className={style.name}>{say('ui.gabion')}</h1>}
      <button type="button" className={style.go} onClick={go.run}>
        <Icon name="search" size={14} />
        <span className={style.goText}>{say('ui.go-to-anything')}</span>
        <Kbd keys="Mod+K" />
      </button>
      {session && (
        <div className={style.tools}>
          <CommandButton id="edit.undo" />
          <CommandButton id="edit.redo" />
          <CommandButton id="file.save" />
        </div>
      )}
    </header>
  );
}
