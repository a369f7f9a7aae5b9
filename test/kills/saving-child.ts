/**
 * The process that is killed: saves one version of a model after the other, round and round, until it is gone. Says `ready`
 * before the first and `saved N` after each. Started by `writer.test.ts` with the file's path.
 */
import { readFileSync } from 'node:fs';
import { argv, stdout } from 'node:process';
import { atomicWrite } from '../../electron/node/atomic-write';
import { hashOf } from '../../electron/node/file-identity';
import { nextVersion, versionIn, versions } from './versions';

const file = argv[2] ?? '';
const all = versions();
let current = versionIn(readFileSync(file), all) ?? 0;
let expected = hashOf(readFileSync(file));

stdout.write('ready\n');
for (;;) {
  current = nextVersion(current);
  const bytes = all.get(current) ?? new Uint8Array();
  const outcome = await atomicWrite({ path: file, links: 'follow', bytes, expected, limit: 64 * 1024 * 1024 });
  if (outcome.kind !== 'written') throw new Error(`the save failed: ${outcome.kind}`);
  expected = outcome.identity.hash;
  stdout.write(`saved ${current}\n`);
}
