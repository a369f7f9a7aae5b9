import type { KnownIds } from '../../shared/catalog/check/known-ids';
import ids from './known-ids.json';

/** The identifiers that `attack-facts.mjs` wrote down. */
export const knownIds: KnownIds = {
  capec: new Set(ids.capec.map((number) => `CAPEC-${String(number)}`)),
  cwe: new Set(ids.cwe.map((number) => `CWE-${String(number)}`)),
  d3fend: new Set(ids.d3fend),
};
