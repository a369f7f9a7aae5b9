import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { harmless, writerTo } from './terminal';

/** A stream whose every write fails with this code. */
const failing = (code: string): Writable =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.defineProperty(new Error(`write ${code}`), 'code', { value: code })) });
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('output', () => {
  it('CLI-11 goes on in silence where the reader has seen enough', async () => {
    const lost: Error[] = [];
    const write = writerTo(failing('EPIPE'), (error) => lost.push(error));
    for (let line = 0; line < 3; line += 1) {
      write('a line\n');
      await turn();
    }
    expect(lost).toEqual([]);
  });

  it('CLI-11 is told to be lost, once, where it cannot be written', async () => {
    const lost: Error[] = [];
    const write = writerTo(failing('ENOSPC'), (error) => lost.push(error));
    for (let line = 0; line < 3; line += 1) {
      write('a line\n');
      await turn();
    }
    expect(lost.map(({ message }) => message)).toEqual(['write ENOSPC']);
  });

  it.each([
    ['\u001b[2Jcleared', '\ufffd[2Jcleared'],
    ['a\n::add-mask::b', 'a\ufffd::add-mask::b'],
    ['a\r\u2028b\tc', 'a\ufffd\ufffdb\ufffdc'],
    ['\u202egnp.exe\u2069', '\ufffdgnp.exe\ufffd'],
    ['Café “Zoë” 漢字', 'Café “Zoë” 漢字'],
  ])('CLI-10 shows %j as %j', (text, shown) => {
    expect(harmless(text)).toBe(shown);
  });
});
