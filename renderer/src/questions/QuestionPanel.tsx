import { useEffect, useId, useState } from 'react';
import { questionId } from '../../../shared/analysis/delta';
import type { Question } from '../../../shared/analysis/findings';
import type { PropertyEntry } from '../../../shared/catalog/schema';
import { answer, answerUnsure } from '../../../shared/model/edits/properties';
import type { SubjectId } from '../../../shared/model/ids';
import { subjectOf } from '../../../shared/model/threat-model';
import { useApplication, useCatalog } from '../app/context';
import { nameOf } from '../model-words/describe';
import { useModel, useResults, useSession } from '../session/context';
import { subjectOfQuestion } from '../session/results-store';
import { Button, IconButton } from '../ui/Button';
import { Radio, RadioCard, TextField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import { Prose } from '../ui/Prose';
import { QuestionSign } from '../ui/Severity';
import { print, say } from '../words';
import { AssetPlacesPanel, AssetsPanel, CallsPanel } from './OtherQuestions';
import style from './QuestionPanel.module.css';
import { statement } from './statement';
import { valueOf } from './value-of';

type PropertyQuestion = Extract<Question, { readonly kind: 'property' }>;

/** One answer that can be given. */
interface Choice {
  readonly value: string;
  readonly label: string;
  readonly meaning: string | undefined;
  readonly key: string | undefined;
}

/** The answers that a property allows, "not sure" last. */
function choicesOf(property: PropertyEntry | undefined): readonly Choice[] {
  const meaning = (value: string): string | undefined => property?.answers?.[value];
  const unsure: Choice = { value: 'unsure', label: say('ui.not-sure'), meaning: say('ui.stays-open'), key: 'U' };
  switch (property?.type) {
    case 'boolean':
      return [
        { value: 'true', label: say('ui.yes'), meaning: meaning('true'), key: 'Y' },
        { value: 'false', label: say('ui.no'), meaning: meaning('false'), key: 'N' },
        unsure,
      ];
    case 'enum':
      return [
        ...Object.entries(property.values ?? {}).map(([value, means], index): Choice => ({
          value,
          label: value,
          meaning: meaning(value) ?? means,
          key: String(index + 1),
        })),
        unsure,
      ];
    case 'number':
    case 'text':
    case 'set':
    case undefined:
      return [unsure];
  }
}

/** How far an answer reaches: all that the question is about, the place where it is answered, or one thing. */
interface Scope {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly subjects: readonly SubjectId[];
}

function PropertyQuestionPanel({
  question,
  at,
  total,
  onNext,
}: {
  readonly question: PropertyQuestion;
  readonly at: number;
  readonly total: number;
  readonly onNext: () => void;
}) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const name = useId();
  const property = catalog?.properties.get(question.property);
  const [choice, setChoice] = useState<string | undefined>(undefined);
  const [typed, setTyped] = useState('');
  const [scopeId, setScopeId] = useState('all');
  const [one, setOne] = useState<string | undefined>(undefined);
  const [note, setNote] = useState('');

  const flows = question.asks.filter((id) => subjectOf(model, id)?.kind === 'flow').length;
  const wide: Scope = {
    id: 'all',
    label:
      question.answerOn.length > 1
        ? say('ui.scope-all', { count: question.answerOn.length })
        : subjectOf(model, question.subject)?.kind === 'boundary' && question.asks.length > 0
          ? flows === question.asks.length
            ? say('ui.scope-flows-inside', { name: nameOf(model, question.subject) })
            : say('ui.scope-inside', { name: nameOf(model, question.subject) })
          : nameOf(model, question.subject),
    count: Math.max(question.asks.length, 1),
    subjects: question.answerOn,
  };
  const narrow = question.asks.length > 1;
  const oneSubject = one ?? question.asks[0];
  const scope: Scope =
    scopeId === 'one' && oneSubject !== undefined
      ? { id: 'one', label: nameOf(model, oneSubject), count: 1, subjects: [oneSubject as SubjectId] }
      : wide; // it comes from `asks`

  const choices = choicesOf(property);
  const needsText = property !== undefined && property.type !== 'boolean' && property.type !== 'enum';
  const value = choice === 'unsure' ? undefined : valueOf(property, needsText ? typed : (choice ?? ''));
  const ready = choice === 'unsure' || value !== undefined;

  const give = (given: string | undefined): void => {
    const said = statement(app, note);
    const meant = given === 'unsure' ? undefined : valueOf(property, needsText ? typed : (given ?? ''));
    if (given !== 'unsure' && meant === undefined) return;
    const edit =
      meant === undefined
        ? answerUnsure(model, question.property, question.subject, said)
        : answer(model, question.property, scope.subjects, meant, said);
    session.edit(edit);
    if (scope.count > 1 && meant !== undefined) {
      app.notices.toast(say('ui.answered-for', { count: scope.count }), {
        tone: 'done',
        action: { label: say('ui.undo'), run: () => void session.document.undo() },
      });
    } else app.notices.say(say('ui.done', { what: print(edit.label) }));
    onNext();
  };

  // Y, N and U answer outright wherever the pointer is, as long as nothing is being typed.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const target = event.target instanceof Element ? event.target : document.body;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input:not([type="radio"]), textarea, select, [role="dialog"]') !== null
      )
        return;
      const found = choices.find((candidate) => candidate.key !== undefined && candidate.key.toLowerCase() === event.key.toLowerCase());
      if (found === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setChoice(found.value);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  });

  return (
    <>
      <div className={style.body}>
        <div className={style.top}>
          <span>{say('ui.question-at', { at: at + 1, total })}</span>
          <span className={style.property}>
            {say('ui.property')} <code>{question.property}</code>
          </span>
        </div>
        <h3 className={style.question}>{question.text}</h3>
        <div className={style.choices} role="radiogroup" aria-label={question.text}>
          {needsText && <TextField label={property.name} labelShown value={typed} onChange={setTyped} />}
          {choices.map((option) => (
            <RadioCard
              key={option.value}
              name={`${name}-answer`}
              label={
                <span className={style.label}>
                  {option.label} {option.key !== undefined && <Kbd keys={option.key} />}
                </span>
              }
              {...(option.meaning === undefined ? {} : { detail: option.meaning })}
              checked={choice === option.value}
              onChange={() => setChoice(option.value)}
            />
          ))}
        </div>
        {narrow && choice !== 'unsure' && (
          <fieldset className={style.scope}>
            <legend className={style.heading}>{say('ui.applies-to')}</legend>
            <Radio
              name={`${name}-scope`}
              label={wide.label}
              consequence={String(wide.count)}
              checked={scope.id === 'all'}
              onChange={() => setScopeId('all')}
            />
            <Radio
              name={`${name}-scope`}
              label={say('ui.scope-one')}
              consequence="1"
              checked={scope.id === 'one'}
              onChange={() => setScopeId('one')}
            />
            {scope.id === 'one' && (
              <select
                className={style.pick}
                aria-label={say('ui.scope-one')}
                value={oneSubject}
                onChange={(event) => setOne(event.target.value)}
              >
                {question.asks.map((id) => (
                  <option key={id} value={id}>
                    {nameOf(model, id)}
                  </option>
                ))}
              </select>
            )}
          </fieldset>
        )}
        {property?.howToFind !== undefined && (
          <section className={style.find}>
            <h4 className={style.heading}>{say('ui.how-to-find')}</h4>
            <p>
              <Prose text={property.howToFind} />
            </p>
          </section>
        )}
        <div className={style.note}>
          <TextField label={say('ui.how-do-you-know')} labelShown value={note} onChange={setNote} maxLength={2_000} />
        </div>
        <section className={style.why}>
          <h4 className={style.heading}>{say('ui.why-asked')}</h4>
          <ul>
            {question.settles.length > 0 && (
              <li>
                <Icon name="check" size={12} />
                {say('ui.settles-threats', { count: question.settles.length })}
              </li>
            )}
            {question.asks.length > 0 && (
              <li>
                <Icon name="check" size={12} />
                {flows === question.asks.length
                  ? say('ui.flows-wait', { count: flows })
                  : say('ui.things-wait', { count: question.asks.length })}
              </li>
            )}
            <li>
              <QuestionSign size={12} />
              <span>
                <code>{question.property}</code> {say('ui.said-by-nobody')}
              </span>
            </li>
          </ul>
        </section>
      </div>
      <footer className={style.foot}>
        <Button kind="primary" disabled={!ready} onClick={() => give(choice)}>
          {choice === undefined
            ? say('ui.answer')
            : choice === 'unsure'
              ? say('ui.leave-open')
              : say('ui.answer-for', {
                  answer: needsText ? typed : (choices.find((option) => option.value === choice)?.label.toLowerCase() ?? ''),
                  count: scope.count,
                })}
        </Button>
        <Button onClick={onNext}>{say('ui.skip')}</Button>
        <span className={style.keys}>{say('ui.one-undo-step')}</span>
      </footer>
    </>
  );
}

/** One question with its answers, how far they reach, and why it is asked (LOOK, `j-question`). */
export function QuestionPanel({ questions, current }: { readonly questions: readonly Question[]; readonly current: Question }) {
  const session = useSession();
  const all = useResults((state) => state.view.questions);
  const at = all.findIndex((question) => questionId(question) === questionId(current));
  const next = (): void => {
    const list = questions.filter((question) => questionId(question) !== questionId(current));
    const after = list[0] ?? all.find((_, index) => index > at) ?? all.find((question) => questionId(question) !== questionId(current));
    if (after === undefined) session.view.set({ question: undefined, inspectorTab: 'threats' });
    else session.view.ask(questionId(after), subjectOfQuestion(after));
  };
  switch (current.kind) {
    case 'property':
      return <PropertyQuestionPanel key={questionId(current)} question={current} at={at} total={all.length} onNext={next} />;
    case 'assets':
      return <AssetsPanel question={current} onNext={next} />;
    case 'asset-places':
      return <AssetPlacesPanel question={current} />;
    case 'calls':
      return <CallsPanel question={current} />;
  }
}

/** A question in a few lines, among the threats of the thing that it is about. */
export function InlineQuestion({ questions }: { readonly questions: readonly Question[] }) {
  const app = useApplication();
  const session = useSession();
  const catalog = useCatalog();
  const model = useModel();
  const [index, setIndex] = useState(0);
  const at = Math.min(index, questions.length - 1);
  const question = questions[at];
  if (question === undefined) return null;
  const property = question.kind === 'property' ? catalog?.properties.get(question.property) : undefined;
  const text = question.kind === 'property' ? question.text : '';
  const give = (value: boolean | undefined): void => {
    if (question.kind !== 'property') return;
    const said = statement(app);
    const edit =
      value === undefined
        ? answerUnsure(model, question.property, question.subject, said)
        : answer(model, question.property, question.answerOn, value, said);
    session.edit(edit);
    app.notices.say(say('ui.done', { what: print(edit.label) }));
  };
  return (
    <section className={style.inline}>
      <header className={style.inlineHead}>
        <QuestionSign />
        <h3>{say('ui.question-count', { count: questions.length })}</h3>
        {questions.length > 1 && (
          <span className={style.pager}>
            {say('ui.n-of-m', { at: at + 1, total: questions.length })}
            <IconButton icon="left" size={12} label={say('ui.previous')} disabled={at === 0} onClick={() => setIndex(at - 1)} />
            <IconButton
              icon="right"
              size={12}
              label={say('ui.next')}
              disabled={at === questions.length - 1}
              onClick={() => setIndex(at + 1)}
            />
          </span>
        )}
      </header>
      <p className={style.inlineText}>{text}</p>
      {property?.type === 'boolean' ? (
        <div className={style.buttons}>
          <Button small wide onClick={() => give(true)}>
            {say('ui.yes')}
          </Button>
          <Button small wide onClick={() => give(false)}>
            {say('ui.no')}
          </Button>
          <Button small wide onClick={() => give(undefined)}>
            {say('ui.not-sure')}
          </Button>
        </div>
      ) : (
        <Button small onClick={() => session.view.ask(questionId(question), subjectOfQuestion(question))}>
          {say('ui.answer')}
        </Button>
      )}
    </section>
  );
}
