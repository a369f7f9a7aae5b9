import type { Truth } from '../../../shared/analysis/findings';
import { analysisRequest, type AnalysisReply } from '../../../shared/analysis/protocol';
import { AnalysisSession } from '../../../shared/analysis/session';
import { type Catalog, readCatalog } from '../../../shared/catalog/catalog';
import type { Condition } from '../../../shared/catalog/condition';
import { message, type Problem } from '../../../shared/messages/message';
import { propertyName } from '../../../shared/model/ids';
import { modelFromPlain } from '../../../shared/model/threat-model';
import type { AnalysisWorkerMessage } from './analysis-messages';

// Holds a copy of the open model, kept in step by edits, and judges it. The page asks by `analysisRequest` and hears deltas.

const tell = (said: AnalysisWorkerMessage): void => self.postMessage(said);
const reply = (said: AnalysisReply): void => tell(said);

/** The lock on a flow's label: what its property `encrypted` comes to, inheritance and controls included. */
const encrypted: Condition = { op: 'property', property: propertyName.parse('encrypted'), matcher: { op: 'equals', equals: true } };

let catalog: Catalog | undefined;
let session: AnalysisSession | undefined;
/** Requests that came before the catalog was read. */
let early: unknown[] | undefined = [];
/** What was last told of each flow's encryption. */
let locks: ReadonlyMap<string, Truth> | undefined;
/** Whether a turn of the run is already due. */
let due = false;

async function loadCatalog(): Promise<void> {
  const fail = (problems: readonly Problem[]): void => tell({ kind: 'no-catalog', problems });
  try {
    const response = await fetch('/catalog.json');
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const read = readCatalog(await response.json());
    if (!read.ok) {
      fail(read.problems);
      return;
    }
    catalog = read.value;
    tell({ kind: 'catalog', entries: read.value.entries });
  } catch (error) {
    fail([{ severity: 'error', message: message('ui.no-catalog', { reason: error instanceof Error ? error.message : String(error) }) }]);
    return;
  }
  const waiting = early ?? [];
  early = undefined;
  for (const request of waiting) handle(request);
}

/** Runs to the end in slices; between them a newer edit or another outlook can come in, and the run goes on with it. */
function runSoon(): void {
  if (due) return;
  due = true;
  setTimeout(() => {
    due = false;
    const current = session;
    if (current === undefined) return;
    const until = performance.now() + 30;
    const run = current.run();
    for (let step = run.next(); ; step = run.next()) {
      if (step.done === true) {
        reply({ kind: 'delta', delta: step.value });
        tellEncryption(current);
        return;
      }
      if (performance.now() > until) break;
    }
    runSoon();
  }, 0);
}

function tellEncryption(current: AnalysisSession): void {
  const next = new Map([...current.model.flows.keys()].map((flow): [string, Truth] => [flow, current.condition(encrypted, flow)]));
  const flows = [...next].filter(([flow, truth]) => locks?.get(flow) !== truth);
  if (flows.length > 0 || locks === undefined) tell({ kind: 'encryption', flows, whole: locks === undefined });
  locks = next;
}

function handle(data: unknown): void {
  if (catalog === undefined) {
    early?.push(data);
    return;
  }
  const parsed = analysisRequest.safeParse(data);
  if (!parsed.success) {
    reply({
      kind: 'refused',
      problems: parsed.error.issues.map((issue) => ({
        severity: 'error',
        message: message('ui.analysis-refused', { reason: `${issue.path.join('.')}: ${issue.message}` }),
      })),
    });
    return;
  }
  const request = parsed.data;
  if (request.kind === 'open') {
    const model = modelFromPlain(request.model);
    if (!model.ok) {
      reply({ kind: 'refused', problems: model.problems });
      return;
    }
    locks = undefined;
    session = new AnalysisSession(catalog, model.value, request.revision, { outlook: request.outlook, today: request.today });
    runSoon();
    return;
  }
  if (session === undefined) return;
  const { revision } = session;
  switch (request.kind) {
    case 'edit':
      if (request.revision !== revision + 1) {
        reply({ kind: 'refused', problems: [] });
        return;
      }
      session.edit(request.edit, request.revision);
      runSoon();
      break;
    case 'look':
      session.look(request.outlook);
      runSoon();
      break;
    case 'today':
      session.setToday(request.today);
      runSoon();
      break;
    case 'explain': {
      const explanation = session.explain(request.key);
      reply({ kind: 'explanation', request: request.request, revision, ...(explanation === undefined ? {} : { explanation }) });
      break;
    }
    case 'why': {
      const why = session.why(request.rule, request.subject as Parameters<AnalysisSession['why']>[1]); // the protocol's ids are bounded text; an unknown one finds nothing
      reply({
        kind: 'reasons',
        request: request.request,
        revision,
        reasons: why?.reasons ?? [],
        ...(why === undefined ? {} : { truth: why.truth }),
      });
      break;
    }
    case 'properties':
      reply({
        kind: 'properties',
        request: request.request,
        revision,
        properties: session.properties(request.subject as Parameters<AnalysisSession['properties']>[0]),
      });
      break;
  }
}

self.addEventListener('message', (event: MessageEvent<unknown>) => handle(event.data));
void loadCatalog();
