/** A function over boolean variables, as a number that only its own diagram understands. */
export type BooleanFunction = number;

/** Thrown when a diagram grows beyond its limit; the caller falls back to a bound and says so. */
export class DiagramTooLarge extends Error {
  override readonly name = 'DiagramTooLarge';
}

export const FALSE: BooleanFunction = 0;
export const TRUE: BooleanFunction = 1;

/** No variable stands this deep: the level of the two constants. */
const BOTTOM = 0x7fff_ffff;
/** More nodes than this no diagram has, whatever its limit. */
const MAX_NODES = 2 ** 24;
const OR = 1;
const AND = 2;

const mix = (a: number, b: number, c: number) => {
  let h = Math.imul(a, 0x9e37_79b1) ^ Math.imul(b, 0x85eb_ca6b) ^ Math.imul(c, 0xc2b2_ae35);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b_3c6d);
  return (h ^ (h >>> 13)) >>> 0;
};

/**
 * A reduced ordered binary decision diagram (Bryant 1986) over variables 0, 1, 2 … in that order: integer arrays with an
 * open-addressing unique table and a lossy cache of operations. Equal functions have equal numbers.
 */
export class DecisionDiagram {
  private variables = new Int32Array(1024).fill(BOTTOM, 0, 2);
  private lows = new Int32Array(1024);
  private highs = new Int32Array(1024);
  private size = 2;
  private table = new Int32Array(4096);
  private readonly cacheKeys = new Float64Array(1 << 16).fill(-1);
  private readonly cacheValues = new Int32Array(1 << 16);
  private readonly limit: number;

  /** @param limit how many nodes the diagram may have before it gives up with {@link DiagramTooLarge} */
  constructor(limit: number) {
    this.limit = Math.min(limit, MAX_NODES);
  }

  /** The variable that a function asks first. */
  variableOf(f: BooleanFunction): number {
    return this.variables[f] ?? BOTTOM;
  }

  /** What is left of a function when its first variable is false. */
  lowOf(f: BooleanFunction): BooleanFunction {
    return this.lows[f] ?? FALSE;
  }

  /** What is left of a function when its first variable is true. */
  highOf(f: BooleanFunction): BooleanFunction {
    return this.highs[f] ?? FALSE;
  }

  /** The function that is the variable itself. */
  variable(index: number): BooleanFunction {
    return this.node(index, FALSE, TRUE);
  }

  or(f: BooleanFunction, g: BooleanFunction): BooleanFunction {
    return this.combine(OR, f, g);
  }

  and(f: BooleanFunction, g: BooleanFunction): BooleanFunction {
    return this.combine(AND, f, g);
  }

  private combine(operation: number, f: BooleanFunction, g: BooleanFunction): BooleanFunction {
    if (f === g) return f;
    if (operation === OR) {
      if (f === TRUE || g === TRUE) return TRUE;
      if (f === FALSE) return g;
      if (g === FALSE) return f;
    } else {
      if (f === FALSE || g === FALSE) return FALSE;
      if (f === TRUE) return g;
      if (g === TRUE) return f;
    }
    const [a, b] = f < g ? [f, g] : [g, f];
    const key = (operation * MAX_NODES + a) * MAX_NODES + b; // below 2^50, so exact in a double
    const slot = mix(operation, a, b) & 0xffff;
    if (this.cacheKeys[slot] === key) return this.cacheValues[slot] ?? FALSE;

    const [va, vb] = [this.variableOf(a), this.variableOf(b)];
    const variable = Math.min(va, vb);
    const low = this.combine(operation, va === variable ? this.lowOf(a) : a, vb === variable ? this.lowOf(b) : b);
    const high = this.combine(operation, va === variable ? this.highOf(a) : a, vb === variable ? this.highOf(b) : b);
    const result = this.node(variable, low, high);
    this.cacheKeys[slot] = key;
    this.cacheValues[slot] = result;
    return result;
  }

  private node(variable: number, low: BooleanFunction, high: BooleanFunction): BooleanFunction {
    if (low === high) return low;
    const mask = this.table.length - 1;
    for (let slot = mix(variable, low, high) & mask; ; slot = (slot + 1) & mask) {
      const there = this.table[slot] ?? 0;
      if (there === 0) {
        const made = this.append(variable, low, high);
        this.table[slot] = made;
        if (this.size * 2 > this.table.length) this.rehash();
        return made;
      }
      if (this.variables[there] === variable && this.lows[there] === low && this.highs[there] === high) return there;
    }
  }

  private append(variable: number, low: BooleanFunction, high: BooleanFunction): BooleanFunction {
    if (this.size >= this.limit) throw new DiagramTooLarge();
    if (this.size === this.variables.length) {
      this.variables = grown(this.variables);
      this.lows = grown(this.lows);
      this.highs = grown(this.highs);
    }
    const made = this.size;
    this.variables[made] = variable;
    this.lows[made] = low;
    this.highs[made] = high;
    this.size += 1;
    return made;
  }

  private rehash(): void {
    this.table = new Int32Array(this.table.length * 2);
    const mask = this.table.length - 1;
    for (let id = 2; id < this.size; id += 1) {
      let slot = mix(this.variables[id] ?? 0, this.lows[id] ?? 0, this.highs[id] ?? 0) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = id;
    }
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(array.length * 2);
  next.set(array);
  return next;
}
