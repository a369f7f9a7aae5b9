import { isOpenThreat } from '../../../shared/analysis/status';
import type { DocumentSession } from '../session/document-session';

/** Goes to the next (1) or previous (-1) open threat, most urgent first, and around. */
export function nextFinding(session: DocumentSession, step: 1 | -1): void {
  const { rows } = session.results.store.getState().view;
  const threats = rows.flatMap((row) => row.threats.filter(isOpenThreat));
  if (threats.length === 0) return;
  const { threat, view } = session.view.store.getState();
  const at = threats.findIndex((candidate) => candidate.key === threat);
  const next = threats[(at === -1 ? (step === 1 ? 0 : threats.length - 1) : at + step + threats.length) % threats.length];
  if (next === undefined) return;
  if (view === 'threats') session.view.showThreat(next.key);
  else {
    session.view.show(next.subject);
    session.view.set({ threat: next.key, inspectorTab: 'threats' });
  }
}
