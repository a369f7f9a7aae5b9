import type { RuleEntry, Stride } from '../catalog/schema';
import { message, type Message } from '../messages/message';
import type { Asset, Decision } from '../model/schema';
import type { Outlook, Risk, RiskFactor, Severity } from './findings';
import type { ThreatRule } from './rulebook';
import type { AssetThing, Thing } from './things';
import { holdsIn, holdsSomewhere, isUniform, UNKNOWN, type Verdict } from './truth';
import type { World } from './world';

/** The risk of one threat under each outlook; the same object where nothing differs. */
export type RiskByOutlook = Readonly<Record<Outlook, Risk>>;

/** The formula is documented in `docs/risk.md`. */
export function rate(rule: ThreatRule, thing: Thing, world: World): RiskByOutlook {
  const assets = rule.entry.impact.assets === 'none' ? NO_ASSETS : world.assetsAt(thing);
  const raises: Raised[] = [];
  for (const raise of rule.raises) {
    const verdict = world.judge(raise.when, thing) ?? UNKNOWN;
    if (holdsSomewhere(verdict)) raises.push({ raise, verdict });
  }
  if (raises.length === 0) return unraised(rule, assets);
  const impact = impactFactors(rule, stakeIn(rule, assets));
  const under = (outlook: Outlook): Risk => {
    const raised = raises
      .filter(({ verdict }) => holdsIn(verdict, outlook))
      .map(({ raise }) => ({ by: raise.by, because: words(raise.because) }));
    return riskOf(bounded([likelihoodBase(rule), ...raised]), impact, false);
  };
  return raises.every(({ verdict }) => isUniform(verdict))
    ? always(under('as-is'))
    : { 'as-is': under('as-is'), 'as-planned': under('as-planned'), undone: under('undone') };
}

interface Raised {
  readonly raise: ThreatRule['raises'][number];
  readonly verdict: Verdict;
}

const NO_ASSETS: readonly AssetThing[] = [];

const always = (risk: Risk): RiskByOutlook => ({ 'as-is': risk, 'as-planned': risk, undone: risk });

const unraisedRisks = new WeakMap<readonly AssetThing[], WeakMap<RuleEntry, RiskByOutlook>>();
/** The risk where nothing raises the likelihood: one object for each rule and list of assets, since most findings have it. */
function unraised(rule: ThreatRule, assets: readonly AssetThing[]): RiskByOutlook {
  let ofRules = unraisedRisks.get(assets);
  if (ofRules === undefined) unraisedRisks.set(assets, (ofRules = new WeakMap<RuleEntry, RiskByOutlook>()));
  let risk = ofRules.get(rule.entry);
  if (risk === undefined) {
    risk = always(riskOf([likelihoodBase(rule)], impactFactors(rule, stakeIn(rule, assets)), false));
    ofRules.set(rule.entry, risk);
  }
  return risk;
}

const likelihoodBase = ({ entry: { likelihood } }: ThreatRule): RiskFactor => ({ by: likelihood.base, because: words(likelihood.because) });

const words = (text: string): Message => message('analysis.words', { text });

const sum = (factors: readonly RiskFactor[]): number => factors.reduce((total, { by }) => total + by, 0);

/** Factors whose sum lies on the scale from 1 to 5; a last one says so where it had to be cut. */
function bounded(factors: readonly RiskFactor[]): readonly RiskFactor[] {
  const total = sum(factors);
  const cut = Math.min(5, Math.max(1, total)) - total;
  return cut === 0 ? factors : [...factors, { by: cut, because: message('analysis.risk.bounded') }];
}

function riskOf(likelihoodFactors: readonly RiskFactor[], impactFactors: readonly RiskFactor[], overridden: boolean): Risk {
  const likelihood = sum(likelihoodFactors);
  const impact = sum(impactFactors);
  const score = likelihood * impact;
  return { likelihood, impact, score, severity: severityOf(score), likelihoodFactors, impactFactors, overridden };
}

/** The severity of a score: 20 and more is critical, 15 high, 8 medium, everything below low. */
export function severityOf(score: number): Severity {
  if (score >= 20) return 'critical';
  if (score >= 15) return 'high';
  return score >= 8 ? 'medium' : 'low';
}

/** The severities, worst first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

/** The same risk where a person rates likelihood or impact otherwise; what the catalog said stays visible as factors. */
export function overridden(risk: Risk, decision: Decision | undefined): Risk {
  if (decision?.likelihood === undefined && decision?.impact === undefined) return risk;
  const because =
    decision.reason === undefined
      ? message('analysis.risk.said-without-reason')
      : message('analysis.risk.said', { reason: decision.reason });
  const rerated = (factors: readonly RiskFactor[], to: number | undefined): readonly RiskFactor[] =>
    to === undefined || to === sum(factors) ? factors : [...factors, { by: to - sum(factors), because }];
  return riskOf(rerated(risk.likelihoodFactors, decision.likelihood), rerated(risk.impactFactors, decision.impact), true);
}

interface Rating {
  readonly impact: number;
  readonly rating: Message;
}
const CONFIDENTIALITY: Readonly<Record<NonNullable<Asset['confidentiality']>, Rating>> = {
  public: { impact: 1, rating: message('analysis.rating.confidentiality.public') },
  internal: { impact: 2, rating: message('analysis.rating.confidentiality.internal') },
  confidential: { impact: 4, rating: message('analysis.rating.confidentiality.confidential') },
  restricted: { impact: 5, rating: message('analysis.rating.confidentiality.restricted') },
};
type Levels = Readonly<Record<NonNullable<Asset['integrity']>, Rating>>;
const INTEGRITY: Levels = {
  low: { impact: 1, rating: message('analysis.rating.integrity.low') },
  medium: { impact: 3, rating: message('analysis.rating.integrity.medium') },
  high: { impact: 5, rating: message('analysis.rating.integrity.high') },
};
const AVAILABILITY: Levels = {
  low: { impact: 1, rating: message('analysis.rating.availability.low') },
  medium: { impact: 3, rating: message('analysis.rating.availability.medium') },
  high: { impact: 5, rating: message('analysis.rating.availability.high') },
};

type Need = 'confidentiality' | 'integrity' | 'availability';

/** What each kind of threat does to an asset; more power does everything. */
const harms: Readonly<Record<Stride, readonly Need[]>> = {
  spoofing: ['confidentiality', 'integrity'],
  tampering: ['integrity'],
  repudiation: ['integrity'],
  'information-disclosure': ['confidentiality'],
  'denial-of-service': ['availability'],
  'elevation-of-privilege': ['confidentiality', 'integrity', 'availability'],
};

interface Stake extends Rating {
  readonly assets: readonly AssetThing[];
}

function ratingOf({ entry: { confidentiality, integrity, availability } }: AssetThing, need: Need): Rating | undefined {
  switch (need) {
    case 'confidentiality':
      return confidentiality && CONFIDENTIALITY[confidentiality];
    case 'integrity':
      return integrity && INTEGRITY[integrity];
    case 'availability':
      return availability && AVAILABILITY[availability];
  }
}

/** The most that is at stake, in the respects that the rule's kinds of threat harm; undefined if no more than the base. */
function stakeIn(rule: ThreatRule, assets: readonly AssetThing[]): Stake | undefined {
  const { base } = rule.entry.impact;
  const { stride } = rule.entry;
  const needs = stride.length === 0 ? harms['elevation-of-privilege'] : stride.flatMap((category) => harms[category]);
  let worst: Stake | undefined;
  for (const asset of assets) {
    for (const need of needs) {
      const rated = ratingOf(asset, need);
      if (rated === undefined || rated.impact <= base) continue;
      if (worst === undefined || rated.impact > worst.impact) worst = { assets: [asset], ...rated };
      else if (rated.rating.id === worst.rating.id && !worst.assets.includes(asset)) worst = { ...worst, assets: [...worst.assets, asset] };
    }
  }
  return worst;
}

/** The catalog's base, raised to what the most important asset at stake deserves; never lowered. */
function impactFactors(rule: ThreatRule, stake: Stake | undefined): readonly RiskFactor[] {
  const { base, because } = rule.entry.impact;
  const factor: RiskFactor = { by: base, because: words(because) };
  if (stake === undefined) return [factor];
  const names = stake.assets.map(({ id, entry }) => entry.name ?? id);
  return [factor, { by: stake.impact - base, because: message('analysis.risk.assets', { assets: names, rating: stake.rating }) }];
}
