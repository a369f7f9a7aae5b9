import { useState } from 'react';
import { useApplication } from '../../app/context';
import type { IncomingFile } from '../../app/shell-store';
import { classes } from '../../ui/classes';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/icons';
import { figure, print, say } from '../../words';
import { type FileLine, linesAround, type ShownLine } from './import-files';
import style from './ImportView.module.css';

const signs = { read: 'check', failed: 'warning', recipe: 'minus', nothing: 'minus' } as const satisfies Readonly<
  Record<FileLine['outcome'], IconName>
>;
/** Files that hold nothing to read are not worth a row each beyond this many. */
const FEW = 4;

function Line({ line, incoming }: { readonly line: FileLine; readonly incoming: IncomingFile | undefined }) {
  const app = useApplication();
  const [lines, setLines] = useState<readonly ShownLine[]>();
  const { problem } = line;
  const at = problem?.where?.line;
  const show = (): void => {
    if (lines !== undefined) setLines(undefined);
    else if (at !== undefined)
      incoming
        ?.bytes()
        .then((bytes) => setLines(linesAround(bytes, at)))
        .catch((error: unknown) => app.fault(error));
  };
  const what = line.kinds.length > 0 ? say('views.kinds-found', { kinds: line.kinds.map(([kind, count]) => ({ kind, count })) }) : '';
  const why =
    problem === undefined ? '' : [problem.message, problem.mend].flatMap((part) => (part === undefined ? [] : print(part))).join(' ');
  return (
    <li className={style.file}>
      <div className={style.fileLine} data-outcome={line.outcome}>
        <span className={style.fileSign}>
          <Icon name={signs[line.outcome]} />
        </span>
        <code className={style.fileName} title={line.name}>
          {line.name}
        </code>
        <span className={style.fileCount}>
          {line.outcome === 'read'
            ? say('views.n-documents', { count: line.documents })
            : at === undefined
              ? ''
              : say('views.line', { line: at })}
        </span>
        <span className={style.fileWhat} title={[what, why].filter((part) => part !== '').join('. ')}>
          {line.outcome === 'read' ? what : why}
        </span>
        {at !== undefined && incoming !== undefined && (
          <Button kind="link" small onClick={show} aria-expanded={lines !== undefined}>
            {lines === undefined ? say('views.show-line') : say('views.hide-line')}
          </Button>
        )}
      </div>
      {line.outcome === 'read' && problem !== undefined && (
        <p className={style.fileNote}>
          {at === undefined ? why : say('views.at-line', { line: at, what: why })}
          {line.more > 0 && ` ${say('views.more-remarks', { count: line.more })}`}
        </p>
      )}
      {lines && (
        <div className={style.excerpt}>
          <pre>
            {lines.map(({ number, text, wrong }) => (
              <span key={number} className={classes(style.excerptLine, wrong && style.wrong)}>
                <span className={style.number}>{figure(number)}</span>
                {text}
              </span>
            ))}
          </pre>
        </div>
      )}
    </li>
  );
}

/** The files that were found, with what each holds or why it could not be read. */
export function FileList({ lines, incoming }: { readonly lines: readonly FileLine[]; readonly incoming: readonly IncomingFile[] }) {
  const byPath = new Map(incoming.map((file) => [file.path, file]));
  const nothing = lines.filter(({ outcome }) => outcome === 'nothing');
  const shown = nothing.length > FEW ? lines.filter(({ outcome }) => outcome !== 'nothing') : lines;
  return (
    <ul className={style.files}>
      {shown.map((line) => (
        <Line key={line.name} line={line} incoming={byPath.get(line.name)} />
      ))}
      {shown.length < lines.length && (
        <li className={style.file}>
          <div className={style.fileLine} data-outcome="nothing">
            <span className={style.fileSign}>
              <Icon name="minus" />
            </span>
            <span className={style.fileName}>{say('views.n-other-files', { count: nothing.length })}</span>
            <span className={style.fileCount} />
            <span className={style.fileWhat}>{say('views.nothing-to-read')}</span>
          </div>
        </li>
      )}
    </ul>
  );
}
