import { useEffect, useState } from 'react';
import { type ImportEdit, importEdit } from '../../../../shared/exchange/import-edit';
import type { ImportResult } from '../../../../shared/exchange/import-result';
import { apply } from '../../../../shared/model/edit';
import type { ImportScope } from '../../../../shared/model/schema';
import type { ThreatModel } from '../../../../shared/model/threat-model';
import { useApplication } from '../../app/context';
import type { IncomingFile } from '../../app/shell-store';
import type { Judged } from '../../workers/outcome-calls';
import { CallCancelled } from '../../workers/rpc';
import { type ReadFiles, readIncoming } from './import-files';

const SCOPES = ['part', 'namespace', 'all'] as const satisfies readonly ImportScope[];
/** Files above this size are not read for scopes that nobody chose, only to say what those would come to. */
const READ_AHEAD = 4 << 20;

/** What is known of an import so far, by scope. */
export interface ImportReading {
  /** Undefined while the bytes are read. */
  readonly files: ReadFiles | undefined;
  readonly results: ReadonlyMap<ImportScope, ImportResult>;
  /** What the analysis would find afterwards. */
  readonly judged: ReadonlyMap<ImportScope, Judged>;
}

const NOTHING: ImportReading = { files: undefined, results: new Map(), judged: new Map() };

/** An import into a model: what it does, and the model afterwards. */
export interface Proposed extends ImportEdit {
  readonly after: ThreatModel;
}

/** What an import result does to a model. */
export function propose(model: ThreatModel, result: ImportResult): Proposed {
  const proposed = importEdit(model, result);
  return { ...proposed, after: apply(model, proposed.edit).model };
}

/**
 * Reads the files, first for the chosen scope, then, where they are small, for the others and what each would come to.
 * @param model the model that they are imported into
 */
export function useImport(incoming: readonly IncomingFile[], model: ThreatModel, scope: ImportScope): ImportReading {
  const app = useApplication();
  const [reading, setReading] = useState<{ readonly incoming: readonly IncomingFile[]; readonly known: ImportReading }>({
    incoming,
    known: NOTHING,
  });
  const known = reading.incoming === incoming ? reading.known : NOTHING;

  useEffect(() => {
    let mine = true;
    const learn = (part: (before: ImportReading) => ImportReading): void => {
      if (mine) setReading((before) => ({ incoming, known: part(before.incoming === incoming ? before.known : NOTHING) }));
    };
    readIncoming(incoming)
      .then((files) => learn((before) => ({ ...before, files })))
      .catch((error: unknown) => app.fault(error));
    return () => {
      mine = false;
    };
  }, [app, incoming]);

  const { files, results, judged } = known;
  const ahead = files !== undefined && files.files.reduce((sum, { bytes }) => sum + bytes.length, 0) <= READ_AHEAD;
  const missing = results.has(scope) ? (ahead ? SCOPES.find((each) => !results.has(each)) : undefined) : scope;
  useEffect(() => {
    if (files === undefined || missing === undefined) return undefined;
    let waits = true;
    const controller = new AbortController();
    app.parts.imports
      .call('read', { files: files.files, scope: missing }, { signal: controller.signal })
      .then((result) => {
        if (waits)
          setReading((before) => ({
            ...before,
            known: { ...before.known, results: new Map([...before.known.results, [missing, result]]) },
          }));
        waits = false;
      })
      .catch((error: unknown) => {
        waits = false;
        if (!(error instanceof CallCancelled)) app.fault(error);
      });
    // Reading that nobody waits for any more ends at once, with its worker.
    return () => {
      if (waits) controller.abort();
      waits = false;
    };
  }, [app, files, missing]);

  const unjudged = ahead ? SCOPES.find((each) => results.has(each) && !judged.has(each)) : undefined;
  useEffect(() => {
    const result = unjudged === undefined ? undefined : results.get(unjudged);
    if (unjudged === undefined || result === undefined) return undefined;
    let mine = true;
    app.outcomes
      .judge(propose(model, result).after)
      .then((found) => {
        if (mine)
          setReading((before) => ({ ...before, known: { ...before.known, judged: new Map([...before.known.judged, [unjudged, found]]) } }));
      })
      .catch((error: unknown) => {
        if (!(error instanceof CallCancelled)) app.fault(error);
      });
    return () => {
      mine = false;
    };
  }, [app, model, results, unjudged]);

  return known;
}
