import type { Rect } from '../../../shared/layout/rect';
import type { Scene } from '../../../shared/layout/scene';
import type { Point } from '../../../shared/model/schema';
import type { ThreatModel } from '../../../shared/model/threat-model';
import type { DocumentSession } from '../session/document-session';

/** What commands can ask of the canvas that shows a document. */
export interface CanvasHandle {
  zoom(factor: number): void;
  zoomTo(zoom: number): void;
  /** Brings these things, or everything, into view. */
  fit(ids?: readonly string[]): void;
  /** Brings a thing into view without changing the zoom, if it is not there already. */
  reveal(id: string): void;
  /** What is drawn now. */
  scene(): Scene;
  /** What would be drawn of this model, by the file's placements alone. */
  sceneOf(model: ThreatModel): Scene;
  /** The part of the diagram that is in view. */
  visible(): Rect;
  /** A point of the screen in the diagram's coordinates. */
  toDiagram(x: number, y: number): Point;
  focus(id?: string): void;
}

/** Which canvas shows which document. Keyed weakly: it goes with the session, and holds no state of its own. */
const handles = new WeakMap<DocumentSession, CanvasHandle>();

/** The canvas of a document; undefined while another view is shown. */
export const canvasOf = (session: DocumentSession): CanvasHandle | undefined => handles.get(session);

/** Called by the canvas while it is mounted; the returned function takes it back. */
export function offerCanvas(session: DocumentSession, handle: CanvasHandle): () => void {
  handles.set(session, handle);
  return () => {
    if (handles.get(session) === handle) handles.delete(session);
  };
}
