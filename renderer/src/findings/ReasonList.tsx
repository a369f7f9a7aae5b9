import { describeReasons, describeRemedy, type Names } from '../../../shared/analysis/describe';
import type { Reason, Remedy } from '../../../shared/analysis/findings';
import type { Message } from '../../../shared/messages/message';
import { subjectOf } from '../../../shared/model/threat-model';
import { CodeChip } from '../ui/CodeChip';
import { Icon } from '../ui/Icon';
import { QuestionSign } from '../ui/Severity';
import { print, say } from '../words';
import { runsOf } from './rich-words';
import style from './findings.module.css';

/** The things that a sentence names, by the parameter that names them. */
type Named = Readonly<Record<string, string | undefined>>;

const NAMES_IN_SENTENCES = [
  'name',
  'from',
  'to',
  'example',
  'property',
  'value',
  'boundary',
  'asset',
  'protocol',
  'type',
  'attacker',
  'control',
] as const;

/** A sentence with the things and properties that it names as chips, and values in bold. */
function Sentence({
  message,
  named,
  onSelect,
}: {
  readonly message: Message;
  readonly named: Named;
  readonly onSelect: ((id: string) => void) | undefined;
}) {
  return runsOf(message, NAMES_IN_SENTENCES).map((run, index) => {
    if (run.kind === 'words') return run.text;
    const id = named[run.name];
    if (id !== undefined) return <CodeChip key={index} text={run.text} onSelect={onSelect && (() => onSelect(id))} />;
    return run.name === 'property' ? <CodeChip key={index} text={run.text} /> : <strong key={index}>{run.text}</strong>;
  });
}

function namedIn(names: Names, reason: Reason): Named {
  const name = reason.subject === 'model' ? undefined : reason.subject;
  switch (reason.kind) {
    case 'place':
      return { name, boundary: reason.boundary };
    case 'assets':
      return { name, asset: reason.asset };
    case 'related':
      return { name, example: reason.example };
    case 'property': {
      const subject = subjectOf(names.model, reason.subject);
      return subject?.kind === 'flow' ? { name, from: subject.entry.from, to: subject.entry.to } : { name };
    }
    case 'type':
    case 'protocol':
    case 'reachable':
    case 'adopted':
      return { name };
  }
}

interface ReasonListProps {
  readonly names: Names;
  readonly reasons: readonly Reason[];
  /** Leads to a thing that a reason names. */
  readonly onSelect?: (id: string) => void;
}

/** "Why is this here": one line for each matched clause, with a tick, or a ring where nobody has said. */
export function ReasonList({ names, reasons, onSelect }: ReasonListProps) {
  return (
    <ul className={style.reasons}>
      {describeReasons(names, reasons).map(({ what, source, reason }, index) => (
        <li key={index} className={style.reason}>
          {reason.truth === 'unknown' ? <QuestionSign size={12} /> : <Icon name="check" size={12} />}
          <span>
            <Sentence message={what} named={namedIn(names, reason)} onSelect={onSelect} />
            {source && <span className={style.source}>{print(source)}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** "Goes away if …": the smallest change, with the wider place where there is one. */
export function GoesAway({
  names,
  remedy,
  onSelect,
}: {
  readonly names: Names;
  readonly remedy: Remedy;
  readonly onSelect?: (id: string) => void;
}) {
  const [first] = remedy.changes;
  const named: Named = { name: first?.subject, boundary: remedy.wider?.boundary };
  return (
    <div className={style.away}>
      <Icon name="arrow" />
      <p>
        {say('views.goes-away-if')} <Sentence message={describeRemedy(names, remedy)} named={named} onSelect={onSelect} />.
      </p>
    </div>
  );
}
