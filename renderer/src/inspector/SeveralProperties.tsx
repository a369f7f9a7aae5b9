import { useEffect, useState } from 'react';
import type { PropertyView } from '../../../shared/analysis/session';
import type { PropertyEntry } from '../../../shared/catalog/schema';
import { answer } from '../../../shared/model/edits/properties';
import { combine } from '../../../shared/model/edit';
import { apply } from '../../../shared/model/edit';
import type { PropertyName, SubjectId } from '../../../shared/model/ids';
import type { PropertyValue } from '../../../shared/model/schema';
import { message } from '../../../shared/messages/message';
import { sameData } from '../../../shared/model/equality';
import { useApplication, useCatalog } from '../app/context';
import { nameOf, valueWords } from '../model-words/describe';
import { statement } from '../questions/statement';
import { useModel, useResults, useSession } from '../session/context';
import { Button } from '../ui/Button';
import { classes } from '../ui/classes';
import { Icon } from '../ui/Icon';
import { say } from '../words';
import { Group, propertyGroups } from './PropertiesTab';
import style from './SeveralProperties.module.css';
import { PropertyEditor, PropertyId } from './PropertyRow';

type Views = ReadonlyMap<string, readonly PropertyView[]>;

function useAll(selection: readonly string[]): Views | undefined {
  const app = useApplication();
  const { explain } = useSession();
  const revision = useResults((state) => state.view.revision);
  const [views, setViews] = useState<Views | undefined>(undefined);
  useEffect(() => {
    let wanted = true;
    Promise.all(selection.map(async (id) => [id, await explain.properties(id)] as const)).then(
      (all) => {
        if (wanted) setViews(new Map(all));
      },
      (error: unknown) => app.fault(error),
    );
    return () => {
      wanted = false;
    };
  }, [app, explain, selection, revision]);
  return views;
}

interface Shared {
  readonly entry: PropertyEntry;
  /** The things that it can be said of, and what is known of each. */
  readonly known: ReadonlyMap<SubjectId, PropertyValue | undefined>;
}

function sharedOf(views: Views, catalog: ReadonlyMap<PropertyName, PropertyEntry>): readonly Shared[] {
  const all = new Map<PropertyName, Map<SubjectId, PropertyValue | undefined>>();
  for (const [id, list] of views) {
    for (const view of list) {
      const known = all.get(view.property) ?? new Map<SubjectId, PropertyValue | undefined>();
      all.set(view.property, known);
      known.set(id as SubjectId, view.known['as-is']?.value); // the ids that were asked about
    }
  }
  return [...all].flatMap(([property, known]): Shared[] => {
    const entry = catalog.get(property);
    return entry === undefined ? [] : [{ entry, known }];
  });
}

/** So many different values are told apart in words. */
const FEW_VALUES = 4;

function sayKnown(shared: Shared): string {
  const groups: { readonly value: PropertyValue | undefined; count: number }[] = [];
  for (const value of shared.known.values()) {
    const group = groups.find((candidate) => sameData(candidate.value, value));
    if (group === undefined) groups.push({ value, count: 1 });
    else group.count += 1;
  }
  const words = (value: PropertyValue | undefined): string => (value === undefined ? say('ui.not-said') : valueWords(value));
  const [first, second] = groups;
  if (first !== undefined && second === undefined) return say('ui.same-on', { value: words(first.value), count: first.count });
  const shown = groups.slice(0, FEW_VALUES).map(({ value, count }) => say('ui.value-on', { value: words(value), count }));
  return [...shown, ...(groups.length > FEW_VALUES ? [say('ui.more-values', { count: groups.length - FEW_VALUES })] : [])].join(', ');
}

/** Properties of several things at once: what differs says so, what is touched turns accent, one button sets it on all. */
export function SeveralProperties({ selection }: { readonly selection: readonly string[] }) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const views = useAll(selection);
  const [touched, setTouched] = useState<ReadonlyMap<PropertyName, PropertyValue>>(new Map());
  if (views === undefined || catalog === undefined) return null;
  const shared = sharedOf(views, catalog.properties);
  const touch = (property: PropertyName, value: PropertyValue | undefined): void => {
    const next = new Map(touched);
    if (value === undefined) next.delete(property);
    else next.set(property, value);
    setTouched(next);
  };
  const set = (): void => {
    let next = model;
    const edits = [...touched].map(([property, value]) => {
      const subjects = [...(shared.find(({ entry }) => entry.id === property)?.known.keys() ?? [])];
      const edit = answer(next, property, subjects, value, statement(app));
      next = apply(next, edit).model;
      return edit;
    });
    const [only, second] = edits;
    session.edit(
      only !== undefined && second === undefined
        ? only
        : combine(message('ui.edit-set-many', { count: edits.length, things: selection.length }), edits),
    );
    setTouched(new Map());
  };
  return (
    <>
      <div className={style.scroll}>
        {propertyGroups.map((group) => {
          const rows = shared.filter(({ entry }) => entry.group === group);
          return rows.length === 0 ? null : (
            <Group key={group} title={say(`ui.group-of-${group}`)} count={rows.length}>
              {rows.map((row) => {
                const values = [...row.known.values()];
                const same = values.every((value) => sameData(value, values[0]));
                const own = touched.get(row.entry.id);
                return (
                  <div key={row.entry.id} className={classes(style.row, own !== undefined && style.touched)}>
                    <div className={style.name}>
                      <PropertyId id={row.entry.id} title={row.entry.name} />
                    </div>
                    <div className={style.value}>
                      <PropertyEditor
                        entry={row.entry}
                        value={own ?? (same ? values[0] : undefined)}
                        borrowed={own === undefined && same && values[0] === undefined ? 'question' : undefined}
                        onChange={(value) => touch(row.entry.id, value)}
                        onClear={() => touch(row.entry.id, undefined)}
                      />
                      <span className={style.known}>
                        <Icon name={own === undefined ? 'mixed' : 'edit'} size={12} />
                        <span>{own === undefined ? sayKnown(row) : say('ui.being-set', { count: row.known.size })}</span>
                      </span>
                    </div>
                  </div>
                );
              })}
            </Group>
          );
        })}
      </div>
      <footer className={style.foot}>
        <Button kind="primary" disabled={touched.size === 0} onClick={set}>
          {say('ui.set-on', { count: selection.length })}
        </Button>
        <Button disabled={touched.size === 0} onClick={() => setTouched(new Map())}>
          {say('ui.cancel')}
        </Button>
        <span className={style.note} title={selection.map((id) => nameOf(model, id)).join(', ')}>
          {say('ui.one-undo-step')}
        </span>
      </footer>
    </>
  );
}
