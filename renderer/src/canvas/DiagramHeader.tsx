import { useApplication } from '../app/context';
import { ViewHeader } from '../app/ViewHeader';
import { useMediaQuery } from '../app/media-query';
import { CommandButton } from '../commands/CommandButton';
import { commandOf, runCommand } from '../commands/all-commands';
import { useModel, useView } from '../session/context';
import { Button, IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { Menu, type MenuLine } from '../ui/Menu';
import { say } from '../words';
import style from './DiagramHeader.module.css';

function ShowMenu() {
  const app = useApplication();
  const protocols = useView((state) => state.showProtocols);
  const assets = useView((state) => state.showAssets);
  const narrow = useMediaQuery('(max-width: 1279px)');
  const line = (id: string, checked: boolean): MenuLine => ({
    kind: 'item',
    label: commandOf(id)?.title(app) ?? '',
    checked,
    run: () => void runCommand(app, id),
  });
  const shown = [...(protocols ? [say('ui.protocols')] : []), ...(assets ? [say('ui.assets')] : [])].join(', ');
  return (
    <Menu
      trigger={
        <Button kind="quiet" small {...(narrow ? { 'aria-label': say('ui.show') } : {})}>
          <Icon name="layers" />
          {!narrow && say('ui.show-what', { what: shown === '' ? say('ui.nothing') : shown })}
        </Button>
      }
      lines={[line('view.protocols', protocols), line('view.assets', assets)]}
    />
  );
}

/** The diagram's title, which model it shows, and the tools. */
export function DiagramHeader({ palette }: { readonly palette?: { readonly open: boolean; readonly onToggle: () => void } }) {
  const title = useModel().header.title;
  return (
    <ViewHeader
      title={title ?? say('ui.diagram')}
      tools={
        <>
          {palette && <IconButton icon="plus" label={say('ui.toggle-palette')} pressed={palette.open} onClick={palette.onToggle} />}
          <CommandButton id="tool.select" />
          <CommandButton id="tool.pan" />
          <CommandButton id="tool.connect" />
          <CommandButton id="model.add-network" />
          <CommandButton id="model.arrange" />
          <span className={style.line} />
          <ShowMenu />
          <CommandButton id="view.fit" />
          <CommandButton id="view.side-panel" />
        </>
      }
    />
  );
}
