import { describe, expect, it } from 'vitest';
import { IMPORT_LIMITS } from '../../../../shared/limits';
import { message, type Problem } from '../../../../shared/messages/message';
import { fileLines, linesAround, readIncoming, wholeProblems } from './import-files';

const bytes = (text: string) => new TextEncoder().encode(text);
const problem = (file: string, severity: Problem['severity']): Problem => ({
  severity,
  message: message('exchange.empty'),
  where: { file },
});

describe('files that are to be imported', () => {
  it('are read one by one; one that cannot be read stops nothing but itself', async () => {
    const { files, problems } = await readIncoming([
      { path: 'a.yaml', size: 1, bytes: () => Promise.resolve(bytes('a')) },
      { path: 'b.yaml', size: 1, bytes: () => Promise.reject(new Error('no')) },
    ]);
    expect(files.map(({ name }) => name)).toEqual(['a.yaml']);
    expect(problems).toMatchObject([{ severity: 'error', where: { file: 'b.yaml' } }]);
  });

  it('are not even read above the limit', async () => {
    let read = false;
    const { files, problems } = await readIncoming([
      {
        path: 'huge.yaml',
        size: IMPORT_LIMITS.bytes + 1,
        bytes: () => {
          read = true;
          return Promise.resolve(bytes(''));
        },
      },
    ]);
    expect([files, read]).toEqual([[], false]);
    expect(problems[0]?.message.id).toBe('exchange.too-large');
  });

  it('stand with what they hold first, each with the worst that is to be said of it', () => {
    const lines = fileLines(
      {
        files: [
          { name: 'README.md', outcome: 'nothing', documents: 0, kinds: [] },
          { name: 'bad.yaml', outcome: 'failed', documents: 0, kinds: [] },
          { name: 'good.yaml', outcome: 'read', documents: 3, kinds: [['Service', 3]] },
        ],
        problems: [problem('good.yaml', 'note'), problem('good.yaml', 'warning'), problem('bad.yaml', 'error')],
      },
      [problem('gone.yaml', 'error')],
    );
    expect(lines.map(({ name, problem: first, more }) => [name, first?.severity, more])).toEqual([
      ['good.yaml', 'warning', 1],
      ['bad.yaml', 'error', 0],
      ['gone.yaml', 'error', 0],
      ['README.md', undefined, 0],
    ]);
  });

  it('have problems of the import as a whole kept apart', () => {
    expect(wholeProblems({ problems: [problem('a', 'error'), { severity: 'error', message: message('exchange.empty') }] })).toHaveLength(1);
  });

  it('show the lines around what is wrong', () => {
    expect(linesAround(bytes('a\nb\r\nc\nd\ne'), 2)).toEqual([
      { number: 1, text: 'a', wrong: false },
      { number: 2, text: 'b', wrong: true },
      { number: 3, text: 'c', wrong: false },
      { number: 4, text: 'd', wrong: false },
    ]);
  });
});
