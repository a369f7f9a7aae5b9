import { type Catalog, readCatalog } from '../../../shared/catalog/catalog';

/** The catalog that came with the application, for a worker. Rejects where it cannot be had, which is a fault of the build. */
export async function loadCatalog(): Promise<Catalog> {
  const response = await fetch('/catalog.json');
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  const read = readCatalog(await response.json());
  if (!read.ok) throw new Error('the catalog is not in order');
  return read.value;
}
