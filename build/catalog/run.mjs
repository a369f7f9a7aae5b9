// Runs one of the TypeScript programs of this folder: they share the catalog's own code with the application, and no step of
// building stands between. Vite compiles them in memory; it wants the project's Node, so the script starts itself again on that.
import { fileURLToPath } from 'node:url';
import { inProject, onToolNode, root, runMain, runTool } from '../project.mjs';

/**
 * Runs `main` of a TypeScript module of this folder and exits with the code that it gives.
 * @param {string} script the script that was started, as its `import.meta.url`
 * @param {string} module for instance `build/catalog/build.ts`
 */
export async function runCatalogProgram(script, module) {
  await runMain(async () => {
    if (!onToolNode()) return runTool(fileURLToPath(script).slice(root.length + 1), process.argv.slice(2));
    const { runnerImport } = await import('vite');
    const imported = await runnerImport(inProject(module), {
      configFile: false,
      root,
      logLevel: 'warn',
      cacheDir: inProject('.cache/vite'),
    });
    const { main } = /** @type {{ main: (args: readonly string[]) => number }} */ (imported.module);
    return main(process.argv.slice(2));
  });
}
