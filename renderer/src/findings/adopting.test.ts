import { describe, expect, it } from 'vitest';
import { indexCatalog } from '../../../shared/catalog/catalog';
import { catalogSchema } from '../../../shared/catalog/schema';
import { print } from '../../../shared/messages/print';
import { apply } from '../../../shared/model/edit';
import { mitigationKeyOf, type SubjectId } from '../../../shared/model/ids';
import { modelFromPlain } from '../../../shared/model/threat-model';
import { smallCatalog } from '../../../test/fixtures/small-catalog';
import { adopting, withdrawing } from './adopting';

const read = modelFromPlain({ gabion: 1, elements: { web: { type: 'process', name: 'Shop front' } } });
if (!read.ok) throw new Error('the model of this test is broken');
const names = { model: read.value, catalog: indexCatalog(catalogSchema.parse(smallCatalog)) };
const web = 'web' as SubjectId;
const key = mitigationKeyOf('drop-privileges', 'web');

describe('adopting a control', () => {
  it('is proposed unless something else is said, and is called by its name', () => {
    const edit = adopting(names, 'drop-privileges', web, { owner: 'shop team' });
    expect(apply(names.model, edit).model.mitigations.get(key)).toEqual({ status: 'proposed', owner: 'shop team' });
    expect(print(edit.label)).toBe('Do something on Shop front: proposed');
  });

  it('keeps what was said before, and takes away what is emptied', () => {
    const { model } = apply(
      names.model,
      adopting(names, 'drop-privileges', web, { status: 'planned', owner: 'shop team', tool: 'policies' }),
    );
    const next = apply(model, adopting({ ...names, model }, 'drop-privileges', web, { status: 'in-place', tool: '' })).model;
    expect(next.mitigations.get(key)).toEqual({ status: 'in-place', owner: 'shop team' });
  });

  it('can be withdrawn', () => {
    const { model } = apply(names.model, adopting(names, 'drop-privileges', web, { status: 'planned' }));
    expect(apply(model, withdrawing({ ...names, model }, 'drop-privileges', web)).model.mitigations.size).toBe(0);
  });
});
