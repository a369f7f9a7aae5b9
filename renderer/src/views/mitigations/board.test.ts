import { describe, expect, it } from 'vitest';
import type { Severity, Threat, ThreatStatus } from '../../../../shared/analysis/findings';
import type { Plan, PlanEntry } from '../../../../shared/mitigation/plan';
import type { SubjectId, ThreatKey } from '../../../../shared/model/ids';
import type { MitigationStatus } from '../../../../shared/model/schema';
import { boardOf, cardOf, severitiesOf, stillOpen } from './board';

const entry = (control: string, on: string, would: readonly string[], status?: MitigationStatus): PlanEntry => ({
  control,
  on: on as SubjectId,
  phase: 'runtime',
  closes: [],
  wouldClose: would as readonly ThreatKey[],
  stale: false,
  ...(status === undefined ? {} : { mitigation: { status } }),
});
const plan = (...entries: readonly PlanEntry[]): Plan => ({ phases: [{ phase: 'runtime', entries }], without: [] });
const threat = (key: string, severity: Severity, status: ThreatStatus = { state: 'open' }): Threat => ({
  key: key as ThreatKey,
  rule: key.split('@')[0] ?? '',
  subject: 'x' as SubjectId,
  subjectKind: 'element',
  title: key,
  name: key,
  stride: [],
  techniques: [],
  risk: { likelihood: 1, impact: 1, score: 1, severity, likelihoodFactors: [], impactFactors: [], overridden: false },
  status,
});

describe('the plan as a board', () => {
  it('has a card for each adopted control, and one for a control on offer, with its other places', () => {
    const [column] = boardOf(
      plan(
        entry('tls', 'shop', [], 'planned'),
        entry('pin', 'redis', ['a@x']),
        entry('pin', 'shop', ['a@x', 'b@x']),
        entry('tls', 'data', ['c@x']),
      ),
    );
    expect(column?.cards.map(({ key, others }) => [key, others.map(({ on }) => on)])).toEqual([
      ['tls@shop', []],
      ['pin@shop', ['redis']],
      ['tls@data', []],
    ]);
  });

  it('does not offer elsewhere what is planned for the same threats', () => {
    const [column] = boardOf(plan(entry('pin', 'shop', ['a@x', 'b@x'], 'planned'), entry('pin', 'x', ['a@x']), entry('pin', 'y', ['c@y'])));
    expect(column?.cards.map(({ key }) => key)).toEqual(['pin@shop', 'pin@y']);
  });

  it('finds a card by its key, by the key of another place, and by its control', () => {
    const columns = boardOf(plan(entry('pin', 'redis', ['a@x']), entry('pin', 'shop', ['a@x', 'b@x'])));
    expect(['pin@shop', 'pin@redis', 'pin', 'tls', undefined].map((key) => cardOf(columns, key)?.key)).toEqual([
      'pin@shop',
      'pin@shop',
      'pin@shop',
      undefined,
      undefined,
    ]);
  });

  it('counts severities of what is closed, without threats that are gone', () => {
    const threats = new Map([threat('a@x', 'high'), threat('b@x', 'low')].map((each) => [each.key, each]));
    expect(
      severitiesOf(
        ['a@x', 'b@x', 'gone@x'].map((key) => key as ThreatKey),
        threats,
      ),
    ).toEqual([
      ['high', 1],
      ['low', 1],
    ]);
  });

  it('lists what stays open as planned with the offer that closes most of it', () => {
    const open = stillOpen(
      [threat('a@x', 'high'), threat('a@y', 'high'), threat('b@x', 'low', { state: 'closes-with-plan', by: [] }), threat('c@x', 'low')],
      plan(entry('one', 'x', ['a@x']), entry('all', 'shop', ['a@x', 'a@y']), entry('done', 'shop', ['c@x'], 'in-place')),
    );
    expect(open.map(({ rule, threats, offer }) => [rule, threats.length, offer?.control])).toEqual([
      ['a', 2, 'all'],
      ['c', 1, undefined],
    ]);
  });
});
