import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ThreatModel } from '../../../shared/model/threat-model';
import type { DocumentSession } from './document-session';
import type { DocumentState } from './document-store';
import type { ResultsState } from './results-store';
import type { ViewState } from './view-store';

const SessionContext = createContext<DocumentSession | undefined>(undefined);

/** Gives everything below it one document. */
export function SessionProvider({ session, children }: { readonly session: DocumentSession; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** The document of the components above. */
export function useSession(): DocumentSession {
  const session = use(SessionContext);
  if (session === undefined) throw new Error('useSession: no document is open here');
  return session;
}

/** A part of the document's state; rendered again when that part is another value. */
export const useDocument = <T,>(select: (state: DocumentState) => T): T => useStore(useSession().document.store, select);
/** A part of how the document is looked at. */
export const useView = <T,>(select: (state: ViewState) => T): T => useStore(useSession().view.store, select);
/** A part of the results. */
export const useResults = <T,>(select: (state: ResultsState) => T): T => useStore(useSession().results.store, select);
/** The model. */
export const useModel = (): ThreatModel => useDocument((state) => state.history.model);
