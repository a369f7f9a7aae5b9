import { useMemo } from 'react';
import type { Names } from '../../../shared/analysis/describe';
import { useCatalog } from '../app/context';
import { useModel, useView } from '../session/context';

/** What sentences need to name things, properties and where values were read; undefined until the catalog is there. */
export function useNames(): Names | undefined {
  const model = useModel();
  const catalog = useCatalog();
  const readAt = useView((state) => state.readAt);
  return useMemo(() => catalog && { model, catalog, readAt }, [model, catalog, readAt]);
}
