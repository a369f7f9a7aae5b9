/**
 * What may pass between the page and the main process: one schema for each request, response and event of
 * {@link DesktopApi}. Main parses every request with these before anything else looks at it. The preload takes only
 * types from here.
 */
import { z } from 'zod';
import type {
  About,
  ContentHash,
  DocumentId,
  Failed,
  FileFilter,
  FolderId,
  MenuItem,
  MenuRole,
  OpenedDocument,
  VersionId,
  WriteFailure,
} from './desktop-api';
import type { Message, Problem } from './messages/message';

// Schemas run without generated code, in the page's processes and in this one alike.
z.config({ jitless: true });

/** The longest file that main reads or writes for the page, in bytes. Models are a hundred times smaller. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** The most files in one export. */
export const MAX_EXPORT_FILES = 2_000;

const shaped = <T extends string>(pattern: RegExp) => z.custom<T>((value) => typeof value === 'string' && pattern.test(value));

const documentId = shaped<DocumentId>(/^doc-[0-9a-f]{32}$/);
const folderId = shaped<FolderId>(/^dir-[0-9a-f]{32}$/);
const versionId = shaped<VersionId>(/^ver-[0-9]{6}-[0-9]{8}T[0-9]{9}Z-[0-9a-f]{12}$/);
const contentHash = shaped<ContentHash>(/^[0-9a-f]{64}$/);
// Without a size limit: `save` answers in words for what is too long, and main never reads more than the limit.
const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const fileName = z.string().min(1).max(255);
const displayText = z.string().max(8_192);
const relativePath = z.string().max(1_024);

/** Sentences come from our own code on the other side of the door, which the compiler has checked; only the outline is looked at. */
const message = z.custom<Message>((value) => typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string');
const problem = z.custom<Problem>((value) => typeof value === 'object' && value !== null && 'severity' in value && 'message' in value);

const nothing = z.undefined();
const done = z.void();

const document = z.strictObject({
  id: documentId,
  name: displayText,
  displayPath: displayText,
  bytes,
  hash: contentHash,
  readOnly: z.boolean(),
}) satisfies z.ZodType<OpenedDocument>;
const cancelled = z.strictObject({ kind: z.literal('cancelled') });
const failedToRead = z.strictObject({ kind: z.literal('failed'), problem });

const writeFailure = z.enum([
  'gone',
  'folder-gone',
  'is-a-directory',
  'not-a-file',
  'disk-full',
  'read-only',
  'no-permission',
  'name-too-long',
  'link-loop',
  'busy',
  'too-large',
  'device-error',
  'not-allowed',
  'damaged',
  'unknown',
]) satisfies z.ZodType<WriteFailure>;
const failed = z.strictObject({ kind: z.literal('failed'), reason: writeFailure, problem }) satisfies z.ZodType<Failed>;

const openResult = z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('opened'), document }), cancelled, failedToRead]);
const saveResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), hash: contentHash, warnings: z.array(problem).readonly() }),
  z.strictObject({ kind: z.literal('changed-on-disk'), bytes, hash: contentHash }),
  failed,
]);
const saveAsRequest = z.strictObject({ id: documentId.nullable(), suggestedName: fileName, bytes });
const saveAsResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), document: document.omit({ bytes: true }), warnings: z.array(problem).readonly() }),
  cancelled,
  failed,
]);
const saveCopyResult = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saved'), displayPath: displayText }),
  cancelled,
  failed,
]);

const about = z.strictObject({
  version: z.string(),
  runtime: z.enum(['electron', 'fallback', 'browser', 'memory']),
  components: z.array(z.strictObject({ name: z.string(), version: z.string() })).readonly(),
  platform: z.string(),
  architecture: z.string(),
  packaged: z.boolean(),
  sandboxed: z.boolean(),
  notices: z.array(message).readonly(),
}) satisfies z.ZodType<About>;

const filter = z.strictObject({
  name: z.string().max(100),
  extensions: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.]{0,19}$/))
    .min(1)
    .max(10)
    .readonly(),
}) satisfies z.ZodType<FileFilter>;

const label = z.string().max(200);
const commandId = z.string().regex(/^[a-z][A-Za-z0-9.-]{0,99}$/);
/** `Mod+Shift+S`; translated for the system in `electron/main/menu.ts`. */
const accelerator = z
  .string()
  .regex(
    /^(?:(?:Mod|Ctrl|Alt|Shift)\+){0,4}(?:[A-Z0-9]|F(?:[1-9]|1[0-9]|2[0-4])|[`\-=[\]\\;',./+]|Plus|Space|Tab|Backspace|Delete|Insert|Enter|Up|Down|Left|Right|Home|End|PageUp|PageDown|Escape)$/,
  );
const menuRole = z.enum([
  'cut',
  'copy',
  'paste',
  'selectAll',
  'minimize',
  'togglefullscreen',
  'close',
  'quit',
  'hide',
  'hideOthers',
  'unhide',
  'services',
  'front',
]) satisfies z.ZodType<MenuRole>;
const menuItem: z.ZodType<MenuItem> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('command'),
      command: commandId,
      label,
      accelerator: accelerator.nullable(),
      enabled: z.boolean(),
      checked: z.boolean().nullable(),
    }),
    z.strictObject({ kind: z.literal('role'), role: menuRole, label }),
    z.strictObject({ kind: z.literal('submenu'), label, items: z.array(menuItem).max(100).readonly() }),
    z.strictObject({ kind: z.literal('recent-files'), label, empty: label }),
    z.strictObject({ kind: z.literal('separator') }),
  ]),
);
const menuModel = z
  .array(z.strictObject({ place: z.enum(['app', 'window', 'help', 'plain']), label, items: z.array(menuItem).max(100).readonly() }))
  .max(20)
  .readonly();

const folderEntry = z.discriminatedUnion('kind', [
  z.strictObject({ path: relativePath, kind: z.literal('file'), bytes, hash: contentHash }),
  z.strictObject({ path: relativePath, kind: z.literal('absent') }),
  z.strictObject({ path: relativePath, kind: z.literal('refused'), problem }),
]);
const fileWritten = z.discriminatedUnion('kind', [
  z.strictObject({ path: relativePath, kind: z.literal('written'), hash: contentHash }),
  z.strictObject({ path: relativePath, kind: z.literal('same') }),
  z.strictObject({ path: relativePath, kind: z.literal('changed-on-disk'), problem }),
  z.strictObject({ path: relativePath, kind: z.literal('failed'), problem }),
]);

/** Every call of the page, by the name of its channel. */
export const calls = {
  'app:about': { request: nothing, response: about },
  'app:ready': { request: nothing, response: z.strictObject({ kind: z.enum(['normal', 'after-crash']), document: documentId.nullable() }) },
  'app:open-external': { request: z.string().max(4_096), response: z.enum(['opened', 'cancelled', 'refused']) },
  'app:copy-text': { request: z.string().max(8 * 1024 * 1024), response: done },

  'document:open-dialog': { request: nothing, response: openResult },
  'document:open': { request: documentId, response: openResult },
  // The one request that carries a path: the preload takes it from a file that was dropped, the page cannot say one. Null
  // for a file that a script made.
  'document:open-dropped': { request: z.string().min(1).max(32_768).nullable(), response: openResult },
  'document:save': { request: z.strictObject({ id: documentId, bytes, expected: contentHash.nullable() }), response: saveResult },
  'document:save-as': { request: saveAsRequest, response: saveAsResult },
  'document:save-copy': { request: saveAsRequest, response: saveCopyResult },
  'document:recent': {
    request: nothing,
    response: z
      .array(
        z.strictObject({ id: documentId, name: displayText, displayPath: displayText, usedAt: z.iso.datetime(), missing: z.boolean() }),
      )
      .readonly(),
  },
  'document:forget': { request: documentId, response: done },
  'document:list-versions': {
    request: documentId,
    response: z.array(z.strictObject({ id: versionId, replacedAt: z.iso.datetime(), size: z.number() })).readonly(),
  },
  'document:read-version': {
    request: z.strictObject({ id: documentId, version: versionId }),
    response: z.discriminatedUnion('kind', [z.strictObject({ kind: z.literal('read'), bytes }), failedToRead]),
  },
  'document:reveal': { request: z.union([documentId, folderId]), response: done },

  'export:file': {
    request: z.strictObject({ suggestedName: fileName, bytes, filters: z.array(filter).max(10).readonly() }),
    response: saveCopyResult,
  },
  'export:choose-folder': {
    request: nothing,
    response: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('chosen'), id: folderId, displayPath: displayText }),
      cancelled,
      failedToRead,
    ]),
  },
  'export:read-folder': {
    request: z.strictObject({ id: folderId, paths: z.array(relativePath).max(MAX_EXPORT_FILES).readonly() }),
    response: z.array(folderEntry).readonly(),
  },
  'export:write-files': {
    request: z.strictObject({
      id: folderId,
      files: z
        .array(z.strictObject({ path: relativePath, bytes, expected: contentHash.nullable() }))
        .max(MAX_EXPORT_FILES)
        .readonly(),
      pipelineFiles: z.enum(['refuse', 'allow']),
    }),
    response: z.array(fileWritten).readonly(),
  },

  'window:set-state': {
    request: z.strictObject({ document: documentId.nullable(), title: z.string().max(1_000), dirty: z.boolean() }),
    response: done,
  },
  'window:set-menu': { request: menuModel, response: done },
  'window:set-theme': { request: z.enum(['system', 'light', 'dark']), response: done },
  'window:ask-unsaved': { request: z.string().max(1_000), response: z.enum(['save', 'discard', 'cancel']) },
  'window:answer-close': { request: z.enum(['close', 'stay']), response: done },
} as const satisfies Readonly<Record<string, { readonly request: z.ZodType; readonly response: z.ZodType }>>;

/** Every event that main sends to the page, by the name of its channel. */
export const events = {
  'menu:command': commandId,
  'document:open-requested': z.strictObject({ id: documentId, name: displayText, displayPath: displayText }),
  'document:changed-on-disk': z.strictObject({ id: documentId, state: z.enum(['changed', 'gone', 'same']) }),
  'window:close-requested': nothing,
} as const satisfies Readonly<Record<string, z.ZodType>>;

/** The name of a call's channel. */
export type Call = keyof typeof calls;
/** What a call is given. */
export type CallRequest<C extends Call> = z.output<(typeof calls)[C]['request']>;
/** What a call answers. */
export type CallResponse<C extends Call> = z.output<(typeof calls)[C]['response']>;
/** The name of an event's channel. */
export type DesktopEvent = keyof typeof events;
/** What an event carries. */
export type EventPayload<E extends DesktopEvent> = z.output<(typeof events)[E]>;
