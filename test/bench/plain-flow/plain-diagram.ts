/** A diagram as plain boxes and lines. Positions are relative to `parent`, as React Flow wants them; parents come first. */
export interface PlainDiagram {
  readonly nodes: readonly PlainNode[];
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

/** One box. */
export interface PlainNode {
  readonly id: string;
  readonly label: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** True if others stand in it. */
  readonly group: boolean;
  readonly parent?: string;
}
