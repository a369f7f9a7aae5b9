import type { Stride } from '../catalog/schema';
import { message, type Message } from '../messages/message';
import type { Decision } from '../model/schema';
import { displayName } from '../model/threat-model';
import type { Outlook, Risk, RiskFactor, Severity } from './findings';
import type { ThreatRule } from './rulebook';
import { type AssetThing, flowsAt, type Thing } from './structure';
import { holdsIn, isUniform, UNKNOWN } from './truth';
import type { World } from './world';

/** The risk of one threat under each outlook; the same object where nothing differs. */
export type RiskByOutlook = Readonly<Record<Outlook, Risk>>;

/** The formula is documented in `docs/risk.md`. */
export function rate(rule: ThreatRule, thing: Thing, world: World): RiskByOutlook {
  const raises = rule.raises.map((raise) => ({ raise, verdict: world.judge(raise.when, thing) ?? UNKNOWN }));
  const impactFactors = impactOf(rule, thing, world);
  const under = (outlook: Outlook): Risk => {
    const raised = raises.filter(({ verdict }) => holdsIn(verdict, outlook)).map(({ raise }) => ({ by: raise.by, because: words(raise.because) }));
    return riskOf(bounded([{ by: rule.entry.likelihood.base, because: words(rule.entry.likelihood.because) }, ...raised]), impactFactors, false);
  };
  const asIs = under('as-is');
  if (raises.every(({ verdict }) => isUniform(verdict))) return { 'as-is': asIs, 'as-planned': asIs, undone: asIs };
  return { 'as-is': asIs, 'as-planned': under('as-planned'), undone: under('undone') };
}

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
  const because = decision.reason === undefined ? message('analysis.risk.said-without-reason') : message('analysis.risk.said', { reason: decision.reason });
  const rerated = (factors: readonly RiskFactor[], to: number | undefined): readonly RiskFactor[] =>
    to === undefined || to === sum(factors) ? factors : [...factors, { by: to - sum(factors), because }];
  return riskOf(rerated(risk.likelihoodFactors, decision.likelihood), rerated(risk.impactFactors, decision.impact), true);
}

const CONFIDENTIALITY = { public: 1, internal: 2, confidential: 4, restricted: 5 } as const;
const LEVEL = { low: 1, medium: 3, high: 5 } as const;

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

interface Stake {
  readonly asset: AssetThing;
  readonly impact: number;
  readonly rating: Message;
}

function stakesOf(asset: AssetThing, needs: ReadonlySet<Need>): readonly Stake[] {
  const { confidentiality, integrity, availability } = asset.entry;
  const stakes: Stake[] = [];
  if (confidentiality !== undefined && needs.has('confidentiality')) {
    stakes.push({ asset, impact: CONFIDENTIALITY[confidentiality], rating: message(`analysis.rating.confidentiality.${confidentiality}`) });
  }
  if (integrity !== undefined && needs.has('integrity')) {
    stakes.push({ asset, impact: LEVEL[integrity], rating: message(`analysis.rating.integrity.${integrity}`) });
  }
  if (availability !== undefined && needs.has('availability')) {
    stakes.push({ asset, impact: LEVEL[availability], rating: message(`analysis.rating.availability.${availability}`) });
  }
  return stakes;
}

/** The catalog's base, raised to what the most important asset at stake deserves; never lowered. */
function impactOf(rule: ThreatRule, thing: Thing, world: World): readonly RiskFactor[] {
  const { base, because, assets } = rule.entry.impact;
  const baseFactor: RiskFactor = { by: base, because: words(because) };
  if (assets === 'none') return [baseFactor];
  const needs = new Set(rule.entry.stride.flatMap((category) => harms[category]));
  const stakes = touchedAssets(thing, world).flatMap((asset) => stakesOf(asset, needs.size === 0 ? new Set(harms['elevation-of-privilege']) : needs));
  const worst = stakes.reduce<Stake | undefined>((a, b) => (a === undefined || b.impact > a.impact ? b : a), undefined);
  if (worst === undefined || worst.impact <= base) return [baseFactor];
  const same = stakes.filter(({ impact, rating }) => impact === worst.impact && rating.id === worst.rating.id);
  const names = [...new Set(same.map(({ asset }) => displayName(world.model, asset.id)))];
  return [baseFactor, { by: worst.impact - base, because: message('analysis.risk.assets', { assets: names, rating: worst.rating }) }];
}

/**
 * The assets at stake at a thing: what it stores or carries; for an element also what its flows carry, for a boundary
 * what is stored inside and carried within; for the model all. In the order of their ids.
 */
function touchedAssets(thing: Thing, world: World): readonly AssetThing[] {
  const ids = new Set<string>();
  const add = (named: readonly string[] | undefined) => {
    for (const id of named ?? []) ids.add(id);
  };
  switch (thing.kind) {
    case 'flow':
      add(thing.entry.carries);
      break;
    case 'element':
      add(thing.entry.stores);
      for (const flow of flowsAt(thing)) {
        world.note(flow);
        add(flow.entry.carries);
      }
      break;
    case 'boundary':
      for (const element of thing.inside) {
        world.note(element);
        add(element.entry.stores);
      }
      for (const flow of thing.within) {
        world.note(flow);
        add(flow.entry.carries);
      }
      break;
    case 'asset':
      return [thing];
    case 'model':
      world.structure.assets.forEach((asset) => world.note(asset));
      return [...world.structure.assets.values()];
  }
  return [...ids].sort().flatMap((id) => {
    const asset = world.asset(id);
    if (asset !== undefined) world.note(asset);
    return asset ?? [];
  });
}
