import { useStore as useReactFlowStore } from '@xyflow/react';
import { CommandButton } from '../commands/CommandButton';
import { useCommand } from '../commands/use-command';
import { say } from '../words';
import style from './ZoomControl.module.css';

/** Out, how far, in; pressing the figure goes back to 100 %. */
export function ZoomControl() {
  const zoom = useReactFlowStore(({ transform }) => Math.round(transform[2] * 100));
  const reset = useCommand('view.zoom-reset');
  return (
    <div className={style.control} role="group" aria-label={say('ui.zoom')}>
      <CommandButton id="view.zoom-out" side="top" />
      <button type="button" className={style.figure} title={reset.title} onClick={reset.run}>
        {say('ui.percent', { value: zoom })}
      </button>
      <CommandButton id="view.zoom-in" side="top" />
    </div>
  );
}
