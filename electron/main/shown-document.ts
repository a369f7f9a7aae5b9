import path from 'node:path';
import type { DiskChange, DocumentId } from '../../shared/desktop-api';
import { resolveTarget } from '../node/link-target';
import { sweepTemporaries, type SweepWorld } from '../node/temporary-files';
import { watchFile, type Watch, type WatchWorld } from '../node/watch';
import type { Documents } from './documents';

/** The document in the window: the one that is watched. */
export interface ShownDocument {
  readonly id: DocumentId | null;
  /** Another document, or none, is in the window now. */
  show(id: DocumentId | null): Promise<void>;
  /** Looks whether it was changed: on the disks of servers nothing else tells. */
  check(): Promise<void>;
  close(): void;
}

/** What {@link shownDocument} needs. */
export interface ShownDocumentWorld {
  readonly documents: Documents;
  readonly limit: number;
  readonly watching: WatchWorld;
  readonly sweeping: SweepWorld;
  readonly report: (change: DiskChange) => void;
}

export function shownDocument({ documents, limit, watching, sweeping, report }: ShownDocumentWorld): ShownDocument {
  let shown: DocumentId | null = null;
  let watch: Watch | undefined;

  const close = (): void => {
    watch?.close();
    watch = undefined;
  };

  return {
    get id() {
      return shown;
    },

    async show(id) {
      if (id === shown) return;
      close();
      shown = id;
      const file = id === null ? undefined : documents.pathOf(id);
      if (id === null || file === undefined) return;
      const target = await resolveTarget(file, watching.fs).catch(() => file);
      if (shown !== id) return; // another one came meanwhile
      watch = watchFile(
        {
          path: target,
          limit,
          known: () => documents.hashOf(id),
          alone: (check) => documents.alone(id, check),
          report: (state) => report({ id, state }),
        },
        watching,
      );
      await sweepTemporaries(path.dirname(target), sweeping);
    },

    async check() {
      await watch?.check();
    },

    close,
  };
}
