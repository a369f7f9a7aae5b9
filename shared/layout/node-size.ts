import { textWidth } from './text-width';

/** How an element is drawn; a process, a data store and an actor differ by their outline. */
export type NodeKind = 'process' | 'store' | 'actor';

/** What is written in a node, and how large that makes it. */
export interface NodeLook {
  readonly width: number;
  readonly height: number;
  /** One line, or two where the name is too long for one; the second may have an ellipsis in its middle. */
  readonly nameLines: readonly string[];
  /** Role and way of running: on one line, or on two in a high node. */
  readonly roleLines: readonly string[];
}

const NAME_SIZE = 12;
const ROLE_SIZE = 11;
const LEAST_WIDTH = 120;
const MOST_WIDTH = 204;
const LOW = 44;
/** For two lines of name above one of role. */
const MIDDLE = 56;
const HIGH = 64;
/** Room for the icon at the left, and for air at the right. */
const TEXT_AT = 34;
const TEXT_AT_STORE = 38;
const AIR = 12;
/** The small line under the name may come nearer to the edge. */
const ROLE_AIR = 8;
/** An element with more flows than this is high, so that its ports are not crowded. */
const MANY_FLOWS = 6;

const widthOfName = (text: string): number => textWidth(text, NAME_SIZE, 600);

/** The longest beginning of a text that fits, cut at a hyphen, dot or space where there is one in the second half. */
function firstLine(text: string, room: number): string {
  let end = text.length;
  while (end > 1 && widthOfName(text.slice(0, end)) > room) end -= 1;
  const cut = Math.max(...['-', '.', ' ', '_', '/'].map((sign) => text.lastIndexOf(sign, end - 1)));
  return text.slice(0, cut >= end / 2 ? cut + 1 : end);
}

/** A text that fits, its middle left out if it must be: the end of a name tells as much as its beginning. */
export function ellipsis(text: string, room: number, width: (text: string) => number = widthOfName): string {
  if (width(text) <= room) return text;
  for (let kept = text.length - 1; kept > 2; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const short = `${text.slice(0, head)}…${text.slice(text.length - (kept - head))}`;
    if (width(short) <= room) return short;
  }
  return '…';
}

function nameIn(name: string, room: number): readonly string[] {
  if (widthOfName(name) <= room) return [name];
  const first = firstLine(name, room);
  return [first.trimEnd(), ellipsis(name.slice(first.length), room)];
}

/** The height that a node has by itself. */
function heightOf(nameLines: number, flows: number): number {
  if (flows > MANY_FLOWS) return HIGH;
  return nameLines > 1 ? MIDDLE : LOW;
}

/**
 * The size of a node and the lines in it (LOOK, "Process"): as wide as its text from 120 to 204, 44 high, 64 if more than
 * six flows begin or end there.
 * @param roles what it is and how it runs, as words; one or two, or none
 */
export function nodeLook(kind: NodeKind, name: string, roles: readonly string[], flows: number): NodeLook {
  const textAt = kind === 'store' ? TEXT_AT_STORE : TEXT_AT;
  const room = MOST_WIDTH - textAt - AIR;
  const nameLines = nameIn(name, room);
  const height = heightOf(nameLines.length, flows);
  const joined = roles.join(' · ');
  const roleWidth = (text: string): number => textWidth(text, ROLE_SIZE);
  const roleLines = (height === HIGH && nameLines.length === 1 ? roles : joined === '' ? [] : [joined]).map((line) =>
    ellipsis(line, MOST_WIDTH - textAt - ROLE_AIR, roleWidth),
  );
  const widest = Math.max(...nameLines.map((line) => widthOfName(line) + AIR), ...roleLines.map((line) => roleWidth(line) + ROLE_AIR), 0);
  const width = Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.ceil((textAt + widest) / 4) * 4));
  return { width, height, nameLines, roleLines };
}
