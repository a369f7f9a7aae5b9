import { builtinModules } from 'node:module';
import path from 'node:path';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

/** Bundles a child process's entry into one file that Node runs as it is. Returns the file. */
export async function bundleChild(entry: string, folder: string): Promise<string> {
  await build({
    configFile: false,
    root,
    cacheDir: path.join(root, '.cache/vite'),
    logLevel: 'error',
    publicDir: false,
    resolve: { conditions: ['node', 'import', 'module', 'default'], mainFields: ['module', 'main'] },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      reportCompressedSize: false,
      lib: { entry: path.join(root, entry), formats: ['es'], fileName: () => 'child.mjs' },
      rolldownOptions: { external: [...builtinModules, ...builtinModules.map((name) => `node:${name}`)], output: { codeSplitting: false } },
    },
  });
  return path.join(folder, 'child.mjs');
}
