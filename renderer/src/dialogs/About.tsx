import { useApplication, useCatalog, useShell } from '../app/context';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Mark } from '../ui/Icon';
import { Notice } from '../ui/Notice';
import { print, say } from '../words';
import style from './dialogs.module.css';

/** What runs here, in words that can be copied into a report of a fault. */
export function About({ onClose }: { readonly onClose: () => void }) {
  const app = useApplication();
  const about = useShell((state) => state.about);
  const catalog = useCatalog();
  const lines = [
    ...(about?.components.map(({ name, version }) => [name, version] as const) ?? []),
    ...(about === undefined ? [] : [[say('ui.system'), [about.platform, about.architecture].filter(Boolean).join(' ')] as const]),
    ...(about?.runtime === 'browser' ? [] : [[say('ui.sandbox'), about?.sandboxed === true ? say('ui.on') : say('ui.off')] as const]),
    ...(catalog === undefined
      ? []
      : [[say('ui.catalog'), catalog.entries.version] as const, ['ATT&CK', catalog.entries.attack.version] as const]),
  ];
  return (
    <Dialog
      open
      size="medium"
      title={say('ui.about')}
      onClose={onClose}
      footer={
        <>
          <Button
            onClick={() =>
              void app.desktop.copyText([`Gabion ${about?.version ?? ''}`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\n'))
            }
          >
            {say('ui.copy')}
          </Button>
          <Button kind="primary" onClick={onClose}>
            {say('ui.close')}
          </Button>
        </>
      }
    >
      <div className={style.about}>
        <Mark size={32} />
        <div>
          <p className={style.product}>{say('ui.gabion')}</p>
          <p>{say('ui.version', { version: about?.version ?? '' })}</p>
        </div>
      </div>
      {about?.notices.map((notice) => (
        <Notice key={notice.id} tone="warning" title={print(notice)} />
      ))}
      <dl className={style.facts}>
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {catalog !== undefined && <p className={style.small}>{catalog.entries.attack.notice}</p>}
    </Dialog>
  );
}
