import { useState } from 'react';
import { useApplication } from '../../app/context';
import { ViewHeader } from '../../app/ViewHeader';
import { useSession, useView } from '../../session/context';
import { BusyLine } from '../../ui/BusyLine';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { ProblemNotice } from '../../ui/Notice';
import { QuestionSign } from '../../ui/Severity';
import { Segmented } from '../../ui/Segmented';
import { say } from '../../words';
import shared from '../views.module.css';
import { type ExportItem, type ItemFilter, type ItemState, passes, treeOf } from './export-items';
import style from './ExportView.module.css';
import { FilePreview } from './FilePreview';
import { FileTree } from './FileTree';
import { type ExportState, useExport } from './use-export';

function countStates(states: Iterable<ItemState>): string {
  const count = { new: 0, changed: 0, same: 0 };
  for (const { kind } of states) if (kind === 'new' || kind === 'changed' || kind === 'same') count[kind] += 1;
  return [
    count.new === 0 ? '' : say('views.n-new', { count: count.new }),
    count.changed === 0 ? '' : say('views.n-changed', { count: count.changed }),
    count.same === 0 ? '' : say('views.n-same', { count: count.same }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** What is left out and why, with the way to have it. */
function Drafts({ items, ticked }: { readonly items: readonly ExportItem[]; readonly ticked: ReadonlySet<string> }) {
  const session = useSession();
  const left = items.filter(({ path, policy }) => policy?.draft !== undefined && !ticked.has(path));
  const [first] = left;
  if (first?.policy === undefined) return null;
  const { on } = first.policy;
  return (
    <div className={style.drafts}>
      <p className={style.draftsTitle}>
        <QuestionSign />
        {left.length === 1
          ? say('views.stays-out', { name: first.path.split('/').at(-1) ?? first.path })
          : say('views.stay-out', { count: left.length })}
      </p>
      <p>
        {say('views.stays-out-why')}{' '}
        <Button kind="link" small onClick={() => session.view.set({ view: 'matrix', selection: [on] })}>
          {say('views.check-calls')}
        </Button>
      </p>
    </div>
  );
}

function Failures({ state }: { readonly state: ExportState }) {
  const failed = [...state.written.values()].flatMap((result) =>
    result.kind === 'failed' || result.kind === 'changed-on-disk' ? [result] : [],
  );
  if (failed.length === 0) return null;
  return (
    <div className={style.failures}>
      {failed.slice(0, 3).map((result) => (
        <ProblemNotice key={result.path} problem={result.problem} />
      ))}
    </div>
  );
}

/** What the model yields for a repository: a folder, the files in it with what would change, then the writing. */
export function ExportView() {
  const app = useApplication();
  const folder = useView((state) => state.exportFolder);
  const state = useExport();
  const [kind, setKind] = useState<ItemFilter>('all');
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<string>();
  const folders = app.desktop.abilities.folders;
  const run = (work: Promise<unknown>): void => void work.catch((error: unknown) => app.fault(error));

  const shown = state.items.filter((item) => passes(item, kind));
  const changed = shown.find(({ path }) => state.states.get(path)?.kind === 'changed');
  const item = shown.find(({ path }) => path === chosen) ?? changed ?? shown[0];
  const itemState: ItemState = (item && state.states.get(item.path)) ?? { kind: 'unknown' };
  const ready = state.ticked.size > 0 && (!folders || folder !== undefined);
  const fold = (path: string): void =>
    setFolded(new Set(folded.has(path) ? [...folded].filter((each) => each !== path) : [...folded, path]));

  return (
    <div className={shared.split}>
      <div className={shared.column}>
        <BusyLine work={state.work} id={state.turn} />
        <ViewHeader
          title={say('views.export')}
          outlook={false}
          tools={
            <Segmented
              label={say('views.which-files')}
              value={kind}
              choices={[
                { value: 'all', label: say('views.all-files') },
                { value: 'report', label: say('views.report') },
                { value: 'policy', label: say('views.policies') },
                { value: 'model', label: say('views.model') },
              ]}
              onChange={setKind}
            />
          }
        />
        <div className={style.folder}>
          {folders ? (
            <>
              <span className={style.folderLabel}>{say('views.folder')}</span>
              <span className={style.folderPath} data-chosen={folder !== undefined}>
                <Icon name="folder" />
                <span title={folder?.displayPath}>{folder?.displayPath ?? say('views.no-folder')}</span>
              </span>
              <Button kind={folder === undefined ? 'primary' : 'plain'} onClick={() => run(state.chooseFolder())}>
                {say('views.choose')}
              </Button>
              <span className={shared.small}>{folder === undefined ? say('views.folder-hint') : say('views.folder-chosen')}</span>
            </>
          ) : (
            <span className={shared.small}>{say('views.downloads')}</span>
          )}
        </div>
        {state.stopped ? (
          <Empty
            icon="export"
            title={say('views.stopped')}
            actions={<Button onClick={state.again}>{say('views.work-out-again')}</Button>}
          />
        ) : (
          <div className={style.panes}>
            <div className={style.left}>
              <p className={style.leftHead}>
                <strong>{say('views.n-to-write', { count: state.ticked.size })}</strong>
                <span>{countStates(state.states.values())}</span>
              </p>
              <div className={style.treeBox}>
                <FileTree
                  lines={treeOf(shown, folded)}
                  states={state.states}
                  written={state.written}
                  ticked={state.ticked}
                  folded={folded}
                  chosen={item?.path}
                  onTick={state.tick}
                  onFold={fold}
                  onChoose={setChosen}
                />
              </div>
              <Failures state={state} />
              <Drafts items={state.items} ticked={state.ticked} />
            </div>
            {item && <FilePreview key={item.path} item={item} state={itemState} />}
          </div>
        )}
        <footer className={style.footer} data-foot="">
          <span className={shared.small}>{folders ? say('views.nothing-outside') : say('views.one-download-each')}</span>
          <Button kind="primary" disabled={!ready} onClick={() => run(state.write())}>
            {folders ? say('views.write-n', { count: state.ticked.size }) : say('views.download-n', { count: state.ticked.size })}
          </Button>
        </footer>
      </div>
    </div>
  );
}
