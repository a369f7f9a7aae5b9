import { useMemo } from 'react';
import { answer } from '../../../../shared/model/edits/properties';
import type { PolicyFile } from '../../../../shared/policy/policy-file';
import { useApplication } from '../../app/context';
import { nameOf } from '../../model-words/describe';
import { useModel, useSession } from '../../session/context';
import { Button, IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { QuestionSign } from '../../ui/Severity';
import { Tag } from '../../ui/Tag';
import { print, say } from '../../words';
import { CodeView, plainLines } from '../CodeView';
import { CALLS_COMPLETE } from '../matrix/call-matrix';
import style from './MitigationsView.module.css';

/** Receivers that are listed of the pairs that a draft would cut. */
const FEW = 3;

/** Why a policy is not to be applied yet, with the pairs that it would cut and the way out. */
function DraftBand({ file }: { readonly file: PolicyFile }) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  if (file.draft === undefined) return null;
  const { reason, cuts } = file.draft;
  const total = cuts.reduce((sum, { from }) => sum + from.length, 0);
  const more = cuts.slice(FEW);
  const forCalls = reason.id === 'policy.calls-incomplete' || reason.id === 'policy.calls-open';
  const check = (): void => session.view.set({ view: 'matrix', selection: [file.on] });
  const all = (): void => {
    const author = app.shell.getState().settings.author;
    session.edit(
      answer(session.model(), CALLS_COMPLETE, [file.on], true, { ...(author === '' ? {} : { by: author }), date: app.parts.today() }),
    );
  };
  return (
    <section className={style.draft} aria-label={say('views.draft')}>
      <h4 className={style.draftTitle}>
        <QuestionSign />
        {forCalls ? say('views.draft-until-calls') : say('views.draft-not-yet')}
      </h4>
      <p>{print(reason)}</p>
      {total > 0 && (
        <>
          <p>{say('views.would-cut', { count: total })}</p>
          <ul className={style.cuts}>
            {cuts.slice(0, FEW).map(({ to, from }) => (
              <li key={to}>
                <span>{say('views.cut-to', { name: nameOf(model, to) })}</span>
                <span>{say('views.cut-from', { count: from.length })}</span>
              </li>
            ))}
            {more.length > 0 && (
              <li>
                <span>{say('views.cut-to-more', { count: more.length })}</span>
                <span>{say('views.cut-from-in-all', { count: more.reduce((sum, { from }) => sum + from.length, 0) })}</span>
              </li>
            )}
          </ul>
        </>
      )}
      {forCalls && (
        <p className={style.draftButtons}>
          <Button kind="primary" small onClick={check}>
            {say('views.check-calls')}
          </Button>
          <Button small onClick={all}>
            {say('views.calls-are-drawn')}
          </Button>
        </p>
      )}
    </section>
  );
}

interface PolicyPaneProps {
  readonly policies: readonly PolicyFile[];
  readonly chosen: string | undefined;
  readonly onChoose: (path: string) => void;
}

/** The policies that the model yields: a list, what each still needs, its text, and its proof. */
export function PolicyPane({ policies, chosen, onChoose }: PolicyPaneProps) {
  const app = useApplication();
  const session = useSession();
  const file = policies.find(({ path }) => path === chosen) ?? policies[0];
  const lines = useMemo(() => (file === undefined ? [] : plainLines(file.content)), [file]);
  if (file === undefined) {
    return (
      <Empty icon="file" title={say('views.no-policies')}>
        {say('views.no-policies-why')}
      </Empty>
    );
  }
  const copy = (): void => {
    app.desktop
      .copyText(file.content)
      .then(() => app.notices.toast(say('views.copied', { what: file.path })))
      .catch((error: unknown) => app.fault(error));
  };
  return (
    <>
      <ul className={style.policies}>
        {policies.map((each) => (
          <li key={each.path}>
            <button
              type="button"
              className={classes(style.policy, each === file && style.policyChosen)}
              aria-pressed={each === file}
              onClick={() => onChoose(each.path)}
            >
              <Icon name="file" />
              <code title={each.path}>{each.path}</code>
              <span className={style.kinds} title={each.kinds.join(', ')}>
                {each.kinds[0]}
              </span>
              {each.draft ? (
                <Tag tone="question">{say('views.draft')}</Tag>
              ) : (
                <span className={style.closesNote}>
                  {each.closes.length > 0 ? say('views.closes-short', { count: each.closes.length }) : ''}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <DraftBand file={file} />
      <div className={style.codeHead}>
        <strong>{file.path.split('/').at(-1)}</strong>
        <span>{say('views.n-documents', { count: file.documents })}</span>
        <IconButton icon="copy" label={say('views.copy-file')} onClick={copy} />
      </div>
      <CodeView key={file.path} label={file.path} path={file.path} lines={lines} />
      <footer className={style.policyFooter}>
        {file.proof && (
          <p className={style.proof}>
            <Icon name="control" />
            <span>
              <strong>
                {say('views.proof', {
                  passing: file.proof.flowsPassing,
                  flows: file.proof.flows,
                  refused: file.proof.pairsRefused,
                  pairs: file.proof.pairs,
                })}
              </strong>
              <span>{say('views.proof-where')}</span>
            </span>
          </p>
        )}
        {file.proof === undefined && file.notes[0] && (
          <p className={style.policyNote}>
            <Icon name="info" />
            <span>{print(file.notes[0])}</span>
          </p>
        )}
        <p className={style.policyButtons}>
          <Button kind="primary" onClick={() => session.view.set({ view: 'export' })}>
            {say('views.export-them')}
          </Button>
          <span className={style.never}>{say('views.never-applied')}</span>
        </p>
      </footer>
    </>
  );
}
