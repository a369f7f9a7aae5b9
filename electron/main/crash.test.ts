import { describe, expect, it } from 'vitest';
import { scratchFolder } from '../../test/faults/scratch-folder';
import { realWorld } from '../node/atomic-write';
import { brokeDown, crashJudge, markSession } from './crash';

const folder = scratchFolder();

describe('a page that breaks down', () => {
  it('OS-15 (P5) is loaded again, and a person is asked when it does so time and again', () => {
    let now = 0;
    const { judge } = crashJudge(() => now);
    expect([judge(), judge(), judge(), judge()]).toEqual(['reload', 'reload', 'ask', 'reload']);
    now = 61_000;
    expect([judge(), judge()]).toEqual(['reload', 'reload']);
    now = 200_000;
    expect(judge()).toBe('reload');
  });

  it('has not broken down when it ended as it should', () => {
    expect(['crashed', 'oom', 'killed', 'abnormal-exit', 'launch-failed', 'integrity-failure'].every(brokeDown)).toBe(true);
    expect(brokeDown('clean-exit')).toBe(false);
  });
});

describe('the mark of a session', () => {
  const file = () => folder.file('session.json');
  it('OS-15 (P5) tells a session that was ended from one that just ended', async () => {
    const first = await markSession(file(), realWorld);
    expect(first.lastCrashed).toBe(false);
    const second = await markSession(file(), realWorld);
    expect(second.lastCrashed).toBe(true);
    await second.close();
    expect((await markSession(file(), realWorld)).lastCrashed).toBe(false);
  });
});
