import type { OpenedText } from '../../../shared/format/read-model';
import type { WrittenText } from '../../../shared/format/written-text';
import type { Result } from '../../../shared/messages/message';
import type { ThreatModel } from '../../../shared/model/threat-model';

/** What the files worker is asked. */
// An alias, since an interface is not taken for a record of calls.
export type FileCalls = {
  readonly read: { readonly request: { readonly bytes: Uint8Array; readonly file: string }; readonly response: Result<OpenedText> };
  /** `opened` is the text that the document was read from, undefined for one that is written for the first time. */
  readonly write: {
    readonly request: { readonly opened: OpenedText | undefined; readonly model: ThreatModel };
    readonly response: Result<WrittenText>;
  };
  /** The JSON Schema of the format, as text. */
  readonly schema: { readonly request: undefined; readonly response: string };
};
