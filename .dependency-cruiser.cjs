// Who may import whom. Type-only imports count too: a type is a promise as well.
// test/layers/canary.test.ts proves that these rules bite.

const test = '\\.test\\.tsx?$';
/** Code that ships: unit tests beside it may import what they need. */
const shipped = (folder) => ({ path: `^${folder}`, pathNot: test });
const nodeModules = (...names) => `^node_modules/(${names.join('|')})(/|$)`;

/** The layers of shared/, from the ground up. A layer imports its own and those before it. */
const layers = [
  ['model', 'messages'],
  ['format', 'catalog'],
  ['analysis'],
  ['attack-tree', 'mitigation', 'layout', 'diff'],
  ['exchange', 'policy', 'report'],
];
const upward = layers.slice(0, -1).map((folders, at) => ({
  name: `shared-layer-${at + 1}-imports-no-higher-layer`,
  comment: `${folders.join(', ')} may import only what stands before them: ${layers
    .slice(0, at + 1)
    .flat()
    .join(', ')}`,
  severity: 'error',
  from: shipped(`shared/(${folders.join('|')})/`),
  to: {
    path: `^shared/(${layers
      .slice(at + 1)
      .flat()
      .join('|')})/`,
  },
}));

/** What shared/ may use from npm: parsers that are pure functions. */
const pureLibraries = ['zod', 'yaml'];

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?' },
    },
    {
      name: 'names-from-the-field',
      comment: 'A folder or file is named after what it holds, never utils, helpers, common, misc or manager',
      severity: 'error',
      from: {},
      to: {
        path: ['utils?', 'helpers?', 'common', 'misc', 'managers?'].map((name) => `^[^/]+/(|.+/)${name}[./]`),
        pathNot: '^node_modules/',
      },
    },

    { name: 'shared-stands-alone', severity: 'error', from: shipped('shared/'), to: { path: '^(electron|renderer|build|test|catalogs)/' } },
    { name: 'shared-has-no-node', severity: 'error', from: shipped('shared/'), to: { dependencyTypes: ['core'] } },
    {
      name: 'shared-uses-pure-libraries-only',
      severity: 'error',
      from: shipped('shared/'),
      to: { path: '^node_modules/', pathNot: nodeModules(...pureLibraries) },
    },
    ...upward,
    {
      name: 'shared-layers-do-not-import-the-contract',
      comment:
        'The files at the top of shared/ (desktop-api.ts, security-headers.mjs, …) join the two sides; the domain knows neither. limits.ts is plain numbers for all',
      severity: 'error',
      from: shipped(`shared/(${layers.flat().join('|')})/`),
      to: { path: '^shared/[^/]+$', pathNot: '^shared/limits\\.ts$' },
    },
    { name: 'shared-limits-are-plain', severity: 'error', from: { path: '^shared/limits\\.ts$' }, to: {} },
    {
      name: 'shared-folders-are-layers',
      comment: 'A folder in shared/ that no layer names: give it its place in .dependency-cruiser.cjs',
      severity: 'error',
      from: { path: `^shared/(?!(${layers.flat().join('|')})/)[^/]+/` },
      to: {},
    },

    {
      name: 'renderer-is-a-page',
      severity: 'error',
      from: shipped('renderer/'),
      to: { path: ['^(electron|build|test|catalogs)/', nodeModules('electron')] },
    },
    { name: 'renderer-has-no-node', severity: 'error', from: shipped('renderer/'), to: { dependencyTypes: ['core'] } },

    {
      name: 'electron-is-no-page',
      severity: 'error',
      from: shipped('electron/'),
      to: { path: ['^(renderer|build|test|catalogs)/', nodeModules('react', 'react-dom')] },
    },
    {
      name: 'preload-is-thin',
      comment: 'The preload is one small file: electron, the types of the contract, and its own folder',
      severity: 'error',
      from: shipped('electron/preload/'),
      to: { pathNot: ['^electron/preload/', '^shared/', nodeModules('electron'), '^electron$'] },
    },
    {
      name: 'preload-has-types-of-shared-only',
      severity: 'error',
      from: shipped('electron/preload/'),
      to: { path: '^shared/', pathNot: '^shared/desktop-', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'node-knows-no-electron',
      comment: 'electron/node serves the command line and the tests too',
      severity: 'error',
      from: shipped('electron/node/'),
      to: { path: ['^electron/(main|preload|cli)/', nodeModules('electron'), '^electron$'] },
    },
    {
      name: 'cli-knows-no-electron',
      severity: 'error',
      from: shipped('electron/cli/'),
      to: { path: ['^electron/(main|preload)/', nodeModules('electron'), '^electron$'] },
    },
    { name: 'main-imports-no-entry', severity: 'error', from: shipped('electron/main/'), to: { path: '^electron/(preload|cli)/' } },

    { name: 'nobody-imports-tests', severity: 'error', from: { path: '.', pathNot: ['^test/', test] }, to: { path: ['^test/', test] } },
    {
      name: 'nobody-imports-build',
      severity: 'error',
      from: { path: '^(shared|renderer|electron)/', pathNot: test },
      to: { path: '^build/' },
    },
    { name: 'catalogs-are-data', severity: 'error', from: { path: '^catalogs/' }, to: {} },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out|reports)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
