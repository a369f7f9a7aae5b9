import { useApplication, useShell } from '../../app/context';
import { discardDraft, newDocument, openText, restoreDraft } from '../../app/files';
import { chooseFilesToImport } from '../../app/incoming';
import { useCommand } from '../../commands/use-command';
import { classes } from '../../ui/classes';
import { Button } from '../../ui/Button';
import { Icon, Mark } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { Notice } from '../../ui/Notice';
import { say } from '../../words';
import { RecentFiles } from './RecentFiles';
import { type Sample, samples } from './samples';
import style from './StartView.module.css';

/** Work that is in no file, offered first. */
function FoundDrafts() {
  const app = useApplication();
  const drafts = useShell((state) => state.drafts);
  const run = (work: Promise<unknown>): void => void work.catch((error: unknown) => app.fault(error));
  if (drafts.length === 0) return null;
  return (
    <div className={style.drafts}>
      {drafts.slice(0, 3).map((draft) => (
        <Notice
          key={draft.id}
          tone="note"
          title={say('views.draft-of', { name: draft.name, count: draft.edits })}
          actions={
            <>
              <Button small onClick={() => run(restoreDraft(app, draft.id))}>
                {say('views.restore')}
              </Button>
              <Button small kind="quiet" onClick={() => run(discardDraft(app, draft.id))}>
                {say('views.discard')}
              </Button>
            </>
          }
        />
      ))}
      {drafts.length > 3 && <p className={style.aside}>{say('views.more-drafts', { count: drafts.length - 3 })}</p>}
    </div>
  );
}

const sampleName = (sample: Sample): string =>
  ({ 'small-shop': say('views.sample-shop'), 'delivery-pipeline': say('views.sample-pipeline') })[sample.id];
const sampleDetail = (sample: Sample): string =>
  ({ 'small-shop': say('views.sample-shop-detail'), 'delivery-pipeline': say('views.sample-pipeline-detail') })[sample.id];

function SampleCard({ sample }: { readonly sample: Sample }) {
  const app = useApplication();
  const open = (): void =>
    void openText(app, new TextEncoder().encode(sample.text), sample.file).catch((error: unknown) => app.fault(error));
  return (
    <li>
      <button type="button" className={style.sample} onClick={open}>
        <svg className={style.thumbnail} viewBox="0 0 164 68" aria-hidden="true" focusable="false">
          {sample.boundaries.map((shape) => (
            <rect key={`${shape.x} ${shape.y}`} {...shape} rx={3} className={style.zone} />
          ))}
          {sample.lines.map((line) => (
            <path key={line} d={line} className={style.line} />
          ))}
          {sample.boxes.map((shape) => (
            <rect key={`${shape.x} ${shape.y}`} {...shape} rx={2} className={style.box} />
          ))}
        </svg>
        <span className={style.sampleName}>{sampleName(sample)}</span>
        <span className={style.sampleDetail}>{sampleDetail(sample)}</span>
      </button>
    </li>
  );
}

function EmptyModelCard() {
  const app = useApplication();
  return (
    <li>
      <button type="button" className={style.sample} onClick={() => void newDocument(app).catch((error: unknown) => app.fault(error))}>
        <svg className={style.thumbnail} viewBox="0 0 164 68" aria-hidden="true" focusable="false">
          <path d="M82 26v16M74 34h16" className={style.plus} />
        </svg>
        <span className={style.sampleName}>{say('views.empty-model')}</span>
        <span className={style.sampleDetail}>{say('views.empty-model-detail')}</span>
      </button>
    </li>
  );
}

/** What a window without a document shows: begin, open, import, go on. */
export function StartView() {
  const app = useApplication();
  const dropping = useShell((state) => state.dropping);
  const recent = useShell((state) => state.recent);
  const begin = useCommand('file.new');
  const open = useCommand('file.open');
  const remembers = app.desktop.abilities.recentFiles;
  return (
    <div className={style.scroll}>
      <div className={style.page}>
        <div>
          <div className={style.brand}>
            <Mark size={32} />
            <div>
              <h2>{say('views.gabion')}</h2>
              <p>{say('views.what-it-is')}</p>
            </div>
          </div>
          <div className={style.buttons}>
            <Button kind="primary" icon="plus" onClick={begin.run}>
              {say('views.new-model')}
            </Button>
            <Button icon="folder" onClick={open.run}>
              {say('views.open')}
              {open.keys !== undefined && <Kbd keys={open.keys} />}
            </Button>
          </div>
          <h3 className={style.heading}>{say('views.import-from')}</h3>
          <div className={style.card}>
            <button type="button" className={style.option} onClick={() => chooseFilesToImport(app)}>
              <Icon name="stencil:deployment" />
              <span className={style.optionName}>{say('views.kubernetes')}</span>
              <span className={style.optionDetail}>{say('views.kubernetes-detail')}</span>
            </button>
            <button type="button" className={style.option} onClick={() => chooseFilesToImport(app, 'folder')}>
              <Icon name="folder" />
              <span className={style.optionName}>{say('views.a-folder')}</span>
              <span className={style.optionDetail}>{say('views.a-folder-detail')}</span>
            </button>
          </div>
          <p className={classes(style.drop, dropping && style.dropping)}>
            <Icon name="import" />
            {say('views.or-drop')}
          </p>
        </div>
        <div className={style.right}>
          <FoundDrafts />
          {(remembers || recent.length > 0) && (
            <>
              <h3 className={style.heading}>{say('views.recent')}</h3>
              <RecentFiles />
            </>
          )}
          <h3 className={style.heading}>{say('views.start-from')}</h3>
          <ul className={style.samples}>
            {samples.map((sample) => (
              <SampleCard key={sample.id} sample={sample} />
            ))}
            <EmptyModelCard />
          </ul>
        </div>
      </div>
    </div>
  );
}
