import { useApplication, useShell } from '../app/context';
import type { ThemeChoice } from '../app/shell-store';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Checkbox, TextField } from '../ui/Field';
import { Segmented } from '../ui/Segmented';
import { say } from '../words';
import style from './dialogs.module.css';

const themes: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];

/** What a person chooses for good on this machine. Each takes effect at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const app = useApplication();
  const settings = useShell((state) => state.settings);
  return (
    <Dialog
      open
      size="medium"
      title={say('ui.settings')}
      onClose={onClose}
      footer={
        <Button kind="primary" onClick={onClose}>
          {say('ui.close')}
        </Button>
      }
    >
      <div className={style.setting}>
        <span>{say('ui.theme')}</span>
        <Segmented
          label={say('ui.theme')}
          value={settings.theme}
          choices={themes.map((theme) => ({ value: theme, label: say(`ui.theme-${theme}`) }))}
          onChange={(theme) => app.changeSettings({ theme })}
        />
      </div>
      <div className={style.setting}>
        <span>
          {say('ui.your-name')}
          <span className={style.small}>{say('ui.your-name-why')}</span>
        </span>
        <TextField
          label={say('ui.your-name')}
          value={settings.author}
          maxLength={200}
          onChange={(author) => app.changeSettings({ author })}
        />
      </div>
      <div className={style.setting}>
        <span>
          {say('ui.single-keys')}
          <span className={style.small}>{say('ui.single-keys-why')}</span>
        </span>
        <Checkbox label={say('ui.on')} checked={settings.singleKeys} onChange={(singleKeys) => app.changeSettings({ singleKeys })} />
      </div>
    </Dialog>
  );
}
