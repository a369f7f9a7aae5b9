import { About } from '../dialogs/About';
import { ChangedOnDisk } from '../dialogs/ChangedOnDisk';
import { EarlierVersions } from '../dialogs/EarlierVersions';
import { SettingsDialog } from '../dialogs/SettingsDialog';
import { Shortcuts } from '../dialogs/Shortcuts';
import { Unsaved } from '../dialogs/Unsaved';
import { GoBox } from '../goto/GoBox';
import { useApplication, useShell } from './context';

/** What stands over everything else. */
export function Overlays() {
  const app = useApplication();
  const overlay = useShell((state) => state.overlay);
  const close = (): void => {
    app.shell.setState({ overlay: undefined });
    app.session()?.view.set({ connecting: undefined });
  };
  switch (overlay?.kind) {
    case undefined:
      return null;
    case 'go':
      return <GoBox key={overlay.mode} mode={overlay.mode} onClose={close} />;
    case 'shortcuts':
      return <Shortcuts onClose={close} />;
    case 'about':
      return <About onClose={close} />;
    case 'settings':
      return <SettingsDialog onClose={close} />;
    case 'earlier-versions':
      return <EarlierVersions onClose={close} />;
    case 'changed-on-disk':
      return <ChangedOnDisk onClose={close} />;
    case 'unsaved':
      return (
        <Unsaved
          name={overlay.name}
          onAnswer={(answer) => {
            close();
            overlay.answer(answer);
          }}
        />
      );
  }
}
