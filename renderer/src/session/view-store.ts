import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ReadAt } from '../../../shared/analysis/describe';
import type { Outlook } from '../../../shared/analysis/findings';
import type { FolderId } from '../../../shared/desktop-api';
import { NO_SNAP, type Snap } from '../../../shared/layout/guides';
import type { Rect } from '../../../shared/layout/rect';
import type { DiagramId, ThreatKey, TypeId } from '../../../shared/model/ids';
import type { Placement } from '../../../shared/model/schema';
import { MAIN_DIAGRAM } from '../../../shared/model/threat-model';
import { LIST_AT_REST, type ThreatListLook } from '../views/threats/threat-list';

/** What fills the middle of the window. */
export type ViewId = 'diagram' | 'threats' | 'trees' | 'mitigations' | 'export' | 'import' | 'matrix';
export type InspectorTab = 'threats' | 'questions' | 'properties' | 'flows' | 'notes';
export type StripTab = 'threats' | 'questions' | 'hygiene';
export type Tool = 'select' | 'pan' | 'connect' | 'boundary' | 'lasso';
/** How much of a node is drawn: everything, its name, or a block with the worst shape (LOOK, "Compact", "Block"). */
export type Detail = 'full' | 'compact' | 'block';

/** Placements that hold for the moment: a drag, a resize, or a layout that nobody has stored. By thing, as the file has them. */
export type Passing = ReadonlyMap<string, Placement>;

/** How a person looks at a document: nothing of this is saved in the file or undone. */
export interface ViewState {
  readonly view: ViewId;
  readonly outlook: Outlook;
  readonly diagram: DiagramId;
  /** Elements, boundaries and flows, in the order in which they were chosen. */
  readonly selection: readonly string[];
  /** The threat that is open in a detail pane. */
  readonly threat: ThreatKey | undefined;
  /** How the list of threats is narrowed and gathered. */
  readonly threatList: ThreatListLook;
  /** The question that is being asked in the inspector, by its id. */
  readonly question: string | undefined;
  /** The goal whose attack tree is shown, `read:redis-cart`. */
  readonly goal: string | undefined;
  /** The control that is open among the mitigations, `control@subject` or a control's id. */
  readonly control: string | undefined;
  /** Where the last imports of this session read things, by `id` and `id.field`: the file keeps no lines, since they move. */
  readonly readAt: ReadonlyMap<string, ReadAt>;
  /** The folder that was exported into last, in this session. */
  readonly exportFolder: { readonly id: FolderId; readonly displayPath: string } | undefined;
  readonly inspectorTab: InspectorTab;
  readonly inspectorOpen: boolean;
  readonly stripTab: StripTab;
  readonly stripOpen: boolean;
  readonly paletteOpen: boolean;
  readonly tool: Tool;
  readonly detail: Detail;
  readonly showProtocols: boolean;
  readonly showAssets: boolean;
  /** The part of a large diagram that is in view, in coarse steps: what is far off is not labelled. */
  readonly area: Rect | undefined;
  /** Where things stand while they are dragged or resized. */
  readonly dragged: Passing;
  /** Where things stand that the file does not place: worked out when the document was opened, stored with the first move. */
  readonly provisional: Passing;
  /** What lines up with what is dragged. */
  readonly lined: Pick<Snap, 'guides' | 'gaps'>;
  /** The boundary that would take what is dragged; `null` is outside of all. */
  readonly dropTarget: string | null | undefined;
  /** The thing whose name is being typed. */
  readonly renaming: string | undefined;
  /** The element that a flow is being drawn from, by keyboard or by the tool. */
  readonly connecting: string | undefined;
  /** The stencil that the next click on the canvas places. */
  readonly placing: TypeId | undefined;
  /** The thing that the canvas is to bring into view, and a number that grows so that asking again works. */
  readonly reveal: { readonly id: string; readonly turn: number } | undefined;
}

const AT_REST: ViewState = {
  view: 'diagram',
  outlook: 'as-is',
  diagram: MAIN_DIAGRAM,
  selection: [],
  threat: undefined,
  threatList: LIST_AT_REST,
  question: undefined,
  goal: undefined,
  control: undefined,
  readAt: new Map(),
  exportFolder: undefined,
  inspectorTab: 'threats',
  inspectorOpen: true,
  stripTab: 'threats',
  stripOpen: true,
  paletteOpen: true,
  tool: 'select',
  detail: 'full',
  showProtocols: true,
  showAssets: true,
  area: undefined,
  dragged: new Map(),
  provisional: new Map(),
  lined: NO_SNAP,
  dropTarget: undefined,
  renaming: undefined,
  connecting: undefined,
  placing: undefined,
  reveal: undefined,
};

/** The view store, with the few changes that more than one place makes. */
export interface ViewStore {
  readonly store: StoreApi<ViewState>;
  set(part: Partial<ViewState>): void;
  select(ids: readonly string[]): void;
  /** Selects a thing, shows the diagram and brings the thing into view. */
  show(id: string): void;
  /** Opens a threat in the Threats view. */
  showThreat(key: ThreatKey): void;
  /** Opens a question in the inspector, beside the thing that it is about. */
  ask(questionId: string, subject: string | undefined): void;
}

/** A diagram with more elements is first seen from afar: blocks until it was brought into view, so that nothing is drawn twice. */
const MANY_ELEMENTS = 150;

/** Makes the view store of one document with so many elements. */
export function createViewStore(elements = 0): ViewStore {
  const store = createStore<ViewState>(() => ({ ...AT_REST, detail: elements > MANY_ELEMENTS ? 'block' : 'full' }));
  const set = (part: Partial<ViewState>): void => store.setState(part);
  return {
    store,
    set,
    select: (ids) => set({ selection: ids, question: undefined }),
    show: (id) =>
      store.setState((state) => ({
        view: 'diagram',
        selection: [id],
        question: undefined,
        inspectorOpen: true,
        reveal: { id, turn: (state.reveal?.turn ?? 0) + 1 },
      })),
    showThreat: (key) => set({ view: 'threats', threat: key }),
    ask: (questionId, subject) =>
      store.setState((state) => ({
        view: 'diagram',
        question: questionId,
        inspectorOpen: true,
        inspectorTab: 'questions',
        ...(subject === undefined ? {} : { selection: [subject], reveal: { id: subject, turn: (state.reveal?.turn ?? 0) + 1 } }),
      })),
  };
}
