import type { ReactNode } from 'react';
import type { StencilEntry } from '../../../shared/catalog/schema';
import { type Fields, changeAsset, changeBoundary, changeElement, changeFlow, renameThing } from '../../../shared/model/edits/change';
import { nest } from '../../../shared/model/edits/place';
import type { BoundaryId, TypeId } from '../../../shared/model/ids';
import { typeId } from '../../../shared/model/ids';
import { confidentiality, level, type Asset, type Flow } from '../../../shared/model/schema';
import { displayName, enclosing, type Subject, subjectOf, type ThreatModel } from '../../../shared/model/threat-model';
import { useCatalog } from '../app/context';
import { useModel, useSession } from '../session/context';
import { editLayout } from '../canvas/layout-edits';
import { SelectField, TextField } from '../ui/Field';
import { say } from '../words';
import { AssetChips } from './AssetChips';
import style from './PropertiesTab.module.css';

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

function Line({ label, children, field }: { readonly label: string; readonly children: ReactNode; readonly field?: string }) {
  return (
    <div className={style.line} {...(field === undefined ? {} : { 'data-field': field })}>
      <span aria-hidden="true">{label}</span>
      <div>{children}</div>
    </div>
  );
}

/** Types of a kind as choices; the present one is among them even if no catalog knows it. */
function typeChoices(
  stencils: readonly StencilEntry[],
  use: readonly StencilEntry['use'][],
  current: TypeId | undefined,
): readonly Option<TypeId>[] {
  const known = stencils.filter((stencil) => use.includes(stencil.use)).map((stencil) => ({ value: stencil.id, label: stencil.name }));
  const sorted = known.sort((a, b) => (a.label < b.label ? -1 : 1));
  return current === undefined || known.some(({ value }) => value === current)
    ? sorted
    : [...sorted, { value: current, label: say('ui.unknown-type', { type: current }) }];
}

/** The boundaries that a thing can stand in: not itself, not what stands in it. */
function placeChoices(model: ThreatModel, id: string): readonly Option<BoundaryId>[] {
  return [...model.boundaries.keys()]
    .filter((boundary) => boundary !== id && !enclosing(model, boundary).some((outer) => outer === id))
    .map((boundary) => ({ value: boundary, label: displayName(model, boundary) }));
}

const asType = (value: string): TypeId | undefined => (value === '' ? undefined : typeId.parse(value));

/** What the entry of a thing itself says: its type, its place, what it stores or carries. */
export function EntryFields({ subject: id }: { readonly subject: string }) {
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const subject: Subject | undefined = subjectOf(model, id);
  if (subject === undefined) return null;
  const stencils = catalog?.entries.stencils ?? [];
  const rename = (name: string): void => session.edit(renameThing(model, id, name), `name ${id}`);
  const named = 'name' in subject.entry ? (subject.entry.name ?? '') : '';
  const name = (
    <Line label={say('ui.name')} field="name">
      <TextField label={say('ui.name')} value={named} placeholder={id} maxLength={500} onChange={rename} />
    </Line>
  );
  switch (subject.kind) {
    case 'element': {
      const { entry } = subject;
      return (
        <div className={style.fields}>
          {name}
          <Line label={say('ui.role')} field="type">
            <SelectField
              label={say('ui.role')}
              value={entry.type}
              choices={typeChoices(stencils, ['role', 'abstract'], entry.type)}
              onChange={(type) => type !== '' && session.edit(changeElement(model, subject.id, { type }))}
            />
          </Line>
          <Line label={say('ui.runs-as')}>
            <SelectField
              label={say('ui.runs-as')}
              value={entry.runsAs ?? ''}
              empty={say('ui.not-said')}
              choices={typeChoices(stencils, ['deployment'], entry.runsAs)}
              onChange={(type) => session.edit(changeElement(model, subject.id, { runsAs: asType(type) }))}
            />
          </Line>
          <Place id={id} value={entry.in} />
          <Line label={say('ui.stores')}>
            <AssetChips
              label={say('ui.stores')}
              value={entry.stores}
              onChange={(stores) => session.edit(changeElement(model, subject.id, { stores }))}
            />
          </Line>
          <OutOfScope
            id={id}
            value={entry.outOfScope}
            onChange={(outOfScope) => session.edit(changeElement(model, subject.id, { outOfScope }), `scope ${id}`)}
          />
        </div>
      );
    }
    case 'boundary':
      return (
        <div className={style.fields}>
          {name}
          <Line label={say('ui.kind')} field="type">
            <SelectField
              label={say('ui.kind')}
              value={subject.entry.type}
              choices={typeChoices(stencils, ['boundary'], subject.entry.type)}
              onChange={(type) => type !== '' && session.edit(changeBoundary(model, subject.id, { type }))}
            />
          </Line>
          <Place id={id} value={subject.entry.in} />
        </div>
      );
    case 'flow': {
      const set = (fields: Fields<Flow>, gesture?: string): void => session.edit(changeFlow(model, subject.id, fields), gesture);
      const elements = [...model.elements.keys()].map((element) => ({ value: element, label: displayName(model, element) }));
      return (
        <div className={style.fields}>
          {name}
          <Line label={say('ui.from')}>
            <SelectField
              label={say('ui.from')}
              value={subject.entry.from}
              choices={elements}
              onChange={(from) => from !== '' && set({ from })}
            />
          </Line>
          <Line label={say('ui.to')}>
            <SelectField label={say('ui.to')} value={subject.entry.to} choices={elements} onChange={(to) => to !== '' && set({ to })} />
          </Line>
          <Line label={say('ui.protocol')}>
            <div className={style.pair}>
              <TextField
                label={say('ui.protocol')}
                value={subject.entry.protocol ?? ''}
                placeholder={say('ui.not-said')}
                maxLength={50}
                onChange={(text) => set({ protocol: text === '' ? undefined : text.toLowerCase() }, `protocol ${id}`)}
              />
              <TextField
                label={say('ui.port')}
                value={subject.entry.port === undefined ? '' : String(subject.entry.port)}
                placeholder={say('ui.port')}
                inputMode="numeric"
                mono
                maxLength={5}
                onChange={(text) => setPort(text, (port) => set({ port }, `port ${id}`))}
              />
            </div>
          </Line>
          <Line label={say('ui.carries')}>
            <AssetChips label={say('ui.carries')} value={subject.entry.carries} onChange={(carries) => set({ carries })} />
          </Line>
        </div>
      );
    }
    case 'asset': {
      const set = (fields: Fields<Asset>): void => session.edit(changeAsset(model, subject.id, fields));
      return (
        <div className={style.fields}>
          {name}
          <Line label={say('ui.confidentiality')}>
            <SelectField
              label={say('ui.confidentiality')}
              value={subject.entry.confidentiality ?? ''}
              empty={say('ui.not-said')}
              choices={confidentiality.options.map((value) => ({ value, label: value }))}
              onChange={(value) => set({ confidentiality: value === '' ? undefined : value })}
            />
          </Line>
          <Line label={say('ui.integrity')}>
            <SelectField
              label={say('ui.integrity')}
              value={subject.entry.integrity ?? ''}
              empty={say('ui.not-said')}
              choices={level.options.map((value) => ({ value, label: value }))}
              onChange={(value) => set({ integrity: value === '' ? undefined : value })}
            />
          </Line>
          <Line label={say('ui.availability')}>
            <SelectField
              label={say('ui.availability')}
              value={subject.entry.availability ?? ''}
              empty={say('ui.not-said')}
              choices={level.options.map((value) => ({ value, label: value }))}
              onChange={(value) => set({ availability: value === '' ? undefined : value })}
            />
          </Line>
        </div>
      );
    }
    case 'model':
      return null;
  }
}

/** A port is a number from 1 to 65535, or nothing; other text is not taken. */
function setPort(text: string, set: (port: number | undefined) => void): void {
  if (text === '') set(undefined);
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) set(port);
}

function Place({ id, value }: { readonly id: string; readonly value: BoundaryId | undefined }) {
  const session = useSession();
  const model = useModel();
  return (
    <Line label={say('ui.stands-in')}>
      <SelectField
        label={say('ui.stands-in')}
        value={value ?? ''}
        empty={say('ui.outside-all')}
        choices={placeChoices(model, id)}
        onChange={(into) => editLayout(session, (placed) => nest(placed, [id], into === '' ? undefined : into))}
      />
    </Line>
  );
}

function OutOfScope({
  id,
  value,
  onChange,
}: {
  readonly id: string;
  readonly value: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}) {
  return (
    <Line label={say('ui.out-of-scope')}>
      <TextField
        key={id}
        label={say('ui.out-of-scope-because')}
        placeholder={say('ui.out-of-scope-because')}
        value={value ?? ''}
        onChange={(text) => onChange(text === '' ? undefined : text)}
      />
    </Line>
  );
}
