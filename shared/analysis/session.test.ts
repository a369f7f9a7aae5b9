import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogs, models, steps } from '../../test/generators/analysis';
import { runs } from '../../test/generators/model';
import { apply } from '../model/edit';
import { analyse } from './analyse';
import { type AnalysisView, applyDelta, EMPTY_VIEW } from './delta';
import type { Analysis } from './findings';
import { AnalysisSession } from './session';

const today = '2026-11-20';

function finish(session: AnalysisSession) {
  const run = session.run();
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

/** A view in the form of an analysis, to compare the two. */
function asAnalysis({ revision: _revision, threats: _threats, ...view }: AnalysisView): Analysis {
  return { ...view, threats: view.rows.flatMap((row) => row.threats) };
}

const outlooks = fc.constantFrom('as-is' as const, 'as-planned' as const, 'undone' as const);

describe('a session that follows edits', () => {
  it('ANA-1 has the result of a full run after every edit, whatever the edits', () => {
    fc.assert(
      fc.property(catalogs, models, fc.array(steps, { minLength: 1, maxLength: 5 }), outlooks, (catalog, start, row, outlook) => {
        const session = new AnalysisSession(catalog, start, 0, { outlook, today });
        let view = applyDelta(EMPTY_VIEW, finish(session));
        let model = start;
        expect(asAnalysis(view)).toEqual(analyse(model, catalog, { outlook, today }));
        for (const [index, step] of row.entries()) {
          const edit = step(model);
          model = apply(model, edit).model;
          session.edit(edit, index + 1);
          view = applyDelta(view, finish(session));
          const full = analyse(model, catalog, { outlook, today });
          expect(session.result()).toEqual(full);
          expect(asAnalysis(view)).toEqual(full);
        }
      }),
      runs(150),
    );
  });
});
