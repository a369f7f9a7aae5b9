import type { Severity, Threat, ThreatRow } from '../../../../shared/analysis/findings';
import { SEVERITIES } from '../../../../shared/analysis/risk';
import { isOpenThreat } from '../../../../shared/analysis/status';
import type { Stride } from '../../../../shared/catalog/schema';
import type { SubjectId } from '../../../../shared/model/ids';

/** Which threats a person wants to see; an empty list of severities or categories means all of them. */
export interface ThreatFilter {
  readonly shown: 'open' | 'closed' | 'decided' | 'all';
  readonly severities: readonly Severity[];
  readonly stride: readonly Stride[];
  readonly text: string;
}
/** What the list is gathered by. */
export type Grouping = 'rule' | 'element' | 'stride';

/** How a person looks at the list of threats. */
export interface ThreatListLook {
  readonly filter: ThreatFilter;
  readonly groupBy: Grouping;
  /** The groups that are open, by their id. */
  readonly opened: ReadonlySet<string>;
}

export const ALL_OPEN: ThreatFilter = { shown: 'open', severities: [], stride: [], text: '' };
export const LIST_AT_REST: ThreatListLook = { filter: ALL_OPEN, groupBy: 'rule', opened: new Set() };

/** A group of the list: one row that opens. */
export interface ThreatGroup {
  /** `rule:image-not-pinned`, `element:frontend`, `stride:tampering`. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly score: number;
  readonly stride: readonly Stride[];
  readonly threats: readonly Threat[];
}

/** A line of the list as it is drawn. A group with a single threat is that threat. */
export type ThreatLine =
  | { readonly kind: 'group'; readonly id: string; readonly group: ThreatGroup; readonly opened: boolean }
  | { readonly kind: 'threat'; readonly id: string; readonly threat: Threat; readonly group: string; readonly level: 1 | 2 };

/** What the list calls things. */
export interface ListWords {
  readonly subject: (id: SubjectId) => string;
  readonly category: (category: Stride) => string;
}

const CATEGORIES = [
  'spoofing',
  'tampering',
  'repudiation',
  'information-disclosure',
  'denial-of-service',
  'elevation-of-privilege',
] as const satisfies readonly Stride[];

function hasState({ shown }: ThreatFilter, threat: Threat): boolean {
  switch (shown) {
    case 'open':
      return isOpenThreat(threat);
    case 'closed':
      return threat.status.state === 'closed';
    case 'decided':
      return threat.status.state === 'decided';
    case 'all':
      return true;
  }
}

/** True if the filter lets the threat through. */
export function passes(filter: ThreatFilter, threat: Threat, words: ListWords): boolean {
  const { severities, stride, text } = filter;
  if (!hasState(filter, threat)) return false;
  if (severities.length > 0 && !severities.includes(threat.risk.severity)) return false;
  if (stride.length > 0 && !threat.stride.some((category) => stride.includes(category))) return false;
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  return [threat.title, threat.name, words.subject(threat.subject), threat.key, ...threat.techniques].some((candidate) =>
    candidate.toLowerCase().includes(wanted),
  );
}

const byRisk = (a: Threat, b: Threat): number => b.risk.score - a.risk.score;

function groupOf(id: string, title: string, threats: readonly Threat[]): ThreatGroup {
  const worst = threats.reduce((most, threat) => (threat.risk.score > most.risk.score ? threat : most));
  const stride = CATEGORIES.filter((category) => threats.some((threat) => threat.stride.includes(category)));
  return { id, title, severity: worst.risk.severity, score: worst.risk.score, stride, threats };
}

/** The threats that pass, in groups, most urgent first; the order of rows is kept where they are gathered by rule. */
export function groupsOf(rows: readonly ThreatRow[], { filter, groupBy }: ThreatListLook, words: ListWords): readonly ThreatGroup[] {
  const kept = rows
    .map((row) => ({ row, threats: row.threats.filter((threat) => passes(filter, threat, words)) }))
    .filter(({ threats }) => threats.length > 0);
  if (groupBy === 'rule') return kept.map(({ row, threats }) => groupOf(`rule:${row.rule}`, row.name, threats));
  const all = kept.flatMap(({ threats }) => threats);
  if (groupBy === 'stride') {
    return CATEGORIES.flatMap((category) => {
      const threats = all.filter((threat) => threat.stride.includes(category)).sort(byRisk);
      return threats.length === 0 ? [] : [groupOf(`stride:${category}`, words.category(category), threats)];
    });
  }
  const bySubject = new Map<SubjectId, Threat[]>();
  for (const threat of all) {
    const there = bySubject.get(threat.subject) ?? [];
    bySubject.set(threat.subject, there);
    there.push(threat);
  }
  return [...bySubject]
    .map(([subject, threats]) => groupOf(`element:${subject}`, words.subject(subject), threats.sort(byRisk)))
    .sort((a, b) => b.score - a.score || b.threats.length - a.threats.length);
}

/** The lines to draw, opened groups followed by their threats. */
export function linesOf(groups: readonly ThreatGroup[], { opened, groupBy }: ThreatListLook): readonly ThreatLine[] {
  return groups.flatMap((group): ThreatLine[] => {
    const [only, second] = group.threats;
    if (groupBy === 'rule' && only !== undefined && second === undefined)
      return [{ kind: 'threat', id: `${group.id} ${only.key}`, threat: only, group: group.id, level: 1 }];
    const isOpened = opened.has(group.id);
    const inside = isOpened
      ? group.threats.map((threat): ThreatLine => ({ kind: 'threat', id: `${group.id} ${threat.key}`, threat, group: group.id, level: 2 }))
      : [];
    return [{ kind: 'group', id: group.id, group, opened: isOpened }, ...inside];
  });
}

/** How many of a group's threats have each severity, worst first, the ones with none left out. */
export function severityCounts(threats: readonly Threat[]): readonly (readonly [Severity, number])[] {
  return SEVERITIES.map((severity) => [severity, threats.filter(({ risk }) => risk.severity === severity).length] as const).filter(
    ([, count]) => count > 0,
  );
}

/** True if the filter is as it is at first. */
export const isAtRest = ({ shown, severities, stride, text }: ThreatFilter): boolean =>
  shown === 'open' && severities.length === 0 && stride.length === 0 && text.trim() === '';
