import fc from 'fast-check';
import { it } from 'vitest';
import { catalogs, models, steps } from '../../test/generators/analysis';
import { apply } from '../model/edit';
import { modelToPlain } from '../model/threat-model';
import { sameData } from '../model/equality';
import { analyse } from './analyse';
import { AnalysisSession } from './session';
const today = '2026-11-20';
function finish(session: AnalysisSession) { const run = session.run(); for (;;) { const step = run.next(); if (step.done) return step.value; } }
it('finds', () => {
  const r = fc.check(fc.property(catalogs, models, fc.array(steps, { minLength: 1, maxLength: 4 }), fc.constantFrom('as-is' as const, 'as-planned' as const, 'undone' as const), (catalog, start, row, outlook) => {
    const session = new AnalysisSession(catalog, start, 0, { outlook, today }); finish(session);
    let model = start;
    for (const [i, step] of row.entries()) { const edit = step(model); model = apply(model, edit).model; session.edit(edit, i); finish(session);
      if (!sameData(session.result(), analyse(model, catalog, { outlook, today }))) return false; }
    return true;
  }), { numRuns: Number(process.env['N'] ?? 2000), interruptAfterTimeLimit: 500000, ...(process.env['SEED'] ? { seed: Number(process.env['SEED']) } : {}) });
  console.log('runs', r.numRuns, r.failed, r.seed);
  if (r.counterexample) {
    const [catalog, start, row, outlook] = r.counterexample;
    console.log(outlook, JSON.stringify([...catalog.threats.values(), ...catalog.hygiene.values()].map((t) => [t.id, t.subject, t.when, 'supersedes' in t ? [t.supersedes, t.likelihood.raise.map((x)=>x.when)] : 0]), null, 0));
    console.log(JSON.stringify([...catalog.controls.values()].map((t) => [t.id, t.effects])), JSON.stringify([...catalog.conditions.values()]));
    console.log(JSON.stringify(modelToPlain(start)));
    const session = new AnalysisSession(catalog, start, 0, { outlook, today }); finish(session);
    let model = start;
    for (const [i, step] of row.entries()) { const edit = step(model); model = apply(model, edit).model; session.edit(edit, i); finish(session);
      console.log('EDIT', JSON.stringify(edit.changes.map((c) => ({ ...c, to: 'to' in c && c.to ? JSON.stringify(c.to, (_k, v) => v instanceof Map ? [...v] : v) : undefined }))));
      const full = analyse(model, catalog, { outlook, today }); const got = session.result();
      for (const k of Object.keys(full) as (keyof typeof full)[]) if (!sameData(full[k], got[k])) console.log('DIFF', k, '\nfull', JSON.stringify(full[k]), '\ngot ', JSON.stringify(got[k]));
    }
  }
}, 600000);
