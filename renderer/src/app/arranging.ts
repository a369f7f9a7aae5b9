import { type Arranging, arrangementOf, missingPlaces } from '../../../shared/layout/places';
import type { Placement } from '../../../shared/model/schema';
import type { ThreatModel } from '../../../shared/model/threat-model';
import { storeArrangement } from '../canvas/layout-edits';
import type { DocumentSession } from '../session/document-session';
import { say } from '../words';
import type { Application } from './application';

/** Has the layout worker work it out; undefined if that was cancelled. */
async function workOut(app: Application, { graph, places }: Arranging): Promise<ReadonlyMap<string, Placement> | undefined> {
  const answer = await app.busy(say('ui.arranging'), ({ signal }) => app.parts.layout.layout(graph, signal));
  return answer && places(answer);
}

/** Lays the whole diagram out, as one undo step. */
export async function arrangeAll(app: Application): Promise<void> {
  const session = app.session();
  if (session === undefined) return;
  const model = session.model();
  const placements = await workOut(app, arrangementOf(model, app.shell.getState().catalog));
  // Whoever went on drawing meanwhile keeps what they drew: the layout is of another model.
  if (placements === undefined || app.session() !== session || session.model() !== model) return;
  storeArrangement(session, placements);
  app.notices.say(say('ui.arranged'));
}

/** Places for what the main diagram of a model does not place; empty where everything has its place, undefined if it was cancelled. */
export async function placesFor(app: Application, model: ThreatModel): Promise<ReadonlyMap<string, Placement> | undefined> {
  const missing = missingPlaces(model, app.shell.getState().catalog);
  return missing === undefined ? new Map() : workOut(app, missing);
}

/**
 * Gives things a place that the file does not place. Held in the view, not in the model: opening changes no file, and the
 * first move stores them.
 */
export async function placeWhatIsNot(app: Application, session: DocumentSession): Promise<void> {
  const model = session.model();
  const placements = await placesFor(app, model);
  if (app.session() !== session || session.model() !== model) return;
  session.view.set({ provisional: placements ?? new Map() });
}
