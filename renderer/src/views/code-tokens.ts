/** A piece of a line of YAML, Markdown or HTML as far as colours tell it. */
export interface Token {
  readonly kind: 'key' | 'value' | 'comment' | 'plain';
  readonly text: string;
}

const KEY = /^(\s*(?:- )*)((?:"[^"]*"|'[^']*'|[^\s#:"'[{][^:#]*?)):(?=\s|$)/;
/** A comment begins at the start or after a space, outside of quotes. */
function commentStart(text: string): number {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '#' && (at === 0 || /\s/.test(text[at - 1] ?? ''))) return at;
  }
  return -1;
}

const some = (kind: Token['kind'], text: string): readonly Token[] => (text === '' ? [] : [{ kind, text }]);

/** A line of YAML in pieces. Line by line, so that only what is on the screen is looked at: block texts over many lines come out plain. */
export function yamlTokens(line: string): readonly Token[] {
  const hash = commentStart(line);
  const code = hash < 0 ? line : line.slice(0, hash);
  const comment = hash < 0 ? '' : line.slice(hash);
  const match = KEY.exec(code);
  if (match === null) {
    const dash = /^(\s*(?:- )+)(.*)$/.exec(code);
    const pieces = dash === null ? some('plain', code) : [...some('plain', dash[1] ?? ''), ...some('value', dash[2] ?? '')];
    return [...pieces, ...some('comment', comment)];
  }
  const [whole, indent = '', key = ''] = match;
  return [
    ...some('plain', indent),
    { kind: 'key', text: key },
    { kind: 'plain', text: ':' },
    ...some('value', code.slice(whole.length)),
    ...some('comment', comment),
  ];
}

/** The pieces of a line of a file of that name; what is not YAML is plain. */
export const tokensFor = (path: string): ((line: string) => readonly Token[]) =>
  /\.ya?ml$/i.test(path) ? yamlTokens : (line) => some('plain', line);
