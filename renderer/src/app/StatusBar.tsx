import type { Severity } from '../../../shared/analysis/findings';
import { useDocument, useModel, useResults, useSession, useView } from '../session/context';
import { QuestionSign, severities, SeverityCount } from '../ui/Severity';
import { say } from '../words';
import { useCatalog, useShell } from './context';
import style from './StatusBar.module.css';

function CatalogVersion() {
  const catalog = useCatalog();
  return (
    <span className={style.right}>
      {catalog === undefined ? '' : say('ui.catalog-version', { version: catalog.entries.version, attack: catalog.entries.attack.version })}
    </span>
  );
}

/** What the runtime is, where that is not what users get. */
function RuntimeNote() {
  const about = useShell((state) => state.about);
  return about?.runtime === 'fallback' ? <span className={style.note}>{say('ui.testing-runtime')}</span> : null;
}

/** Without a document there is little to say. */
export function OutsideStatusBar() {
  return (
    <footer className={style.bar} data-region="status">
      <span>{say('ui.no-model')}</span>
      <span className={style.space} />
      <RuntimeNote />
      <span>{say('ui.works-offline')}</span>
      <CatalogVersion />
    </footer>
  );
}

/** Live counts at the left, what they are about at the right. */
export function StatusBar() {
  const session = useSession();
  const outlook = useView((state) => state.outlook);
  const counts = useResults((state) => state.view.counts);
  const took = useResults((state) => state.took);
  const model = useModel();
  const readOnly = useDocument((state) => state.opened?.readOnly === true);
  const total = severities.reduce((sum, severity: Severity) => sum + counts.open[severity], 0);
  return (
    <footer className={style.bar} data-region="status">
      {outlook !== 'as-is' && (
        <strong className={style.outlook}>{outlook === 'as-planned' ? say('ui.as-planned') : say('ui.undone-outlook')}</strong>
      )}
      <button type="button" className={style.group} onClick={() => session.view.set({ view: 'threats' })}>
        {severities.map(
          (severity) => counts.open[severity] > 0 && <SeverityCount key={severity} severity={severity} count={counts.open[severity]} />,
        )}
        {say('ui.threat-count', { count: total })}
      </button>
      <button
        type="button"
        className={style.questions}
        onClick={() => session.view.set({ view: 'diagram', stripTab: 'questions', stripOpen: true })}
      >
        <QuestionSign size={12} />
        {say('ui.question-count', { count: counts.questions })}
      </button>
      <button
        type="button"
        className={style.group}
        onClick={() => session.view.set({ view: 'diagram', stripTab: 'hygiene', stripOpen: true })}
      >
        {say('ui.hygiene-count', { count: counts.hygiene })}
      </button>
      <span className={style.space} />
      {readOnly && <span className={style.note}>{say('ui.state-read-only')}</span>}
      <RuntimeNote />
      <span className={style.wide}>
        {say('ui.model-size', { flows: model.flows.size, elements: model.elements.size, boundaries: model.boundaries.size })}
      </span>
      {took !== undefined && <span className={style.wide}>{say('ui.analysed-in', { ms: Math.max(1, Math.round(took)) })}</span>}
      <CatalogVersion />
    </footer>
  );
}
