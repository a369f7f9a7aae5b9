import { describe, expect, it } from 'vitest';
import type { ContentHash, FolderEntry } from '../../../../shared/desktop-api';
import { message } from '../../../../shared/messages/message';
import type { PolicyFile } from '../../../../shared/policy/policy-file';
import { type ExportItem, isTickedAtFirst, type ItemKind, stateOf, treeOf } from './export-items';

const bytes = (text: string) => new TextEncoder().encode(text);
const item = (path: string, text = 'a\nb\n', kind: ItemKind = 'report', policy?: PolicyFile): ExportItem => ({
  path,
  kind,
  text,
  bytes: bytes(text),
  ...(policy === undefined ? {} : { policy }),
});
const there = (text: string, hash = 'h'): FolderEntry => ({ path: 'x', kind: 'file', bytes: bytes(text), hash: hash as ContentHash });
const draft = { draft: { reason: message('policy.images.order'), cuts: [] } } as unknown as PolicyFile;

describe('files of an export', () => {
  it('are new, the same or changed, with how many lines came and went', () => {
    expect(stateOf(item('x'), { path: 'x', kind: 'absent' }, undefined)).toEqual({ kind: 'new' });
    expect(stateOf(item('x'), there('a\nb\n'), undefined)).toEqual({ kind: 'same' });
    expect(stateOf(item('x'), there('a\nc\nd\n'), undefined)).toEqual({ kind: 'changed', before: 'a\nc\nd\n', added: 1, removed: 2 });
  });

  it('are of unknown state before a folder is chosen', () => {
    expect(stateOf(item('x'), undefined, undefined)).toEqual({ kind: 'unknown' });
  });

  it('leave the file that the document is saved to for Save', () => {
    expect(stateOf(item('x', 'new', 'model'), there('old', 'mine'), 'mine')).toEqual({ kind: 'own' });
    expect(stateOf(item('x', 'new', 'model'), there('old', 'other'), 'mine').kind).toBe('changed');
  });

  it('are ticked at first unless there is nothing to write or it is a draft', () => {
    expect(isTickedAtFirst(item('x'), { kind: 'new' })).toBe(true);
    expect(isTickedAtFirst(item('x'), { kind: 'same' })).toBe(false);
    expect(isTickedAtFirst(item('x', '', 'policy', draft), { kind: 'new' })).toBe(false);
  });

  it('stand as a tree, files before the folders beside them', () => {
    const items = ['policies/network/shop.yaml', 'policies/mesh/shop.yaml', 'shop.gabion.yaml', 'report/report.md'].map((path) =>
      item(path),
    );
    expect(treeOf(items).map(({ kind, name, depth }) => `${' '.repeat(depth)}${name}${kind === 'folder' ? '/' : ''}`)).toEqual([
      'shop.gabion.yaml',
      'policies/',
      ' mesh/',
      '  shop.yaml',
      ' network/',
      '  shop.yaml',
      'report/',
      ' report.md',
    ]);
    expect(treeOf(items, new Set(['policies'])).map(({ name }) => name)).toEqual(['shop.gabion.yaml', 'policies', 'report', 'report.md']);
  });
});
