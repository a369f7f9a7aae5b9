import { useState, type KeyboardEvent } from 'react';
import type { StencilEntry } from '../../../shared/catalog/schema';
import { typeId } from '../../../shared/model/ids';
import { useApplication, useCatalog } from '../app/context';
import { useMediaQuery } from '../app/media-query';
import { STENCIL_DRAG } from '../canvas/stencil-drag';
import { placeAtCentre } from '../canvas/gestures';
import { editable } from '../commands/command';
import { find } from '../goto/search';
import { useDocument, useView } from '../session/context';
import { classes } from '../ui/classes';
import { Empty } from '../ui/Empty';
import { SearchField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { stencilIcon } from '../ui/icons';
import { Kbd } from '../ui/Kbd';
import { Tooltip } from '../ui/Tooltip';
import { say } from '../words';
import style from './Palette.module.css';

/** What stands first, with the keys that place it. */
const basics = new Map([
  ['process/generic', 'P'],
  ['data/store', 'D'],
  ['actor/person', 'X'],
  ['network/zone', 'B'],
]);

interface Group {
  readonly name: string;
  readonly stencils: readonly StencilEntry[];
}

/** The stencils by group, the basic ones first; what was typed narrows them. */
function groupsOf(stencils: readonly StencilEntry[], query: string): readonly Group[] {
  const shown = stencils.filter(({ group, use }) => group !== 'hidden' && use !== 'abstract');
  const found =
    query.trim() === ''
      ? shown
      : find(
          query,
          shown.map((stencil) => ({ text: stencil.name, keywords: [...stencil.keywords, stencil.id], stencil })),
          100,
        ).map(({ item }) => item.stencil);
  const first = found
    .filter(({ id }) => basics.has(id))
    .sort((a, b) => [...basics.keys()].indexOf(a.id) - [...basics.keys()].indexOf(b.id));
  const groups = new Map<string, StencilEntry[]>([['Basic', first]]);
  for (const stencil of found) {
    if (basics.has(stencil.id)) continue;
    const group = groups.get(stencil.group) ?? [];
    groups.set(stencil.group, group);
    group.push(stencil);
  }
  return [...groups]
    .flatMap(([name, list]) => (list.length === 0 ? [] : [{ name, stencils: list }]))
    .sort((a, b) => rank(a.name) - rank(b.name));
}

const order = ['Basic', 'Kubernetes', 'Data', 'Cloud', 'Identity', 'Pipeline', 'People'];
/** Groups that a pack adds come last. */
const rank = (group: string): number => (order.includes(group) ? order.indexOf(group) : order.length);

function Stencil({ stencil, slim }: { readonly stencil: StencilEntry; readonly slim: boolean }) {
  const app = useApplication();
  const enabled = useDocument((state) => state.opened?.readOnly !== true);
  const key = basics.get(stencil.id);
  const add = (): void => {
    if (editable(app)) placeAtCentre(app, typeId.parse(stencil.id));
  };
  const row = (
    <button
      type="button"
      className={classes(style.row, slim && style.slim)}
      disabled={!enabled}
      draggable={enabled}
      onClick={add}
      onDragStart={(event) => {
        event.dataTransfer.setData(STENCIL_DRAG, stencil.id);
        event.dataTransfer.effectAllowed = 'copy';
      }}
      {...(slim ? { 'aria-label': stencil.name } : {})}
    >
      <Icon name={stencilIcon(stencil.icon)} />
      {!slim && <span className={style.name}>{stencil.name}</span>}
      {!slim && key !== undefined && <Kbd keys={key} />}
    </button>
  );
  return (
    <Tooltip text={slim ? stencil.name : stencil.description} side="right" {...(slim && key !== undefined ? { keys: key } : {})}>
      {row}
    </Tooltip>
  );
}

/** Arrow keys walk through the rows. */
function onArrows(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li > button')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = rows[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

/** What can be drawn: dragged onto the canvas, or placed in its middle by a click. */
export function Palette() {
  const open = useView((state) => state.paletteOpen);
  const slim = useMediaQuery('(max-width: 1279px)');
  const catalog = useCatalog();
  const [query, setQuery] = useState('');
  if (!open || catalog === undefined) return null;
  const groups = groupsOf(catalog.entries.stencils, slim ? '' : query);
  return (
    // The arrow keys are handled for the rows inside; the list itself takes none.
    <aside
      className={classes(style.palette, slim && style.narrow)}
      aria-label={say('ui.stencils')}
      data-region="palette"
      onKeyDown={onArrows}
    >
      {!slim && (
        <div className={style.search}>
          <SearchField label={say('ui.find-stencil')} value={query} onChange={setQuery} />
        </div>
      )}
      <div className={style.list}>
        {groups.map((group) => (
          <section key={group.name}>
            {slim ? <hr className={style.rule} /> : <h2 className={style.heading}>{group.name}</h2>}
            <ul>
              {group.stencils.map((stencil) => (
                <li key={stencil.id}>
                  <Stencil stencil={stencil} slim={slim} />
                </li>
              ))}
            </ul>
          </section>
        ))}
        {groups.length === 0 && <Empty icon="search" title={say('ui.no-stencil', { text: query })} />}
      </div>
    </aside>
  );
}
