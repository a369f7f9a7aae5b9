import { formatSchemaText } from '../../shared/format/json-schema';
import { printModel } from '../../shared/format/print-model';
import { readModel } from '../../shared/format/read-model';
import { OUR_STYLE } from '../../shared/format/style';
import { writeModel } from '../../shared/format/write-model';
import { writtenText } from '../../shared/format/written-text';
import type { ElkGraph, ElkNode } from '../../shared/layout/elk-graph';
import { type Application, createApplication, type FilesClient } from '../../renderer/src/app/application';
import type { DraftContent, DraftInfo, Drafts, Journal, JournalStart } from '../../renderer/src/drafts/drafts';
import type { FileCalls } from '../../renderer/src/workers/files-calls';
import { type MemoryDesktop, memoryDesktop } from '../../renderer/src/platform/memory';
import type { Port } from '../../renderer/src/workers/rpc';
import type { Edit } from '../../shared/model/edit';

/** A port that answers nothing and keeps what it was sent: an analysis that is never done. */
export function silentPort(): Port & { readonly sent: unknown[]; tell(data: unknown): void } {
  const sent: unknown[] = [];
  const heard: ((event: { readonly data: unknown }) => void)[] = [];
  return {
    sent,
    tell: (data) => heard.forEach((listener) => listener({ data })),
    postMessage: (data) => void sent.push(data),
    addEventListener(type: string, listener: (event: never) => void) {
      if (type === 'message') heard.push(listener as (event: { readonly data: unknown }) => void);
    },
    terminate: () => undefined,
  };
}

/** Reads and writes right here, without a thread. */
export const filesHere: FilesClient = {
  call(name, request) {
    // Each call's request and response belong together by its name.
    if (name === 'read') {
      const { bytes, file } = request as FileCalls['read']['request'];
      return Promise.resolve(readModel(bytes, file) as never);
    }
    if (name === 'schema') return Promise.resolve(formatSchemaText() as never);
    const { opened, model } = request as FileCalls['write']['request'];
    const written =
      opened === undefined
        ? ({ ok: true, value: writtenText(printModel(model), OUR_STYLE), problems: [] } as const)
        : writeModel(opened, model);
    return Promise.resolve(written as never);
  },
};

/** Drafts in memory. */
export function memoryDrafts(): Drafts & { readonly all: Map<number, DraftContent>; readonly appended: Edit[]; fail: boolean } {
  const all = new Map<number, DraftContent>();
  let next = 1;
  const drafts = {
    all,
    appended: [] as Edit[],
    fail: false,
    begin(start: JournalStart, from?: DraftInfo): Journal {
      let id = from?.id;
      let base = start;
      let edits = from?.edits ?? 0;
      return {
        append(edit, model) {
          if (drafts.fail) return Promise.reject(new Error('QuotaExceededError'));
          drafts.appended.push(edit);
          id ??= next++;
          edits += 1;
          all.set(id, {
            info: { id, document: base.document, name: base.name, baseHash: base.baseHash, updatedAt: edits, edits },
            base: base.base,
            model,
            lost: 0,
          });
          return Promise.resolve();
        },
        saved(nextStart) {
          if (id !== undefined) all.delete(id);
          [id, edits, base] = [undefined, 0, nextStart];
          return Promise.resolve();
        },
        discard() {
          if (id !== undefined) all.delete(id);
          return Promise.resolve();
        },
        settled: () => Promise.resolve(),
      };
    },
    list: () => Promise.resolve([...all.values()].map(({ info }) => info)),
    read: (id: number) => Promise.resolve(all.get(id)),
    discard(id: number) {
      all.delete(id);
      return Promise.resolve();
    },
  };
  return drafts;
}

const place = (node: ElkNode, x: number, y: number): ElkNode => ({
  ...node,
  x,
  y,
  width: node.width ?? 400,
  height: node.height ?? 300,
  ...(node.children ? { children: node.children.map((child, index) => place(child, 16 + index * 240, 48)) } : {}),
});

/** An application in memory, with everything that a test wants to look into. */
export interface TestApplication {
  readonly app: Application;
  readonly desktop: MemoryDesktop;
  readonly drafts: ReturnType<typeof memoryDrafts>;
  readonly analysis: ReturnType<typeof silentPort>;
}

export function testApplication(contents: Readonly<Record<string, string>> = {}): TestApplication {
  const desktop = memoryDesktop(contents);
  const drafts = memoryDrafts();
  const analysis = silentPort();
  const app = createApplication({
    desktop,
    drafts,
    files: filesHere,
    layout: {
      layout: (graph: ElkGraph) =>
        Promise.resolve({ ...graph, children: (graph.children ?? []).map((child, index) => place(child, index * 500, 0)) }),
    },
    startAnalysis: () => analysis,
    startOutcome: () => silentPort(),
    imports: { call: () => new Promise(() => undefined) },
    saveSettings: () => Promise.resolve(),
    today: () => '2026-11-20',
    now: () => 0,
  });
  return { app, desktop, drafts, analysis };
}

/** The text of a file on the desktop in memory. */
export const textOf = (desktop: MemoryDesktop, name: string): string => new TextDecoder().decode(desktop.files.get(name));
