import { useEffect, useState } from 'react';
import { say } from '../words';
import { Button } from './Button';
import style from './BusyLine.module.css';

const QUIET_MS = 200;
const PATIENCE_MS = 2_000;

/** Work that may take a while: what it is, how far it is, how to stop it. */
export interface Work {
  readonly label: string;
  /** 0 to 1; undefined where nobody knows. */
  readonly progress?: number;
  readonly cancel?: () => void;
}

function useElapsed(since: unknown, ms: number): boolean {
  const [over, setOver] = useState<unknown>(undefined);
  useEffect(() => {
    if (since === undefined) return undefined;
    const timer = setTimeout(() => setOver(since), ms);
    return () => clearTimeout(timer);
  }, [since, ms]);
  return since !== undefined && over === since;
}

/**
 * Nothing for 200 ms; then a line at the top of the region that works; after 2 s what is done, how far, and Cancel.
 * @param work undefined at rest; `id` tells one piece of work from the next
 */
export function BusyLine({ work, id }: { readonly work: Work | undefined; readonly id: unknown }) {
  const since = work === undefined ? undefined : id;
  const shown = useElapsed(since, QUIET_MS);
  const long = useElapsed(since, PATIENCE_MS);
  if (work === undefined || !shown) return null;
  const percent = work.progress === undefined ? undefined : Math.round(work.progress * 100);
  return (
    <div className={style.busy}>
      <div
        className={style.track}
        role="progressbar"
        aria-label={work.label}
        aria-valuemin={0}
        aria-valuemax={100}
        {...(percent === undefined ? {} : { 'aria-valuenow': percent })}
      >
        <div
          className={percent === undefined ? style.unknown : style.known}
          style={percent === undefined ? undefined : { transform: `scaleX(${percent / 100})` }}
        />
      </div>
      {long && (
        <div className={style.card}>
          <span>{percent === undefined ? work.label : say('ui.busy-percent', { what: work.label, percent })}</span>
          {work.cancel && (
            <Button small onClick={work.cancel}>
              {say('ui.cancel')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
