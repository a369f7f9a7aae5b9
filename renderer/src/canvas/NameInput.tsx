import { useEffect, useRef, useState } from 'react';
import { renameThing } from '../../../shared/model/edits/change';
import { useSession } from '../session/context';
import { say } from '../words';
import { canvasOf } from './canvas-handle';
import style from './NameInput.module.css';

/** A thing's name while it is typed, in place: Enter keeps it, Esc leaves it as it was. */
export function NameInput({
  id,
  name,
  className,
}: {
  readonly id: string;
  readonly name: string;
  readonly className?: string | undefined;
}) {
  const session = useSession();
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const finish = (keep: boolean): void => {
    if (done.current) return;
    done.current = true;
    const wanted = text.trim();
    if (keep && wanted !== name) session.edit(renameThing(session.model(), id, wanted));
    session.view.set({ renaming: undefined });
  };
  return (
    <input
      ref={input}
      className={[style.input, className, 'nodrag', 'nopan'].filter(Boolean).join(' ')}
      aria-label={say('ui.name')}
      value={text}
      maxLength={500}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => finish(true)}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        finish(event.key === 'Enter');
        canvasOf(session)?.focus(id);
      }}
    />
  );
}
