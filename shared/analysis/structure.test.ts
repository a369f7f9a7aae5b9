import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { models, steps } from '../../test/generators/analysis';
import { catalogOf } from '../../test/generators/catalog';
import { modelOf, patience, runs } from '../../test/generators/model';
import { message } from '../messages/message';
import { apply, type Change, type Edit } from '../model/edit';
import { elementId, flowId } from '../model/ids';
import { Structure } from './structure';
import type { Thing } from './things';

const catalog = catalogOf({});

/** Everything that a thing says of itself and of its neighbours, these by id; lists in their order. */
function told(thing: Thing): unknown {
  const flat = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(flat)
      : typeof value === 'object' && value !== null && 'kind' in value && 'id' in value
        ? value.id
        : value;
  return Object.fromEntries(
    Object.entries(thing).map(([name, value]) => [
      name,
      name === 'entry' || name === 'situation' || name === 'types' ? value : flat(value),
    ]),
  );
}

const everything = (structure: Structure) => [...structure.things()].map(told);

describe('a structure that follows an edit', () => {
  it(
    'ANA-41 is what one built anew would be',
    () => {
      fc.assert(
        fc.property(models, fc.array(steps, { minLength: 1, maxLength: 6 }), (start, row) => {
          let model = start;
          let structure = new Structure(model, catalog);
          for (const step of row) {
            const edit = step(model);
            const after = apply(model, edit).model;
            if (structure.follow(edit, model, after) === undefined) structure = new Structure(after, catalog);
            model = after;
            expect(everything(structure)).toEqual(everything(new Structure(model, catalog)));
          }
        }),
        runs(200),
      );
    },
    patience,
  );

  const before = modelOf({
    gabion: 1,
    boundaries: { cluster: { type: 'cluster' }, net: { type: 'net' } },
    elements: { a: { type: 'api', in: 'cluster' }, b: { type: 'api', in: 'cluster' }, c: { type: 'api', in: 'net' } },
    flows: { a_to_b: { from: 'a', to: 'b' }, b_to_c: { from: 'b', to: 'c' } },
  });
  const edit = (...changes: readonly Change[]): Edit => ({ label: message('edit.arrange'), changes });
  const follow = (made: Edit) => {
    const structure = new Structure(before, catalog);
    const was = structure.follow(made, before, apply(before, made).model);
    return { structure, was };
  };

  it('ANA-41 tells what came, went and has other neighbours, each as it was', () => {
    const { was } = follow(edit({ section: 'flows', id: flowId.parse('a_to_b') }));
    expect([...(was?.keys() ?? [])].sort()).toEqual(['a', 'a_to_b', 'b', 'cluster']);
    expect(was?.get('a')).toMatchObject({ outgoing: [{ id: 'a_to_b' }] });
  });

  it('ANA-41 takes flows along with an element that moves, and leaves out those that lose an end', () => {
    const moved = edit({ section: 'elements', id: elementId.parse('b'), to: { type: 'api' as never, in: 'net' as never } });
    expect(follow(moved).structure.thing('b_to_c')).toMatchObject({ around: [{ id: 'net' }], left: [], entered: [] });
    const gone = edit({ section: 'elements', id: elementId.parse('b') });
    expect([...follow(gone).structure.flows.keys()]).toEqual([]);
  });

  it('ANA-41 is not told of what changes no structure', () => {
    const renamed = edit({
      section: 'elements',
      id: elementId.parse('a'),
      to: { type: 'api' as never, in: 'cluster' as never, name: 'A' },
    });
    const { structure, was } = follow(renamed);
    expect(was?.size).toBe(0);
    expect(structure.elements.get(elementId.parse('a'))?.entry.name).toBe('A');
  });
});
