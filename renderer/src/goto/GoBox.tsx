import { Dialog as Base } from '@base-ui/react/dialog';
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useApplication } from '../app/context';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import { Kbd } from '../ui/Kbd';
import { SeverityShape } from '../ui/Severity';
import { say } from '../words';
import { connectTargets, type Destination, type DestinationGroup, destinations } from './destinations';
import style from './GoBox.module.css';
import { find, type Mark, pieces } from './search';

type Mode = 'everything' | 'commands' | 'connect';

const prefixes = { '>': 'commands', '@': 'things', '#': 'threats' } as const;
const isPrefix = (sign: string): sign is keyof typeof prefixes => Object.hasOwn(prefixes, sign);
const PER_GROUP = 8;

interface Line {
  readonly item: Destination;
  readonly marks: readonly Mark[];
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
}

/** What the text finds, group by group; a sign at its beginning keeps one kind. */
function sections(text: string, groups: readonly DestinationGroup[]): readonly Section[] {
  const [sign = '', ...rest] = text;
  const only = isPrefix(sign) ? prefixes[sign] : undefined;
  const query = only === undefined ? text : rest.join('');
  return groups
    .filter((group) => only === undefined || group.id === only)
    .map((group) => ({
      id: group.id,
      title: group.title,
      lines: find(query, group.items, only === undefined && groups.length > 1 ? PER_GROUP : 50),
    }))
    .filter((section) => section.lines.length > 0);
}

function Option({
  line,
  id,
  chosen,
  onGo,
  onPoint,
}: {
  readonly line: Line;
  readonly id: string;
  readonly chosen: boolean;
  readonly onGo: () => void;
  readonly onPoint: () => void;
}) {
  const { item, marks } = line;
  const ref = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    // The keys are the input's: the list follows it by aria-activedescendant.
    <li
      ref={ref}
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={item.disabled ?? false}
      className={classes(style.option, chosen && style.chosen)}
      onPointerMove={onPoint}
      onClick={onGo}
    >
      <span className={style.sign}>
        {item.severity ? <SeverityShape severity={item.severity} /> : item.icon && <Icon name={item.icon} />}
      </span>
      <span className={style.text}>
        {pieces(item.text, marks).map((piece, index) => (piece.matched ? <mark key={index}>{piece.text}</mark> : piece.text))}
        {item.detail !== undefined && <span className={style.detail}> {item.detail}</span>}
      </span>
      {item.keys !== undefined && <Kbd keys={item.keys} />}
    </li>
  );
}

/** One box for things, threats and commands (UX: Mod+K, Mod+Shift+P). */
export function GoBox({ mode, onClose }: { readonly mode: Mode; readonly onClose: () => void }) {
  const app = useApplication();
  const id = useId();
  const [text, setText] = useState(mode === 'commands' ? '>' : '');
  const [chosen, setChosen] = useState(0);
  // Gathered once: the box stands over everything, so that nothing changes while it is open.
  const groups = useMemo(() => (mode === 'connect' ? connectTargets(app) : destinations(app)), [app, mode]);
  const found = useMemo(() => sections(text, groups), [text, groups]);
  const lines = found.flatMap((section) => section.lines);
  const at = Math.min(chosen, lines.length - 1);
  const input = useRef<HTMLInputElement>(null);

  const go = (line: Line | undefined): void => {
    if (line === undefined || line.item.disabled === true) return;
    onClose();
    line.item.go();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined && lines.length > 0) {
      event.preventDefault();
      const next = at + step;
      setChosen(Math.abs(step) === 1 ? (next + lines.length) % lines.length : Math.max(0, Math.min(lines.length - 1, next)));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(lines[at]);
    }
  };

  const label = mode === 'connect' ? (groups[0]?.title ?? '') : say('ui.go-to-anything');
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={style.backdrop} />
        <Base.Popup className={style.box} aria-label={label} initialFocus={input}>
          <div className={style.head}>
            <Icon name="search" />
            <input
              ref={input}
              className={style.input}
              data-focus="own"
              role="combobox"
              aria-expanded="true"
              aria-controls={`${id}-list`}
              aria-label={label}
              {...(at >= 0 ? { 'aria-activedescendant': `${id}-${at}` } : {})}
              placeholder={label}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setChosen(0);
              }}
              onKeyDown={onKeyDown}
            />
            {mode !== 'connect' && (
              <span className={style.prefixes} aria-hidden="true">
                <span>{say('ui.only-commands')}</span>
                <span>{say('ui.only-things')}</span>
                <span>{say('ui.only-threats')}</span>
              </span>
            )}
          </div>
          <ul id={`${id}-list`} role="listbox" aria-label={label} className={style.list}>
            {found.map((section, order) => (
              <li key={section.id} role="group" aria-label={section.title}>
                <p className={style.heading} aria-hidden="true">
                  {section.title}
                </p>
                <ul role="presentation">
                  {section.lines.map((line, offset) => {
                    const here = found.slice(0, order).reduce((sum, { lines: before }) => sum + before.length, offset);
                    return (
                      <Option
                        key={line.item.id}
                        line={line}
                        id={`${id}-${here}`}
                        chosen={here === at}
                        onGo={() => go(line)}
                        onPoint={() => here !== at && setChosen(here)}
                      />
                    );
                  })}
                </ul>
              </li>
            ))}
          </ul>
          {lines.length === 0 && <p className={style.nothing}>{say('ui.nothing-found', { text })}</p>}
          <div className={style.foot}>
            <span>
              <strong>{say('ui.key-enter')}</strong> {mode === 'connect' ? say('ui.connects') : say('ui.goes-to')}
            </span>
            <span>
              <strong>{say('ui.key-esc')}</strong> {say('ui.closes')}
            </span>
            <span className={style.results} role="status">
              {say('ui.result-count', { count: lines.length })}
            </span>
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
