import { readFileSync } from 'node:fs';
import { applyDelta, type AnalysisView, EMPTY_VIEW } from '../../shared/analysis/delta';
import { analyse } from '../../shared/analysis/analyse';
import { AnalysisSession } from '../../shared/analysis/session';
import { type Catalog, readCatalog } from '../../shared/catalog/catalog';
import { message } from '../../shared/messages/message';
import type { Change, Edit } from '../../shared/model/edit';
import { answer } from '../../shared/model/edits/properties';
import { boundaryId, elementId, flowId, mitigationKey, propertyName, threatKey, typeId } from '../../shared/model/ids';
import { MAIN_DIAGRAM, type ThreatModel } from '../../shared/model/threat-model';
import { inProject } from '../../build/project.mjs';
import { largeModel } from '../generators/large-model';
import type { Benchmark } from './benchmark';

const options = { outlook: 'as-is', today: '2026-11-20' } as const;
const size = { elements: 1_000, flows: 2_000, namespaces: 20 };

function builtCatalog(): Catalog {
  const read = readCatalog(JSON.parse(readFileSync(inProject('dist/catalog.json'), 'utf8')));
  if (!read.ok) throw new Error('dist/catalog.json is not a catalog: run npm run build first');
  return read.value;
}

const pad = (n: number) => String(n).padStart(4, '0');
const service = (n: number) => elementId.parse(`svc-${pad(n % 900)}`);
const namespace = (n: number) => boundaryId.parse(`ns-${pad(n % size.namespaces)}`);
const one = (change: Change): Edit => ({ label: message('edit.arrange'), changes: [change] });

/** What people do in a large model, one after the other; `n` chooses what it is done to. */
const doings: readonly ((model: ThreatModel, n: number) => Edit)[] = [
  (model, n) => answer(model, propertyName.parse('runsAsRoot'), [service(n * 7)], n % 2 === 0),
  (model, n) => answer(model, propertyName.parse('encrypted'), [namespace(n)], n % 3 === 0),
  (model, n) => answer(model, propertyName.parse('readOnlyRootFilesystem'), [service(n * 11)], n % 2 === 0),
  (_model, n) => one({ section: 'layout', diagram: MAIN_DIAGRAM, id: service(n), to: { at: [n, n] } }),
  (model, n) => one({ section: 'elements', id: service(n * 13), to: { ...entry(model.elements, service(n * 13)), in: namespace(n + 3) } }),
  (_model, n) => one({ section: 'flows', id: flowId.parse(`new-${String(n)}`), to: { from: service(n * 17), to: service(n * 19 + 1) } }),
  // A new way in from the internet: an exposure opens.
  (_model, n) =>
    one({ section: 'flows', id: flowId.parse(`entry-${String(n)}`), to: { from: elementId.parse('customer-0001'), to: service(n * 23) } }),
  (_model, n) => one({ section: 'flows', id: flowId.parse(`flow-${pad(100 + n)}`) }),
  (_model, n) =>
    one({
      section: 'elements',
      id: elementId.parse(`new-element-${String(n)}`),
      to: { type: typeId.parse('process/api'), in: namespace(n) },
    }),
  (model, n) =>
    one({ section: 'elements', id: service(n * 29), to: { ...entry(model.elements, service(n * 29)), name: `Service ${String(n)}` } }),
  (_model, n) =>
    one({
      section: 'mitigations',
      id: mitigationKey.parse(`mutual-tls@${namespace(n)}`),
      to: { status: n % 2 === 0 ? 'planned' : 'in-place' },
    }),
  (_model, n) => one({ section: 'decisions', id: threatKey.parse(`image-not-pinned@${service(n)}`), to: { status: 'accepted' } }),
  // A namespace with its 50 workloads leaves the cluster, or comes back.
  (model, n) =>
    one({
      section: 'boundaries',
      id: namespace(3),
      to: { ...entry(model.boundaries, namespace(3)), in: boundaryId.parse(n % 2 === 0 ? 'internet' : 'cluster') },
    }),
];

function entry<K, V>(entries: ReadonlyMap<K, V>, id: K): V {
  const found = entries.get(id);
  if (found === undefined) throw new Error(`the large model has no ${String(id)}`);
  return found;
}

/** A session on the large model that does one thing after the other, and the view that an interface would hold. */
class LargeSession {
  private readonly session: AnalysisSession;
  private view: AnalysisView = EMPTY_VIEW;
  private done = 0;

  constructor(catalog: Catalog) {
    this.session = new AnalysisSession(catalog, largeModel(size), 0, options);
    this.finish();
  }

  private finish(): void {
    const run = this.session.run();
    for (let step = run.next(); ; step = run.next()) {
      if (step.done !== true) continue;
      this.view = applyDelta(this.view, step.value);
      return;
    }
  }

  /** Does one edit and brings the view up to date. */
  edit(make: (model: ThreatModel, n: number) => Edit, n: number): void {
    this.session.edit(make(this.session.model, n), (this.done += 1));
    this.finish();
  }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'full analysis, 1,000 elements and 2,000 flows, whole catalog',
    budget: { median: 7 },
    prepare: () => {
      const catalog = builtCatalog();
      const model = largeModel(size);
      return () => analyse(model, catalog, options);
    },
  },
  {
    name: 'an edit to changed rows, on that model, moves and exposures too',
    budget: { median: 0.4, p95: 2.2 },
    runs: 20 * doings.length,
    prepare: () => {
      const session = new LargeSession(builtCatalog());
      let n = 0;
      return () => {
        const doing = doings[n % doings.length];
        if (doing) session.edit(doing, Math.floor(n / doings.length));
        n += 1;
      };
    },
  },
  {
    name: 'the widest edit on that model: mutual TLS on the whole cluster',
    budget: { median: 7 },
    prepare: () => {
      const session = new LargeSession(builtCatalog());
      let n = 0;
      return () => {
        session.edit(
          (_model, at) =>
            one({
              section: 'mitigations',
              id: mitigationKey.parse('mutual-tls@cluster'),
              to: { status: at % 2 === 0 ? 'planned' : 'in-place' },
            }),
          n,
        );
        n += 1;
      };
    },
  },
];
