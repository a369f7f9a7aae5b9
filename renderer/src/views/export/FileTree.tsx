import { useEffect, useRef } from 'react';
import type { FileWritten } from '../../../../shared/desktop-api';
import { IconButton } from '../../ui/Button';
import { classes } from '../../ui/classes';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { say } from '../../words';
import { type ExportItem, isWritable, type ItemState, type TreeLine } from './export-items';
import style from './ExportView.module.css';

/** A tick box that can also be half ticked: some of a folder's files. */
function Tick({
  label,
  state,
  disabled,
  onChange,
}: {
  readonly label: string;
  readonly state: 'on' | 'off' | 'some';
  readonly disabled: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current !== null) box.current.indeterminate = state === 'some';
  }, [state]);
  return (
    <input
      ref={box}
      type="checkbox"
      className={style.tick}
      aria-label={label}
      checked={state === 'on'}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
  );
}

function StateTag({
  item,
  state,
  written,
}: {
  readonly item: ExportItem;
  readonly state: ItemState;
  readonly written: FileWritten | undefined;
}) {
  if (written?.kind === 'written' && state.kind === 'same')
    return (
      <Tag tone="ok">
        <Icon name="check" size={12} />
        {say('views.written')}
      </Tag>
    );
  if (written?.kind === 'failed' || written?.kind === 'changed-on-disk') return <span className={style.failed}>{say('views.failed')}</span>;
  if (item.policy?.draft !== undefined && state.kind !== 'same') return <Tag tone="question">{say('views.draft')}</Tag>;
  switch (state.kind) {
    case 'unknown':
      return null;
    case 'new':
      return <Tag tone="ok">{say('views.new')}</Tag>;
    case 'same':
      return <span className={style.quiet}>{say('views.same')}</span>;
    case 'changed':
      return (
        <>
          <span className={style.counts}>{say('views.plus-minus', { added: state.added, removed: state.removed })}</span>
          <Tag tone="accent">{say('views.changed')}</Tag>
        </>
      );
    case 'own':
      return <span className={style.quiet}>{say('views.own-file')}</span>;
    case 'refused':
      return <span className={style.failed}>{say('views.refused')}</span>;
  }
}

interface TreeProps {
  readonly lines: readonly TreeLine[];
  readonly states: ReadonlyMap<string, ItemState>;
  readonly written: ReadonlyMap<string, FileWritten>;
  readonly ticked: ReadonlySet<string>;
  readonly folded: ReadonlySet<string>;
  readonly chosen: string | undefined;
  readonly onTick: (paths: readonly string[], on: boolean) => void;
  readonly onFold: (path: string) => void;
  readonly onChoose: (path: string) => void;
}

/** The files in their folders, with what will become of each. */
export function FileTree({ lines, states, written, ticked, folded, chosen, onTick, onFold, onChoose }: TreeProps) {
  const stateFor = (path: string): ItemState => states.get(path) ?? { kind: 'unknown' };
  return (
    <ul className={style.tree}>
      {lines.map((line) => {
        const indent = { paddingLeft: 12 + line.depth * 20 };
        if (line.kind === 'folder') {
          const writable = line.items.filter(({ path }) => isWritable(stateFor(path))).map(({ path }) => path);
          const on = writable.filter((path) => ticked.has(path)).length;
          return (
            <li key={line.path} className={style.line} style={indent}>
              <span className={classes(style.fold, !folded.has(line.path) && style.unfolded)}>
                <IconButton
                  icon="right"
                  size={12}
                  label={folded.has(line.path) ? say('views.unfold', { name: line.name }) : say('views.fold', { name: line.name })}
                  aria-expanded={!folded.has(line.path)}
                  onClick={() => onFold(line.path)}
                />
              </span>
              <Tick
                label={say('views.write-folder', { name: line.path })}
                state={on === 0 ? 'off' : on === writable.length ? 'on' : 'some'}
                disabled={writable.length === 0}
                onChange={(ticks) => onTick(writable, ticks)}
              />
              <Icon name="folder" />
              <code>{line.name}</code>
            </li>
          );
        }
        const state = stateFor(line.path);
        return (
          <li key={line.path} className={classes(style.line, line.path === chosen && style.chosen)} style={indent}>
            <span className={style.fold} />
            <Tick
              label={say('views.write-file', { name: line.path })}
              state={ticked.has(line.path) ? 'on' : 'off'}
              disabled={!isWritable(state)}
              onChange={(ticks) => onTick([line.path], ticks)}
            />
            <button type="button" className={style.file} aria-pressed={line.path === chosen} onClick={() => onChoose(line.path)}>
              <Icon name="file" />
              <code title={line.path}>{line.name}</code>
            </button>
            <span className={style.lineEnd}>
              <StateTag item={line.item} state={state} written={written.get(line.path)} />
            </span>
          </li>
        );
      })}
    </ul>
  );
}
