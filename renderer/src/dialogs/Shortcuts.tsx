import { useApplication } from '../app/context';
import { allCommands } from '../commands/all-commands';
import type { CommandGroup } from '../commands/command';
import { Dialog } from '../ui/Dialog';
import { Kbd } from '../ui/Kbd';
import { say } from '../words';
import style from './dialogs.module.css';

const groups = ['go', 'file', 'edit', 'model', 'arrange', 'view', 'help'] as const satisfies readonly CommandGroup[];

/** Every shortcut, made from the list of commands. */
export function Shortcuts({ onClose }: { readonly onClose: () => void }) {
  const app = useApplication();
  return (
    <Dialog open size="large" title={say('ui.shortcuts')} onClose={onClose}>
      <p className={style.small}>{say('ui.single-keys-note')}</p>
      <div className={style.columns}>
        {groups.map((group) => (
          <section key={group} className={style.group}>
            <h3 className={style.lead}>{say(`ui.group-${group}`)}</h3>
            <dl>
              {allCommands
                .filter((command) => command.group === group && command.keys !== undefined)
                .map((command) => (
                  <div key={command.id} className={style.shortcut}>
                    <dt>{command.title(app)}</dt>
                    <dd>
                      {command.keys?.map((keys) => (
                        <Kbd key={keys} keys={keys} />
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
