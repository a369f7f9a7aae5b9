// Compiles catalogs/ into dist/catalog.json: `npm run catalog:build`.
import { runCatalogProgram } from './catalog/run.mjs';

await runCatalogProgram(import.meta.url, 'build/catalog/build.ts');
