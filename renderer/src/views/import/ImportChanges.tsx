import { useState, type ReactNode } from 'react';
import type { ImportPreview } from '../../../../shared/exchange/import-edit';
import type { Catalog } from '../../../../shared/catalog/catalog';
import type { PropertyName } from '../../../../shared/model/ids';
import type { PropertyValue } from '../../../../shared/model/schema';
import type { ThreatModel } from '../../../../shared/model/threat-model';
import { nameOf, valueWords } from '../../model-words/describe';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { IconName } from '../../ui/icons';
import { say } from '../../words';
import type { Additions } from './import-summary';
import { firstNames } from './import-summary';
import style from './ImportView.module.css';

/** Rows shown before somebody asks for all of them. */
const FEW = 8;

interface Row {
  readonly icon: IconName;
  readonly what: string;
  readonly list: readonly string[];
}

function namesOf(model: ThreatModel, list: readonly string[]): string {
  const { names, more } = firstNames(model, list);
  return say('views.names-and-more', { names, more });
}

/** What is new, in the groups that people think in. */
export function AddedList({
  additions,
  after,
  allNew,
}: {
  readonly additions: Additions;
  readonly after: ThreatModel;
  readonly allNew: boolean;
}) {
  const rows: readonly Row[] = [
    { icon: 'stencil:deployment', what: say('views.n-workloads', { count: additions.workloads.length }), list: additions.workloads },
    { icon: 'user', what: say('views.n-outside', { count: additions.others.length }), list: additions.others },
    { icon: 'flow', what: say('views.n-calls', { count: additions.calls.length }), list: additions.calls },
    { icon: 'flow', what: say('views.n-outer-flows', { count: additions.outside.length }), list: additions.outside },
    { icon: 'boundary', what: say('views.n-boundaries', { count: additions.boundaries.length }), list: additions.boundaries },
  ];
  return (
    <ul className={style.added}>
      {rows
        .filter(({ list }) => list.length > 0)
        .map(({ icon, what, list }) => (
          <li key={what} className={style.addedLine}>
            <Icon name={icon} />
            <strong>{what}</strong>
            <span className={style.addedNames}>{namesOf(after, list)}</span>
            <span className={style.aside}>{allNew ? say('views.all-new') : say('views.new')}</span>
          </li>
        ))}
    </ul>
  );
}

/** Long texts that begin the same are shown from where they differ, after the last sign that ends a part of them. */
export function shortened(before: string, after: string): readonly [string, string] {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same += 1;
  const cut = Math.max(...['/', ':', ' ', ','].map((sign) => before.lastIndexOf(sign, same - 1))) + 1;
  return cut < 12 ? [before, after] : [`…${before.slice(cut)}`, `…${after.slice(cut)}`];
}

const words = (value: PropertyValue | undefined): string => (value === undefined ? say('views.nothing-said') : valueWords(value));

interface ChangesProps {
  readonly preview: ImportPreview;
  readonly model: ThreatModel;
  readonly catalog: Catalog | undefined;
}

function fieldName(catalog: Catalog | undefined, field: string): string {
  return catalog?.properties.get(field as PropertyName)?.name ?? field; // an unknown name finds nothing
}

/** A list that shows its first rows, and the rest when asked. */
function Some({ rows }: { readonly rows: readonly ReactNode[] }) {
  const [all, setAll] = useState(false);
  return (
    <>
      <ul className={style.changes}>{all ? rows : rows.slice(0, FEW)}</ul>
      {rows.length > FEW && (
        <Button kind="link" small onClick={() => setAll(!all)}>
          {all ? say('views.show-fewer') : say('views.show-all', { count: rows.length })}
        </Button>
      )}
    </>
  );
}

/** What an import changes of what was imported before, field by field. */
export function ChangedList({ preview, model, catalog }: ChangesProps) {
  if (preview.changed.length === 0) return null;
  return (
    <>
      <h3 className={style.heading}>{say('views.what-changes')}</h3>
      <Some
        rows={preview.changed.map(({ id, field, before, after }) => {
          const [was, is] = shortened(words(before), words(after));
          return (
            <li key={`${id} ${field}`} className={style.change}>
              <code>{nameOf(model, id)}</code>
              <span>{fieldName(catalog, field)}</span>
              <span className={style.values} title={words(after)}>
                <s>{was}</s> <Icon name="arrow" size={12} /> <strong>{is}</strong>
              </span>
            </li>
          );
        })}
      />
    </>
  );
}

/** What a person said and the files contradict: the person's word stays, and both are shown. */
export function KeptList({ preview, model, catalog }: ChangesProps) {
  if (preview.kept.length === 0) return null;
  return (
    <>
      <h3 className={style.heading}>{say('views.what-stays')}</h3>
      <Some
        rows={preview.kept.map(({ id, field, stated, imported }) => (
          <li key={`${id} ${field}`} className={style.change} data-conflict="true">
            <code>{nameOf(model, id)}</code>
            <span>{fieldName(catalog, field)}</span>
            <span className={style.values}>{say('views.stated-and-imported', { stated: words(stated), imported: words(imported) })}</span>
          </li>
        ))}
      />
    </>
  );
}

/** What the files no longer hold, and what is back: marked, never deleted. */
export function GoneList({ preview, model }: Omit<ChangesProps, 'catalog'>) {
  if (preview.vanished.length + preview.returned.length === 0) return null;
  return (
    <>
      <h3 className={style.heading}>{say('views.what-is-gone')}</h3>
      <Some
        rows={[
          ...preview.vanished.map(({ id }) => (
            <li key={id} className={style.change}>
              <code>{nameOf(model, id)}</code>
              <span>{say('views.vanished')}</span>
            </li>
          )),
          ...preview.returned.map(({ id }) => (
            <li key={id} className={style.change}>
              <code>{nameOf(model, id)}</code>
              <span>{say('views.returned')}</span>
            </li>
          )),
        ]}
      />
    </>
  );
}
