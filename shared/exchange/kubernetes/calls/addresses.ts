/** A host that a text names, with what stands around it. User and password are dropped where they are found. */
export interface Address {
  /** Lower case, without a dot at its end; an IPv6 address without brackets. */
  readonly host: string;
  readonly port: number | undefined;
  /** Lower case, without what comes before it as in `jdbc:`; undefined for `host:port` and a bare host. */
  readonly scheme: string | undefined;
  /** How sure it is that this is an address at all: it has a scheme, it is `host:port`, or it is one word that could be a host. */
  readonly form: 'url' | 'pair' | 'name';
}

const HOST = /^[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/;
export const IP_V4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const IP_V6 = /^[0-9a-f:.]{2,45}$/;

/** A host's name or IPv4 address; undefined if it can be neither. */
function hostName(text: string): string | undefined {
  if (text.length > 254) return undefined;
  const name = text.toLowerCase().replace(/\.$/, '');
  return HOST.test(name) && (/[a-z]/.test(name) || IP_V4.test(name)) ? name : undefined;
}

function portOf(text: string | undefined): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

interface HostAndPort {
  readonly host: string;
  readonly port: number | undefined;
}

/** `host`, `host:port`, `[v6]:port`. A port that is a placeholder (`$(PORT)`, `${PORT}`) is not known; another text is no port. */
function hostAndPort(text: string): HostAndPort | undefined {
  const v6 = /^\[([^\]]{2,45})\](?::(\d{1,5}))?$/.exec(text);
  if (v6) {
    const host = v6[1]?.toLowerCase() ?? '';
    return IP_V6.test(host) ? { host, port: portOf(v6[2]) } : undefined;
  }
  const colon = text.lastIndexOf(':');
  const host = hostName(colon === -1 ? text : text.slice(0, colon));
  if (host === undefined) return undefined;
  const written = colon === -1 ? '' : text.slice(colon + 1);
  const port = portOf(written);
  return port === undefined && written !== '' && !written.startsWith('$') ? undefined : { host, port };
}

const CHUNK_END = /[\s"'`<>]/;
const AUTHORITY_END = /[/?#;|\\(){}]/;
const WEB_SCHEMES = new Set(['http', 'https', 'ws', 'wss', 'grpc', 'grpcs', 'tcp', 'udp']);

/**
 * The hosts of a URL, from what follows `://`. Passwords are often written without the escapes that a URL asks for, so that
 * user and password reach to the last `@`; only in the web's schemes may an `@` belong to the path.
 */
function authorityOf(chunk: string, scheme: string): string {
  const upTo = (text: string): string => {
    const end = text.search(AUTHORITY_END);
    return end === -1 ? text : text.slice(0, end);
  };
  const plain = upTo(chunk);
  const at = chunk.lastIndexOf('@');
  if (at === -1 || (WEB_SCHEMES.has(scheme) && !plain.includes('@') && chunk[plain.length] === '/')) return plain;
  return upTo(chunk.slice(at + 1));
}

/** The longest scheme that is looked for before `://`, and how much is looked at behind it. */
const MAX_SCHEME = 40;
const MAX_URL = 2_000;

/** The scheme that ends before the `://` at `at`. */
const schemeBefore = (text: string, at: number): string | undefined =>
  /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(0, at - MAX_SCHEME), at))?.[0];

/** Another URL of a list. Without what separates it, `://` is part of the first one, of its password for instance. */
const NEXT_URL = /[,;|][a-z][a-z0-9+.-]{0,40}:\/\//i;

/** Where the URL ends that has been begun. */
function endOf(rest: string): number {
  const ends = [rest.search(CHUNK_END), rest.search(NEXT_URL)].filter((end) => end !== -1);
  return Math.min(rest.length, ...ends);
}

/** All URLs of a text. Several hosts in one (`mongodb://a,b/db`, `kafka://a:1,b:2`) are several addresses. */
function urlsIn(text: string): readonly Address[] {
  const found: Address[] = [];
  let next = -1;
  for (let at = text.indexOf('://'); at !== -1; at = next) {
    next = text.indexOf('://', at + 3);
    const scheme = schemeBefore(text, at)?.toLowerCase();
    if (scheme === undefined) continue;
    const rest = text.slice(at + 3, at + 3 + MAX_URL);
    const chunk = rest.slice(0, endOf(rest));
    next = text.indexOf('://', at + 3 + chunk.length);
    for (const part of authorityOf(chunk, scheme).split(',')) {
      const address = hostAndPort(part);
      if (address) found.push({ ...address, scheme, form: 'url' });
    }
  }
  return found;
}

/** Databases that Go addresses as `user:password@tcp(host:port)/name`. */
const GO_ADDRESS = /@(?:tcp|tcp6)\(([^()\s]{1,300})\)/g;

function goAddresses(text: string): readonly Address[] {
  return [...text.matchAll(GO_ADDRESS)].flatMap(([, inside = '']): readonly Address[] => {
    const address = hostAndPort(inside);
    return address ? [{ ...address, scheme: undefined, form: 'pair' }] : [];
  });
}

/** `host=db port=5432 dbname=x` (libpq) and `Server=tcp:db,1433;Database=x` (ADO.NET). */
const KEY_VALUE_HOST =
  /(?:^|[\s;])(?:host|server|data source|addr)[ \t]{0,9}=[ \t]{0,9}(?:tcp:)?([a-z0-9_.-]{1,253})(?:,[ \t]{0,9}(\d{1,5}))?/gi;
const KEY_VALUE_PORT = /(?:^|[\s;])port[ \t]{0,9}=[ \t]{0,9}(\d{1,5})/i;

function keyValueHosts(text: string): readonly Address[] {
  return [...text.matchAll(KEY_VALUE_HOST)].flatMap(([, host = '', port]): readonly Address[] => {
    const name = hostName(host);
    return name === undefined
      ? []
      : [{ host: name, port: portOf(port) ?? portOf(KEY_VALUE_PORT.exec(text)?.[1]), scheme: undefined, form: 'pair' }];
  });
}

/** `host:port`, also behind `--flag=`, `-Dkey=` and `key=`, and in lists. */
function pairsIn(text: string): readonly Address[] {
  return text.split(CHUNK_END).flatMap((chunk): readonly Address[] => {
    if (chunk === '' || chunk.includes('://')) return [];
    return chunk
      .slice(chunk.lastIndexOf('@') + 1) // what comes before may be a password
      .split(/[,;|()]/)
      .flatMap((token): readonly Address[] => {
        const address = hostAndPort(token.slice(token.lastIndexOf('=') + 1).split('/', 1)[0] ?? '');
        return address?.port === undefined ? [] : [{ ...address, scheme: undefined, form: 'pair' }];
      });
  });
}

/** Hosts without a port: a value that is nothing but one, or a list of them. */
function namesIn(text: string): readonly Address[] {
  const parts = text.trim().split(/[,;]\s*/);
  const hosts = parts.map((part) => (/[@=\s]/.test(part) ? undefined : hostAndPort(part.split('/', 1)[0] ?? '')));
  if (parts.length > 100) return [];
  return hosts.flatMap((host): readonly Address[] =>
    host === undefined || host.port !== undefined ? [] : [{ ...host, scheme: undefined, form: 'name' }],
  );
}

/** The longest text in which addresses are looked for. */
const LONGEST = 1 << 20;

/** Every address that a text may hold, the surest kind only: its URLs and pairs, else the words that could be hosts. */
export function addressesIn(text: string): readonly Address[] {
  const bounded = text.slice(0, LONGEST);
  const all = [...urlsIn(bounded), ...goAddresses(bounded), ...keyValueHosts(bounded), ...pairsIn(bounded)];
  if (all.length === 0) return bounded.includes('://') ? [] : namesIn(bounded.slice(0, MAX_URL));
  return [...new Map(all.map((address) => [`${address.scheme ?? ''} ${address.host} ${String(address.port)}`, address])).values()];
}
