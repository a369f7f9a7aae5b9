import { type ThreatKey, threatKeyOf } from '../model/ids';
import { Decisions, settles } from './decisions';
import { TooManySteps } from './facts';
import { type SubjectFindings, type ThreatFinding, visibleVerdict } from './findings-of-subject';
import type { HygieneFinding, Outlook, Severity, Threat } from './findings';
import { type Ask, asksFor, leftovers } from './questions';
import { overridden } from './risk';
import { Closers, statusOf } from './status';
import type { Thing } from './structure';
import { holdsIn, OUTLOOKS, truthIn, type Verdict } from './truth';
import type { World } from './world';

/** A threat that waits for answers, with the risk that it would have. */
export interface Waiting {
  readonly for: readonly Ask[];
  readonly score: number;
}

/** What is shown of one subject. */
export interface SubjectView {
  readonly threats: ReadonlyMap<string, Threat>;
  readonly hygiene: readonly HygieneFinding[];
  readonly waiting: ReadonlyMap<ThreatKey, Waiting>;
  readonly unfinished: readonly ThreatKey[];
  /** Each threat that is open under an outlook, whichever is shown. */
  readonly open: readonly (readonly [Outlook, Severity])[];
}

/** What is shown of a subject on which nothing was found. */
export const NOTHING_SHOWN: SubjectView = { threats: new Map(), hygiene: [], waiting: new Map(), unfinished: [], open: [] };

/** How findings become what people see, in one state of the model, under one outlook, on one day. */
export class Viewer {
  private readonly world: World;
  private readonly outlook: Outlook;
  private readonly today: string;
  private readonly decisions: Decisions;
  private readonly closers: Closers;

  constructor(world: World, outlook: Outlook, today: string) {
    this.world = world;
    this.outlook = outlook;
    this.today = today;
    this.decisions = new Decisions(world.model, world.book);
    this.closers = new Closers(world);
  }

  /** True if this viewer looks at that state of the model. */
  sees(world: World): boolean {
    return this.world === world;
  }

  /** @param reading does the work that reads other things, so that it is known who reads them */
  view(thing: Thing, findings: SubjectFindings, reading: (work: () => void) => void): SubjectView {
    const threats = new Map<string, Threat>();
    const waiting = new Map<ThreatKey, Waiting>();
    const unfinished: ThreatKey[] = [];
    const undecided: (readonly [ThreatKey, ThreatFinding])[] = [];
    const open: (readonly [Outlook, Severity])[] = [];
    for (const finding of findings.threats.values()) {
      const key = threatKeyOf(finding.rule.id, thing.id);
      const visible = visibleVerdict(finding, findings);
      const threat = this.threat(key, thing, finding, visible);
      if (threat !== undefined) threats.set(finding.rule.id, threat);
      open.push(...this.open(thing, finding, visible));
      if (finding.unfinished) unfinished.push(key);
      else if (this.asks(thing, finding, findings)) undecided.push([key, finding]);
    }
    if (undecided.length > 0) {
      reading(() => {
        for (const [key, finding] of undecided) waiting.set(key, this.waiting(thing, finding));
      });
    }
    return { threats, hygiene: this.hygiene(thing, findings), waiting, unfinished, open };
  }

  private open(thing: Thing, { rule, risk }: ThreatFinding, visible: Verdict): readonly (readonly [Outlook, Severity])[] {
    const decided = this.decisions.about(rule.id, thing);
    if (settles(decided, this.today)) return [];
    return OUTLOOKS.filter((outlook) => holdsIn(visible, outlook)).map((outlook) => [outlook, overridden(risk[outlook], decided?.decision).severity]);
  }

  private threat(key: ThreatKey, thing: Thing, { rule, title, verdict, risk }: ThreatFinding, visible: Verdict): Threat | undefined {
    const { world, today, closers, outlook } = this;
    const decided = this.decisions.about(rule.id, thing);
    const status = statusOf({ rule, thing, verdict, visible }, outlook, { world, decided, today, closers });
    if (status === undefined) return undefined;
    const { name, stride, attack } = rule.entry;
    const rated = overridden(risk[outlook], decided?.decision);
    return { key, rule: rule.id, subject: thing.id, subjectKind: thing.kind, title, name, stride, techniques: attack, risk: rated, status };
  }

  /** True if the finding is unknown and knowing would change what is shown: nothing stronger holds, and nobody has decided. */
  private asks(thing: Thing, { rule, verdict }: ThreatFinding, findings: SubjectFindings): boolean {
    if (truthIn(verdict, this.outlook) !== 'unknown' || settles(this.decisions.about(rule.id, thing), this.today)) return false;
    return ![...rule.supersededBy].some((stronger) => holdsIn(findings.threats.get(stronger)?.verdict ?? 0, this.outlook));
  }

  private waiting(thing: Thing, { rule, risk }: ThreatFinding): Waiting {
    const { score } = risk[this.outlook];
    try {
      return { for: this.world.within(() => asksFor(leftovers(rule.entry.when, thing, this.world, this.outlook), this.world)), score };
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
