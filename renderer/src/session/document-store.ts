import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ContentHash, DocumentId } from '../../../shared/desktop-api';
import type { OpenedText } from '../../../shared/format/read-model';
import type { Message, Problem } from '../../../shared/messages/message';
import type { Edit } from '../../../shared/model/edit';
import { sameModel } from '../../../shared/model/equality';
import { beginHistory, cancelGesture, type History, labels, type Move, perform, redo, undo } from '../../../shared/model/history';
import type { ThreatModel } from '../../../shared/model/threat-model';

/** The file that a document was read from or last saved to. */
export interface FileState {
  readonly id: DocumentId;
  readonly name: string;
  readonly displayPath: string;
  /** Of the bytes last read from or written to it. */
  readonly hash: ContentHash;
  readonly readOnly: boolean;
}

/** What a document is: its model with what was done to it, and the file it belongs to. */
export interface DocumentState {
  readonly history: History;
  /** Undefined for a document that was never saved. */
  readonly file: FileState | undefined;
  /** The text that was read when the document was opened; every save patches this one. Undefined where nothing was read. */
  readonly opened: OpenedText | undefined;
  /** The model that the file holds. */
  readonly saved: ThreatModel;
  readonly dirty: boolean;
  /** Why it may not be saved in place: a newer format, a read-only file. */
  readonly readOnly: boolean;
  /** What was worth saying when it was read: unknown keys, stale entries. */
  readonly problems: readonly Problem[];
  /** What somebody else did to the file since; `damaged` is what a failing disk did while it was saved. */
  readonly onDisk: 'same' | 'changed' | 'gone' | 'damaged';
}

/** How a document begins. */
export interface DocumentStart {
  readonly model: ThreatModel;
  readonly file?: FileState | undefined;
  readonly opened?: OpenedText | undefined;
  /** The model that the file holds, where it is not `model`: a draft that was brought back. */
  readonly saved?: ThreatModel;
}

/** What happened to the model: for the journal and for workers, which apply the same edit to their own copy. */
export interface ModelMove {
  readonly edit: Edit;
  readonly revision: number;
  readonly how: 'edit' | 'undo' | 'redo' | 'cancel';
}

/** The document store: the one place where a model changes. */
export interface DocumentStore {
  readonly store: StoreApi<DocumentState>;
  /** Does an edit; edits of one `gesture` right after one another are one undo step. An empty edit does nothing. */
  edit(edit: Edit, gesture?: string): void;
  undo(): Message | undefined;
  redo(): Message | undefined;
  /** Takes the gesture back as if it had never been made. */
  cancelGesture(gesture: string): void;
  labels(): ReturnType<typeof labels>;
  /** The file now holds `model`. */
  markSaved(file: FileState, model: ThreatModel): void;
  /** Somebody touched the file. */
  markOnDisk(state: DocumentState['onDisk']): void;
  /** Begins anew with what the file holds now; history is forgotten. */
  reload(start: DocumentStart): void;
  onMove(listener: (move: ModelMove) => void): () => void;
}

function beginning(start: DocumentStart): DocumentState {
  const saved = start.saved ?? start.model;
  return {
    history: beginHistory(start.model),
    file: start.file,
    opened: start.opened,
    saved,
    dirty: !sameModel(start.model, saved),
    readOnly: start.file?.readOnly === true || start.opened?.readOnly === true,
    problems: start.opened?.problems ?? [],
    onDisk: 'same',
  };
}

/** Makes the store of one document. */
export function createDocumentStore(start: DocumentStart): DocumentStore {
  const store = createStore<DocumentState>(() => beginning(start));
  const heard = new Set<(move: ModelMove) => void>();

  const take = (move: Move | undefined, how: ModelMove['how']): void => {
    if (move === undefined) return;
    const { saved } = store.getState();
    store.setState({ history: move.history, dirty: !sameModel(move.history.model, saved) });
    for (const listener of [...heard]) listener({ edit: move.edit, revision: move.history.revision, how });
  };

  return {
    store,
    edit(edit, gesture) {
      if (edit.changes.length > 0) take(perform(store.getState().history, edit, gesture), 'edit');
    },
    undo() {
      const label = labels(store.getState().history).undo;
      take(undo(store.getState().history), 'undo');
      return label;
    },
    redo() {
      const label = labels(store.getState().history).redo;
      take(redo(store.getState().history), 'redo');
      return label;
    },
    cancelGesture: (gesture) => take(cancelGesture(store.getState().history, gesture), 'cancel'),
    labels: () => labels(store.getState().history),
    markSaved: (file, model) =>
      store.setState(({ history }) => ({
        file,
        saved: model,
        dirty: !sameModel(history.model, model),
        readOnly: file.readOnly,
        onDisk: 'same',
      })),
    markOnDisk: (onDisk) => store.setState({ onDisk }),
    reload: (next) => store.setState(beginning(next), true),
    onMove(listener) {
      heard.add(listener);
      return () => {
        heard.delete(listener);
      };
    },
  };
}
