import { useEffect, useState } from 'react';
import type { EarlierVersion } from '../../../shared/desktop-api';
import { useApplication, useShell } from '../app/context';
import { restoreVersion } from '../app/files';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Empty } from '../ui/Empty';
import { say } from '../words';
import style from './dialogs.module.css';

/** Versions that a save replaced; one of them can be brought back as an edit that undo takes back. */
export function EarlierVersions({ onClose }: { readonly onClose: () => void }) {
  const app = useApplication();
  const id = useShell((state) => state.session?.document.store.getState().file?.id);
  const [versions, setVersions] = useState<readonly EarlierVersion[] | undefined>(undefined);
  useEffect(() => {
    if (id !== undefined) app.desktop.listVersions(id).then(setVersions, (error: unknown) => app.fault(error));
  }, [app, id]);
  return (
    <Dialog open size="medium" title={say('ui.earlier-versions')} onClose={onClose}>
      {versions?.length === 0 && <Empty icon="history" title={say('ui.no-earlier-versions')} />}
      <ul className={style.versions}>
        {versions?.map((version) => (
          <li key={version.id}>
            <span>{new Date(version.replacedAt).toLocaleString()}</span>
            <span className={style.size}>{say('ui.bytes', { count: version.size })}</span>
            <Button
              small
              onClick={() => {
                onClose();
                if (id !== undefined) restoreVersion(app, id, version.id).catch((error: unknown) => app.fault(error));
              }}
            >
              {say('ui.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
