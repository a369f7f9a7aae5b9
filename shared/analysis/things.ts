import type { AssetId, BoundaryId, ElementId, FlowId, MODEL_SUBJECT } from '../model/ids';
import type { Asset, Boundary, Element, Flow } from '../model/schema';
import type { Header } from '../model/threat-model';
import type { Situation, Types } from './situation';

/** An element with what stands around it and what it talks to. */
export interface ElementThing {
  readonly kind: 'element';
  readonly id: ElementId;
  /** Replaced in place when an edit leaves the structure as it was; see {@link Structure.refresh}. */
  entry: Element;
  /** Its role and way of running, with everything that these inherit from. */
  readonly types: Types;
  readonly situation: Situation;
  /** The boundaries around it, nearest first. */
  readonly around: readonly BoundaryThing[];
  readonly incoming: readonly FlowThing[];
  readonly outgoing: readonly FlowThing[];
}

/** A flow with its ends and the lines that it crosses. */
export interface FlowThing {
  readonly kind: 'flow';
  readonly id: FlowId;
  entry: Flow;
  readonly types: Types;
  readonly situation: Situation;
  /** The boundaries around both ends, nearest first. */
  readonly around: readonly BoundaryThing[];
  /** The boundaries around `to` but not `from`, and the reverse, innermost first. */
  readonly entered: readonly BoundaryThing[];
  readonly left: readonly BoundaryThing[];
  readonly from: ElementThing;
  readonly to: ElementThing;
}

/** A boundary with everything inside. */
export interface BoundaryThing {
  readonly kind: 'boundary';
  readonly id: BoundaryId;
  entry: Boundary;
  readonly types: Types;
  readonly situation: Situation;
  /** The boundaries around it, nearest first; never itself. */
  readonly around: readonly BoundaryThing[];
  /** The elements inside, at any depth. */
  readonly inside: readonly ElementThing[];
  /** The boundaries inside, at any depth. */
  readonly boundaries: readonly BoundaryThing[];
  /** Flows with both ends inside. */
  readonly within: readonly FlowThing[];
  /** Flows that enter and leave it. */
  readonly incoming: readonly FlowThing[];
  readonly outgoing: readonly FlowThing[];
}

/** An asset with where it is. */
export interface AssetThing {
  readonly kind: 'asset';
  readonly id: AssetId;
  entry: Asset;
  readonly types: Types;
  readonly situation: Situation;
  readonly around: readonly BoundaryThing[];
}

/** The model as a whole. */
export interface ModelThing {
  readonly kind: 'model';
  readonly id: typeof MODEL_SUBJECT;
  entry: Header;
  readonly types: Types;
  readonly situation: Situation;
  readonly around: readonly BoundaryThing[];
}

/** Anything that a rule can be about, with the neighbours that its conditions look at. */
export type Thing = ElementThing | FlowThing | BoundaryThing | AssetThing | ModelThing;

/** True if the thing is analysed: neither it nor anything around it is out of scope, and not both ends of a flow are. */
export function inScope(thing: Thing): boolean {
  switch (thing.kind) {
    case 'element':
    case 'boundary':
      return thing.entry.outOfScope === undefined && thing.around.every((boundary) => boundary.entry.outOfScope === undefined);
    case 'flow':
      return thing.entry.outOfScope === undefined && (inScope(thing.from) || inScope(thing.to));
    case 'asset':
    case 'model':
      return true;
  }
}

/** The flows that touch a thing: those of an element, those with an end inside a boundary, a flow itself. */
export function flowsAt(thing: Thing): readonly FlowThing[] {
  switch (thing.kind) {
    case 'element':
      return [...thing.incoming, ...thing.outgoing];
    case 'boundary':
      return [...thing.within, ...thing.incoming, ...thing.outgoing];
    case 'flow':
      return [thing];
    case 'asset':
    case 'model':
      return [];
  }
}
