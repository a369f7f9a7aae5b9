import type { ImportSource } from '../../import-result';
import { type Fact, fact, setOf } from '../facts';
import type { Container, Workload } from '../objects/objects';
import type { Variable } from './environment';
import { wordsOf } from './words';

const SECRET_WORDS = new Set([
  'password',
  'passwd',
  'passphrase',
  'passcode',
  'pwd',
  'pass',
  'secret',
  'secrets',
  'token',
  'credential',
  'credentials',
  'apikey',
  'privatekey',
  'secretkey',
  'accesskey',
]);
/** A `key` is secret only with one of these before it: `PUBLIC_KEY` and `CACHE_KEY` are not. */
const BEFORE_KEY = new Set(['api', 'private', 'secret', 'access', 'encryption', 'signing', 'master', 'auth', 'shared', 'account']);
/** Words that end in a secret without a mark between: `requirepass`, `dbpassword`. */
const JOINED = /.(?:password|passwd|pass|secret|apikey)$/;
const NO_SECRETS = new Set(['bypass', 'compass', 'encompass']);
/** What the last word may say instead: where the secret is, how long it lasts, how it is called or whether there is one. */
const ABOUT_SECRETS = new Set([
  'file',
  'path',
  'dir',
  'directory',
  'name',
  'names',
  'id',
  'ttl',
  'expiry',
  'expiration',
  'expires',
  'lifetime',
  'timeout',
  'length',
  'size',
  'url',
  'uri',
  'endpoint',
  'host',
  'port',
  'service',
  'addr',
  'address',
  'issuer',
  'audience',
  'type',
  'enabled',
  'disabled',
  'required',
  'policy',
  'version',
  'count',
  'interval',
  'header',
  'algorithm',
  'alg',
  'limit',
  'max',
  'min',
  'rate',
  'seconds',
  'minutes',
  'hours',
  'days',
  'prefix',
  'suffix',
  'namespace',
  'provider',
  'store',
  'ref',
  'mode',
  'username',
  'user',
  'location',
  'mount',
]);

/** True if a variable or argument of this name usually holds a password, key or token. */
export function looksSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (ABOUT_SECRETS.has(last) || words.join('_') === 'pwd') return false;
  const joined = words.some((word) => JOINED.test(word) && !NO_SECRETS.has(word));
  const key = words.some((word, index) => word === 'key' && BEFORE_KEY.has(words[index - 1] ?? ''));
  return joined || key || words.some((word) => SECRET_WORDS.has(word));
}

const SWITCHES = new Set(['', 'true', 'false', 'yes', 'no', 'on', 'off', '0', '1', 'none', 'null', 'enabled', 'disabled']);

/** True if a value is something one could log in with: no switch, no path, nothing that is filled in later. */
function couldBeSecret(value: string): boolean {
  const text = value.trim();
  return (
    !SWITCHES.has(text.toLowerCase()) &&
    !text.startsWith('/') &&
    !/^(?:\$[({]|\{\{|<[^>]*>$|%\(|vault:|secretref|op:\/\/|file:|arn:)/i.test(text)
  );
}

/** In how many places of a text a password is looked for. */
const MOST_ADDRESSES = 100;

/** Whether an address carries a password: `postgres://user:this@host`, `user:this@tcp(host)`. */
function hasPasswordInAddress(text: string): boolean {
  const scheme = text.indexOf('://');
  let tried = 0;
  for (let at = text.indexOf('@'); at !== -1 && tried < MOST_ADDRESSES; at = text.indexOf('@', at + 1)) {
    tried += 1;
    const before = text.slice(Math.max(0, at - 500), at);
    const start =
      Math.max(
        before.lastIndexOf('/'),
        before.lastIndexOf(' '),
        before.lastIndexOf(','),
        before.lastIndexOf('"'),
        before.lastIndexOf("'"),
        before.lastIndexOf('='),
      ) + 1;
    const user = before.slice(start);
    const colon = user.indexOf(':');
    const isAddress = text.slice(at + 1, at + 5) === 'tcp(' || (scheme !== -1 && scheme < at);
    if (isAddress && colon !== -1 && couldBeSecret(user.slice(colon + 1))) return true;
  }
  return false;
}

/** `--password=this`, `--password this` and `--requirepass this` among arguments: the names of those that carry a literal. */
function secretArguments(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text, index) => {
    const [flag, value] = /^(--?[A-Za-z][\w.-]*)(?:=([^]*))?$/.exec(text)?.slice(1) ?? [];
    if (flag === undefined || !looksSecret(flag)) return [];
    const given = value ?? texts[index + 1] ?? '';
    return couldBeSecret(given) && !given.startsWith('-') ? [flag] : [];
  });
}

/** The names of a container's variables and arguments whose value is a password that stands in the manifest. Never a value. */
function literalSecrets(variables: ReadonlyMap<string, Variable>, texts: readonly string[]): readonly string[] {
  const named = [...variables.values()].filter(
    ({ name, value, from }) =>
      value !== undefined && from !== 'secret' && ((looksSecret(name) && couldBeSecret(value)) || hasPasswordInAddress(value)),
  );
  return [...named.map(({ name }) => name), ...secretArguments(texts)];
}

/** What one container's process is given. */
export interface ContainerInput {
  readonly container: Container;
  readonly variables: ReadonlyMap<string, Variable>;
  readonly texts: readonly string[];
}

/** How secrets reach a workload: as variables, as files, or written in the manifest for all to read. */
export function secrets({ pod, file }: Workload, inputs: readonly ContainerInput[]): readonly Fact[] {
  const here: ImportSource = { file, line: pod.line };
  const inEnvironment = pod.containers
    .flatMap(({ name, env, envFrom }) => [
      ...env.filter(({ from }) => from.kind === 'secret').map(({ line }) => ({ line, container: name })),
      ...envFrom.filter(({ kind }) => kind === 'secret').map(({ line }) => ({ line, container: name })),
    ])
    .at(0);
  const literal = inputs.map(({ container, variables, texts }) => ({ container, variables, names: literalSecrets(variables, texts) }));
  const [first] = literal.filter(({ names }) => names.length > 0);
  const line = first?.variables.get(first.names[0] ?? '')?.line ?? first?.container.line;
  const mounted = new Set(pod.containers.flatMap(({ mounts }) => mounts));
  const volume = pod.volumes.find(({ name, content }) => content.has('secret') && mounted.has(name));
  return [
    ...fact('secretsInEnvironment', inEnvironment !== undefined, inEnvironment ? { file, ...inEnvironment } : here),
    ...fact(
      'literalSecrets',
      setOf(literal.flatMap(({ names }) => names)),
      first && line !== undefined ? { file, line, container: first.container.name } : here,
    ),
    ...fact('secretsMounted', volume !== undefined, { file, line: volume?.line ?? pod.line }),
  ];
}
