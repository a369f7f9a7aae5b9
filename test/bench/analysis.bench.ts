import { applyDelta, type AnalysisView, EMPTY_VIEW } from '../../shared/analysis/delta';
import { analyse } from '../../shared/analysis/analyse';
import { AnalysisSession } from '../../shared/analysis/session';
import type { Catalog } from '../../shared/catalog/catalog';
import { message } from '../../shared/messages/message';
import type { Change, Edit } from '../../shared/model/edit';
import { answer } from '../../shared/model/edits/properties';
import { boundaryId, elementId, flowId, mitigationKey, propertyName, threatKey, typeId } from '../../shared/model/ids';
import { MAIN_DIAGRAM, type ThreatModel } from '../../shared/model/threat-model';
import { largeModel } from '../generators/large-model';
import type { Benchmark, Work } from './benchmark';
import { builtCatalog, builtCatalogJson, catalogFrom } from './built-catalog';
import { evaluateStraightforwardly } from './straightforward';

const options = { outlook: 'as-is', today: '2026-11-20' } as const;
const size = { elements: 1_000, flows: 2_000, namespaces: 20 };

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
      // Cloned as a message from the worker is.
      this.view = applyDelta(this.view, structuredClone(step.value));
      return;
    }
  }

  /** Does one edit and brings the view up to date. */
  edit(make: (model: ThreatModel, n: number) => Edit, n: number): void {
    this.session.edit(make(this.session.model, n), (this.done += 1));
    this.finish();
  }

  /** Explains a threat of each row in turn, the n-th time the n-th. */
  explain(n: number): void {
    const { rows } = this.view;
    const threats = rows[n % rows.length]?.threats ?? [];
    const threat = threats[n % threats.length];
    if (threat !== undefined) this.session.explain(threat.key);
  }
}

/** One edit after the other, of every kind in turn. */
function edits(catalog: Catalog): Work {
  const session = new LargeSession(catalog);
  let n = 0;
  return () => {
    const doing = doings[n % doings.length];
    if (doing) session.edit(doing, Math.floor(n / doings.length));
    n += 1;
  };
}

/** The catalog with every rule three times, for what is still to be written. */
function catalogThreefold(): Catalog {
  const json = builtCatalogJson();
  const threefold = <T extends { readonly id: string }>(entries: readonly T[]): readonly T[] =>
    [0, 1, 2].flatMap((copy) => entries.map((entry) => (copy === 0 ? entry : { ...entry, id: `${entry.id}-${String(copy)}` })));
  return catalogFrom({ ...json, threats: threefold(json.threats), hygiene: threefold(json.hygiene) });
}

/** The plain evaluation of the same rules, after checking that it finds what the engine finds. */
function straightforward(): Work {
  const catalog = builtCatalog();
  // Controls and decisions are the engine's own; without them the two have the same to say.
  const model: ThreatModel = { ...largeModel(size), mitigations: new Map(), decisions: new Map() };
  const found = evaluateStraightforwardly(model, catalog);
  const { threats } = analyse(model, catalog, options);
  const missing = threats.filter(({ key, title }) => found.get(key) !== title).map(({ key }) => key);
  if (threats.length !== found.size || missing.length > 0)
    throw new Error(`the engine finds ${String(threats.length)}, the plain way ${String(found.size)}: ${missing.slice(0, 5).join(', ')}`);
  return () => evaluateStraightforwardly(model, catalog);
}

const plainWay = { name: 'evaluating the same rules straightforwardly', prepare: straightforward } as const;
const full = 'full analysis, 1,000 elements and 2,000 flows, whole catalog';
const edit = 'an edit to changed rows on that model, moves and exposures too';

export const benchmarks: readonly Benchmark[] = [
  {
    name: full,
    budget: { median: 3 },
    design: { median: 150 },
    prepare: () => {
      const [catalog, model] = [builtCatalog(), largeModel(size)];
      return () => analyse(model, catalog, options);
    },
  },
  {
    name: `${full}; compared`,
    baseline: plainWay,
    budget: { median: 0.4 },
    runs: 10,
    prepare: () => {
      const [catalog, model] = [builtCatalog(), largeModel(size)];
      return () => analyse(model, catalog, options);
    },
  },
  {
    name: 'full analysis of that model with three times as many rules',
    budget: { median: 7 },
    design: { median: 150 },
    prepare: () => {
      const [catalog, model] = [catalogThreefold(), largeModel(size)];
      return () => analyse(model, catalog, options);
    },
  },
  {
    name: edit,
    budget: { median: 0.18, p95: 1.2 },
    design: { median: 5, p95: 40 },
    runs: 20 * doings.length,
    warmUp: 2 * doings.length,
    prepare: () => edits(builtCatalog()),
  },
  {
    name: `${edit}; compared`,
    baseline: plainWay,
    budget: { median: 0.025, p95: 0.15 },
    runs: 5 * doings.length,
    warmUp: 2 * doings.length,
    prepare: () => edits(builtCatalog()),
  },
  {
    name: 'such edits with three times as many rules',
    budget: { median: 0.25, p95: 1.6 },
    design: { median: 5, p95: 40 },
    runs: 20 * doings.length,
    warmUp: 2 * doings.length,
    prepare: () => edits(catalogThreefold()),
  },
  {
    name: 'the widest edit on that model: mutual TLS on the whole cluster',
    budget: { median: 2 },
    prepare: () => {
      const session = new LargeSession(builtCatalog());
      let n = 0;
      const adopt = (_model: ThreatModel, at: number): Edit =>
        one({
          section: 'mitigations',
          id: mitigationKey.parse('mutual-tls@cluster'),
          to: { status: at % 2 === 0 ? 'planned' : 'in-place' },
        });
      return () => {
        session.edit(adopt, n);
        n += 1;
      };
    },
  },
  {
    name: 'explaining one threat on that model: reasons, remedies, controls',
    budget: { median: 0.4 },
    runs: 60,
    prepare: () => {
      const session = new LargeSession(builtCatalog());
      let n = 0;
      return () => {
        session.explain(n);
        n += 1;
      };
    },
  },
];
