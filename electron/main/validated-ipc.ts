import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import {
  calls,
  events,
  type Call,
  type CallRequest,
  type CallResponse,
  type DesktopEvent,
  type EventPayload,
} from '../../shared/desktop-channels';
import { isOurs } from './origin';

/** The pages that may call: those of the windows we made. */
const ourPages = new Set<number>();

/** Lets the page of a window of ours call, until it is destroyed. */
export function trustPage(contents: WebContents): void {
  const { id } = contents;
  ourPages.add(id);
  contents.once('destroyed', () => ourPages.delete(id));
}

/** True if a call comes from the main frame of a page of ours that shows our own origin. */
export function comesFromOurPage(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>): boolean {
  try {
    const frame = event.senderFrame; // null once the frame is gone
    return ourPages.has(event.sender.id) && frame !== null && frame.parent === null && isOurs(frame.url);
  } catch {
    return false; // older runtimes raise where the frame is gone
  }
}

/**
 * Answers a call of the page. Sender and arguments are checked before `answer` sees them, and what it answers is checked
 * before it leaves. This file is the only one that touches `ipcMain`.
 */
export function handle<C extends Call>(
  channel: C,
  answer: (request: CallRequest<C>, page: WebContents) => CallResponse<C> | Promise<CallResponse<C>>,
): void {
  const { request, response } = calls[channel];
  ipcMain.handle(channel, async (event, ...args: readonly unknown[]): Promise<CallResponse<C>> => {
    if (!comesFromOurPage(event)) {
      console.warn(`Refused ${channel}: it does not come from Gabion's own page.`);
      throw new Error('refused');
    }
    const parsed = request.safeParse(args[0]);
    if (!parsed.success || args.length > 1) {
      console.warn(`Refused ${channel}: its arguments are not what the contract says.`);
      throw new Error('refused');
    }
    try {
      return response.parse(await answer(parsed.data as CallRequest<C>, event.sender)) as CallResponse<C>;
    } catch (error) {
      console.error(`${channel} failed:`, error);
      throw new Error('failed', { cause: error });
    }
  });
}

/** Tells the page something. Nothing happens if the page is gone. */
export function tell<E extends DesktopEvent>(page: WebContents, event: E, payload: EventPayload<E>): void {
  if (page.isDestroyed()) return;
  events[event].parse(payload);
  page.send(event, payload);
}
