import { useState, type ReactNode } from 'react';
import { questionId } from '../../../shared/analysis/delta';
import { isOpenThreat } from '../../../shared/analysis/status';
import type { ElementId } from '../../../shared/model/ids';
import { MODEL_SUBJECT } from '../../../shared/model/ids';
import { type Subject, subjectOf } from '../../../shared/model/threat-model';
import { useApplication, useCatalog } from '../app/context';
import { useMediaQuery } from '../app/media-query';
import { canRun, commandOf, runCommand } from '../commands/all-commands';
import { boundaryStencil, nameOf, stencilOf, subtitleOf } from '../model-words/describe';
import { QuestionPanel } from '../questions/QuestionPanel';
import { useModel, useResults, useSession, useView } from '../session/context';
import { subjectOfQuestion } from '../session/results-store';
import type { InspectorTab } from '../session/view-store';
import { IconButton } from '../ui/Button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import { type IconName, stencilIcon } from '../ui/icons';
import { Menu } from '../ui/Menu';
import { type Tab, Tabs } from '../ui/Tabs';
import { useToastsBeside } from '../ui/use-toasts-beside';
import { say } from '../words';
import { FlowsTab } from './FlowsTab';
import style from './Inspector.module.css';
import { ModelPanel } from './ModelPanel';
import { NotesTab } from './NotesTab';
import { PropertiesTab } from './PropertiesTab';
import { SeveralProperties } from './SeveralProperties';
import { subjectsShown, ThreatsTab } from './ThreatsTab';

const menuCommands = ['edit.rename', 'model.connect', 'model.replace', 'edit.duplicate', 'edit.delete', 'view.fit-selection'] as const;

function MoreMenu() {
  const app = useApplication();
  return (
    <Menu
      trigger={<IconButton icon="more" label={say('ui.more')} />}
      lines={menuCommands.flatMap((id) => {
        const command = commandOf(id);
        if (command === undefined) return [];
        const keys = command.keys?.[0];
        return [
          {
            kind: 'item',
            label: command.title(app),
            disabled: !canRun(command, app),
            ...(command.icon ? { icon: command.icon } : {}),
            ...(keys === undefined ? {} : { keys }),
            run: () => void runCommand(app, id),
          } as const,
        ];
      })}
    />
  );
}

function Head({
  icon,
  title,
  subtitle,
  menu = true,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly subtitle: string;
  readonly menu?: boolean;
}) {
  return (
    <header className={style.head}>
      <div className={style.titleRow}>
        <Icon name={icon} />
        <h2 className={style.title} dir="auto" title={title}>
          {title}
        </h2>
        {menu && <MoreMenu />}
      </div>
      <p className={style.subtitle} title={subtitle}>
        {subtitle}
      </p>
    </header>
  );
}

function useIcon(subject: Subject | undefined): IconName {
  const catalog = useCatalog();
  switch (subject?.kind) {
    case 'element':
      return stencilIcon(stencilOf(catalog, subject.entry)?.icon);
    case 'boundary':
      return stencilIcon(boundaryStencil(catalog, subject.entry)?.icon ?? 'boundary');
    case 'flow':
      return 'flow';
    case 'asset':
      return 'asset';
    case 'model':
    case undefined:
      return 'diagram';
  }
}

function OneThing({ subject }: { readonly subject: Subject }) {
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const icon = useIcon(subject);
  const tab = useView((state) => state.inspectorTab);
  const asked = useView((state) => state.question);
  const allThreats = useResults((state) => state.view.threats);
  const allQuestions = useResults((state) => state.view.questions);
  const id = subject.id;
  const questions = allQuestions.filter((question) => subjectOfQuestion(question) === id);
  const current = allQuestions.find((question) => questionId(question) === asked) ?? (tab === 'questions' ? questions[0] : undefined);
  const shown = subjectsShown(model.flows, [id]);
  const threats = [...allThreats.values()].filter((threat) => shown.has(threat.subject) && isOpenThreat(threat)).length;
  const flows = subject.kind === 'element' ? [...model.flows.values()].filter(({ from, to }) => from === id || to === id).length : 0;
  const withQuestions = current !== undefined || (subject.kind === 'boundary' && questions.length > 0);

  const tabs: readonly Tab<InspectorTab>[] = [
    ...(withQuestions
      ? [
          {
            id: 'questions',
            label: say('ui.questions'),
            count: questions.length,
            icon: 'question',
            panel: current === undefined ? null : <QuestionPanel questions={questions} current={current} />,
          } as const,
        ]
      : []),
    ...(subject.kind === 'asset'
      ? []
      : [{ id: 'threats', label: say('ui.threats'), count: threats, panel: <ThreatsTab key={id} selection={[id]} /> } as const]),
    { id: 'properties', label: say('ui.properties'), panel: <PropertiesTab key={id} subject={id} /> },
    ...(subject.kind === 'element'
      ? [{ id: 'flows', label: say('ui.flows'), count: flows, panel: <FlowsTab element={subject.id} /> } as const]
      : []),
    { id: 'notes', label: say('ui.notes'), panel: <NotesTab key={id} subject={id} /> },
  ];
  const chosen = tabs.find((candidate) => candidate.id === tab)?.id ?? tabs[0]?.id ?? 'properties';
  return (
    <>
      <Head icon={icon} title={nameOf(model, id)} subtitle={subtitleOf(catalog, model, subject)} />
      <Tabs
        label={say('ui.inspector')}
        tabs={tabs}
        value={chosen}
        onChange={(next) => session.view.set({ inspectorTab: next, ...(next === 'questions' ? {} : { question: undefined }) })}
      />
    </>
  );
}

function SeveralThings({ selection }: { readonly selection: readonly string[] }) {
  const session = useSession();
  const model = useModel();
  const tab = useView((state) => state.inspectorTab);
  const allThreats = useResults((state) => state.view.threats);
  const shown = subjectsShown(model.flows, selection);
  const threats = [...allThreats.values()].filter((threat) => shown.has(threat.subject) && isOpenThreat(threat)).length;
  const elements = selection.filter((id) => model.elements.has(id as ElementId)).length; // only an element is found there
  return (
    <>
      <Head
        icon="mixed"
        title={
          elements === selection.length ? say('ui.element-count', { count: elements }) : say('ui.thing-count', { count: selection.length })
        }
        subtitle={selection.map((id) => nameOf(model, id)).join(', ')}
      />
      <Tabs
        label={say('ui.inspector')}
        value={tab === 'properties' ? 'properties' : 'threats'}
        onChange={(next: InspectorTab) => session.view.set({ inspectorTab: next })}
        tabs={[
          { id: 'threats', label: say('ui.threats'), count: threats, panel: <ThreatsTab selection={selection} /> },
          { id: 'properties', label: say('ui.properties'), panel: <SeveralProperties key={selection.join(' ')} selection={selection} /> },
        ]}
      />
    </>
  );
}

function Nothing() {
  const model = useModel();
  const asked = useView((state) => state.question);
  const questions = useResults((state) => state.view.questions);
  const current = questions.find((question) => questionId(question) === asked);
  const size = say('ui.model-size', { flows: model.flows.size, elements: model.elements.size, boundaries: model.boundaries.size });
  return (
    <>
      <Head icon="diagram" title={model.header.title ?? say('ui.untitled')} subtitle={size} menu={false} />
      {current === undefined ? (
        <ModelPanel />
      ) : (
        <div className={style.question}>
          <QuestionPanel questions={questions.filter((question) => subjectOfQuestion(question) === undefined)} current={current} />
        </div>
      )}
    </>
  );
}

/** The inspector's left edge, by which it is made wider; also with the arrow keys. */
function Grip({ width, onWidth }: { readonly width: number; readonly onWidth: (width: number) => void }) {
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={say('ui.inspector-width')}
      aria-valuenow={width}
      aria-valuemin={288}
      aria-valuemax={480}
      tabIndex={0}
      className={style.grip}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onWidth(window.innerWidth - event.clientX);
      }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowLeft') onWidth(width + 16);
        else if (event.key === 'ArrowRight') onWidth(width - 16);
        else return;
        event.preventDefault();
      }}
    />
  );
}

/** What is selected, in full: threats, properties, flows, notes; or the question that is being asked. `alone` fills the room that there is. */
export function Inspector({ alone = false }: { readonly alone?: boolean }) {
  const session = useSession();
  const model = useModel();
  const open = useView((state) => state.inspectorOpen) || alone;
  const selection = useView((state) => state.selection);
  const drawer = useMediaQuery('(max-width: 1023px)') && !alone;
  const narrow = useMediaQuery('(max-width: 1279px)');
  const [chosenWidth, setChosenWidth] = useState<number | undefined>(undefined);
  const width = chosenWidth ?? (narrow ? 288 : 328);
  const asked = useView((state) => state.question);
  const aboutModel = useResults(({ view }) => {
    const question = asked === undefined ? undefined : view.questions.find((candidate) => questionId(candidate) === asked);
    return question !== undefined && subjectOfQuestion(question) === undefined;
  });
  const shown = open && (!drawer || selection.length > 0 || asked !== undefined);
  useToastsBeside(shown && !alone ? width : undefined);
  if (!shown) return null;
  const [only, second] = selection;
  const subject = only === undefined || second !== undefined || only === MODEL_SUBJECT ? undefined : subjectOf(model, only);
  let content: ReactNode;
  if (aboutModel) content = <Nothing />;
  else if (second !== undefined) content = <SeveralThings selection={selection} />;
  else if (subject !== undefined) content = <OneThing subject={subject} />;
  else content = <Nothing />;
  return (
    <aside
      className={classes(style.inspector, drawer && style.drawer, alone && style.alone)}
      style={alone ? undefined : { width }}
      aria-label={say('ui.inspector')}
      data-region="inspector"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && drawer && !event.defaultPrevented) session.view.select([]);
      }}
    >
      {!alone && <Grip width={width} onWidth={(next) => setChosenWidth(Math.max(288, Math.min(480, next)))} />}
      {content}
    </aside>
  );
}
