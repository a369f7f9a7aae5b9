import { type Aspect, NAME } from './aspects';

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
