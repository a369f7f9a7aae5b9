import { displayName, type ThreatModel } from '../../../shared/model/threat-model';
import type { SubjectCounts } from '../session/results-store';
import { severityWord } from '../ui/Severity';
import { say } from '../words';

/** What a thing on the canvas is called when it is heard. */
interface Spoken {
  readonly model: ThreatModel;
  readonly name: string;
  readonly what: string;
  readonly place?: string | undefined;
  readonly flows?: number;
  /** What is drawn as a dashed or pale outline: gone from the files, out of scope. */
  readonly state?: string | undefined;
  readonly counts: SubjectCounts | undefined;
}

/** "Process, API gateway, in boundary Cluster, 3 flows, 2 open threats". */
export function spokenName({ model, name, what, place, flows, state, counts }: Spoken): string {
  return [
    what,
    name,
    place === undefined ? '' : say('ui.in-boundary', { name: displayName(model, place) }),
    state ?? '',
    flows === undefined ? '' : say('ui.flow-count', { count: flows }),
    counts === undefined || counts.open === 0
      ? ''
      : say('ui.open-threats', { count: counts.open, worst: counts.worst === undefined ? '' : severityWord(counts.worst).toLowerCase() }),
    counts === undefined || counts.questions === 0 ? '' : say('ui.question-count', { count: counts.questions }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}
