import fc from 'fast-check';
import { it } from 'vitest';
import { catalogs, models } from '../../test/generators/analysis';
import { apply } from '../model/edit';
import { answer } from '../model/edits/properties';
import { modelToPlain } from '../model/threat-model';
import { AnalysisSession } from './session';
const today = '2026-11-20';
const fin = (c: any, m: any) => { const s = new AnalysisSession(c, m, 0, { outlook: 'as-is', today }); for (const _ of s.run()) continue; return s; };
it('q', () => {
  const r = fc.check(fc.property(catalogs, models, (catalog, model) => {
    const s = fin(catalog, model);
    for (const t of s.result().threats) for (const rem of s.explain(t.key)?.remedies ?? []) {
      let m = model; for (const c of rem.changes) { const to: any = c.to; m = apply(m, answer(m, c.property, [c.subject], typeof to === 'object' && 'not' in to ? (typeof to.not === 'number' ? to.not + 1 : typeof to.not === 'string' ? 'zz' : ['zz']) : to)).model; }
      if (fin(catalog, m).why(t.rule, t.subject)?.truth === 'true') { (globalThis as any).bad = [t.key, rem, s.explain(t.key)!.reasons, fin(catalog, m).why(t.rule, t.subject)?.reasons]; return false; }
    } return true; }), { numRuns: 1500 });
  if (r.counterexample) { const [catalog, model] = r.counterexample; console.log(JSON.stringify((globalThis as any).bad), JSON.stringify(modelToPlain(model)), JSON.stringify([...catalog.threats.values()].map((t) => [t.id, t.subject, t.when])), JSON.stringify([...catalog.controls.values()].map((t) => t.effects))); }
}, 300000);
