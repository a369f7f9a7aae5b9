import fc from 'fast-check';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { print } from '../../shared/messages/print';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { collisions, containedPath, parseRelativePath, refusalMessage, type PathRefusal } from './contained-path';
import { realFileSystem } from './file-system';

const folder = scratchFolder();

describe('the path of a file to export', () => {
  it.each([
    'report.md',
    'policies/network-policy/default-deny.yaml',
    'a b/c.md',
    'grüße.md',
    '.gitignore',
    '.github-pages/x',
    'con-figuration.yaml',
    'a/.well-known/b',
    'x'.repeat(255),
  ])('OS-6 may be %.60s', (text) => {
    expect(parseRelativePath(text, 'refuse')).toEqual({ ok: true, parts: text.split('/') });
  });

  it.each<[PathRefusal, readonly string[]]>([
    ['empty', ['', 'a//b', 'a/']],
    ['absolute', ['/etc/passwd', '//host/share', '~/x', '~root/x', 'C:/x', 'c:x']],
    ['leaves-folder', ['..', '../x', 'a/../../x', 'a/..', '.', './a', 'a/./b']],
    [
      'forbidden-character',
      [
        'a\\b',
        '..\\x',
        '\\\\host\\share',
        'ab:c',
        'a/file.txt:stream',
        'a*',
        'a?',
        'a"b',
        'a<b',
        'a>b',
        'a|b',
        'a\0b',
        'a\nb',
        'a\u202eb',
        'a\u200bb',
        'a\ufeffb',
        'a\u2028b',
        'e\u0301',
        '\ud800',
      ],
    ],
    [
      'reserved-name',
      ['CON', 'con', 'a/nul.txt', 'Aux.tar.gz', 'COM1', 'com¹', 'lpt9.md', 'CONIN$', 'a./b', 'a /b', ' a', '.git.', '.git ', '...', 'a/b.'],
    ],
    ['git-folder', ['.git/hooks/post-checkout', '.GIT/config', 'a/.git/config', 'git~1/config', '.git']],
    [
      'pipeline-file',
      [
        '.github/workflows/x.yml',
        '.GitHub/x',
        '.gitlab-ci.yml',
        'sub/.gitlab-ci.yml',
        'Jenkinsfile',
        '.vscode/tasks.json',
        'package.json',
        'Makefile',
      ],
    ],
    ['name-too-long', ['ü'.repeat(128), Array.from({ length: 300 }, () => 'abcd').join('/')]],
  ])('OS-6 is refused as %s', (refusal, texts) => {
    for (const text of texts) expect([text, parseRelativePath(text, 'refuse')]).toEqual([text, { ok: false, refusal }]);
  });

  it('OS-6 may be one that a pipeline runs where a person ticked that; git’s own folder stays refused', () => {
    expect(parseRelativePath('.github/workflows/x.yml', 'allow').ok).toBe(true);
    expect(parseRelativePath('.git/hooks/x', 'allow').ok).toBe(false);
  });

  it('OS-6 never leads out of the folder, whatever it is made of', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', 'a', '.git', 'CON', '~', ':', '\0', ' ', '%2e', '．．', 'C:', '\u202e', '𝕒');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const parsed = parseRelativePath(pieces.join(''), 'allow');
        if (!parsed.ok) return;
        for (const { sep, join, relative } of [path.posix, path.win32]) {
          const base = `${sep}base${sep}folder`;
          const joined = join(base, ...parsed.parts);
          expect(joined.startsWith(base + sep)).toBe(true);
          expect(relative(base, joined).split(sep)).toEqual(parsed.parts);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('every refusal has its sentence', () => {
    const all: readonly PathRefusal[] = [
      'empty',
      'absolute',
      'leaves-folder',
      'forbidden-character',
      'reserved-name',
      'git-folder',
      'pipeline-file',
      'name-too-long',
      'same-but-for-case',
      'link',
      'file-in-the-way',
      'folder-in-the-way',
    ];
    for (const refusal of all) expect(print(refusalMessage(refusal, 'a\u202eb'))).toMatch(/^“a⟨U\+202E⟩b” is not written: /);
  });
});

describe('paths of one export', () => {
  it('OS-6 clash where some disk takes them for one', () => {
    expect([...collisions(['README.md', 'a.md', 'Readme.md'])]).toEqual([
      [0, 'same-but-for-case'],
      [2, 'same-but-for-case'],
    ]);
    expect(collisions(['a.md', 'b/a.md', 'b/b.md']).size).toBe(0);
    expect(collisions(['a.md', 'a.md']).size).toBe(2);
  });
  it('OS-6 clash where one wants a folder that another one is as a file', () => {
    expect([...collisions(['Policies', 'policies/x.yaml'])]).toEqual([[1, 'file-in-the-way']]);
  });
});

describe('a path on disk', () => {
  const walk = (text: string, makeFolders = false) => containedPath(folder.path, text.split('/'), realFileSystem, makeFolders);

  it('is found, or found to be free', async () => {
    mkdirSync(folder.file('a'));
    writeFileSync(folder.file('a/b.md'), '');
    expect(await walk('a/b.md')).toEqual({ ok: true, file: folder.file('a/b.md'), exists: true });
    expect(await walk('a/c.md')).toEqual({ ok: true, file: folder.file('a/c.md'), exists: false });
    expect(await walk('x/y/z.md')).toEqual({ ok: true, file: folder.file('x/y/z.md'), exists: false });
    expect(readdirSync(folder.path)).toEqual(['a']);
  });

  it('gets its folders made where that is asked', async () => {
    expect((await walk('x/y/z.md', true)).ok).toBe(true);
    expect(existsSync(folder.file('x/y'))).toBe(true);
  });

  it('OS-6 is refused where a link stands on it, also at its end, also one that leads nowhere', async () => {
    mkdirSync(folder.file('real'));
    symlinkSync(folder.file('real'), folder.file('link'));
    symlinkSync('/etc', folder.file('etc'));
    symlinkSync('/nowhere/at/all', folder.file('broken.md'));
    symlinkSync(folder.file('real'), folder.file('real/inner'));
    for (const text of ['link/a.md', 'etc/passwd', 'broken.md', 'real/inner/a.md', 'link'])
      expect(await walk(text, true)).toEqual({ ok: false, refusal: 'link' });
  });

  it('OS-6 is refused beside a name that differs only in case or accents', async () => {
    writeFileSync(folder.file('Readme.md'), '');
    mkdirSync(folder.file('Policies'));
    expect(await walk('README.md')).toEqual({ ok: false, refusal: 'same-but-for-case' });
    expect(await walk('policies/x.yaml', true)).toEqual({ ok: false, refusal: 'same-but-for-case' });
    expect((await walk('Readme.md')).ok).toBe(true);
  });

  it('is refused where a file or a folder stands in the way', async () => {
    writeFileSync(folder.file('a'), '');
    mkdirSync(folder.file('b'));
    expect(await walk('a/b.md', true)).toEqual({ ok: false, refusal: 'file-in-the-way' });
    expect(await walk('b', true)).toEqual({ ok: false, refusal: 'folder-in-the-way' });
  });
});
