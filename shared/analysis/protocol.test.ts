import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intents, models, patience, play, runs } from '../../test/generators/model';
import { analysisRequest } from './protocol';

describe('the protocol between interface and worker', () => {
  it(
    'ANA-36 lets every edit of a model through as it is',
    () => {
      fc.assert(
        fc.property(models, fc.array(intents, { minLength: 1, maxLength: 4 }), (model, row) => {
          for (const edit of play(model, row).edits) {
            const message: unknown = structuredClone({ kind: 'edit', edit, revision: 1 });
            expect(analysisRequest.parse(message)).toEqual({ kind: 'edit', edit, revision: 1 });
          }
        }),
        runs(150),
      );
    },
    patience,
  );

  it.each([
    ['no message', undefined],
    ['a kind that does not exist', { kind: 'delete-everything' }],
    [
      'an edit of a section that does not exist',
      { kind: 'edit', revision: 1, edit: { label: { id: 'x' }, changes: [{ section: '__proto__', id: 'a' }] } },
    ],
    ['an id that is none', { kind: 'edit', revision: 1, edit: { label: { id: 'x' }, changes: [{ section: 'elements', id: '../a' }] } }],
    [
      'an entry without a type',
      { kind: 'edit', revision: 1, edit: { label: { id: 'x' }, changes: [{ section: 'elements', id: 'a', to: {} }] } },
    ],
    ['a day that is none', { kind: 'today', today: 'tomorrow' }],
    ['a revision before the first', { kind: 'open', model: {}, revision: -1, outlook: 'as-is', today: '2026-11-20' }],
    ['an outlook that does not exist', { kind: 'look', outlook: 'as-hoped' }],
    ['a key that is none', { kind: 'explain', request: 1, key: 'no key' }],
  ])('ANA-36 refuses %s', (_what, message) => {
    expect(analysisRequest.safeParse(message).success).toBe(false);
  });
});
