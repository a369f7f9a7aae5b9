import { describe, expect, it } from 'vitest';
import { modelOf } from '../../../test/generators/diagrams';
import { renameThing } from '../../../shared/model/edits/change';
import { removeThings } from '../../../shared/model/edits/remove';
import { createDocumentSession, type DocumentSession } from './document-session';
import type { ModelMove } from './document-store';

const shop = () =>
  modelOf({ elements: { web: { type: 'process/api' }, db: { type: 'data/redis' } }, flows: { web_to_db: { from: 'web', to: 'db' } } });

function open(): { readonly session: DocumentSession; readonly moves: ModelMove[]; readonly closed: () => boolean } {
  const moves: ModelMove[] = [];
  let closed = false;
  const session = createDocumentSession(
    { model: shop() },
    {
      id: 1,
      analyse(document) {
        document.onMove((move) => moves.push(move));
        return {
          explain: () => Promise.resolve(undefined),
          why: () => Promise.resolve(undefined),
          properties: () => Promise.resolve([]),
          close: () => (closed = true),
        };
      },
    },
  );
  return { session, moves, closed: () => closed };
}

describe('a document session', () => {
  it('makes one undo step, one message to the analysis and one revision of one edit', () => {
    const { session, moves } = open();
    session.edit(renameThing(session.model(), 'web', 'Door'));
    session.document.undo();
    session.document.redo();
    expect(moves.map(({ revision, how }) => [revision, how])).toEqual([
      [1, 'edit'],
      [2, 'undo'],
      [3, 'redo'],
    ]);
  });

  it('takes edits of one gesture for one step', () => {
    const { session } = open();
    for (const name of ['D', 'Do', 'Door']) session.edit(renameThing(session.model(), 'web', name), 'typing');
    session.document.undo();
    expect(session.model().elements.get('web' as never)?.name).toBeUndefined();
  });

  it('does nothing for an edit that changes nothing', () => {
    const { session, moves } = open();
    session.edit(renameThing(session.model(), 'nothing', 'x'));
    expect(moves).toEqual([]);
    expect(session.document.labels()).toEqual({});
  });

  it('forgets what is gone: it is no longer selected, named or connected', () => {
    const { session } = open();
    session.view.set({ selection: ['web', 'db', 'web_to_db'], renaming: 'web', connecting: 'web' });
    session.edit(removeThings(session.model(), ['web']));
    expect(session.view.store.getState()).toMatchObject({ selection: ['db'], renaming: undefined, connecting: undefined });
  });

  it('shares nothing with another session, and stops when it is closed', () => {
    const [one, two] = [open(), open()];
    one.session.edit(renameThing(one.session.model(), 'web', 'Door'));
    one.session.view.select(['web']);
    expect(two.session.model().elements.get('web' as never)?.name).toBeUndefined();
    expect(two.session.view.store.getState().selection).toEqual([]);
    one.session.close();
    expect([one.closed(), two.closed()]).toEqual([true, false]);
  });
});
