import type { Session } from 'electron';
import { isOurs } from './origin';

/** What a page of ours may load: our own files, and what it made itself. Developer tools load their own pages. */
export function mayLoad(url: string, developerTools: boolean): boolean {
  if (url.startsWith('blob:')) return isOurs(url.slice('blob:'.length));
  if (url.startsWith('data:')) return true;
  return isOurs(url) || (developerTools && url.startsWith('devtools://'));
}

/** Nothing of the session reaches a network or the disk: the second belt beside the Content-Security-Policy. */
export function forbidNetwork(session: Session, developerTools: boolean): void {
  session.setSpellCheckerEnabled(false); // it fetches dictionaries
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !mayLoad(details.url, developerTools);
    if (cancel) console.warn(`Refused to load ${details.url}`);
    answer({ cancel });
  });
}
