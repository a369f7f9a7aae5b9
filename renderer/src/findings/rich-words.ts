import type { Message } from '../../../shared/messages/message';
import { print } from '../words';

/** A stretch of a printed sentence: plain words, or one of the sentence's parameters by name. */
export type Run =
  { readonly kind: 'words'; readonly text: string } | { readonly kind: 'given'; readonly name: string; readonly text: string };

// Private-use characters that no name can hold after `clean`; they mark where a parameter stands in the printed sentence.
const OPEN = '\uE000';
const MIDDLE = '\uE001';
const CLOSE = '\uE002';
const clean = (text: string): string => text.replace(/[\uE000-\uE002]/g, '');

const isMessage = (value: unknown): value is Message => typeof value === 'object' && value !== null && 'id' in value;

/** The message with each text among `names` marked, in the messages that it is given too. */
function marked(message: Message, names: ReadonlySet<string>): Message {
  const params = Object.entries(message.params ?? {}).map(([name, value]: [string, unknown]): [string, unknown] => {
    const inner = isMessage(value) ? print(marked(value, names)) : value;
    return [
      name,
      names.has(name) && typeof inner === 'string' ? `${OPEN}${name}${MIDDLE}${isMessage(value) ? inner : clean(inner)}${CLOSE}` : inner,
    ];
  });
  // Parameters keep their types: texts stay texts, and a message may always be given as the text that it prints as.
  return { id: message.id, params: Object.fromEntries(params) };
}

/**
 * A sentence cut where the named parameters stand in it, whatever the language's order of words, so that names can be
 * shown as chips and values in bold.
 */
export function runsOf(message: Message, names: readonly string[]): readonly Run[] {
  const runs: Run[] = [];
  let rest = print(marked(message, new Set(names)));
  while (rest !== '') {
    const open = rest.indexOf(OPEN);
    const middle = rest.indexOf(MIDDLE, open);
    const close = rest.indexOf(CLOSE, middle);
    if (open < 0 || middle < 0 || close < 0) {
      runs.push({ kind: 'words', text: rest });
      break;
    }
    if (open > 0) runs.push({ kind: 'words', text: rest.slice(0, open) });
    runs.push({ kind: 'given', name: rest.slice(open + 1, middle), text: rest.slice(middle + 1, close) });
    rest = rest.slice(close + 1);
  }
  return runs;
}
