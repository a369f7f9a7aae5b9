import type { TextStyle } from './style';
import { encodeUtf8 } from './utf8';

/** What is to be written: the text without byte order mark, and the bytes of the file. */
export interface WrittenText {
  readonly text: string;
  readonly bytes: Uint8Array;
}

/** A text as a file's bytes, with the byte order mark that the file had. */
export function writtenText(text: string, { byteOrderMark }: Pick<TextStyle, 'byteOrderMark'>): WrittenText {
  return { text, bytes: encodeUtf8(byteOrderMark ? `\ufeff${text}` : text) };
}
