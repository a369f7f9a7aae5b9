import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Catalog } from '../../../shared/catalog/catalog';
import type { Application } from './application';
import type { ShellState } from './shell-store';

const ApplicationContext = createContext<Application | undefined>(undefined);

/** Gives everything below it the window's application. */
export function ApplicationProvider({ application, children }: { readonly application: Application; readonly children: ReactNode }) {
  return <ApplicationContext value={application}>{children}</ApplicationContext>;
}

/** The application of this window. */
export function useApplication(): Application {
  const application = use(ApplicationContext);
  if (application === undefined) throw new Error('useApplication: there is no application around this component');
  return application;
}

/** A part of the shell's state; rendered again when that part is another value. */
export const useShell = <T,>(select: (state: ShellState) => T): T => useStore(useApplication().shell, select);
/** The catalog; undefined until the worker has read it. */
export const useCatalog = (): Catalog | undefined => useShell((state) => state.catalog);
