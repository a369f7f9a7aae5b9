import { useEffect, useMemo, useState } from 'react';
import { severities, SeverityCount } from '../../ui/Severity';
import type { ImportScope, Placement } from '../../../../shared/model/schema';
import { commonName, importStep, isEmptyModel } from '../../../../shared/exchange/import-step';
import { useApplication, useCatalog, useShell } from '../../app/context';
import { placesFor } from '../../app/arranging';
import { chooseFilesToImport } from '../../app/incoming';
import { ViewHeader } from '../../app/ViewHeader';
import { runCommand } from '../../commands/all-commands';
import { useModel, useSession } from '../../session/context';
import { BusyLine } from '../../ui/BusyLine';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Checkbox, RadioCard } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { QuestionSign } from '../../ui/Severity';
import { Tag } from '../../ui/Tag';
import { print, say } from '../../words';
import type { Judged } from '../../workers/outcome-calls';
import shared from '../views.module.css';
import { FileList } from './FileList';
import { AddedList, ChangedList, GoneList, KeptList } from './ImportChanges';
import { fileLines, wholeProblems } from './import-files';
import { additionsOf, sizeOf } from './import-summary';
import style from './ImportView.module.css';
import { ScenePicture } from './ScenePicture';
import { propose, type Proposed, useImport } from './use-import';

const SCOPES = ['all', 'namespace', 'part'] as const satisfies readonly ImportScope[];
/** Beyond this the picture would say nothing. */
const MOST_DRAWN = 400;

const scopeWords = (scope: ImportScope): { readonly label: string; readonly detail: string } =>
  ({
    all: { label: say('views.scope-all'), detail: say('views.scope-all-detail') },
    namespace: { label: say('views.scope-namespace'), detail: say('views.scope-namespace-detail') },
    part: { label: say('views.scope-part'), detail: say('views.scope-part-detail') },
  })[scope];

function Consequence({ judged }: { readonly judged: Judged | undefined }) {
  if (judged === undefined) return null;
  return (
    <span className={style.consequence}>
      {severities.map(
        (severity) => judged.open[severity] > 0 && <SeverityCount key={severity} severity={severity} count={judged.open[severity]} />,
      )}
      <span className={style.questions}>
        <QuestionSign size={12} />
        {say('views.n-questions', { count: judged.questions })}
      </span>
    </span>
  );
}

/** Where new things will stand; worked out once for each model that might be. */
function usePlaces(proposed: Proposed | undefined, wanted: boolean): ReadonlyMap<string, Placement> | undefined {
  const app = useApplication();
  const [places, setPlaces] = useState<{ readonly of: Proposed; readonly placements: ReadonlyMap<string, Placement> | undefined }>();
  useEffect(() => {
    if (proposed === undefined || !wanted || proposed.edit.changes.length === 0) return undefined;
    let mine = true;
    placesFor(app, proposed.after)
      .then((placements) => mine && setPlaces({ of: proposed, placements }))
      .catch((error: unknown) => app.fault(error));
    return () => {
      mine = false;
    };
  }, [app, proposed, wanted]);
  return places?.of === proposed ? places?.placements : undefined;
}

/** Looks at foreign files before they become part of the model: what they hold, what they are, what will change. */
export function ImportView() {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const incoming = useShell((state) => state.incoming);
  const [scope, setScope] = useState<ImportScope>('part');
  const [layOut, setLayOut] = useState(true);
  const { files, results, judged } = useImport(incoming, model, scope);
  const result = results.get(scope);
  const proposed = useMemo(() => result && propose(model, result), [model, result]);
  const drawable = proposed !== undefined && proposed.after.elements.size <= MOST_DRAWN;
  const places = usePlaces(proposed, layOut || drawable);

  const leave = (): void => {
    app.shell.setState({ incoming: [] });
    session.view.set({ view: 'diagram' });
  };
  if (incoming.length === 0) {
    return (
      <Empty
        icon="import"
        title={say('views.nothing-to-import')}
        actions={<Button onClick={() => chooseFilesToImport(app)}>{say('views.choose-files')}</Button>}
      >
        {say('views.import-hint')}
      </Empty>
    );
  }

  const title = commonName(incoming.map(({ path }) => path));
  const size = proposed && sizeOf(proposed.preview);
  const take = (next: 'diagram' | 'matrix'): void => {
    if (result === undefined) return;
    const edit = importStep(session.model(), result, layOut ? (places ?? new Map()) : new Map(), title);
    const { readAt } = session.view.store.getState();
    session.view.set({ readAt: new Map([...readAt, ...(proposed?.sources ?? [])]) });
    session.edit(edit);
    app.shell.setState({ incoming: [] });
    session.view.set({ view: next, provisional: new Map() });
    app.notices.toast(print(edit.label), {
      tone: 'done',
      action: { label: say('views.undo'), run: () => void runCommand(app, 'edit.undo') },
    });
  };
  const few = result?.notes.find(({ id }) => id === 'exchange.few-calls');
  const notes = result?.notes.filter((note) => note !== few) ?? [];
  const lines = files && result ? fileLines(result, files.problems) : undefined;
  const broken = result === undefined ? [] : wholeProblems(result);
  const nothing = proposed?.edit.changes.length === 0;
  const hints = judged.get(scope)?.assets ?? [];
  const ready = proposed !== undefined && !nothing && (!layOut || places !== undefined);
  const verb = (): string => {
    if (size === undefined || nothing) return say('views.nothing-to-change');
    if (size.added === 0) return say('views.take-changes', { count: size.changed });
    return size.changed === 0
      ? say('views.add-things', { count: size.added })
      : say('views.add-and-change', { added: size.added, changed: size.changed });
  };

  return (
    <div className={shared.split}>
      <div className={shared.column}>
        <BusyLine
          work={result === undefined ? { label: say('views.reading-files', { count: incoming.length }), cancel: leave } : undefined}
          id={scope}
        />
        <ViewHeader title={say('views.import')} outlook={false} tools={<span className={style.aside}>{say('views.read-here')}</span>} />
        <div className={shared.scroll}>
          <div className={style.page}>
            <h3 className={style.heading}>
              {say('views.found')} <span className={style.aside}>{say('views.n-files', { count: incoming.length })}</span>
            </h3>
            {lines && <FileList lines={lines} incoming={incoming} />}
            {broken.map((problem, index) => (
              <ProblemNotice key={index} problem={problem} aside={say('views.nothing-changed')} />
            ))}
            {result && result.counts.objects > 0 && (
              <>
                <fieldset className={style.scope}>
                  <legend className={style.question}>{say('views.what-are-these')}</legend>
                  {SCOPES.map((each) => {
                    const { label, detail } = scopeWords(each);
                    return (
                      <RadioCard
                        key={each}
                        name="scope"
                        label={label}
                        detail={detail}
                        consequence={<Consequence judged={judged.get(each)} />}
                        checked={each === scope}
                        onChange={() => setScope(each)}
                      />
                    );
                  })}
                </fieldset>
                {proposed && proposed.preview.added.length > 0 && (
                  <>
                    <h3 className={style.heading}>{say('views.what-is-added')}</h3>
                    <AddedList
                      additions={additionsOf(proposed.preview, proposed.after)}
                      after={proposed.after}
                      allNew={isEmptyModel(model)}
                    />
                  </>
                )}
                {proposed && (
                  <>
                    <ChangedList preview={proposed.preview} model={proposed.after} catalog={catalog} />
                    <KeptList preview={proposed.preview} model={proposed.after} catalog={catalog} />
                    <GoneList preview={proposed.preview} model={proposed.after} />
                  </>
                )}
                {few && (
                  <Notice
                    tone="question"
                    title={say('views.who-calls-whom')}
                    actions={
                      <Button small disabled={!ready} onClick={() => take('matrix')}>
                        {say('views.add-and-say')}
                      </Button>
                    }
                  >
                    {print(few)}
                  </Notice>
                )}
                <h3 className={style.heading}>{say('views.what-to-know')}</h3>
                <ul className={style.notes}>
                  {notes.map((note, index) => (
                    <li key={index}>
                      <Icon name="info" />
                      <span>{print(note)}</span>
                    </li>
                  ))}
                  <li>
                    <Icon name="asset" />
                    <span>{say('views.no-assets-made-up')}</span>
                  </li>
                </ul>
              </>
            )}
          </div>
        </div>
        <footer className={style.footer} data-foot="">
          <Checkbox label={say('views.lay-out')} checked={layOut} onChange={setLayOut} />
          <span className={style.footerEnd}>
            <span className={style.aside}>{say('views.one-step')}</span>
            <Button onClick={leave}>{say('views.cancel')}</Button>
            <Button kind="primary" disabled={!ready} onClick={() => take('diagram')}>
              {verb()}
            </Button>
          </span>
        </footer>
      </div>
      <aside className={style.preview} aria-label={say('views.preview')} data-region="inspector">
        <header className={style.previewHeader}>
          <h3>{say('views.preview')}</h3>
          {size && <span className={style.aside}>{say('views.n-new', { count: size.added })}</span>}
        </header>
        <div className={style.canvas}>
          {proposed && drawable && places && (
            <ScenePicture
              model={proposed.after}
              catalog={catalog}
              placements={places}
              fresh={new Set(isEmptyModel(model) ? [] : proposed.preview.added.map(({ id }) => id))}
            />
          )}
          {proposed && !drawable && (
            <Empty icon="diagram" title={say('views.too-large-to-preview', { count: proposed.after.elements.size })} />
          )}
        </div>
        {hints.length > 0 && (
          <div className={style.first}>
            <p className={style.firstTitle}>
              <QuestionSign />
              {say('views.first-question')}
            </p>
            <p className={style.hints}>
              <span className={style.aside}>{say('views.named-after')}</span>
              {hints.slice(0, 6).map((name) => (
                <Tag key={name} tone="line">
                  {name}
                </Tag>
              ))}
            </p>
          </div>
        )}
      </aside>
    </div>
  );
}
