// Type-checks one layer, and looks at every file that the compiler had to read for it: a layer that reaches for another
// layer's file, or for globals that are not its own, is refused even where the types would fit.
import path from 'node:path';
import { capture, inProject, root, toolEnvironment, toolNode } from './project.mjs';

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
 * @param {Layer} layer
 * @param {string} [checkout] another checkout than this one, for the canary test
 * @returns {readonly string[]} what is wrong, one line each
 */
export function checkLayerTypes({ name, refuses }, checkout = root) {
  const tsc = capture(
    toolNode(),
    [inProject('node_modules/typescript/bin/tsc'), '-p', `tsconfig.${name}.json`, '--pretty', 'false', '--listFiles'],
    {
      cwd: checkout,
      env: toolEnvironment(),
    },
  );
  const lines = tsc.stdout.split('\n').filter((line) => line !== '');
  // A listed file is an absolute path alone on its line; a complaint begins with a relative one, or with "error".
  const listed = lines.filter((line) => path.isAbsolute(line));
  const complaints = lines.filter((line) => !path.isAbsolute(line));
  const trespasses = listed.flatMap((file) => {
    const place = placeOf(file, checkout);
    return refuses.some((start) => place.startsWith(start))
      ? [`tsconfig.${name}.json: the layer reaches ${place}, which is not for it`]
      : [];
  });
  const unexplained = !tsc.ok && complaints.length === 0 ? [`tsc -p tsconfig.${name}.json: ${tsc.stderr || 'failed'}`] : [];
  return [...complaints, ...trespasses, ...unexplained];
}

/** Where a file is, from the top of the checkout, or of the node_modules that it is in. @param {string} file @param {string} checkout */
function placeOf(file, checkout) {
  const inModules = file.indexOf('node_modules/');
  return inModules === -1 ? path.relative(checkout, file).split(path.sep).join('/') : file.slice(inModules);
}
