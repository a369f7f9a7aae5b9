/** Offsets of a text's lines, so that a place is found without searching. Lines are counted from 0 here, offsets in UTF-16 units. */
export class Lines {
  readonly text: string;
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.starts = starts;
  }

  get count(): number {
    return this.starts.length;
  }

  /** The line that an offset stands on. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where a line begins; for the line after the last one, where the text ends. */
  start(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** Where a line's content ends, its line end not included. */
  end(line: number): number {
    const next = this.starts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text[next - 2] === '\r' && next - 2 >= this.start(line) ? next - 2 : next - 1;
  }

  content(line: number): string {
    return this.text.slice(this.start(line), this.end(line));
  }

  column(offset: number): number {
    return offset - this.start(this.lineOf(offset));
  }
}
