import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogs, editBetween, models, steps } from '../../test/generators/analysis';
import { catalogOf, rule } from '../../test/generators/catalog';
import { modelOf, patience, runs } from '../../test/generators/model';
import { message } from '../messages/message';
import { apply, type Edit } from '../model/edit';
import { answer, answerUnsure } from '../model/edits/properties';
import type { PropertyName, SubjectId, ThreatKey } from '../model/ids';
import type { PropertyValue } from '../model/schema';
import type { ThreatModel } from '../model/threat-model';
import { analyse } from './analyse';
import { type AnalysisView, applyDelta, EMPTY_VIEW } from './delta';
import type { Analysis, Outlook, Question, Remedy, Threat } from './findings';
import { AnalysisSession } from './session';
import { isOpen } from './status';
import { OUTLOOKS } from './truth';

const today = '2026-11-20';
const outlooks = fc.constantFrom<Outlook>(...OUTLOOKS);

function finish(session: AnalysisSession) {
  const run = session.run();
  for (;;) {
    const step = run.next();
    if (step.done) return step.value;
  }
}

function finished(catalog: Parameters<typeof analyse>[1], model: ThreatModel, outlook: Outlook = 'as-is'): AnalysisSession {
  const session = new AnalysisSession(catalog, model, 0, { outlook, today });
  finish(session);
  return session;
}

/** A view in the form of an analysis, to compare the two. */
function asAnalysis({ revision: _revision, threats: _threats, ...view }: AnalysisView): Analysis {
  return { ...view, threats: view.rows.flatMap((row) => row.threats) };
}

const openKeys = ({ threats }: Analysis): readonly string[] =>
  threats
    .filter(({ status }) => isOpen(status))
    .map(({ key }) => key)
    .sort();

/** The model with the entries of every section in another order. */
function reordered(model: ThreatModel): ThreatModel {
  const backwards = <K, V>(map: ReadonlyMap<K, V>): ReadonlyMap<K, V> => new Map([...map].reverse());
  return {
    ...model,
    boundaries: backwards(model.boundaries),
    elements: backwards(model.elements),
    flows: backwards(model.flows),
    assets: backwards(model.assets),
    answers: backwards(model.answers),
    decisions: backwards(model.decisions),
    mitigations: backwards(model.mitigations),
  };
}

describe('a session that follows edits', () => {
  it('ANA-1 forgets what a rule found before the thing went where the rule does not even look', () => {
    const inside = catalogOf({ threats: [rule('inside', { in: { property: { level: { not: 'full' } } } }, { subject: 'boundary' })] });
    const plain = (place: string | undefined) =>
      modelOf({
        gabion: 1,
        boundaries: { cluster: { type: 'cluster' }, shop: { type: 'namespace', ...(place === undefined ? {} : { in: place }) } },
      });
    const session = new AnalysisSession(inside, plain('cluster'), 0, { outlook: 'as-is', today });
    finish(session);
    expect(session.result().questions).toHaveLength(1);
    session.edit(editBetween(plain('cluster'), plain(undefined)), 1);
    finish(session);
    expect(session.result().questions).toEqual([]);
  });

  it(
    'ANA-1 has the result of a full run after every edit, whatever the edits, and its deltas add up to it',
    () => {
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
    },
    patience,
  );

  it(
    'ANA-1 loses nothing when a run is left before its end, or another outlook is looked at',
    () => {
      fc.assert(
        fc.property(
          catalogs,
          models,
          fc.array(steps, { minLength: 1, maxLength: 4 }),
          outlooks,
          outlooks,
          (catalog, start, row, first, second) => {
            const session = new AnalysisSession(catalog, start, 0, { outlook: first, today });
            let view = EMPTY_VIEW;
            const begin = () => {
              const step = session.run().next();
              if (step.done === true) view = applyDelta(view, step.value);
            };
            begin();
            let model = start;
            for (const [index, step] of row.entries()) {
              const edit = step(model);
              model = apply(model, edit).model;
              session.edit(edit, index + 1);
              begin();
            }
            session.look(second);
            view = applyDelta(view, finish(session));
            expect(asAnalysis(view)).toEqual(analyse(model, catalog, { outlook: second, today }));
            expect(session.revision).toBe(row.length);
          },
        ),
        runs(60),
      );
    },
    patience,
  );

  it('ANA-9 sends nothing for an edit that changes nothing of what is judged', () => {
    const model = modelOf({ gabion: 1, elements: { a: { type: 'api', properties: { hardened: false } } } });
    const session = finished(catalogOf({ threats: [rule('soft', { property: { hardened: false } })] }), model);
    const move: Edit = {
      label: message('edit.arrange'),
      changes: [{ section: 'layout', diagram: 'main' as never, id: 'a', to: { at: [16, 16] } }],
    };
    session.edit(move, 1);
    const delta = finish(session);
    expect(delta).toMatchObject({ revision: 1, whole: false });
    for (const list of [delta.threats, delta.rows, delta.questions, delta.hygiene]) expect(list).toEqual({ put: [], remove: [] });
  });

  it('ANA-9 sends only what an edit changed', () => {
    const elements = Object.fromEntries(['a', 'b', 'c'].map((id) => [id, { type: 'api', properties: { hardened: false } }]));
    const catalog = catalogOf({ threats: [rule('soft', { property: { hardened: false } }), rule('other', { is: 'api' })] });
    const session = finished(catalog, modelOf({ gabion: 1, elements }));
    session.edit(answer(session.model, 'hardened' as PropertyName, ['b' as SubjectId], true), 1);
    const delta = finish(session);
    expect(delta.threats).toEqual({ put: [], remove: ['soft@b'] });
    expect(delta.rows.put.map(({ rule: id, threats }) => [id, threats])).toEqual([['soft', ['soft@a', 'soft@c']]]);
  });
});

describe('an analysis', () => {
  it(
    'ANA-10 does not depend on the order in which the model lists its entries',
    () => {
      fc.assert(
        fc.property(catalogs, models, outlooks, (catalog, model, outlook) => {
          expect(analyse(reordered(model), catalog, { outlook, today })).toEqual(analyse(model, catalog, { outlook, today }));
        }),
        runs(150),
      );
    },
    patience,
  );

  it(
    'ANA-11 under each outlook finds open what a model with just those controls has open',
    () => {
      fc.assert(
        fc.property(catalogs, models, (catalog, model) => {
          const undone: ThreatModel = { ...model, mitigations: new Map() };
          const done: ThreatModel = {
            ...model,
            mitigations: new Map(
              [...model.mitigations].map(([key, entry]) => [
                key,
                entry.status === 'planned' ? { ...entry, status: 'in-place' as const } : entry,
              ]),
            ),
          };
          expect(openKeys(analyse(model, catalog, { outlook: 'undone', today }))).toEqual(
            openKeys(analyse(undone, catalog, { outlook: 'as-is', today })),
          );
          expect(openKeys(analyse(model, catalog, { outlook: 'as-planned', today }))).toEqual(
            openKeys(analyse(done, catalog, { outlook: 'as-is', today })),
          );
        }),
        runs(150),
      );
    },
    patience,
  );

  it(
    'ANA-12 gives each threat one state, and the states of the outlooks fit together',
    () => {
      fc.assert(
        fc.property(catalogs, models, (catalog, model) => {
          const [asIs, asPlanned, undone] = OUTLOOKS.map((outlook) => analyse(model, catalog, { outlook, today }));
          const find = (analysis: Analysis | undefined, key: ThreatKey): Threat | undefined =>
            analysis?.threats.find((threat) => threat.key === key);
          for (const threat of asIs?.threats ?? []) {
            const { state } = threat.status;
            const laterOpen = find(asPlanned, threat.key)?.status.state === 'open';
            if (state === 'closes-with-plan') expect([laterOpen, threat.status.by.length > 0]).toEqual([false, true]);
            if (state === 'closed')
              expect([find(undone, threat.key)?.status.state !== 'closed', threat.status.by.length > 0]).toEqual([true, true]);
          }
          expect(undone?.threats.every(({ status }) => status.state === 'open' || status.state === 'decided')).toBe(true);
          for (const analysis of [asIs, asPlanned, undone]) {
            if (analysis === undefined) continue;
            const open = Object.values(analysis.counts.open).reduce((sum, count) => sum + count, 0);
            expect(open).toBe(openKeys(analysis).length);
            expect(analysis.totals[analysis.outlook]).toEqual(analysis.counts.open);
            expect(new Set(analysis.threats.map(({ key }) => key)).size).toBe(analysis.threats.length);
          }
        }),
        runs(150),
      );
    },
    patience,
  );
});

/** Some value of the property's type. */
function valueOf(question: Question & { readonly kind: 'property' }, die: number): PropertyValue {
  switch (question.property as string) {
    case 'level':
      return ['none', 'some', 'full'][die % 3] ?? 'none';
    case 'replicas':
      return die;
    case 'capabilities':
      return die % 2 === 0 ? [] : ['ADMIN'];
    case 'image':
      return 'acme/web:9';
    default:
      return die % 2 === 0;
  }
}

describe('a question', () => {
  it(
    'ANA-13 is asked no more once it is answered, whatever the answer',
    () => {
      fc.assert(
        fc.property(catalogs, models, outlooks, fc.nat(5), (catalog, model, outlook, die) => {
          const { questions } = analyse(model, catalog, { outlook, today });
          for (const question of questions) {
            if (question.kind !== 'property') continue;
            const edit = answer(model, question.property, question.answerOn, valueOf(question, die));
            const after = analyse(apply(model, edit).model, catalog, { outlook, today });
            expect(after.questions.some((other) => other.kind === 'property' && other.key === question.key)).toBe(false);
          }
        }),
        runs(100),
      );
    },
    patience,
  );

  it(
    'ANA-14 that nobody could answer stays, and sinks below the others',
    () => {
      fc.assert(
        fc.property(catalogs, models, (catalog, model) => {
          const { questions } = analyse(model, catalog, { outlook: 'as-is', today });
          for (const question of questions) {
            if (question.kind !== 'property') continue;
            const after = analyse(apply(model, answerUnsure(model, question.property, question.subject)).model, catalog, {
              outlook: 'as-is',
              today,
            });
            const at = after.questions.findIndex((other) => other.kind === 'property' && other.key === question.key);
            expect(after.questions[at]).toMatchObject({ unsure: true });
            expect(after.questions.slice(at).every((other) => other.kind === 'property' && other.unsure)).toBe(true);
          }
        }),
        runs(60),
      );
    },
    patience,
  );
});

/** A value that is what a remedy says. */
function valueFor(to: Remedy['changes'][number]['to']): PropertyValue {
  if (typeof to !== 'object' || !('not' in to)) return to;
  const { not } = to;
  if (typeof not === 'boolean') return !not;
  if (typeof not === 'number') return not + 1;
  return typeof not === 'string' ? 'quite another' : [...not, 'another'];
}

describe('what would close a threat', () => {
  it(
    'ANA-15 closes it when it is done: each remedy, by saying so',
    () => {
      fc.assert(
        fc.property(catalogs, models, outlooks, (catalog, model, outlook) => {
          const session = finished(catalog, model, outlook);
          for (const { key, rule: id, subject } of session.result().threats) {
            for (const { changes } of session.explain(key)?.remedies ?? []) {
              let mended = model;
              for (const { subject: on, property, to } of changes)
                mended = apply(mended, answer(mended, property, [on], valueFor(to))).model;
              expect(finished(catalog, mended, outlook).why(id, subject)?.truth, `${key} ${JSON.stringify(changes)}`).not.toBe('true');
            }
          }
        }),
        runs(60),
      );
    },
    patience,
  );

  it(
    'ANA-15 closes it when it is done: each control on offer, by adopting it where it is offered, and all that it is said to close',
    () => {
      fc.assert(
        fc.property(catalogs, models, (catalog, model) => {
          const session = finished(catalog, model);
          for (const { key } of session.result().threats) {
            for (const { control, on, closes } of session.explain(key)?.controls ?? []) {
              expect(closes).toContain(key);
              const adopted: ThreatModel = {
                ...model,
                mitigations: new Map([...model.mitigations, [`${control}@${on}` as never, { status: 'in-place' as const }]]),
              };
              const after = finished(catalog, adopted);
              for (const closed of closes) {
                const [id, subject] = closed.split('@');
                expect(after.why(id ?? '', subject as SubjectId)?.truth, `${closed} by ${control}@${on}`).not.toBe('true');
              }
            }
          }
        }),
        runs(60),
      );
    },
    patience,
  );
});
