import { describe, expect, it } from 'vitest';
import type { Severity, Threat, ThreatRow, ThreatStatus } from '../../../../shared/analysis/findings';
import type { Stride } from '../../../../shared/catalog/schema';
import type { SubjectId, ThreatKey } from '../../../../shared/model/ids';
import { ALL_OPEN, groupsOf, isAtRest, linesOf, LIST_AT_REST, severityCounts, type ThreatListLook } from './threat-list';

const words = { subject: (id: SubjectId) => `the ${id}`, category: (category: Stride) => category };
const severity = (score: number): Severity => (score >= 20 ? 'critical' : score >= 15 ? 'high' : score >= 8 ? 'medium' : 'low');

function threat(rule: string, subject: string, score: number, stride: readonly Stride[], status: ThreatStatus = { state: 'open' }): Threat {
  return {
    key: `${rule}@${subject}` as ThreatKey,
    rule,
    subject: subject as SubjectId,
    subjectKind: 'element',
    title: `${subject} has ${rule}`,
    name: rule,
    stride,
    techniques: ['T1040'],
    risk: { likelihood: 1, impact: score, score, severity: severity(score), likelihoodFactors: [], impactFactors: [], overridden: false },
    status,
  };
}
const row = (...threats: readonly [Threat, ...Threat[]]): ThreatRow => {
  const [{ rule, name, stride, techniques, risk }] = threats;
  return { rule, name, stride, techniques, severity: risk.severity, score: risk.score, threats };
};

const rows: readonly ThreatRow[] = [
  row(threat('clear-text', 'entry', 20, ['tampering', 'information-disclosure'])),
  row(threat('floating-tag', 'redis', 15, ['tampering']), threat('floating-tag', 'frontend', 9, ['tampering'])),
  row(threat('root', 'frontend', 10, ['elevation-of-privilege'], { state: 'closed', by: [] })),
  row(
    threat('no-replica', 'redis', 6, ['denial-of-service'], {
      state: 'decided',
      decision: { status: 'accepted' },
      key: 'no-replica@redis' as ThreatKey,
      expired: false,
    }),
  ),
];
const look = (part: Partial<ThreatListLook>): ThreatListLook => ({ ...LIST_AT_REST, ...part });
const ids = (list: ThreatListLook) => linesOf(groupsOf(rows, list, words), list).map(({ id }) => id);

describe('the list of threats', () => {
  it('shows open threats by rule at first, a rule with one threat as that threat', () => {
    expect(ids(LIST_AT_REST)).toEqual(['rule:clear-text clear-text@entry', 'rule:floating-tag']);
  });

  it('lists the threats of a group that is opened', () => {
    expect(ids(look({ opened: new Set(['rule:floating-tag']) })).slice(1)).toEqual([
      'rule:floating-tag',
      'rule:floating-tag floating-tag@redis',
      'rule:floating-tag floating-tag@frontend',
    ]);
  });

  it.each([
    ['closed', ['rule:root root@frontend']],
    ['decided', ['rule:no-replica no-replica@redis']],
    ['all', ['rule:clear-text clear-text@entry', 'rule:floating-tag', 'rule:root root@frontend', 'rule:no-replica no-replica@redis']],
  ] as const)('shows %s threats when asked', (shown, expected) => {
    expect(ids(look({ filter: { ...ALL_OPEN, shown } }))).toEqual(expected);
  });

  it('gathers by element, the worst first, and names each element', () => {
    const groups = groupsOf(rows, look({ groupBy: 'element' }), words);
    expect(groups.map(({ id, title }) => [id, title])).toEqual([
      ['element:entry', 'the entry'],
      ['element:redis', 'the redis'],
      ['element:frontend', 'the frontend'],
    ]);
  });

  it('gathers by category, a threat of two categories in both', () => {
    const groups = groupsOf(rows, look({ groupBy: 'stride' }), words);
    expect(groups.map(({ id, threats }) => [id, threats.length])).toEqual([
      ['stride:tampering', 3],
      ['stride:information-disclosure', 1],
    ]);
  });

  it('narrows a group to the threats that pass, and rates it by those', () => {
    const [group] = groupsOf(rows, look({ filter: { ...ALL_OPEN, severities: ['medium'] } }), words);
    expect(group).toMatchObject({ id: 'rule:floating-tag', severity: 'medium', score: 9 });
    expect(group?.threats).toHaveLength(1);
  });

  it.each(['ENTRY', 't1040', 'clear-text@'])('finds %s in titles, techniques and keys', (text) => {
    expect(ids(look({ filter: { ...ALL_OPEN, text } }))).toContain('rule:clear-text clear-text@entry');
  });

  it('narrows by category', () => {
    expect(ids(look({ filter: { ...ALL_OPEN, stride: ['information-disclosure'] } }))).toEqual(['rule:clear-text clear-text@entry']);
  });

  it('counts severities, worst first', () => {
    expect(severityCounts(rows.flatMap(({ threats }) => threats))).toEqual([
      ['critical', 1],
      ['high', 1],
      ['medium', 2],
      ['low', 1],
    ]);
  });

  it('knows a filter that hides nothing open', () => {
    expect(isAtRest(ALL_OPEN)).toBe(true);
    expect(isAtRest({ ...ALL_OPEN, text: 'x' })).toBe(false);
  });
});
