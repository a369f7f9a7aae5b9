import { z } from 'zod';
import type { Application } from '../app/application';
import { type Fragment, fragmentOf, paste } from '../../../shared/model/edits/duplicate';
import { removeThings } from '../../../shared/model/edits/remove';
import { EMPTY_MODEL, MAIN_DIAGRAM, modelFromPlain, modelToPlain } from '../../../shared/model/threat-model';
import { message } from '../../../shared/messages/message';
import type { DocumentSession } from '../session/document-session';
import { print, say } from '../words';

/** What lies on the clipboard as text: a small model, read by the same door as a file. */
const clipboardText = z.object({ 'gabion-clipboard': z.literal(1), model: z.unknown() });
/** Longer text is not looked at. */
const MOST_TEXT = 8_000_000;

/** A part of the model as text. */
export function textOf(fragment: Fragment): string {
  const { boundaries, elements, flows, placements } = fragment;
  const inside = { ...EMPTY_MODEL, boundaries, elements, flows, layout: new Map([[MAIN_DIAGRAM, placements]]) };
  return JSON.stringify({ 'gabion-clipboard': 1, model: modelToPlain(inside) });
}

/** The part of a model that a text holds; undefined for any other text. */
export function fragmentIn(text: string): Fragment | undefined {
  if (text.length > MOST_TEXT || !text.startsWith('{"gabion-clipboard"')) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  const parsed = clipboardText.safeParse(json);
  const model = parsed.success ? modelFromPlain(parsed.data.model) : undefined;
  if (model?.ok !== true) return undefined;
  const { boundaries, elements, flows, layout } = model.value;
  return { boundaries, elements, flows, placements: layout.get(MAIN_DIAGRAM) ?? new Map() };
}

const SHIFT = 24;

function pasteInto(app: Application, session: DocumentSession, fragment: Fragment, label?: 'duplicate'): void {
  const { diagram } = session.view.store.getState();
  const { edit, ids } = paste(session.model(), diagram, fragment, [SHIFT, SHIFT]);
  session.edit(
    label === 'duplicate'
      ? { ...edit, label: message('edit.duplicate', { count: fragment.elements.size + fragment.boundaries.size }) }
      : edit,
  );
  session.view.select([...fragment.boundaries.keys(), ...fragment.elements.keys()].flatMap((id) => ids.get(id) ?? []));
  app.notices.say(say('ui.done', { what: print(edit.label) }));
}

function chosenFragment(session: DocumentSession): Fragment | undefined {
  const { selection, diagram, provisional } = session.view.store.getState();
  const fragment = fragmentOf(session.model(), diagram, selection);
  if (fragment.elements.size + fragment.boundaries.size === 0) return undefined;
  const placements = new Map(fragment.placements);
  for (const [id, placement] of provisional)
    if (fragment.elements.has(id as never) || fragment.boundaries.has(id as never)) placements.set(id, placements.get(id) ?? placement);
  return { ...fragment, placements };
}

// Deprecated, and still the one way to have the system's own copy take place, with the event that fills it.
/** Copies what is chosen: the system's copy, which the listener below fills. */
// eslint-disable-next-line @typescript-eslint/no-deprecated
export const copySelection = (_app: Application): boolean => document.execCommand('copy');
/** Cuts what is chosen. */
// eslint-disable-next-line @typescript-eslint/no-deprecated
export const cutSelection = (_app: Application): boolean => document.execCommand('cut');

/** Makes a second one of what is chosen, beside it. */
export function duplicateSelection(app: Application): void {
  const session = app.session();
  const fragment = session && chosenFragment(session);
  if (session !== undefined && fragment !== undefined) pasteInto(app, session, fragment, 'duplicate');
}

/** Pastes what was copied last in this window; the keys paste from the system's clipboard. */
export async function pasteFromClipboard(app: Application): Promise<void> {
  const session = app.session();
  if (session === undefined) return;
  const text = await navigator.clipboard.readText().catch(() => app.shell.getState().copied);
  const fragment = fragmentIn(text);
  if (fragment !== undefined) pasteInto(app, session, fragment);
}

const typing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [role="dialog"]') !== null;

/** Copies, cuts and pastes on the canvas whenever the system does, by its keys or its menu. */
export function listenToClipboard(app: Application): void {
  const onDiagram = (event: ClipboardEvent): DocumentSession | undefined => {
    const session = app.session();
    return session?.view.store.getState().view === 'diagram' && !typing(event.target) && (document.getSelection()?.isCollapsed ?? true)
      ? session
      : undefined;
  };
  const take = (event: ClipboardEvent, cut: boolean): void => {
    const session = onDiagram(event);
    const fragment = session && chosenFragment(session);
    if (session === undefined || fragment === undefined) return;
    event.preventDefault();
    const text = textOf(fragment);
    event.clipboardData?.setData('text/plain', text);
    app.shell.setState({ copied: text });
    if (cut) session.edit(removeThings(session.model(), session.view.store.getState().selection));
    app.notices.say(say('ui.copied', { count: fragment.elements.size + fragment.boundaries.size }));
  };
  document.addEventListener('copy', (event) => take(event, false));
  document.addEventListener('cut', (event) => take(event, true));
  document.addEventListener('paste', (event) => {
    const session = onDiagram(event);
    const fragment = fragmentIn(event.clipboardData?.getData('text/plain') ?? '');
    if (session === undefined || fragment === undefined) return;
    event.preventDefault();
    pasteInto(app, session, fragment);
  });
}
