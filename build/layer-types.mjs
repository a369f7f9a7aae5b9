// Type-checks one layer, and looks at every file that the compiler had to read for it: a layer that reaches for another
// layer's file, or for globals that are not its own, is refused even where the types would fit.
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './project.mjs';

const dom = 'node_modules/typescript/lib/lib.dom.d.ts';
const node = 'node_modules/@types/node/';
const electron = 'node_modules/electron/';

/**
 * @typedef {object} Layer
 * @property {string} name tsconfig.<name>.json
 * @property {string} folder where its sources are
 * @property {readonly string[]} refuses beginnings of paths, from the top of the checkout, that it may not even read
 */

/** @type {readonly Layer[]} */
export const layers = [
  { name: 'shared', folder: 'shared', refuses: ['electron/', 'renderer/', 'build/', 'test/', dom, node, electron] },
  { name: 'renderer', folder: 'renderer', refuses: ['electron/', 'build/', 'test/', node, electron] },
  { name: 'electron', folder: 'electron', refuses: ['renderer/', 'build/', 'test/', dom] },
  { name: 'electron25', folder: 'electron', refuses: ['renderer/', 'build/', 'test/', dom, electron] },
  { name: 'build', folder: 'build', refuses: [] },
  { name: 'test', folder: 'test', refuses: [] },
];

/**
 * The compiler looks at the layer's own files only: those of other layers, which it reads for their types, have their own turn.
 * @param {Layer} layer
 * @param {string} [checkout] another checkout than this one, for the canary test
 * @returns {readonly string[]} what is wrong, one line each
 */
export function checkLayerTypes({ name, refuses }, checkout = root) {
  // Only here: the scripts that list layers run before anything is installed.
  const ts = /** @type {typeof import('typescript')} */ (createRequire(import.meta.url)('typescript'));
  const told = { getCanonicalFileName: (/** @type {string} */ file) => file, getCurrentDirectory: () => checkout, getNewLine: () => '\n' };
  const lines = (/** @type {readonly import('typescript').Diagnostic[]} */ found) =>
    found.map((diagnostic) => ts.formatDiagnostic(diagnostic, told).trimEnd());
  /** @type {import('typescript').Diagnostic[]} */
  const unreadable = [];
  const config = ts.getParsedCommandLineOfConfigFile(path.join(checkout, `tsconfig.${name}.json`), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => void unreadable.push(diagnostic),
  });
  if (config === undefined) return lines(unreadable);
  const program = ts.createProgram({ rootNames: config.fileNames, options: config.options, configFileParsingDiagnostics: config.errors });
  const trespasses = program.getSourceFiles().flatMap(({ fileName }) => {
    const place = placeOf(fileName, checkout);
    return refuses.some((start) => place.startsWith(start))
      ? [`tsconfig.${name}.json: the layer reaches ${place}, which is not for it`]
      : [];
  });
  const own = config.fileNames.flatMap((file) => program.getSourceFile(file) ?? []);
  const complaints = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
  ];
  return [...lines(complaints), ...trespasses];
}

/** Where a file is, from the top of the checkout, or of the node_modules that it is in. @param {string} file @param {string} checkout */
function placeOf(file, checkout) {
  const inModules = file.indexOf('node_modules/');
  return inModules === -1 ? path.relative(checkout, file).split(path.sep).join('/') : file.slice(inModules);
}
