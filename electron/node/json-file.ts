import type { z } from 'zod';
import { atomicWrite, type WriterWorld } from './atomic-write';
import { readFileWhole } from './file-identity';

/** Settings of ours are a few kilobytes; anything longer is not ours. */
const MAX_BYTES = 1024 * 1024;

/**
 * Reads one of our own small files in the user's data folder. A missing, broken or foreign file gives `fallback`: what
 * stands there is a convenience, never somebody's work.
 */
export async function readJson<T>(file: string, schema: z.ZodType<T>, fallback: T, world: WriterWorld): Promise<T> {
  try {
    const { bytes } = await readFileWhole(world.fs, file, MAX_BYTES);
    const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : fallback;
  } catch {
    return fallback;
  }
}

/** Writes one of our own small files, whole or not at all. False if that failed. */
export async function writeJson(file: string, value: unknown, world: WriterWorld): Promise<boolean> {
  const bytes = new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
  const outcome = await atomicWrite({ path: file, links: 'follow', bytes, expected: 'anything', limit: MAX_BYTES }, world);
  return outcome.kind === 'written';
}
