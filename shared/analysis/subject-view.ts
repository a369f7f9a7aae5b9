import { type ThreatKey, threatKeyOf } from '../model/ids';
import type { Decision } from '../model/schema';
import { type Decided, Decisions, settles } from './decisions';
import { TooManySteps } from './facts';
import { type SubjectFindings, type ThreatFinding, visibleVerdict } from './findings-of-subject';
import type { HygieneFinding, Outlook, Severity, Threat } from './findings';
import { type Ask, Asker, leftovers } from './questions';
import { overridden } from './risk';
import { Closers, statusOf } from './status';
import type { Thing } from './things';
import { holdsIn, truthIn, UNKNOWN, type Verdict } from './truth';
import type { World } from './world';

/** A threat that waits for answers, with the risk that it would have. */
export interface Waiting {
  readonly for: readonly Ask[];
  readonly score: number;
}

/** What is shown of one finding, and what that was made from. */
export interface FindingView {
  readonly key: ThreatKey;
  readonly finding: ThreatFinding;
  readonly visible: Verdict;
  readonly decision: Decision | undefined;
  /** True if the decision settles it for now. */
  readonly settled: boolean;
  readonly threat: Threat | undefined;
  readonly waiting: Waiting | undefined;
}

/** How bad the finding is under an outlook, whichever is shown; undefined if it is not open there. */
export function openSeverity({ finding, visible, decision, settled }: FindingView, outlook: Outlook): Severity | undefined {
  return settled || !holdsIn(visible, outlook) ? undefined : overridden(finding.risk[outlook], decision).severity;
}

/** What is shown of one subject, by rule. */
export interface SubjectView {
  readonly threats: ReadonlyMap<string, FindingView>;
  readonly hygiene: readonly HygieneFinding[];
}

/** What is shown of a subject on which nothing was found. */
export const NOTHING_SHOWN: SubjectView = { threats: new Map(), hygiene: [] };

/** How findings become what people see, in one state of the model, under one outlook, on one day. */
export class Viewer {
  private readonly world: World;
  private readonly outlook: Outlook;
  private readonly today: string;
  private readonly decisions: Decisions;
  private readonly closers: Closers;
  private readonly asker: Asker;

  constructor(world: World, outlook: Outlook, today: string) {
    this.world = world;
    this.outlook = outlook;
    this.today = today;
    this.decisions = new Decisions(world.model, world.book);
    this.closers = new Closers(world);
    this.asker = new Asker(world, outlook);
  }

  /** True if this viewer looks at that state of the model. */
  sees(world: World): boolean {
    return this.world === world;
  }

  /**
   * @param before what was shown of the subject; the view of a finding that did not change is kept
   * @param reading does the work that reads other things, so that it is known who reads them
   */
  view(thing: Thing, findings: SubjectFindings, before: SubjectView, reading: (work: () => void) => void): SubjectView {
    const threats = new Map<string, FindingView>();
    const anew: ThreatFinding[] = [];
    for (const [id, finding] of findings.threats) {
      const kept = before.threats.get(id);
      const same =
        kept?.finding === finding &&
        kept.visible === visibleVerdict(finding, findings) &&
        kept.decision === this.decisions.about(id, thing)?.decision;
      if (same && (kept.waiting !== undefined) === this.asks(thing, finding, findings)) threats.set(id, kept);
      else anew.push(finding);
    }
    if (anew.length > 0) {
      reading(() => {
        for (const finding of anew) threats.set(finding.rule.id, this.findingView(thing, finding, findings));
      });
    }
    return { threats, hygiene: this.hygiene(thing, findings) };
  }

  private findingView(thing: Thing, finding: ThreatFinding, findings: SubjectFindings): FindingView {
    const visible = visibleVerdict(finding, findings);
    const decided = this.decisions.about(finding.rule.id, thing);
    const key = threatKeyOf(finding.rule.id, thing.id);
    return {
      key,
      finding,
      visible,
      decision: decided?.decision,
      settled: settles(decided, this.today),
      threat: this.threat(key, thing, finding, visible, decided),
      waiting: this.asks(thing, finding, findings) ? this.waiting(thing, finding) : undefined,
    };
  }

  private threat(
    key: ThreatKey,
    thing: Thing,
    { rule, title, verdict, risk }: ThreatFinding,
    visible: Verdict,
    decided: Decided | undefined,
  ): Threat | undefined {
    const { world, today, closers, outlook } = this;
    const status = statusOf({ rule, thing, verdict, visible }, outlook, { world, decided, today, closers });
    if (status === undefined) return undefined;
    const { name, stride, attack } = rule.entry;
    return {
      key,
      rule: rule.id,
      subject: thing.id,
      subjectKind: thing.kind,
      title,
      name,
      stride,
      techniques: attack,
      risk: overridden(risk[outlook], decided?.decision),
      status,
    };
  }

  /** True if the finding is unknown and knowing would change what is shown: nothing stronger holds, and nobody has decided. */
  private asks(thing: Thing, { rule, verdict, unfinished }: ThreatFinding, findings: SubjectFindings): boolean {
    if (unfinished || truthIn(verdict, this.outlook) !== 'unknown' || settles(this.decisions.about(rule.id, thing), this.today))
      return false;
    for (const stronger of rule.supersededBy) if (holdsIn(findings.threats.get(stronger)?.verdict ?? UNKNOWN, this.outlook)) return false;
    return true;
  }

  private waiting(thing: Thing, { rule, risk }: ThreatFinding): Waiting {
    const { score } = risk[this.outlook];
    try {
      return { for: this.world.within(() => this.asker.asksFor(leftovers(rule.when, thing, this.world, this.outlook))), score };
    } catch (error) {
      if (error instanceof TooManySteps) return { for: [], score };
      throw error;
    }
  }

  private hygiene(thing: Thing, findings: SubjectFindings): readonly HygieneFinding[] {
    return [...findings.hygiene.values()]
      .filter(({ verdict }) => holdsIn(verdict, this.outlook))
      .map(({ rule, title }) => ({ rule: rule.id, subject: thing.id, title, name: rule.entry.name, mend: rule.entry.mend }));
  }
}
