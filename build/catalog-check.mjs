// Checks catalogs/, rule by rule: `npm run catalog:check`.
import { runCatalogProgram } from './catalog/run.mjs';

await runCatalogProgram(import.meta.url, 'build/catalog/check.ts');
