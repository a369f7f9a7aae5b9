import { describe, expect, it } from 'vitest';
import { ourCatalog } from '../../test/reference/judged';
import type { Outlook } from '../analysis/findings';
import { AnalysisSession } from '../analysis/session';
import { isOpen } from '../analysis/status';
import type { SubjectId } from '../model/ids';
import { modelFromPlain } from '../model/threat-model';
import { closedBy, offersFor, PHASES, type Plan, planOf } from './plan';

const catalog = ourCatalog();
const CONTROL = 'data-store-authentication';

/** The plan of a small shop with these controls adopted, and the threats that are open in it. */
function planned(mitigations: object): { readonly plan: Plan; readonly open: readonly string[] } {
  const read = modelFromPlain({
    gabion: 1,
    boundaries: { shop: { type: 'kubernetes/namespace' } },
    elements: {
      web: { type: 'process/web-application', runsAs: 'kubernetes/deployment', in: 'shop', properties: { imageTagFloating: true } },
      db: { type: 'data/redis', runsAs: 'kubernetes/deployment', in: 'shop', properties: { requiresAuthentication: false } },
    },
    flows: { web_to_db: { from: 'web', to: 'db' } },
    mitigations,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const outlook: Outlook = 'as-is';
  const session = new AnalysisSession(catalog, read.value, 0, { outlook, today: '2026-11-25' });
  for (const _slice of session.run()) continue;
  const analysis = session.result();
  const open = analysis.threats.filter(({ status }) => isOpen(status)).map(({ key }) => key);
  return { plan: planOf(read.value, catalog, analysis, offersFor(analysis, session)), open };
}
const entriesOf = ({ phases }: Plan) => phases.flatMap(({ entries }) => entries);
const db = 'db' as SubjectId;

describe('the mitigation plan', () => {
  it('PLAN-1 tells what a control closes from what it would close', () => {
    const entryFor = (status: string) =>
      entriesOf(planned({ [`${CONTROL}@db`]: { status } }).plan).find(({ control, on }) => control === CONTROL && on === db);
    const threat = 'store-without-authentication@db';
    for (const status of ['in-place', 'verified']) expect(entryFor(status)).toMatchObject({ closes: [threat], wouldClose: [] });
    for (const status of ['planned', 'proposed', 'rejected']) expect(entryFor(status)).toMatchObject({ closes: [], wouldClose: [threat] });
    expect(closedBy(planned({ [`${CONTROL}@db`]: { status: 'planned' } }).plan, CONTROL, db)).toEqual([threat]);
    expect(closedBy(planned({}).plan, 'no-such-control', db)).toEqual([]);
  });

  it('PLAN-2 offers each control once in its phase, after what is adopted and before what is rejected', () => {
    const none = entriesOf(planned({}).plan).map(({ control, on }) => `${control}@${on}`);
    expect(none).toContain(`${CONTROL}@db`);
    expect(new Set(none).size).toBe(none.length);
    const { plan } = planned({ [`${CONTROL}@db`]: { status: 'planned' }, [`${CONTROL}@shop`]: { status: 'rejected' } });
    expect(plan.phases.map(({ phase }) => phase)).toEqual(PHASES);
    for (const { phase, entries } of plan.phases) {
      expect(entries.every((entry) => entry.phase === phase)).toBe(true);
      const ranks = entries.map(({ mitigation }) => (mitigation === undefined ? 1 : mitigation.status === 'rejected' ? 2 : 0));
      expect(ranks).toEqual([...ranks].sort());
    }
    const own = entriesOf(plan).filter(({ control }) => control === CONTROL);
    expect(own.map(({ on, mitigation }) => [on, mitigation?.status])).toEqual([
      ['db', 'planned'],
      ['shop', 'rejected'],
    ]);
  });

  it('PLAN-3 has an entry for every open threat, or lists it as one without a control', () => {
    const { plan, open } = planned({});
    expect(open.length).toBeGreaterThan(1);
    const reached = new Set<string>(entriesOf(plan).flatMap(({ wouldClose }) => wouldClose));
    for (const key of open) expect(reached.has(key)).toBe(!plan.without.some((each) => each === key));
  });

  it('PLAN-4 keeps a control on a thing that is gone, and marks it', () => {
    const { plan } = planned({ [`${CONTROL}@gone`]: { status: 'in-place', owner: 'platform' } });
    expect(entriesOf(plan).filter(({ stale }) => stale)).toMatchObject([
      { control: CONTROL, on: 'gone', mitigation: { owner: 'platform' } },
    ]);
  });
});
