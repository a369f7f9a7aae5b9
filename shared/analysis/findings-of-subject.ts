import { fillTemplate } from '../catalog/template';
import type { PropertyName } from '../model/ids';
import { rate, type RiskByOutlook } from './risk';
import type { HygieneRule, Rule, ThreatRule } from './rulebook';
import type { Thing } from './things';
import { FALSE, holdsSomewhere, UNKNOWN, type Verdict, whereNot } from './truth';
import type { World } from './world';

/** A threat rule that is not refuted on a subject: what holds, or waits for an answer. */
export interface ThreatFinding {
  readonly rule: ThreatRule;
  readonly verdict: Verdict;
  /** Empty where the rule holds under no outlook: nobody sees it. */
  readonly title: string;
  readonly risk: RiskByOutlook;
  /** True if judging was given up: the verdict is unknown, and no answer would settle it. */
  readonly unfinished: boolean;
}

/** A hygiene rule that is not refuted on a subject. */
interface HygieneResult {
  readonly rule: HygieneRule;
  readonly verdict: Verdict;
  readonly title: string;
}

/** What the rules say of one subject, by rule id. Refuted rules are absent. */
export interface SubjectFindings {
  readonly threats: Map<string, ThreatFinding>;
  readonly hygiene: Map<string, HygieneResult>;
}

/** A title with names, and with values as they are. */
function titleOf(rule: Rule, verdict: Verdict, thing: Thing, world: World): string {
  if (!holdsSomewhere(verdict)) return '';
  if (thing.kind === 'flow') for (const end of [thing.from, thing.to]) world.note(end);
  if (thing.around[0] !== undefined) world.note(thing.around[0]);
  return fillTemplate(world.model, rule.entry.title, thing.id, (property) => world.facet(thing, property as PropertyName)['as-is']?.value);
}

/** Judges one rule at one subject and puts, replaces or removes the finding. */
export function judgeRule(rule: Rule, thing: Thing, world: World, findings: SubjectFindings): void {
  const judged = world.judge(rule.when, thing);
  const verdict = judged ?? UNKNOWN;
  if (rule.kind === 'hygiene') {
    if (verdict === FALSE) findings.hygiene.delete(rule.id);
    else findings.hygiene.set(rule.id, { rule, verdict, title: titleOf(rule, verdict, thing, world) });
    return;
  }
  if (verdict === FALSE) findings.threats.delete(rule.id);
  else
    findings.threats.set(rule.id, {
      rule,
      verdict,
      title: titleOf(rule, verdict, thing, world),
      risk: rate(rule, thing, world),
      unfinished: judged === undefined,
    });
}

/** The outlooks under which a threat holds and no stronger statement about the same subject silences it. */
export function visibleVerdict(finding: ThreatFinding, findings: SubjectFindings): Verdict {
  let visible = finding.verdict;
  if (finding.rule.supersededBy.size === 0) return visible;
  for (const stronger of finding.rule.supersededBy) visible = whereNot(visible, findings.threats.get(stronger)?.verdict ?? UNKNOWN);
  return visible;
}
