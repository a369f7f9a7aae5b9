import type { Edit } from '../model/edit';
import type { ThreatModel } from '../model/threat-model';
import { type Aspect, NAME } from './aspects';

/** True if an edit leaves who stands where and who calls whom as it was, so that the structure need not be built anew. */
export function keepsStructure(edit: Edit, before: ThreatModel, after: ThreatModel): boolean {
  return edit.changes.every((change) => {
    switch (change.section) {
      case 'elements': {
        const [was, is] = [before.elements.get(change.id), after.elements.get(change.id)];
        return (
          was !== undefined &&
          is !== undefined &&
          was.type === is.type &&
          was.runsAs === is.runsAs &&
          was.in === is.in &&
          sameScope(was, is)
        );
      }
      case 'boundaries': {
        const [was, is] = [before.boundaries.get(change.id), after.boundaries.get(change.id)];
        return was !== undefined && is !== undefined && was.type === is.type && was.in === is.in && sameScope(was, is);
      }
      case 'flows': {
        const [was, is] = [before.flows.get(change.id), after.flows.get(change.id)];
        return was !== undefined && is !== undefined && was.from === is.from && was.to === is.to && sameScope(was, is);
      }
      case 'assets':
        return before.assets.has(change.id) && after.assets.has(change.id);
      case 'imported':
      case 'answers':
      case 'decisions':
      case 'mitigations':
      case 'trees':
      case 'layout':
      case 'header':
        return true;
    }
  });
}

interface Scoped {
  readonly outOfScope?: string | undefined;
  readonly origin?: string | undefined;
}

const sameScope = (was: Scoped, is: Scoped): boolean =>
  (was.outOfScope === undefined) === (is.outOfScope === undefined) && (was.origin === undefined) === (is.origin === undefined);

/** Some sides of some things that changed. */
interface TouchedGroup {
  readonly things: readonly string[];
  readonly aspects: ReadonlySet<Aspect>;
  /** Who is concerned besides the things: whoever looked at them, whoever looked at their flows or insides, or nobody. */
  readonly readers: 'all' | 'related' | 'none';
}

/** What an edit changes for the rules: of which things, which sides. */
export class Touched {
  /** Things of which everything may have changed, new and removed ones too. */
  readonly whole = new Set<string>();
  readonly groups: TouchedGroup[] = [];
  /** Things whose findings stand as they are but are to be shown anew: a decision, an answer's "unsure", a name. */
  readonly shown = new Set<string>();
  /** True if something is called otherwise. */
  named = false;

  touch(things: readonly string[], ...aspects: readonly Aspect[]): void {
    if (things.length > 0) this.groups.push({ things, aspects: new Set(aspects), readers: 'all' });
  }

  touchRelated(things: readonly string[], ...aspects: readonly Aspect[]): void {
    if (things.length > 0) this.groups.push({ things, aspects: new Set(aspects), readers: 'related' });
  }

  /** Sides that nobody reads but the things themselves. */
  touchAlone(things: readonly string[], ...aspects: readonly Aspect[]): void {
    if (things.length > 0) this.groups.push({ things, aspects: new Set(aspects), readers: 'none' });
  }

  /** Names stand in texts about the things themselves; who else has them in a text is among the things. */
  touchNames(things: readonly string[]): void {
    this.touchAlone(things, NAME);
    for (const id of things) this.shown.add(id);
    this.named = true;
  }

  /** True if some thing was touched in one of these respects. */
  has(aspects: ReadonlySet<Aspect>): boolean {
    return this.groups.some((group) => [...group.aspects].some((aspect) => aspects.has(aspect)));
  }
}
