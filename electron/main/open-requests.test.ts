import fc from 'fast-check';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasModelName } from './model-file';
import { filesNamed, openRequests } from './open-requests';

const folder = path.resolve('/models');
const named = (...args: readonly string[]) => filesNamed({ arguments: ['gabion', ...args], folder, source: undefined });
const inFolder = (...names: readonly string[]) => names.map((name) => path.join(folder, name));

describe('files on the command line', () => {
  it('OS-13 are those with the name of a model, absolute, each once', () => {
    expect(named('shop.gabion.yaml', './shop.gabion.yaml', '../x.gabion', '/abs/y.YAML')).toEqual([
      ...inFolder('shop.gabion.yaml', '../x.gabion'),
      path.resolve('/abs/y.YAML'),
    ]);
  });

  it('OS-13 are no switches, whatever stands before them', () => {
    expect(
      named(
        '--inspect',
        '--remote-debugging-port=9222',
        '--no-sandbox',
        '-r',
        '--',
        '--inspect-brk=x.yaml',
        '--gpu-launcher=x.yaml',
        '-x.yaml',
      ),
    ).toEqual([]);
    expect(named('--', 'shop.yaml')).toEqual(inFolder('shop.yaml'));
  });

  it('OS-13 are no addresses and no other files', () => {
    expect(
      named(
        'https://evil.example/x.yaml',
        'app://bundle/x.yaml',
        'file:///etc/x.yaml',
        'gabion:open?x.yaml',
        'javascript:x.yaml',
        'id_rsa',
        '.env',
        '/etc/passwd',
        'x.yaml.exe',
        '',
        'a\0.yaml',
      ),
    ).toEqual([]);
  });

  it('OS-13 do not include the folder that the application is started from', () => {
    const source = path.resolve('/sources/app.yaml');
    expect(filesNamed({ arguments: ['electron', source, 'shop.yaml'], folder, source })).toEqual(inFolder('shop.yaml'));
    expect(filesNamed({ arguments: ['electron', '.', 'shop.yaml'], folder: source, source })).toEqual([path.join(source, 'shop.yaml')]);
  });

  it('OS-13 are twenty at most', () => expect(named(...Array.from({ length: 100 }, (_, n) => `${n}.yaml`))).toHaveLength(20));

  it('OS-13 are absolute paths of models or nothing, whatever is typed', () => {
    const word = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '--inspect',
        '--',
        '-',
        'x.yaml',
        '/x.yaml',
        '..\\x.yaml',
        'C:\\x.yaml',
        '\\\\host\\x.yaml',
        'a:b.yaml',
        '%2e.yaml',
        '--x=/y.yaml',
      ),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        for (const file of named(...words)) {
          expect(path.isAbsolute(file) && hasModelName(file) && !file.includes('\0')).toBe(true);
          expect(words.some((text) => !text.startsWith('-') && path.resolve(folder, text) === file)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('requests to open a file', () => {
  it('wait until the page is ready, and come in their order', () => {
    const requests = openRequests();
    const taken: string[] = [];
    requests.ask('a');
    requests.ask('b');
    requests.ask('a');
    requests.pageIsReady((file) => taken.push(file));
    expect(taken).toEqual(['b', 'a']);
    requests.ask('c');
    expect(taken).toEqual(['b', 'a', 'c']);
  });

  it('wait again while the page is loaded again', () => {
    const requests = openRequests();
    const taken: string[] = [];
    requests.pageIsReady(() => undefined);
    requests.pageIsGone();
    requests.ask('a');
    requests.pageIsReady((file) => taken.push(file));
    expect(taken).toEqual(['a']);
  });

  it('are only the last twenty', () => {
    const requests = openRequests();
    const taken: string[] = [];
    for (let n = 0; n < 30; n += 1) requests.ask(String(n));
    requests.pageIsReady((file) => taken.push(file));
    expect(taken[0]).toBe('10');
    expect(taken).toHaveLength(20);
  });
});
