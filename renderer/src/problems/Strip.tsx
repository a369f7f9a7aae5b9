import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { hygieneId, questionId } from '../../../shared/analysis/delta';
import type { HygieneFinding, Question, Threat, ThreatRow } from '../../../shared/analysis/findings';
import { isOpenThreat } from '../../../shared/analysis/status';
import { useApplication, useCatalog } from '../app/context';
import { useMediaQuery } from '../app/media-query';
import { nameOf } from '../model-words/describe';
import { questionText, questionWhere } from '../questions/question-words';
import { useModel, useResults, useSession, useView } from '../session/context';
import { subjectOfQuestion } from '../session/results-store';
import type { DocumentSession } from '../session/document-session';
import type { StripTab } from '../session/view-store';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import { Empty } from '../ui/Empty';
import { Icon } from '../ui/Icon';
import { QuestionSign, SeverityLabel } from '../ui/Severity';
import { StrideLetters } from '../ui/Stride';
import { Tabs } from '../ui/Tabs';
import { say } from '../words';
import style from './Strip.module.css';
import { whereOf } from './where';

/** More places than this of one row are left to the Threats view. */
const MOST_PLACES = 200;
/** And so many questions and findings are enough to begin with: the weightiest come first. */
const MOST_ROWS = 200;

interface OpenRow {
  readonly row: ThreatRow;
  readonly open: readonly Threat[];
}

/** Brings a threat's thing into view, with the threat opened beside it. */
function showOnDiagram(session: DocumentSession, threat: Threat): void {
  session.view.show(threat.subject);
  session.view.set({ threat: threat.key, inspectorTab: 'threats' });
}

function ThreatPlaces({ threats }: { readonly threats: readonly Threat[] }) {
  const session = useSession();
  const model = useModel();
  return (
    <>
      {threats.slice(0, MOST_PLACES).map((threat) => (
        <li key={threat.key}>
          <button type="button" className={classes(style.row, style.place)} onClick={() => showOnDiagram(session, threat)}>
            <SeverityLabel severity={threat.risk.severity} />
            <span className={style.clip}>{nameOf(model, threat.subject)}</span>
            <span />
            <span />
            <span className={style.number}>{threat.risk.score}</span>
          </button>
        </li>
      ))}
      {threats.length > MOST_PLACES && (
        <li>
          <button type="button" className={classes(style.row, style.place)} onClick={() => session.view.set({ view: 'threats' })}>
            <span />
            {say('ui.more-in-threats', { count: threats.length - MOST_PLACES })}
          </button>
        </li>
      )}
    </>
  );
}

function ThreatRows({ rows }: { readonly rows: readonly OpenRow[] }) {
  const session = useSession();
  const model = useModel();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (rule: string): void => {
    const next = new Set(opened);
    if (!next.delete(rule)) next.add(rule);
    setOpened(next);
  };
  return (
    <ul aria-label={say('ui.threats')}>
      {rows.map(({ row, open }) => {
        const [only, second] = open;
        const many = second !== undefined;
        const expanded = opened.has(row.rule);
        return (
          <li key={row.rule}>
            <button
              type="button"
              className={style.row}
              {...(many ? { 'aria-expanded': expanded } : {})}
              onClick={() => {
                if (many) toggle(row.rule);
                else if (only) showOnDiagram(session, only);
              }}
            >
              <SeverityLabel severity={row.severity} />
              <span className={classes(style.clip, style.strong)}>{many ? row.name : (only?.title ?? row.name)}</span>
              <StrideLetters stride={row.stride} />
              <span className={style.where}>
                {many && <Icon name={expanded ? 'down' : 'right'} size={12} />}
                <span className={style.clip}>{whereOf(model, open)}</span>
              </span>
              <span className={style.number}>{row.score}</span>
            </button>
            {expanded && (
              <ul>
                <ThreatPlaces threats={open} />
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function ThreatsPanel({ rows, questions }: { readonly rows: readonly OpenRow[]; readonly questions: number }) {
  const catalog = useCatalog();
  const model = useModel();
  if (rows.length === 0) {
    return (
      <Empty icon="mitigations" title={say('ui.no-open-threats')}>
        {say('ui.looked-at', {
          rules: catalog?.entries.threats.length ?? 0,
          elements: model.elements.size,
          flows: model.flows.size,
          questions,
        })}
      </Empty>
    );
  }
  return (
    <>
      <div className={classes(style.row, style.head)} aria-hidden="true">
        <span>{say('ui.severity')}</span>
        <span>{say('ui.threat')}</span>
        <span>{say('ui.stride')}</span>
        <span>{say('ui.where')}</span>
        <span className={style.number}>{say('ui.risk-column')}</span>
      </div>
      <div className={style.body}>
        <ThreatRows rows={rows} />
      </div>
    </>
  );
}

function More({ count }: { readonly count: number }) {
  return count <= 0 ? null : <li className={classes(style.row, style.rest)}>{say('ui.and-more', { count })}</li>;
}

function QuestionsPanel({ questions }: { readonly questions: readonly Question[] }) {
  const session = useSession();
  const model = useModel();
  const asked = useView((state) => state.question);
  if (questions.length === 0) return <Empty icon="question" title={say('ui.no-questions')} />;
  return (
    <div className={style.body}>
      <ul aria-label={say('ui.questions')}>
        {questions.slice(0, MOST_ROWS).map((question) => {
          const id = questionId(question);
          return (
            <li key={id}>
              <button
                type="button"
                className={classes(style.row, style.question, asked === id && style.current)}
                aria-pressed={asked === id}
                onClick={() => session.view.ask(id, subjectOfQuestion(question))}
              >
                <QuestionSign />
                <span className={style.clip}>{questionText(model, question)}</span>
                <span className={classes(style.clip, style.soft)}>{questionWhere(model, question)}</span>
                <span className={classes(style.clip, style.softer)}>
                  {question.settles.length === 0 ? '' : say('ui.settles', { count: question.settles.length })}
                </span>
              </button>
            </li>
          );
        })}
        <More count={questions.length - MOST_ROWS} />
      </ul>
    </div>
  );
}

function HygienePanel({ findings }: { readonly findings: readonly HygieneFinding[] }) {
  const session = useSession();
  const model = useModel();
  if (findings.length === 0) return <Empty icon="check" title={say('ui.no-hygiene')} />;
  return (
    <div className={style.body}>
      <ul aria-label={say('ui.hygiene')}>
        {findings.slice(0, MOST_ROWS).map((finding) => (
          <li key={hygieneId(finding)}>
            <button type="button" className={classes(style.row, style.hygiene)} onClick={() => session.view.show(finding.subject)}>
              <span className={style.dot} />
              <span className={style.clip}>{finding.title}</span>
              <span className={classes(style.clip, style.soft)}>{nameOf(model, finding.subject)}</span>
              <span className={classes(style.clip, style.softer)}>{finding.mend}</span>
            </button>
          </li>
        ))}
        <More count={findings.length - MOST_ROWS} />
      </ul>
    </div>
  );
}

/** What was found, below the canvas: threats, questions, hygiene. A row leads to its thing. `alone` fills the room that there is. */
export function Strip({ alone = false }: { readonly alone?: boolean }) {
  const app = useApplication();
  const session = useSession();
  const tab = useView((state) => state.stripTab);
  const wanted = useView((state) => state.stripOpen);
  const low = useMediaQuery('(max-height: 759px)');
  const rows = useResults((state) => state.view.rows);
  const questions = useResults((state) => state.view.questions);
  const hygiene = useResults((state) => state.view.hygiene);
  const problems = useResults((state) => state.problems);
  const [height, setHeight] = useState<number | undefined>(undefined);
  const open = useMemo(
    () => rows.flatMap((row): OpenRow[] => (row.threats.some(isOpenThreat) ? [{ row, open: row.threats.filter(isOpenThreat) }] : [])),
    [rows],
  );
  const places = open.reduce((sum, row) => sum + row.open.length, 0);
  const shown = alone || (wanted && !low);
  // Toasts stand above it.
  useEffect(() => {
    const root = document.documentElement.style;
    root.setProperty('--toast-bottom', `${(shown ? (height ?? 172) : 33) + 24}px`);
    return () => {
      root.removeProperty('--toast-bottom');
    };
  }, [shown, height]);
  const end: Readonly<Record<StripTab, ReactNode>> = {
    threats: say('ui.rows-and-places', { rows: open.length, places }),
    questions: say('ui.most-consequence-first'),
    hygiene: say('ui.about-the-model'),
  };
  return (
    <section
      className={classes(style.strip, !shown && style.closed, alone && style.alone)}
      style={shown && !alone && height !== undefined ? { height } : undefined}
      aria-label={say('ui.findings')}
      data-region="strip"
    >
      {shown && !alone && <Grip onDrag={(next) => setHeight(Math.max(120, Math.min(window.innerHeight / 2, next)))} />}
      <Tabs
        low
        open={shown}
        label={say('ui.findings')}
        value={tab}
        onChange={(next) => session.view.set({ stripTab: next, stripOpen: true })}
        tabs={[
          {
            id: 'threats',
            label: say('ui.threats'),
            count: places,
            panel:
              problems.length > 0 ? (
                <Empty icon="warning" title={say('ui.analysis-failed')} />
              ) : (
                <ThreatsPanel rows={open} questions={questions.length} />
              ),
          },
          {
            id: 'questions',
            label: say('ui.questions'),
            count: questions.length,
            icon: 'question',
            panel: <QuestionsPanel questions={questions} />,
          },
          { id: 'hygiene', label: say('ui.hygiene'), count: hygiene.length, panel: <HygienePanel findings={hygiene} /> },
        ]}
        end={
          <>
            <span className={style.note}>{end[tab]}</span>
            <IconButton
              icon={shown ? 'down' : 'up'}
              size={16}
              side="top"
              label={say('ui.toggle-strip')}
              keys="Mod+J"
              onClick={() => app.session()?.view.set({ stripOpen: !wanted })}
            />
          </>
        }
      />
    </section>
  );
}

/** The strip's upper edge, by which it is made higher; also with the arrow keys. */
function Grip({ onDrag }: { readonly onDrag: (height: number) => void }) {
  const heightOf = (element: HTMLElement): number => element.parentElement?.getBoundingClientRect().height ?? 0;
  return (
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={say('ui.strip-height')}
      aria-valuenow={172}
      tabIndex={0}
      className={style.grip}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId))
          onDrag((event.currentTarget.parentElement?.getBoundingClientRect().bottom ?? 0) - event.clientY);
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowUp') onDrag(heightOf(event.currentTarget) + 28);
        else if (event.key === 'ArrowDown') onDrag(heightOf(event.currentTarget) - 28);
        else return;
        event.preventDefault();
      }}
    />
  );
}
