import type { z } from 'zod';
import { message, type Message } from '../messages/message';
import { nearestWord } from './nearest-word';

/** What is wrong at a place of the document, before it is known where in the text that is. */
export interface PlacedProblem {
  readonly path: readonly (string | number)[];
  readonly message: Message;
  readonly mend: Message;
  /** True if the key is wrong and not its value. */
  readonly meansKey: boolean;
}

type Issue = z.core.$ZodIssue;

function kindOf(value: unknown): Message {
  if (value === null || value === undefined) return message('format.kind-nothing');
  if (Array.isArray(value)) return message('format.kind-list');
  switch (typeof value) {
    case 'string':
      return message('format.kind-text');
    case 'number':
      return message('format.kind-number');
    case 'boolean':
      return message('format.kind-boolean');
    default:
      return message('format.kind-mapping');
  }
}

/** What the schema calls an expected kind, in our words. */
const EXPECTED: ReadonlyMap<string, Message> = new Map([
  ['string', message('format.kind-text')],
  ['number', message('format.kind-number')],
  ['int', message('format.kind-whole')],
  ['boolean', message('format.kind-boolean')],
  ['array', message('format.kind-list')],
  ['tuple', message('format.kind-pair')],
]);

/** The value at a path of plain data. */
function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(String(step)) : undefined),
    data,
  );
}

const ID_SECTIONS = new Set(['boundaries', 'elements', 'assets', 'flows', 'layout']);
const KEY_SECTIONS = new Set(['answers', 'decisions', 'mitigations']);
const DAYS = new Set(['date', 'until', 'due']);
const TYPES = new Set(['type', 'runsAs']);

type Said = Pick<PlacedProblem, 'message' | 'mend'>;

function wrongType(expected: string, found: unknown, key: string): Said {
  if (found === undefined) return { message: message('format.missing', { key }), mend: message('format.mend-missing', { key }) };
  const said = message('format.wrong-kind', { expected: EXPECTED.get(expected) ?? message('format.kind-mapping'), found: kindOf(found) });
  const quotable = expected === 'string' && (typeof found === 'number' || typeof found === 'boolean');
  return { message: said, mend: quotable ? message('format.mend-quote-value', { value: String(found) }) : message('format.mend-kind') };
}

function wrongKey(path: readonly (string | number)[], issues: readonly Issue[]): Said {
  const [section = ''] = path;
  const key = String(path.at(-1));
  if (issues.some(({ code }) => code === 'custom'))
    return { message: message('format.reserved-id', { id: key }), mend: message('format.mend-rename-key') };
  if (path.at(-2) === 'properties')
    return { message: message('format.not-a-property', { name: key }), mend: message('format.mend-property') };
  if (KEY_SECTIONS.has(String(section))) return { message: message('format.not-a-key', { key }), mend: message('format.mend-subject-key') };
  if (ID_SECTIONS.has(String(section))) return { message: message('format.not-an-id', { id: key }), mend: message('format.mend-id') };
  return { message: message('format.not-a-name', { name: key }), mend: message('format.mend-name') };
}

function wrongText(path: readonly (string | number)[], found: unknown): Said {
  const key = String(path.at(-1));
  const text = String(found);
  if (DAYS.has(key)) return { message: message('format.not-a-day', { text }), mend: message('format.mend-day') };
  if (TYPES.has(key)) return { message: message('format.not-a-type', { text }), mend: message('format.mend-type') };
  if (key === 'coveredBy') return { message: message('format.not-a-key', { key: text }), mend: message('format.mend-subject-key') };
  return { message: message('format.not-an-id', { id: text }), mend: message('format.mend-id') };
}

/** The only lists of a fixed length are points and sizes. */
function otherLength(): Said {
  return {
    message: message('format.wrong-kind', { expected: message('format.kind-pair'), found: message('format.kind-other-length') }),
    mend: message('format.mend-kind'),
  };
}

function wrongSize(issue: Extract<Issue, { code: 'too_big' | 'too_small' }>): Said {
  if (issue.code === 'too_small') {
    if (issue.origin === 'array') return otherLength();
    return { message: message('format.too-small', { limit: Number(issue.minimum) }), mend: message('format.mend-kind') };
  }
  const limit = Number(issue.maximum);
  if (issue.origin === 'string') return { message: message('format.long-text', { limit }), mend: message('format.mend-size') };
  if (issue.origin === 'array') {
    if (limit === 2) return otherLength();
    return { message: message('format.long-list', { limit }), mend: message('format.mend-size') };
  }
  return { message: message('format.too-big', { limit }), mend: message('format.mend-kind') };
}

function wrongChoice(values: readonly unknown[], found: unknown): Said {
  const words = values.map(String);
  const near = nearestWord(String(found), words);
  return {
    message: message('format.not-one-of', { found: String(found), values: words.join(', ') }),
    mend: near === undefined ? message('format.mend-choice') : message('format.did-you-mean', { word: near }),
  };
}

function sayIssue(issue: Issue, path: readonly (string | number)[], found: unknown): Said {
  switch (issue.code) {
    case 'invalid_type':
      return wrongType(issue.expected, found, String(path.at(-1)));
    case 'invalid_value':
      return found === undefined ? wrongType('string', found, String(path.at(-1))) : wrongChoice(issue.values, found);
    case 'invalid_key':
      return wrongKey(path, issue.issues);
    case 'invalid_format':
      return wrongText(path, found);
    case 'too_big':
    case 'too_small':
      return wrongSize(issue);
    case 'custom':
      return { message: message('format.reserved-id', { id: String(found) }), mend: message('format.mend-id') };
    case 'invalid_union':
      return { message: message('format.not-a-property-value', { found: kindOf(found) }), mend: message('format.mend-property-value') };
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      return { message: message('model.schema', { expected: issue.message }), mend: message('model.mend-schema') };
  }
}

/** The refusals of the model's schema, each as a sentence of ours about a place of the document. */
export function schemaProblems(issues: readonly Issue[], data: unknown): readonly PlacedProblem[] {
  return issues.map((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    return { path, meansKey: issue.code === 'invalid_key', ...sayIssue(issue, path, valueAt(data, path)) };
  });
}
