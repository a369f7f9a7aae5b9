import type { ThreatModel } from '../model/threat-model';
import type { ImportResult } from './import-result';
import type { Matches } from './origin-matching';

/** What an import can say about things that it does not hold. */
export interface Coverage {
  /** It covers everything that was imported before: what it no longer says is no longer so. */
  readonly complete: boolean;
  /** A thing of this origin would be in the import if it still existed. */
  readonly covers: (origin: string) => boolean;
}

const NOTHING: Coverage = { complete: false, covers: () => false };

/** How much of what was imported before has to be found again for files of other names to be its new version. */
const SAME_SYSTEM = 0.5;

function isNewVersion(model: ThreatModel, result: ImportResult, matches: Matches): boolean {
  const own = [...model.elements].filter(
    ([, { origin, runsAs, vanished }]) => origin?.startsWith(`${result.prefix}:`) === true && runsAs !== undefined && vanished !== true,
  );
  const found = new Set([...matches.elements.values()].map(({ id }) => id));
  return own.length > 0 && own.filter(([id]) => found.has(id)).length >= own.length * SAME_SYSTEM;
}

/**
 * Says what the import of a part speaks for. With all files of the last import it speaks for all of it; with only some of
 * them, for none of the rest. Files of other names may be a new version (then most things are in it again) or an addition.
 */
function partIsComplete(model: ThreatModel, result: ImportResult, matches: Matches): boolean {
  const before = model.imported.get(result.prefix)?.files ?? [];
  const now = new Set(result.files.map(({ name }) => name));
  if (before.length > 0 && before.every((name) => now.has(name))) return true;
  const known = new Set(before);
  if ([...now].every((name) => known.has(name))) return false;
  return isNewVersion(model, result, matches);
}

/** What an import speaks for. A file that could not be read may hold anything, so that nothing is missing then. */
export function coverage(model: ThreatModel, result: ImportResult, matches: Matches): Coverage {
  const { prefix, scope, fragment, files } = result;
  const holds = fragment.boundaries.size + fragment.elements.size > 0;
  if (!holds || files.some(({ outcome }) => outcome === 'failed')) return NOTHING;
  const isOurs = (origin: string): boolean => origin.startsWith(`${prefix}:`);
  switch (scope) {
    case 'all':
      return { complete: true, covers: isOurs };
    case 'namespace': {
      const namespaces = new Set([...fragment.boundaries.values()].flatMap(({ origin }) => origin ?? []));
      // Origins begin with that of their namespace; what stands outside of namespaces may be used by others.
      const covers = (origin: string): boolean => {
        const [namespace] = /^[^:]*:[^/#]+/.exec(origin) ?? [];
        return namespace !== undefined && namespaces.has(namespace);
      };
      return {
        complete: [...model.boundaries.values()].every(
          ({ origin, type }) => origin === undefined || !isOurs(origin) || type !== 'kubernetes/namespace' || covers(origin),
        ),
        covers,
      };
    }
    case 'part':
      return partIsComplete(model, result, matches) ? { complete: true, covers: isOurs } : NOTHING;
  }
}
