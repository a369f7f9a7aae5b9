import type { Catalog } from '../../shared/catalog/catalog';
import { isA } from '../../shared/catalog/catalog';
import type { Condition, Matcher } from '../../shared/catalog/condition';
import { fillTemplate } from '../../shared/catalog/template';
import type { PropertyName, TypeId } from '../../shared/model/ids';
import type { PropertyValue } from '../../shared/model/schema';
import { enclosing, type Subject, subjectOf, subjectsOf, type ThreatModel } from '../../shared/model/threat-model';

/** True, false, or unknown: nobody has said. */
type Truth = boolean | undefined;

/**
 * The plain way to evaluate the rules of a catalog, as threat-modeling libraries do it: every rule on every thing of its kind, its
 * condition walked from the top each time, everything looked up where it stands. It finds which rules hold, with their titles;
 * no controls, no risk, no questions. Written for comparison: the engine must find the same (`analysis.bench.ts` checks it) and may
 * take only so many times as long for all that it finds besides.
 */
export function evaluateStraightforwardly(model: ThreatModel, catalog: Catalog): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const evaluation = new Evaluation(model, catalog);
  for (const rule of catalog.threats.values()) {
    if (!rule.threat) continue;
    for (const subject of evaluation.subjects) {
      if (subject.kind !== rule.subject || evaluation.judge(rule.when, subject) !== true) continue;
      const title = fillTemplate(model, rule.title, subject.id, (name) => evaluation.value(subject, name as PropertyName));
      found.set(`${rule.id}@${subject.id}`, title);
    }
  }
  for (const rule of catalog.threats.values()) {
    for (const silenced of rule.supersedes) {
      for (const { id } of evaluation.subjects) if (found.has(`${rule.id}@${id}`)) found.delete(`${silenced}@${id}`);
    }
  }
  return found;
}

const and = (truths: readonly Truth[]): Truth => (truths.includes(false) ? false : truths.includes(undefined) ? undefined : true);
const or = (truths: readonly Truth[]): Truth => (truths.includes(true) ? true : truths.includes(undefined) ? undefined : false);
const not = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

const same = (a: PropertyValue, b: PropertyValue): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a.length === b.length && a.every((item) => b.includes(item)) : a === b;

function matches(matcher: Matcher, value: PropertyValue): boolean {
  switch (matcher.op) {
    case 'equals':
      return same(value, matcher.equals);
    case 'one-of':
      return matcher.oneOf.some((other) => same(value, other));
    case 'not':
      return !same(value, matcher.not);
    case 'at-least':
      return typeof value === 'number' && value >= matcher.atLeast;
    case 'at-most':
      return typeof value === 'number' && value <= matcher.atMost;
    case 'includes':
      return (typeof value === 'string' || typeof value === 'object') && value.includes(matcher.includes);
    case 'empty':
      return (typeof value === 'string' || typeof value === 'object') && (value.length === 0) === matcher.empty;
  }
}

class Evaluation {
  readonly subjects: readonly Subject[];
  private readonly model: ThreatModel;
  private readonly catalog: Catalog;

  constructor(model: ThreatModel, catalog: Catalog) {
    this.model = model;
    this.catalog = catalog;
    this.subjects = subjectsOf(model);
  }

  judge(condition: Condition, subject: Subject): Truth {
    switch (condition.op) {
      case 'all':
        return and(condition.of.map((part) => this.judge(part, subject)));
      case 'any':
        return or(condition.of.map((part) => this.judge(part, subject)));
      case 'not':
        return not(this.judge(condition.of, subject));
      case 'is':
        return condition.types.some((type) => this.typesOf(subject).some((own) => isA(this.catalog, own, type)));
      case 'property': {
        const value = this.value(subject, condition.property);
        return value === undefined ? undefined : matches(condition.matcher, value);
      }
      case 'in':
        return this.anyOf(this.around(subject), condition.boundary);
      case 'crosses':
        return this.anyOf([...this.lines(subject, 'from', 'to'), ...this.lines(subject, 'to', 'from')], condition.boundary);
      case 'enters':
        return this.anyOf(this.lines(subject, 'to', 'from'), condition.boundary);
      case 'leaves':
        return this.anyOf(this.lines(subject, 'from', 'to'), condition.boundary);
      case 'from':
      case 'to':
        return subject.kind === 'flow' ? this.anyOf(this.named([subject.entry[condition.op]]), condition.element) : false;
      case 'has': {
        const { relation, where } = condition;
        const related = this.related(subject, relation);
        const drawn = where === undefined ? related.length > 0 : this.anyOf(related, where);
        return or([drawn, this.mayLack(subject, relation) ? undefined : false]);
      }
      case 'count': {
        const { relation, where, atLeast = 0, atMost = Infinity } = condition;
        const truths = this.related(subject, relation).map((related) => (where === undefined ? true : this.judge(where, related)));
        const sure = truths.filter((truth) => truth === true).length;
        const most = this.mayLack(subject, relation) ? Infinity : truths.filter((truth) => truth !== false).length;
        if (sure >= atLeast && most <= atMost) return true;
        return most < atLeast || sure > atMost ? false : undefined;
      }
      case 'carries':
        return subject.kind === 'flow' ? this.assets(subject.entry.carries, condition.asset) : false;
      case 'stores':
        if (subject.kind === 'element') return this.assets(subject.entry.stores, condition.asset);
        return or(
          this.related(subject, 'inside').map((element) =>
            element.kind === 'element' ? this.assets(element.entry.stores, condition.asset) : false,
          ),
        );
      case 'asset': {
        if (subject.kind !== 'asset') return false;
        const { entry } = subject;
        const one = <T>(wanted: readonly T[] | undefined, is: T | undefined): Truth =>
          wanted === undefined ? true : is === undefined ? undefined : wanted.includes(is);
        const { confidentiality, integrity, availability } = condition.rated;
        return and([one(confidentiality, entry.confidentiality), one(integrity, entry.integrity), one(availability, entry.availability)]);
      }
      case 'protocol': {
        if (subject.kind !== 'flow') return false;
        const { protocol } = subject.entry;
        return protocol === undefined ? undefined : condition.oneOf.includes(protocol.toLowerCase());
      }
      case 'reachableFrom':
        throw new Error('no rule depends on where attackers get to');
      case 'adopted':
        return false;
      case 'named': {
        const named = this.catalog.conditions.get(condition.name);
        return named === undefined ? undefined : this.judge(named.when, subject);
      }
    }
  }

  /** What is said of a property: by the thing, by what stands around it, or by a default. */
  value(subject: Subject, name: PropertyName): PropertyValue | undefined {
    if (subject.kind === 'asset') return undefined;
    const own = subject.entry.properties?.get(name);
    if (own !== undefined) return own;
    const outer = this.catalog.properties.get(name)?.inherits === true ? this.around(subject) : [];
    for (const boundary of outer) {
      const said = boundary.kind === 'boundary' ? boundary.entry.properties?.get(name) : undefined;
      if (said !== undefined) return said;
    }
    if (outer.length > 0 && this.model.header.properties?.has(name)) return this.model.header.properties.get(name);
    for (const thing of [subject, ...outer]) {
      const byDefault = this.default(thing, name);
      if (byDefault !== undefined) return byDefault;
    }
    return undefined;
  }

  private default(subject: Subject, name: PropertyName): PropertyValue | undefined {
    const image = subject.kind === 'element' ? subject.entry.properties?.get('image' as PropertyName) : undefined;
    if (typeof image === 'string') {
      const repository = image.replace(/[:@].*$/, '');
      const byImage = this.catalog.images.get(repository)?.defaults?.[name];
      if (byImage !== undefined) return byImage.value;
    }
    const queue = this.typesOf(subject);
    for (const type of queue) {
      const stencil = this.catalog.stencils.get(type);
      const byType = stencil?.defaults?.[name];
      if (byType !== undefined) return byType.value;
      queue.push(...(stencil?.extends ?? []));
    }
    return undefined;
  }

  private typesOf(subject: Subject): TypeId[] {
    if (subject.kind === 'boundary') return [subject.entry.type];
    if (subject.kind !== 'element') return [];
    return subject.entry.runsAs === undefined ? [subject.entry.type] : [subject.entry.type, subject.entry.runsAs];
  }

  private named(ids: readonly string[]): readonly Subject[] {
    return ids.flatMap((id) => subjectOf(this.model, id) ?? []);
  }

  private around(subject: Subject): readonly Subject[] {
    if (subject.kind === 'flow') {
      const [from, to] = [this.endAround(subject, 'from'), this.endAround(subject, 'to')];
      return from.filter(({ id }) => to.some((other) => other.id === id));
    }
    return subject.kind === 'element' || subject.kind === 'boundary' ? this.named(enclosing(this.model, subject.entry.in)) : [];
  }

  private endAround(flow: Subject & { readonly kind: 'flow' }, end: 'from' | 'to'): readonly Subject[] {
    return this.named(enclosing(this.model, this.model.elements.get(flow.entry[end])?.in));
  }

  /** The boundaries around one end of a flow and not around the other. */
  private lines(subject: Subject, inside: 'from' | 'to', outside: 'from' | 'to'): readonly Subject[] {
    if (subject.kind !== 'flow') return [];
    const others = this.endAround(subject, outside);
    return this.endAround(subject, inside).filter(({ id }) => !others.some((other) => other.id === id));
  }

  private related(subject: Subject, relation: 'incoming' | 'outgoing' | 'inside'): readonly Subject[] {
    if (subject.kind !== 'element' && subject.kind !== 'boundary') return [];
    const [ours, theirs] = relation === 'incoming' ? (['to', 'from'] as const) : (['from', 'to'] as const);
    return this.subjects.filter((other) => {
      if (relation === 'inside') return other.kind === 'element' && this.around(other).some(({ id }) => id === subject.id);
      if (other.kind !== 'flow') return false;
      if (subject.kind === 'element') return other.entry[ours] === subject.id;
      return this.lines(other, ours, theirs).some(({ id }) => id === subject.id);
    });
  }

  /** What was imported may have calls that the files do not show. */
  private mayLack(subject: Subject, relation: 'incoming' | 'outgoing' | 'inside'): boolean {
    if (relation === 'inside' || (subject.kind !== 'element' && subject.kind !== 'boundary')) return false;
    return subject.entry.origin !== undefined && this.value(subject, 'callsComplete' as PropertyName) !== true;
  }

  private assets(ids: readonly string[] | undefined, condition: Condition): Truth {
    return ids === undefined ? undefined : this.anyOf(this.named(ids), condition);
  }

  private anyOf(subjects: readonly Subject[], condition: Condition): Truth {
    return or(subjects.map((subject) => this.judge(condition, subject)));
  }
}
