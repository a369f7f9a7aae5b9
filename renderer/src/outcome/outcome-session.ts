import type { Analysis, Outlook, Truth } from '../../../shared/analysis/findings';
import { AnalysisSession } from '../../../shared/analysis/session';
import { attacksOn, type GoalAttacks, suggestedGoals } from '../../../shared/attack-tree/attacks';
import { goalText, parseGoal } from '../../../shared/attack-tree/derive';
import type { Catalog } from '../../../shared/catalog/catalog';
import type { Condition } from '../../../shared/catalog/condition';
import { closedBy, offers, type Plan, planOf } from '../../../shared/mitigation/plan';
import { apply } from '../../../shared/model/edit';
import type { SubjectId, ThreatKey } from '../../../shared/model/ids';
import type { ThreatModel } from '../../../shared/model/threat-model';
import { generatePolicies } from '../../../shared/policy/generate';
import { writeHtml } from '../../../shared/report/html';
import { writeMarkdown } from '../../../shared/report/markdown';
import { diagramSvg } from '../../../shared/report/diagram-svg';
import { buildReport } from '../../../shared/report/report';
import { isOpen } from '../../../shared/analysis/status';
import type { CostByOutlook, Judged, PlanOutcome, ReportAsked, ReportOutcome, Sync } from '../workers/outcome-calls';
import { DIAGRAM_FILE } from './diagram-file';
import { attackOutcome, type AttackOutcome } from './attack-outcome';

const OUTLOOKS = ['as-is', 'as-planned', 'undone'] as const satisfies readonly Outlook[];

/** Work that tells how far it is, 0 to 1, and gives way between its slices. */
export type Slices<T> = Generator<number, T>;

/** A model as it was opened, with its analysis. */
interface Open {
  model: ThreatModel;
  readonly analysis: AnalysisSession;
  /** What a condition comes to at a thing, asked for again and again by attacks on several goals; forgotten with each change. */
  truths: Map<Condition, Map<SubjectId, Truth>>;
}

function* finish(analysis: AnalysisSession): Slices<void> {
  const run = analysis.run();
  while (run.next().done !== true) yield 0;
}

/**
 * What follows from a judged model: plan, policies, attacks, report. Holds a copy of the model that is brought in step with
 * each question; lives in a worker, knows nothing of it.
 */
export class OutcomeSession {
  private readonly catalog: Catalog;
  private open: Open | undefined;

  constructor(catalog: Catalog) {
    this.catalog = catalog;
  }

  /** Brings the copy in step and judges it under an outlook. Throws if it is out of step, which opening it anew mends. */
  *settle(sync: Sync, outlook: Outlook, today: string): Slices<void> {
    if (sync.kind === 'open') {
      this.open = {
        model: sync.model,
        analysis: new AnalysisSession(this.catalog, sync.model, sync.revision, { outlook, today }),
        truths: new Map(),
      };
    }
    const open = this.opened();
    if (sync.kind === 'edits') {
      for (const { edit, revision } of sync.edits) {
        if (revision !== open.analysis.revision + 1) throw new Error('out of step');
        open.analysis.edit(edit, revision);
        open.model = apply(open.model, edit).model;
      }
      open.analysis.setToday(today);
      if (sync.edits.length > 0) open.truths = new Map();
    }
    yield* this.look(outlook);
  }

  private opened(): Open {
    if (this.open === undefined) throw new Error('no model is open');
    return this.open;
  }

  private *look(outlook: Outlook): Slices<void> {
    const open = this.opened();
    if (open.analysis.outlook !== outlook) {
      open.analysis.look(outlook);
      open.truths = new Map();
    }
    yield* finish(open.analysis);
  }

  /** The plan is always about the model as it is. */
  private *planned(): Slices<{ readonly plan: Plan; readonly analysis: Analysis }> {
    yield* this.look('as-is');
    const { model, analysis } = this.opened();
    const result = analysis.result();
    const offered = yield* offers(result, analysis);
    return { plan: planOf(model, this.catalog, result, offered), analysis: result };
  }

  *plan(): Slices<PlanOutcome> {
    const { plan } = yield* this.planned();
    return { plan, policies: generatePolicies(this.opened().model, this.catalog, (control, on) => closedBy(plan, control, on)) };
  }

  private attacks(goal: string): GoalAttacks | undefined {
    const { model, analysis, truths } = this.opened();
    const parsed = parseGoal(model, goal);
    if (parsed === undefined) return undefined;
    const condition = (asked: Condition, subject: SubjectId): Truth => {
      const known = truths.get(asked) ?? new Map<SubjectId, Truth>();
      truths.set(asked, known);
      const truth = known.get(subject) ?? analysis.condition(asked, subject);
      known.set(subject, truth);
      return truth;
    };
    return attacksOn(model, this.catalog, { condition }, parsed);
  }

  /** The attacks on a goal under the outlook that was settled. */
  attacksOn(goal: string, chosen: number, opened: readonly string[]): AttackOutcome | undefined {
    const attacks = this.attacks(goal);
    return attacks && attackOutcome(attacks, chosen, opened);
  }

  *costs(goal: string): Slices<CostByOutlook> {
    const costs: Record<Outlook, CostByOutlook[Outlook]> = { 'as-is': undefined, 'as-planned': undefined, undone: undefined };
    for (const outlook of OUTLOOKS) {
      yield* this.look(outlook);
      const measures = this.attacks(goal)?.measures;
      const best = measures?.kind === 'exact' ? measures.attacks[0] : measures?.kind === 'bound' ? measures.attack : undefined;
      costs[outlook] = best && { cost: best.cost, exact: measures?.kind === 'exact' };
    }
    return costs;
  }

  /** The suggested goals whose attacks use the threat, or have a step on the thing. */
  *goalsAbout(about: { readonly threat: ThreatKey } | { readonly subject: SubjectId }): Slices<readonly string[]> {
    const { model } = this.opened();
    const goals = suggestedGoals(model, this.catalog).map(goalText);
    const found: string[] = [];
    for (const [index, goal] of goals.entries()) {
      const attacks = this.attacks(goal);
      const uses =
        attacks !== undefined &&
        [...attacks.derived.steps.values()].some((step) =>
          'threat' in about ? step.threat === about.threat : step.subject === about.subject,
        );
      if (uses) found.push(goal);
      yield (index + 1) / goals.length;
    }
    return found;
  }

  *report({ version, places }: ReportAsked): Slices<ReportOutcome> {
    const { plan, analysis } = yield* this.planned();
    const { model, analysis: session } = this.opened();
    const attacks: GoalAttacks[] = [];
    for (const goal of suggestedGoals(model, this.catalog)) {
      attacks.push(...[this.attacks(goalText(goal))].filter((each) => each !== undefined));
      yield 1;
    }
    const diagram = diagramSvg(
      model,
      this.catalog,
      analysis.threats.filter(({ status }) => isOpen(status)),
      places,
    );
    const document = buildReport({ model, catalog: this.catalog, analysis, session, plan, attacks, diagram, version });
    return { markdown: writeMarkdown(document, DIAGRAM_FILE), html: writeHtml(document), diagram };
  }

  /** How much is found in a model that is not the one that is open. */
  *judge(model: ThreatModel, today: string): Slices<Judged> {
    const analysis = new AnalysisSession(this.catalog, model, 0, { outlook: 'as-is', today });
    yield* finish(analysis);
    const { counts, questions } = analysis.result();
    const assets = questions.flatMap((question) => (question.kind === 'assets' ? question.suggestions.map(({ name }) => name) : []));
    return { open: counts.open, questions: counts.questions, assets };
  }
}
