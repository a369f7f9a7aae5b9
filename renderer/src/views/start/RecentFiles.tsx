import type { RecentFile } from '../../../../shared/desktop-api';
import { useApplication, useShell } from '../../app/context';
import { openById, openWithDialog, refreshRecent } from '../../app/files';
import { classes } from '../../ui/classes';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { say } from '../../words';
import style from './StartView.module.css';
import { whenWas } from './when';

function whenWords(usedAt: string): string {
  const date = new Date(usedAt);
  if (Number.isNaN(date.getTime())) return '';
  const when = whenWas(date, new Date());
  switch (when.kind) {
    case 'today':
      return say('views.today-at', { time: when.time });
    case 'yesterday':
      return say('views.yesterday');
    case 'day':
      return when.day;
  }
}

function Recent({ file }: { readonly file: RecentFile }) {
  const app = useApplication();
  const run = (work: Promise<unknown>): void => void work.catch((error: unknown) => app.fault(error));
  const forget = async (): Promise<void> => {
    await app.desktop.forget(file.id);
    await refreshRecent(app);
  };
  return (
    <li className={style.recentLine}>
      <button
        type="button"
        className={style.recentFile}
        disabled={file.missing}
        title={file.displayPath}
        onClick={() => run(openById(app, file.id))}
      >
        <Icon name="file" />
        <span className={classes(style.name, file.missing && style.missing)}>{file.name}</span>
        <span className={style.path}>{file.missing ? say('views.not-at-its-place') : file.displayPath}</span>
      </button>
      {file.missing && (
        <Button kind="link" small onClick={() => run(openWithDialog(app))} aria-label={say('views.locate-what', { name: file.name })}>
          {say('views.locate')}
        </Button>
      )}
      <span className={style.when}>{whenWords(file.usedAt)}</span>
      <span className={style.forget}>
        <IconButton icon="close" size={12} label={say('views.forget', { name: file.name })} onClick={() => run(forget())} />
      </span>
    </li>
  );
}

/** The files that were used last, also the ones that are gone. */
export function RecentFiles() {
  const recent = useShell((state) => state.recent);
  if (recent.length === 0) return <p className={style.nothing}>{say('views.no-recent')}</p>;
  return (
    <ul className={style.recent}>
      {recent.map((file) => (
        <Recent key={file.id} file={file} />
      ))}
    </ul>
  );
}
