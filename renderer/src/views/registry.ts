import { lazy, type ComponentType } from 'react';
import type { ViewId } from '../session/view-store';

/** The views besides the diagram, each loaded when it is first shown. A view is a folder with a `View.tsx`. */
export const views: Readonly<Record<Exclude<ViewId, 'diagram'>, ComponentType>> = {
  threats: lazy(() => import('./threats/View')),
  trees: lazy(() => import('./trees/View')),
  mitigations: lazy(() => import('./mitigations/View')),
  export: lazy(() => import('./export/View')),
  import: lazy(() => import('./import/View')),
  matrix: lazy(() => import('./matrix/View')),
};

/** What a window without a document shows. */
export const StartView = lazy(() => import('./start/View'));
