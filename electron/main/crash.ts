import { z } from 'zod';
import type { WriterWorld } from '../node/atomic-write';
import { readJson, writeJson } from '../node/json-file';

/** What is done about a page that broke down: it is loaded again, unless it does so again and again. */
export type AfterCrash = 'reload' | 'ask';

const WITHIN_MS = 60_000;
const TOO_OFTEN = 3;

/** Judges each breakdown by how many there were in the last minute. @param now milliseconds since 1970 */
export function crashJudge(now: () => number): { readonly judge: () => AfterCrash } {
  let recent: readonly number[] = [];
  return {
    judge() {
      const at = now();
      recent = [...recent.filter((then) => at - then < WITHIN_MS), at];
      if (recent.length < TOO_OFTEN) return 'reload';
      recent = [];
      return 'ask';
    },
  };
}

/** Reasons for which a page's process ends without having broken down. */
const ORDERLY = new Set(['clean-exit']);

/** True if the page is to be brought back. `reason` is what Electron gives for the end of its process. */
export const brokeDown = (reason: string): boolean => !ORDERLY.has(reason);

const mark = z.object({ session: z.enum(['open', 'closed']) });

/** Tells one start from the last: whether the program was ended, or just ended. */
export interface SessionMark {
  /** True if the last session never said that it closed: it was killed, or the power went. */
  readonly lastCrashed: boolean;
  /** Says that this session closes as it should. */
  close(): Promise<void>;
}

/** Reads the mark of the last session in `file`, and opens this one's. */
export async function markSession(file: string, world: WriterWorld): Promise<SessionMark> {
  const last = await readJson(file, mark, { session: 'closed' }, world);
  await writeJson(file, { session: 'open' }, world);
  return {
    lastCrashed: last.session === 'open',
    async close() {
      await writeJson(file, { session: 'closed' }, world);
    },
  };
}
