import fc from 'fast-check';
import { it } from 'vitest';
import { catalogs, models } from '../../test/generators/analysis';
import { analyse } from './analyse';
it('stats', () => {
  const n = new Map<string, number>(); const add = (k: string, v = 1) => n.set(k, (n.get(k) ?? 0) + v);
  fc.assert(fc.property(catalogs, models, fc.constantFrom('as-is' as const, 'as-planned' as const, 'undone' as const), (catalog, model, outlook) => {
    const a = analyse(model, catalog, { outlook, today: '2026-11-20' });
    add('runs'); if (a.threats.length) add('with threats'); for (const t of a.threats) { add('status ' + t.status.state); if ('by' in t.status) add('by ' + t.status.by.length); if (t.risk.likelihoodFactors.length > 1) add('raised'); if (t.risk.impactFactors.length > 1) add('assets'); if (t.risk.overridden) add('overridden'); }
    for (const q of a.questions) { add('q ' + q.kind); if (q.kind === 'property') { add('q on ' + (q.answerOn.length > 1 ? 'several' : 'one')); if (q.unsure) add('unsure'); add('q ' + q.property); } }
    add('hygiene', a.hygiene.length); add('stale', a.staleDecisions.length); for (const c of a.conflicts) add('conflict ' + c.kind); add('unfinished', a.unfinished.length);
  }), { numRuns: 2000 });
  console.log([...n].sort().map(([k, v]) => `${k}: ${v}`).join('\n'));
}, 600000);
