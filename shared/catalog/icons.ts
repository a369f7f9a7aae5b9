/**
 * The icons that stencils may name, each with the one thing that it means. The application draws exactly these; the
 * catalog's checker refuses any other name. Drawn by what a thing is, never by its vendor.
 */
export const ICON_MEANINGS = {
  process: 'something that runs',
  web: 'answers browsers',
  api: 'answers programs',
  worker: 'takes work from elsewhere',
  load: 'makes artificial load',
  gateway: 'lets calls in',
  proxy: 'passes calls on',
  function: 'runs for one event',
  job: 'runs to an end',
  clock: 'runs by schedule',
  store: 'keeps data',
  table: 'keeps tables',
  document: 'keeps documents',
  'key-value': 'keeps values by key',
  queue: 'keeps messages until taken',
  stream: 'keeps events in order',
  bucket: 'keeps objects',
  search: 'finds by words',
  volume: 'a file system',
  'managed-database': 'a database that the cloud runs',
  person: 'somebody',
  administrator: 'somebody who may change how it runs',
  developer: 'somebody who writes code',
  partner: 'a system of a known organisation',
  external: 'a system of others',
  saas: 'a hosted product of others',
  internet: 'everybody',
  boundary: 'a line of trust',
  network: 'a private network',
  account: 'a cloud account',
  cluster: 'a cluster',
  namespace: 'a namespace',
  node: 'a machine',
  deployment: 'copies that can replace each other',
  statefulset: 'copies with a name each',
  daemonset: 'one on each machine',
  pod: 'one pod',
  'control-plane': 'what governs a cluster',
  identity: 'lets people sign in',
  'workload-identity': 'gives programs identities',
  vault: 'keeps secrets',
  certificate: 'issues certificates',
  key: 'keeps keys',
  source: 'keeps source code',
  runner: 'builds',
  registry: 'keeps images',
  package: 'keeps packages',
  gitops: 'brings a cluster in line with a repository',
  signature: 'signs',
  'load-balancer': 'spreads calls',
} as const;

/** The name of an icon that a stencil may have. */
export type IconName = keyof typeof ICON_MEANINGS;

/** Every icon name, in the order in which the table of the documentation lists them. */
export const ICON_NAMES = Object.keys(ICON_MEANINGS) as readonly IconName[]; // the object is closed and literal
