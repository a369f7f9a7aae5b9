import { workerPolicyName } from '../../../shared/security-headers.mjs';
import elkWorker from 'elkjs/lib/elk-worker.min.js?url';
import analysisWorker from './analysis.worker?worker&url';
import filesWorker from './files.worker?worker&url';
import importWorker from './import.worker?worker&url';
import outcomeWorker from './outcome.worker?worker&url';

/** The only scripts that may ever become a worker of this page. */
const addresses = { analysis: analysisWorker, files: filesWorker, import: importWorker, outcome: outcomeWorker, elk: elkWorker } as const;
export type WorkerName = keyof typeof addresses;

const fixed = new Set<string>(Object.values(addresses));

/**
 * The page's one Trusted Types policy (TRUST C1): it lets through the addresses of the list above and nothing else, so
 * that no other text can be run as a worker. A browser without Trusted Types takes the address as it is.
 */
const policy = window.trustedTypes?.createPolicy(workerPolicyName, {
  createScriptURL(url) {
    if (!fixed.has(url)) throw new TypeError('not one of our workers');
    return url;
  },
});

/** Starts one of our workers. */
export function startWorker(name: WorkerName): Worker {
  const address = addresses[name];
  return new Worker(policy === undefined ? address : policy.createScriptURL(address), {
    type: name === 'elk' ? 'classic' : 'module',
    name,
  });
}
