import { useCommand } from '../commands/use-command';
import { useModel } from '../session/context';
import { Button } from '../ui/Button';
import { Empty } from '../ui/Empty';
import { say } from '../words';
import style from './EmptyCanvas.module.css';

/** Over a diagram with nothing on it: what to do next. Lets the pointer through beside its buttons. */
export function EmptyCanvas() {
  const importFiles = useCommand('file.import');
  const create = useCommand('model.create');
  const model = useModel();
  // Things that have no place yet are being laid out at this moment.
  if (model.elements.size + model.boundaries.size > 0) return null;
  return (
    <div className={style.place}>
      <div className={style.card}>
        <Empty
          icon="diagram"
          title={say('ui.nothing-drawn')}
          actions={
            <>
              <Button kind="primary" onClick={importFiles.run}>
                {say('ui.import-manifests')}
              </Button>
              <Button onClick={create.run}>{say('ui.pick-stencil')}</Button>
            </>
          }
        >
          {say('ui.nothing-drawn-why')}
        </Empty>
      </div>
    </div>
  );
}
