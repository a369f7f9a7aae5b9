import { useMemo, useState } from 'react';
import { useApplication } from '../../app/context';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ProblemNotice } from '../../ui/Notice';
import { Segmented } from '../../ui/Segmented';
import { print, say } from '../../words';
import { type CodeLine, CodeView, plainLines } from '../CodeView';
import type { ExportItem, ItemState } from './export-items';
import style from './ExportView.module.css';
import { diffLines, hunksOf } from './line-diff';

/** The lines of a comparison, with what did not change folded away unless everything is wanted. */
function comparison(before: string, after: string, everything: boolean): readonly CodeLine[] {
  const lines = diffLines(before, after);
  return hunksOf(lines, everything ? lines.length : 3).flatMap((hunk): readonly CodeLine[] =>
    hunk.kind === 'gap'
      ? [{ numbers: [undefined, undefined], kind: 'gap', text: say('views.n-lines-same', { count: hunk.count }) }]
      : hunk.lines.map(({ kind, text, before: from, after: to }) => ({ numbers: [from, to], kind, text })),
  );
}

/** A file as it would be written: what changes where something is there, else the whole of it. */
export function FilePreview({ item, state }: { readonly item: ExportItem; readonly state: ItemState }) {
  const app = useApplication();
  const [everything, setEverything] = useState(false);
  const lines = useMemo(
    () => (state.kind === 'changed' ? comparison(state.before, item.text, everything) : plainLines(item.text)),
    [item, state, everything],
  );
  const { policy } = item;
  const save = (): void => {
    app.desktop
      .exportFile({ suggestedName: item.path.split('/').at(-1) ?? item.path, bytes: item.bytes, filters: [] })
      .then((result) => {
        if (result.kind === 'saved') app.notices.toast(say('views.saved-to', { path: result.displayPath }), { tone: 'done' });
        if (result.kind === 'failed') app.shell.setState({ problems: [result.problem] });
      })
      .catch((error: unknown) => app.fault(error));
  };
  const copy = (): void => {
    app.desktop
      .copyText(item.text)
      .then(() => app.notices.toast(say('views.copied', { what: item.path })))
      .catch((error: unknown) => app.fault(error));
  };
  return (
    <section className={style.preview} aria-label={item.path}>
      <header className={style.previewHead}>
        <code title={item.path}>{item.path}</code>
        {state.kind === 'changed' && (
          <span className={style.counts}>{say('views.plus-minus', { added: state.added, removed: state.removed })}</span>
        )}
        <span className={style.previewTools}>
          {state.kind === 'changed' && (
            <Segmented
              label={say('views.what-to-show')}
              value={everything ? 'all' : 'changes'}
              choices={[
                { value: 'changes', label: say('views.changes') },
                { value: 'all', label: say('views.whole-file') },
              ]}
              onChange={(shown) => setEverything(shown === 'all')}
            />
          )}
          <IconButton icon="copy" label={say('views.copy-file')} onClick={copy} />
          <Button small onClick={save}>
            {say('views.save-this')}
          </Button>
        </span>
      </header>
      {state.kind === 'refused' && (
        <div className={style.problem}>
          <ProblemNotice problem={state.problem} />
        </div>
      )}
      {state.kind === 'own' && <p className={style.ownNote}>{say('views.own-file-why')}</p>}
      <CodeView key={item.path} label={item.path} path={item.path} lines={lines} />
      {policy?.proof && (
        <footer className={style.proof}>
          <Icon name="control" />
          <div>
            <strong>
              {say('views.proof', {
                passing: policy.proof.flowsPassing,
                flows: policy.proof.flows,
                refused: policy.proof.pairsRefused,
                pairs: policy.proof.pairs,
              })}
            </strong>
            <p>{say('views.proof-where')}</p>
          </div>
        </footer>
      )}
      {policy && policy.proof === undefined && policy.notes[0] && (
        <footer className={style.proof}>
          <Icon name="info" />
          <p>{print(policy.notes[0])}</p>
        </footer>
      )}
    </section>
  );
}
