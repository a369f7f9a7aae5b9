import type { Change } from '../model/edit';
import type { ThreatModel } from '../model/threat-model';

interface Scoped {
  readonly outOfScope?: string | undefined;
  readonly origin?: string | undefined;
}

const sameScope = (was: Scoped, is: Scoped): boolean =>
  (was.outOfScope === undefined) === (is.outOfScope === undefined) && (was.origin === undefined) === (is.origin === undefined);

/** True if a change leaves who stands where, who calls whom and what everything is as it was: only an entry is to be replaced. */
export function keepsStructure(change: Change, before: ThreatModel, after: ThreatModel): boolean {
  switch (change.section) {
    case 'elements': {
      const [was, is] = [before.elements.get(change.id), after.elements.get(change.id)];
      if (was === undefined || is === undefined) return was === is;
      return was.type === is.type && was.runsAs === is.runsAs && was.in === is.in && sameScope(was, is);
    }
    case 'boundaries': {
      const [was, is] = [before.boundaries.get(change.id), after.boundaries.get(change.id)];
      if (was === undefined || is === undefined) return was === is;
      return was.type === is.type && was.in === is.in && sameScope(was, is);
    }
    case 'flows': {
      const [was, is] = [before.flows.get(change.id), after.flows.get(change.id)];
      if (was === undefined || is === undefined) return was === is;
      return was.from === is.from && was.to === is.to && sameScope(was, is);
    }
    case 'assets':
      return before.assets.has(change.id) === after.assets.has(change.id);
    case 'imported':
    case 'answers':
    case 'decisions':
    case 'mitigations':
    case 'trees':
    case 'layout':
    case 'header':
      return true;
  }
}
