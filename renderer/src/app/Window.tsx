import { Suspense } from 'react';
import { DiagramView } from '../canvas/DiagramView';
import { useView } from '../session/context';
import { BusyLine } from '../ui/BusyLine';
import { ProblemNotice } from '../ui/Notice';
import { Button } from '../ui/Button';
import { say } from '../words';
import { StartView, views } from '../views/registry';
import { ActivityBar } from './ActivityBar';
import { useApplication, useShell } from './context';
import { DraftNotice } from './DraftNotice';
import { OutsideStatusBar, StatusBar } from './StatusBar';
import { TitleBar } from './TitleBar';
import { ViewBoundary } from './ViewBoundary';
import style from './Window.module.css';

/** The line at the top of the window's work area while something takes longer than a moment. */
function Busy() {
  const work = useShell((state) => state.work);
  return <BusyLine work={work} id={work?.id} />;
}

/** Why a file did not open, in place, until it is closed. What was open stays open below it. */
function Problems() {
  const app = useApplication();
  const problems = useShell((state) => state.problems);
  if (problems.length === 0) return null;
  const [first, ...more] = problems;
  return (
    <div className={style.problems}>
      {first && (
        <ProblemNotice
          problem={first}
          aside={say('ui.nothing-changed')}
          actions={
            <Button small onClick={() => app.shell.setState({ problems: [] })}>
              {say('ui.close')}
            </Button>
          }
        />
      )}
      {more.length > 0 && <p className={style.more}>{say('ui.more-problems', { count: more.length })}</p>}
    </div>
  );
}

/** Over everything while files are held above the window. */
function DropVeil() {
  const dropping = useShell((state) => state.dropping);
  return dropping ? <div className={style.veil}>{say('ui.drop-here')}</div> : null;
}

/** The window on the start screen. */
export function StartWindow() {
  return (
    <div className={style.window}>
      <TitleBar />
      <ActivityBar />
      <main className={style.main} data-region="main">
        <Busy />
        <Problems />
        <ViewBoundary>
          <Suspense>
            <StartView />
          </Suspense>
        </ViewBoundary>
      </main>
      <OutsideStatusBar />
      <DropVeil />
    </div>
  );
}

function OtherView() {
  const view = useView((state) => state.view);
  if (view === 'diagram') return null;
  const View = views[view];
  return (
    <main className={style.main} data-region="main">
      <Busy />
      <Problems />
      <DraftNotice />
      <ViewBoundary key={view}>
        <Suspense>
          <View />
        </Suspense>
      </ViewBoundary>
    </main>
  );
}

/** The window with a document. */
export function DocumentWindow() {
  const onDiagram = useView((state) => state.view === 'diagram');
  return (
    <div className={style.window}>
      <TitleBar />
      <ActivityBar />
      {onDiagram ? (
        <main className={style.main} data-region="diagram">
          <Busy />
          <Problems />
          <DraftNotice />
          <ViewBoundary>
            <DiagramView />
          </ViewBoundary>
        </main>
      ) : (
        <OtherView />
      )}
      <StatusBar />
      <DropVeil />
    </div>
  );
}
