import type { Change } from '../edit';
import { answerKeyOf, propertyName } from '../ids';
import type { Answer, Boundary, Element, Flow } from '../schema';
import type { ThreatModel } from '../threat-model';

/**
 * The fields of an imported thing that an import would write again: of these, and of no others, it must be kept that a person set
 * them. What stands where, what elements are called, what they store is never an import's to change, and needs no record.
 */
const WRITTEN_AGAIN = {
  elements: ['type'],
  boundaries: ['name'],
  flows: ['from', 'to', 'protocol', 'port'],
} as const;

interface Fields {
  readonly origin?: string | undefined;
  readonly type?: string | undefined;
  readonly name?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly protocol?: string | undefined;
  readonly port?: number | undefined;
}

/**
 * Records, as `answers["type@redis"]`, that a person set fields of a thing that was imported, with what the import said; the next
 * import then leaves them alone. Setting a field back to what the import says takes the record away.
 */
export function recordFields(
  model: ThreatModel,
  section: keyof typeof WRITTEN_AGAIN,
  id: string,
  before: Element | Boundary | Flow,
  after: Element | Boundary | Flow,
): readonly Change[] {
  if (before.origin === undefined) return [];
  const [was, is]: readonly [Fields, Fields] = [before, after];
  return WRITTEN_AGAIN[section].flatMap((field): readonly Change[] => {
    if (was[field] === is[field]) return [];
    const key = answerKeyOf(propertyName.parse(field), id);
    const answer = model.answers.get(key);
    // Ends are ids, which a person may rename: an answer would go on naming the old one.
    const isEnd = field === 'from' || field === 'to';
    const imported = isEnd ? undefined : answer === undefined ? was[field] : answer.imported;
    if (!isEnd && imported === is[field]) return [{ section: 'answers', id: key }];
    const { imported: _, unsure: __, ...said }: Answer = answer ?? {};
    return [{ section: 'answers', id: key, to: imported === undefined ? said : { ...said, imported } }];
  });
}
