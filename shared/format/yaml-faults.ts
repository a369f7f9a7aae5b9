import type { ErrorCode } from 'yaml';
import { message, type Message } from '../messages/message';
import type { Fault } from './scan';

interface Said {
  readonly message: Message;
  readonly mend: Message;
}

const unexpected: Said = { message: message('format.yaml-unexpected'), mend: message('format.mend-yaml') };
const indentation: Said = { message: message('format.yaml-indent'), mend: message('format.mend-indent') };
const key: Said = { message: message('format.yaml-key'), mend: message('format.mend-key') };

/** What the YAML library's refusals mean, in our words. */
const said: { readonly [Code in ErrorCode]: Said } = {
  ALIAS_PROPS: unexpected,
  BAD_ALIAS: unexpected,
  BAD_COLLECTION_TYPE: unexpected,
  BAD_DIRECTIVE: unexpected,
  BAD_DQ_ESCAPE: { message: message('format.yaml-escape'), mend: message('format.mend-escape') },
  BAD_INDENT: indentation,
  BAD_PROP_ORDER: unexpected,
  BAD_SCALAR_START: { message: message('format.yaml-start'), mend: message('format.mend-quote') },
  BLOCK_AS_IMPLICIT_KEY: { message: message('format.yaml-nested'), mend: message('format.mend-nested') },
  BLOCK_IN_FLOW: { message: message('format.yaml-block-in-flow'), mend: message('format.mend-block-in-flow') },
  DUPLICATE_KEY: unexpected,
  IMPOSSIBLE: unexpected,
  KEY_OVER_1024_CHARS: { message: message('format.yaml-long-key'), mend: message('format.mend-size') },
  MISSING_CHAR: { message: message('format.yaml-missing'), mend: message('format.mend-yaml') },
  MULTILINE_IMPLICIT_KEY: key,
  MULTIPLE_ANCHORS: unexpected,
  MULTIPLE_DOCS: unexpected,
  MULTIPLE_TAGS: unexpected,
  NON_STRING_KEY: { message: message('format.key-not-text'), mend: message('format.mend-key-not-text') },
  RESOURCE_EXHAUSTION: { message: message('format.too-deep', { limit: 64 }), mend: message('format.mend-depth') },
  TAB_AS_INDENT: { message: message('format.yaml-tab'), mend: message('format.mend-tab') },
  TAG_RESOLVE_FAILED: unexpected,
  UNEXPECTED_TOKEN: unexpected,
};

/** What is of interest of the YAML library's errors. */
interface Refused {
  readonly code: ErrorCode;
  readonly message: string;
  readonly pos: readonly [start: number, end: number];
}

/** A refusal of the YAML library as a fault of the text. */
export function yamlFault(error: Refused, text: string): Fault {
  const offset = Math.min(error.pos[0], text.length);
  if (error.code === 'MISSING_CHAR' && error.message.startsWith('Implicit map keys')) return { ...key, offset };
  return { ...said[error.code], offset };
}
