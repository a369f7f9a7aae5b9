import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combined, editOf, intents, models, patience, play, runs } from '../../test/generators/model';
import { apply, type Edit } from './edit';
import { renameId } from './edits/rename-id';
import { sameModel } from './equality';
import type { ElementId } from './ids';
import { checkReferences } from './references';
import { MAIN_DIAGRAM, SECTIONS, type ThreatModel } from './threat-model';

const rows = fc.array(intents, { minLength: 1, maxLength: 6 });

/** Everything a model says, with the order of its entries; diagrams by name, since theirs has no meaning. */
const inOrder = (model: ThreatModel): unknown => [
  model.header,
  ...SECTIONS.map((section) => [...model[section]]),
  [...model.layout].map(([diagram, placements]) => [diagram, [...placements]] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
];

describe('an edit', () => {
  it(
    'MOD-1 is taken back by its inverse, order included',
    () => {
      fc.assert(
        fc.property(models, rows, (model, row) => {
          const { model: edited, edits } = play(model, row);
          const whole = apply(model, combined(edits));
          expect(inOrder(whole.model)).toEqual(inOrder(edited));
          expect(inOrder(apply(whole.model, whole.inverse).model)).toEqual(inOrder(model));
          expect(inOrder(apply(apply(model, whole.inverse).model, apply(model, whole.inverse).inverse).model)).toEqual(inOrder(model));
        }),
        runs(200),
      );
    },
    patience,
  );

  it(
    'MOD-2 changes nothing where there is nothing to change, and never the model it is given',
    () => {
      fc.assert(
        fc.property(models, rows, (model, row) => {
          const before = structuredClone(model);
          const edit: Edit = {
            label: { id: 'edit.title' },
            changes: [
              { section: 'elements', id: 'not-there' as ElementId },
              { section: 'layout', diagram: MAIN_DIAGRAM, id: 'not-there' },
              { section: 'trees', id: 'new', to: { goal: 'read:x' }, before: 'not-there' },
            ],
          };
          const added = apply(model, edit).model;
          expect([...added.trees.keys()].at(-1)).toBe('new');
          expect(added.elements).toEqual(model.elements);
          play(model, row);
          expect(inOrder(model)).toEqual(inOrder(before));
        }),
        runs(50),
      );
    },
    patience,
  );

  it(
    'MOD-9 does the same after JSON or cloning',
    () => {
      fc.assert(
        fc.property(models, intents, (model, intent) => {
          const edit = editOf(model, intent);
          if (edit === undefined) return;
          expect(sameModel(apply(model, structuredClone(edit)).model, apply(model, edit).model)).toBe(true);
        }),
        runs(100),
      );
    },
    patience,
  );
});

describe('the edits that people make', () => {
  it(
    'MOD-5 keep every reference',
    () => {
      fc.assert(
        fc.property(models, rows, (model, row) => {
          expect(checkReferences(model)).toEqual([]);
          // Putting and dropping whole entries is what importers and journals do, each with care of its own.
          const { model: edited } = play(model, row);
          expect(checkReferences(edited)).toEqual([]);
        }),
        runs(200),
      );
    },
    patience,
  );

  it(
    'MOD-6 give a new id everywhere, in place, and give the old one back as if nothing had been',
    () => {
      fc.assert(
        fc.property(models, fc.nat(30), (model, index) => {
          const ids = [...model.elements.keys(), ...model.boundaries.keys(), ...model.flows.keys(), ...model.assets.keys()];
          const id = ids[index % Math.max(1, ids.length)];
          if (id === undefined) return;
          const there = renameId(model, id, 'brand-new');
          if (!there.ok) throw new Error('not renamed');
          const renamed = apply(model, there.value).model;
          expect(checkReferences(renamed)).toEqual([]);
          // Trees and imports have names of their own, which may be like an id.
          const named = SECTIONS.filter((section) => section !== 'trees' && section !== 'imported');
          const keys = [
            ...named.flatMap((section) => [...renamed[section].keys()]),
            ...[...renamed.layout.values()].flatMap((placements) => [...placements.keys()]),
          ];
          expect(keys.filter((key) => key === id || key.endsWith(`@${id}`) || key.endsWith(`@in:${id}`))).toEqual([]);
          const back = renameId(renamed, 'brand-new', id);
          if (!back.ok) throw new Error('not renamed back');
          expect(inOrder(apply(renamed, back.value).model)).toEqual(inOrder(model));
        }),
        runs(150),
      );
    },
    patience,
  );
});
