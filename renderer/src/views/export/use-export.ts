import { useEffect, useMemo, useState } from 'react';
import type { FileWritten, FolderEntry, FolderId } from '../../../../shared/desktop-api';
import { SCHEMA_FILE } from '../../../../shared/format/schema-name';
import type { WrittenText } from '../../../../shared/format/written-text';
import { useApplication, useShell } from '../../app/context';
import { suggestedName } from '../../app/saving';
import { DIAGRAM_FILE } from '../../outcome/diagram-file';
import { useOutcome } from '../../outcome/use-outcome';
import { useDocument, useSession, useView } from '../../session/context';
import type { Work } from '../../ui/BusyLine';
import { say } from '../../words';
import { type ExportItem, isTickedAtFirst, isWritable, type ItemState, stateOf } from './export-items';

const textItem = (text: string): Pick<ExportItem, 'bytes' | 'text'> => ({ bytes: new TextEncoder().encode(text), text });

/** An export as far as it is known: the files, how each stands to the folder, what will be written. */
export interface ExportState {
  readonly items: readonly ExportItem[];
  readonly states: ReadonlyMap<string, ItemState>;
  /** The paths that will be written. */
  readonly ticked: ReadonlySet<string>;
  readonly tick: (paths: readonly string[], on: boolean) => void;
  /** What became of each file that was written last. */
  readonly written: ReadonlyMap<string, FileWritten>;
  readonly write: () => Promise<void>;
  readonly chooseFolder: () => Promise<void>;
  readonly work: Work | undefined;
  readonly turn: unknown;
  readonly stopped: boolean;
  readonly again: () => void;
}

/** What follows from the model, as files. */
function useItems() {
  const app = useApplication();
  const session = useSession();
  const version = useShell((state) => state.about?.version ?? '');
  const model = useDocument((state) => state.history.model);
  const opened = useDocument((state) => state.opened);
  const [written, setWritten] = useState<WrittenText>();
  const [schema, setSchema] = useState<string>();
  const outcome = useOutcome('export', say('views.working-out-export'), async (link, options) => ({
    plan: await link.plan(options),
    report: await link.report({ version, places: session.view.store.getState().provisional }, options),
  }));
  useEffect(() => {
    let mine = true;
    app.parts.files
      .call('write', { opened, model })
      .then((result) => {
        if (!mine) return;
        if (result.ok) setWritten(result.value);
        else app.shell.setState({ problems: result.problems });
      })
      .catch((error: unknown) => app.fault(error));
    return () => {
      mine = false;
    };
  }, [app, opened, model]);
  useEffect(() => {
    let mine = true;
    app.parts.files
      .call('schema', undefined)
      .then((text) => mine && setSchema(text))
      .catch((error: unknown) => app.fault(error));
    return () => {
      mine = false;
    };
  }, [app]);
  const { value } = outcome;
  const name = suggestedName(session);
  const items = useMemo((): readonly ExportItem[] => {
    if (value === undefined || written === undefined || schema === undefined) return [];
    const { plan, report } = value;
    return [
      { path: name, kind: 'model', ...written },
      { path: SCHEMA_FILE, kind: 'schema', ...textItem(schema) },
      { path: 'threat-model/report.md', kind: 'report', ...textItem(report.markdown) },
      ...(report.diagram === undefined
        ? []
        : [{ path: `threat-model/${DIAGRAM_FILE}`, kind: 'report', ...textItem(report.diagram) } as const]),
      { path: 'threat-model/report.html', kind: 'report', ...textItem(report.html) },
      ...plan.policies.map((policy): ExportItem => ({
        path: `policies/${policy.path}`,
        kind: 'policy',
        ...textItem(policy.content),
        policy,
      })),
    ];
  }, [value, written, schema, name]);
  return { items, outcome };
}

/** What stands in the folder at the paths of the files; read anew when `turn` grows. */
function useEntries(folder: FolderId | undefined, items: readonly ExportItem[], turn: number): ReadonlyMap<string, FolderEntry> {
  const app = useApplication();
  const [read, setRead] = useState<{ readonly folder: FolderId; readonly entries: ReadonlyMap<string, FolderEntry> }>();
  const paths = items.map(({ path }) => path).join('\n');
  useEffect(() => {
    if (folder === undefined || paths === '') return undefined;
    let mine = true;
    app.desktop
      .readFolder(folder, paths.split('\n'))
      .then((entries) => mine && setRead({ folder, entries: new Map(entries.map((entry) => [entry.path, entry])) }))
      .catch((error: unknown) => app.fault(error));
    return () => {
      mine = false;
    };
  }, [app, folder, paths, turn]);
  return read !== undefined && read.folder === folder ? read.entries : new Map();
}

/** Writes files one by one through the browser's downloads or the system's dialogs: where there is no folder to choose. */
async function download(app: ReturnType<typeof useApplication>, items: readonly ExportItem[]): Promise<void> {
  for (const { path, bytes } of items) {
    const name = path.startsWith('policies/') ? path.slice('policies/'.length).replaceAll('/', '-') : (path.split('/').at(-1) ?? path);
    const result = await app.desktop.exportFile({ suggestedName: name, bytes, filters: [] });
    if (result.kind === 'failed') app.notices.toast(say('views.not-written', { name }), { tone: 'error' });
  }
}

/** Everything about an export but its looks. */
export function useExport(): ExportState {
  const app = useApplication();
  const session = useSession();
  const folder = useView((state) => state.exportFolder);
  const ownHash = useDocument((state) => state.file?.hash);
  const { items, outcome } = useItems();
  const [turn, setTurn] = useState(0);
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [written, setWritten] = useState<ReadonlyMap<string, FileWritten>>(new Map());
  const entries = useEntries(folder?.id, items, turn);
  const states = useMemo(
    () => new Map(items.map((item) => [item.path, stateOf(item, entries.get(item.path), ownHash)])),
    [items, entries, ownHash],
  );
  const ticked = useMemo(
    () =>
      new Set(
        items
          .filter((item) => {
            const state = states.get(item.path);
            return state !== undefined && isWritable(state) && (choices.get(item.path) ?? isTickedAtFirst(item, state));
          })
          .map(({ path }) => path),
      ),
    [items, states, choices],
  );

  return {
    items,
    states,
    ticked,
    tick: (paths, on) => setChoices(new Map([...choices, ...paths.map((path) => [path, on] as const)])),
    written,
    async chooseFolder() {
      const chosen = await app.desktop.chooseFolder();
      if (chosen.kind === 'failed') app.shell.setState({ problems: [chosen.problem] });
      if (chosen.kind !== 'chosen') return;
      session.view.set({ exportFolder: { id: chosen.id, displayPath: chosen.displayPath } });
      setWritten(new Map());
    },
    async write() {
      const chosen = items.filter(({ path }) => ticked.has(path));
      if (folder === undefined) {
        await download(app, chosen);
        return;
      }
      const files = chosen.map(({ path, bytes }) => {
        const entry = entries.get(path);
        return { path, bytes, expected: entry?.kind === 'file' ? entry.hash : null };
      });
      const results = await app.busy(say('views.writing', { count: files.length }), () =>
        app.desktop.writeFiles({ id: folder.id, files, pipelineFiles: 'refuse' }),
      );
      if (results === undefined) return;
      setWritten(new Map(results.map((result) => [result.path, result])));
      setTurn(turn + 1);
      const done = results.filter(({ kind }) => kind === 'written' || kind === 'same').length;
      const show = app.desktop.abilities.reveal
        ? {
            action: { label: say('views.show'), run: () => void app.desktop.reveal(folder.id).catch((error: unknown) => app.fault(error)) },
          }
        : {};
      if (done > 0) app.notices.toast(say('views.files-written', { count: done, folder: folder.displayPath }), { tone: 'done', ...show });
      if (done < results.length) app.notices.toast(say('views.files-not-written', { count: results.length - done }), { tone: 'error' });
    },
    work: outcome.work,
    turn: outcome.turn,
    stopped: outcome.stopped && outcome.value === undefined,
    again: outcome.again,
  };
}
