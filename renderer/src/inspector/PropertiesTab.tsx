import { useState, type ReactNode } from 'react';
import type { PropertyView } from '../../../shared/analysis/session';
import type { PropertyEntry } from '../../../shared/catalog/schema';
import type { SubjectId } from '../../../shared/model/ids';
import { useCatalog } from '../app/context';
import { Button } from '../ui/Button';
import { Empty } from '../ui/Empty';
import { SearchField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { QuestionSign } from '../ui/Severity';
import { say } from '../words';
import { EntryFields } from './EntryFields';
import { useProperties } from './on-demand';
import style from './PropertiesTab.module.css';
import { PropertyRow } from './PropertyRow';

/** The groups of properties, in the order in which they are read. */
export const propertyGroups = [
  'identity',
  'exposure',
  'hardening',
  'data',
  'supply-chain',
  'operations',
] as const satisfies readonly PropertyEntry['group'][];

/** A group that opens and closes, with how many it holds. */
export function Group({ title, count, children }: { readonly title: string; readonly count?: number; readonly children: ReactNode }) {
  const [open, setOpen] = useState(true);
  return (
    <section>
      <h3>
        <button type="button" className={style.group} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name={open ? 'down' : 'right'} size={12} />
          <span className={style.groupName}>{title}</span>
          {count !== undefined && <span className={style.count}>{count}</span>}
        </button>
      </h3>
      {open && children}
    </section>
  );
}

/** What is known of a thing, each value with its source; what the entry itself says comes first. */
export function PropertiesTab({ subject }: { readonly subject: SubjectId }) {
  const catalog = useCatalog();
  const properties = useProperties(subject);
  const [query, setQuery] = useState('');
  const [unsaidOnly, setUnsaidOnly] = useState(false);
  const entryOf = (view: PropertyView): PropertyEntry | undefined => catalog?.properties.get(view.property);
  const unsaid = properties?.filter((view) => view.known['as-is'] === undefined) ?? [];
  const conflicts = properties?.filter((view) => view.known['as-is']?.conflict !== undefined).length ?? 0;
  const wanted = query.trim().toLowerCase();
  const shown = (properties ?? []).filter((view) => {
    const entry = entryOf(view);
    if (entry === undefined || (unsaidOnly && view.known['as-is'] !== undefined)) return false;
    return wanted === '' || `${entry.id} ${entry.name}`.toLowerCase().includes(wanted);
  });
  return (
    <>
      <div className={style.search}>
        <SearchField label={say('ui.find-property')} value={query} onChange={setQuery} />
        <Button small kind={unsaidOnly ? 'plain' : 'quiet'} aria-pressed={unsaidOnly} onClick={() => setUnsaidOnly(!unsaidOnly)}>
          <QuestionSign />
          {say('ui.not-said-count', { count: unsaid.length })}
        </Button>
      </div>
      <div className={style.scroll}>
        {conflicts > 0 && (
          <p className={style.conflicts}>
            <Icon name="warning" />
            {say('ui.said-in-two-ways', { count: conflicts })}
          </p>
        )}
        {wanted === '' && !unsaidOnly && (
          <Group title={say('ui.this-thing')}>
            <EntryFields key={subject} subject={subject} />
          </Group>
        )}
        {propertyGroups.map((group) => {
          const views = shown.filter((view) => entryOf(view)?.group === group);
          return views.length === 0 ? null : (
            <Group key={group} title={say(`ui.group-of-${group}`)} count={views.length}>
              {views.map((view) => (
                <PropertyRow key={view.property} subject={subject} view={view} />
              ))}
            </Group>
          );
        })}
        {properties !== undefined && shown.length === 0 && (wanted !== '' || unsaidOnly) && (
          <Empty icon="filter" title={say('ui.no-property', { text: query })} />
        )}
      </div>
    </>
  );
}
