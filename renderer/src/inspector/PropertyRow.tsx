import { Fragment, useState, type ReactNode } from 'react';
import { sourceText } from '../../../shared/analysis/describe';
import type { Known, Provenance } from '../../../shared/analysis/findings';
import type { PropertyView } from '../../../shared/analysis/session';
import type { PropertyEntry } from '../../../shared/catalog/schema';
import { answer, clearProperty } from '../../../shared/model/edits/properties';
import { answerKeyOf, type SubjectId } from '../../../shared/model/ids';
import type { Answer, PropertyValue } from '../../../shared/model/schema';
import { message } from '../../../shared/messages/message';
import { displayName } from '../../../shared/model/threat-model';
import { useApplication, useCatalog } from '../app/context';
import { valueWords } from '../model-words/describe';
import { useNames } from '../model-words/use-names';
import { statement } from '../questions/statement';
import { valueOf } from '../questions/value-of';
import { useModel, useSession } from '../session/context';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { RadioCard, SelectField, TextField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import type { IconName } from '../ui/icons';
import { Segmented } from '../ui/Segmented';
import { QuestionSign } from '../ui/Severity';
import { print, say } from '../words';
import style from './PropertyRow.module.css';

const signs: Readonly<Record<Provenance['from'], IconName>> = {
  stated: 'user',
  imported: 'imported',
  control: 'control',
  inherited: 'inherited',
  default: 'default',
};

type Borrowed = 'inherited' | 'default' | 'question' | undefined;
const borrowedOf = (known: Known | undefined): Borrowed =>
  known === undefined
    ? 'question'
    : known.provenance.from === 'inherited'
      ? 'inherited'
      : known.provenance.from === 'default'
        ? 'default'
        : undefined;

/** Paths and ids break after their separators rather than inside a word. */
function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[/:#_])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** The id of a property: `readOnlyRootFilesystem` may break before each capital. */
export function PropertyId({ id, title }: { readonly id: string; readonly title?: string }) {
  return (
    <code title={title}>
      {id.split(/(?=[A-Z])/).map((hump, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {hump}
        </Fragment>
      ))}
    </code>
  );
}

const textOf = (value: PropertyValue | undefined): string =>
  value === undefined ? '' : Array.isArray(value) ? value.join(', ') : String(value);

/** The control that shows a value and changes it, by the property's type. */
export function PropertyEditor({
  entry,
  value,
  borrowed,
  planned = false,
  onChange,
  onClear,
}: {
  readonly entry: PropertyEntry;
  readonly value: PropertyValue | undefined;
  readonly borrowed: Borrowed;
  readonly planned?: boolean;
  readonly onChange: (value: PropertyValue) => void;
  readonly onClear: () => void;
}) {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  switch (entry.type) {
    case 'boolean':
      return (
        <Segmented
          quiet
          planned={planned}
          label={entry.name}
          borrowed={borrowed === 'question' ? undefined : borrowed}
          value={value === true ? 'yes' : value === false ? 'no' : 'unsaid'}
          choices={[
            { value: 'yes', label: say('ui.yes') },
            { value: 'no', label: say('ui.no') },
            { value: 'unsaid', label: say('ui.not-said'), tone: 'question' },
          ]}
          onChange={(next) => (next === 'unsaid' ? onClear() : onChange(next === 'yes'))}
        />
      );
    case 'enum':
      return (
        <SelectField
          label={entry.name}
          borrowed={borrowed}
          value={typeof value === 'string' ? value : ''}
          empty={say('ui.not-said')}
          choices={Object.keys(entry.values ?? {}).map((choice) => ({ value: choice, label: choice }))}
          onChange={(next) => (next === '' ? onClear() : onChange(next))}
        />
      );
    case 'number':
    case 'text':
    case 'set': {
      const finish = (): void => {
        if (typed === undefined) return;
        setTyped(undefined);
        if (typed === textOf(value)) return;
        const next = valueOf(entry, typed);
        if (typed.trim() === '' && entry.type !== 'set') onClear();
        else if (next !== undefined) onChange(next);
      };
      return (
        <TextField
          label={entry.name}
          borrowed={borrowed}
          mono={entry.type !== 'number'}
          inputMode={entry.type === 'number' ? 'decimal' : 'text'}
          placeholder={say('ui.not-said')}
          value={typed ?? textOf(value)}
          end={entry.unit === undefined ? undefined : <span className={style.unit}>{entry.unit}</span>}
          onChange={setTyped}
          onBlur={finish}
          onKeyDown={(event) => {
            if (event.key === 'Enter') finish();
            if (event.key === 'Escape') setTyped(undefined);
          }}
        />
      );
    }
  }
}

/** A person and an import disagree: both values, their sources, a button for each. Nothing is resolved in silence. */
function ConflictChoice({ entry, known, subject }: { readonly entry: PropertyEntry; readonly known: Known; readonly subject: SubjectId }) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const names = useNames();
  const [choice, setChoice] = useState<'keep' | 'take'>('keep');
  const { conflict } = known;
  if (conflict === undefined || names === undefined) return null;
  const keep = (): void => {
    const key = answerKeyOf(entry.id, subject);
    const { imported: _, ...kept }: Answer = model.answers.get(key) ?? {};
    session.edit({
      label: message('edit.property', { property: entry.id, name: displayName(model, subject) }),
      changes: [{ section: 'answers', id: key, to: kept }],
    });
  };
  const take = (): void => session.edit(clearProperty(model, entry.id, subject));
  const value = choice === 'keep' ? known.value : conflict;
  return (
    <div className={style.conflict}>
      <RadioCard
        name={`${entry.id}-conflict`}
        label={say('ui.keep-value', { value: valueWords(known.value) })}
        detail={print(sourceText(names, known.provenance, { subject, property: entry.id }))}
        checked={choice === 'keep'}
        onChange={() => setChoice('keep')}
      />
      <RadioCard
        name={`${entry.id}-conflict`}
        label={say('ui.take-value', { value: valueWords(conflict) })}
        detail={say('ui.import-says')}
        checked={choice === 'take'}
        onChange={() => setChoice('take')}
      />
      <div className={style.conflictButtons}>
        <Button
          small
          kind="primary"
          onClick={() => {
            if (choice === 'keep') keep();
            else take();
            app.notices.say(say('ui.decided-value', { value: valueWords(value) }));
          }}
        >
          {choice === 'keep' ? say('ui.keep-value', { value: valueWords(value) }) : say('ui.take-value', { value: valueWords(value) })}
        </Button>
      </div>
    </div>
  );
}

function Source({ subject, view, known }: { readonly subject: SubjectId; readonly view: PropertyView; readonly known: Known | undefined }) {
  const session = useSession();
  const names = useNames();
  const planned = view.known['as-planned'];
  if (names === undefined) return null;
  const { catalog } = names;
  let shown: ReactNode;
  if (known !== undefined) {
    shown = (
      <span className={style.source}>
        <Icon name={signs[known.provenance.from]} size={12} />
        <span>
          <Breakable text={print(sourceText(names, known.provenance, { subject, property: view.property }))} />
        </span>
      </span>
    );
  } else if (view.question !== undefined) {
    const question = view.question;
    shown = (
      <button type="button" className={style.asks} onClick={() => session.view.ask(question, undefined)}>
        <QuestionSign size={12} />
        {say('ui.question-waits')}
      </button>
    );
  } else {
    shown = <span className={style.source}>{say('ui.said-by-nobody-short')}</span>;
  }
  const will =
    planned?.provenance.from === 'control' && (known === undefined || textOf(planned.value) !== textOf(known.value)) ? planned : undefined;
  return (
    <>
      {shown}
      {will?.provenance.from === 'control' && (
        <span className={style.planned}>
          <Icon name="control" size={12} />
          {say('ui.will-be', {
            value: valueWords(will.value),
            control: catalog.controls.get(will.provenance.control)?.name ?? will.provenance.control,
          })}
        </span>
      )}
    </>
  );
}

/** One property of one thing: its name, its value, and below it where the value came from. */
export function PropertyRow({ subject, view }: { readonly subject: SubjectId; readonly view: PropertyView }) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const entry = catalog?.properties.get(view.property);
  if (entry === undefined) return null;
  const known = view.known['as-is'];
  const planned = view.known['as-planned'];
  const conflicting = known?.conflict !== undefined;
  return (
    <div className={classes(style.row, conflicting && style.conflicting)}>
      <div className={style.name}>
        <PropertyId id={entry.id} title={entry.name} />
      </div>
      <div className={style.value}>
        <PropertyEditor
          entry={entry}
          value={known?.value}
          borrowed={borrowedOf(known)}
          planned={planned?.provenance.from === 'control' && planned.value !== known?.value}
          onChange={(value) => session.edit(answer(model, entry.id, [subject], value, statement(app)))}
          onClear={() => session.edit(clearProperty(model, entry.id, subject))}
        />
      </div>
      <div className={style.sources}>
        <Source subject={subject} view={view} known={known} />
      </div>
      {conflicting && <ConflictChoice entry={entry} known={known} subject={subject} />}
    </div>
  );
}
