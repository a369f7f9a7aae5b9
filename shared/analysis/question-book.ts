import { fillTemplate } from '../catalog/template';
import { answerKeyOf, type SubjectId, type ThreatKey } from '../model/ids';
import { CALLS_COMPLETE } from './aspects';
import { questionId } from './delta';
import type { Question, SuggestedAsset } from './findings';
import { type Asked, ASSETS_ID, callsPlaceOf } from './questions';
import type { Waiting } from './subject-view';
import { suggestAssets } from './asset-suggestions';
import type { Thing } from './things';
import type { World } from './world';

/** One threat that waits for one answer. */
interface Wait {
  readonly asks: readonly SubjectId[];
  /** The risk that the threat would have. */
  readonly score: number;
}
type Waits = ReadonlyMap<ThreatKey, Wait>;

interface Gathered {
  asked: Asked;
  readonly waits: Map<ThreatKey, Wait>;
}

/** More than this many unconnected workloads of an import are one question, not a row each. */
const MANY_UNCONNECTED = 3;

/** Puts what threats wait for together: one question for each property and place, with all threats that it would settle. */
export class QuestionBook {
  private readonly gathered = new Map<string, Gathered>();
  /** Ids of questions by the thing where the answer is given. */
  private readonly atPlace = new Map<string, Set<string>>();
  private readonly touched = new Set<string>();
  /** The questions about the whole, as last told, and the property questions that they stand for. */
  private whole: ReadonlyMap<string, Question> = new Map();
  private standsFor: ReadonlySet<string> = new Set();
  private suggestions: { readonly names: number; readonly found: readonly SuggestedAsset[] } | undefined;

  /** @param waiting what the threat waited for until now */
  waitsNoMore(threat: ThreatKey, waiting: Waiting): void {
    for (const { id } of waiting.for) {
      this.gathered.get(id)?.waits.delete(threat);
      this.touched.add(id);
    }
  }

  /** @param waiting what the threat, that has waited for nothing, waits for now */
  waits(threat: ThreatKey, waiting: Waiting): void {
    for (const { id, asked, of } of waiting.for) {
      const gathered = this.gathered.get(id) ?? this.gather(id, asked);
      gathered.asked = asked;
      gathered.waits.set(threat, { asks: of, score: waiting.score });
      this.touched.add(id);
    }
  }

  private gather(id: string, asked: Asked): Gathered {
    const gathered = { asked, waits: new Map<ThreatKey, Wait>() };
    this.gathered.set(id, gathered);
    if (asked.kind === 'property') {
      const atPlace = this.atPlace.get(asked.place);
      if (atPlace === undefined) this.atPlace.set(asked.place, new Set([id]));
      else atPlace.add(id);
    }
    return gathered;
  }

  /** Marks the questions whose answer lives at a thing: it may be called otherwise, or somebody may have been unsure. */
  touchPlace(place: string): void {
    for (const id of this.atPlace.get(place) ?? []) this.touched.add(id);
  }

  /**
   * The questions that changed since the last call, undefined for those that are asked no more.
   * @param names the version of the model's names, by which suggestions are kept
   */
  takeChanges(world: World, names: number): ReadonlyMap<string, Question | undefined> {
    const whole = new Map(this.wholeQuestions(world, names).map((question) => [questionId(question), question]));
    const standsFor = new Set<string>();
    for (const question of whole.values()) if (question.kind === 'calls') standsFor.add(answerKeyOf(CALLS_COMPLETE, question.boundary));
    for (const id of [...standsFor, ...this.standsFor]) this.touched.add(id);

    const changes = new Map<string, Question | undefined>();
    for (const id of this.whole.keys()) changes.set(id, undefined);
    for (const [id, question] of whole) changes.set(id, question);
    for (const id of this.touched) {
      if (id === ASSETS_ID) continue;
      const gathered = this.gathered.get(id);
      if (gathered?.waits.size === 0) this.forget(id, gathered);
      changes.set(id, gathered && !standsFor.has(id) ? propertyQuestion(gathered, world) : undefined);
    }
    this.touched.clear();
    [this.whole, this.standsFor] = [whole, standsFor];
    return changes;
  }

  private forget(id: string, { asked }: Gathered): void {
    this.gathered.delete(id);
    if (asked.kind === 'property') this.atPlace.get(asked.place)?.delete(id);
  }

  /** What is worth protecting, where it is, and who calls whom. */
  private wholeQuestions(world: World, names: number): readonly Question[] {
    const questions: Question[] = this.callsQuestions(world);
    const waits: Waits = this.gathered.get(ASSETS_ID)?.waits ?? new Map<ThreatKey, Wait>();
    if (world.structure.assets.size > 0) {
      if (waits.size > 0) questions.push({ kind: 'asset-places', unsaid: asksOf(waits), ...consequence(waits) });
    } else if (world.structure.elements.size > 0) {
      if (this.suggestions?.names !== names) this.suggestions = { names, found: suggestAssets(world) };
      questions.push({ kind: 'assets', suggestions: this.suggestions.found, ...consequence(waits) });
    }
    return questions;
  }

  private callsQuestions(world: World): Question[] {
    const byPlace = new Map<Thing, SubjectId[]>();
    for (const element of world.structure.elements.values()) {
      if (element.entry.origin === undefined || element.incoming.length + element.outgoing.length > 0 || !isWorkload(element, world))
        continue;
      const place = callsPlaceOf(element, world);
      if (place === undefined || world.facet(place, CALLS_COMPLETE).undone !== undefined) continue;
      byPlace.set(place, [...(byPlace.get(place) ?? []), element.id]);
    }
    return [...byPlace].flatMap(([place, unconnected]): Question[] => {
      if (unconnected.length <= MANY_UNCONNECTED || place.kind !== 'boundary') return [];
      const waits: Waits = this.gathered.get(answerKeyOf(CALLS_COMPLETE, place.id))?.waits ?? new Map<ThreatKey, Wait>();
      return [{ kind: 'calls', boundary: place.id, unconnected, ...consequence(waits) }];
    });
  }
}

/** A thing that runs or stores something, not a person or a foreign service. */
function isWorkload(element: Thing & { readonly kind: 'element' }, world: World): boolean {
  const { stencils } = world.book.catalog;
  const kinds = [element.entry.type, element.entry.runsAs].map((type) => (type === undefined ? undefined : stencils.get(type)?.kind));
  return kinds.some((kind) => kind === 'process' || kind === 'store');
}

/** The things that threats wait to be told about, in the order of ids. */
function asksOf(waits: Waits): readonly SubjectId[] {
  const things = new Set<SubjectId>();
  for (const { asks } of waits.values()) for (const id of asks) things.add(id);
  return [...things].sort();
}

/** What an answer would settle, and how much that weighs: the sum of the risks that those threats would have. */
function consequence(waits: Waits): { readonly settles: readonly ThreatKey[]; readonly weight: number } {
  let weight = 0;
  for (const { score } of waits.values()) weight += score;
  return { settles: [...waits.keys()].sort(), weight };
}

function propertyQuestion({ asked, waits }: Gathered, world: World): Question | undefined {
  if (asked.kind !== 'property' || waits.size === 0) return undefined;
  const { property, place, answerOn } = asked;
  const asks = asksOf(waits);
  const key = answerKeyOf(property.id, place);
  const inside = world.structure.thing(place)?.kind === 'boundary' && !asks.includes(place);
  const text = fillTemplate(world.model, (inside ? property.questionInside : undefined) ?? property.question, place);
  const unsure = world.model.answers.get(key)?.unsure === true;
  return { kind: 'property', key, property: property.id, subject: place, text, asks, answerOn, ...consequence(waits), unsure };
}

/** What people are asked first: what is worth protecting; then what settles most, by risk; what nobody knew, last. */
export function compareQuestions(world: World): (a: Question, b: Question) => number {
  const isUnsure = (question: Question) => question.kind === 'property' && question.unsure;
  const priority = (question: Question) =>
    question.kind === 'property' ? (world.book.catalog.properties.get(question.property)?.priority ?? 0) : 9;
  return (a, b) =>
    Number(b.kind === 'assets') - Number(a.kind === 'assets') ||
    Number(isUnsure(a)) - Number(isUnsure(b)) ||
    b.weight - a.weight ||
    priority(b) - priority(a) ||
    (questionId(a) < questionId(b) ? -1 : 1);
}
