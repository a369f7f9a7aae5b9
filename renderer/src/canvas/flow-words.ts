import type { Truth } from '../../../shared/analysis/findings';
import type { LabelForm } from '../../../shared/layout/labels';
import { monoWidth, textWidth } from '../../../shared/layout/text-width';
import type { AssetId } from '../../../shared/model/ids';
import type { Asset, Flow } from '../../../shared/model/schema';
import { displayName, type ThreatModel } from '../../../shared/model/threat-model';
import { protocolName } from '../model-words/describe';

/** How much a flow's label says; what does not fit is dropped in this order: port, assets, protocol (LOOK, "Label"). */
export type LabelFormId = 'full' | 'no-port' | 'asset-count' | 'no-assets' | 'lock';

/** A flow's assets on its label: three bars for how confidential, and a short name. */
export interface AssetTag {
  readonly name: string;
  /** 1 public, 2 confidential, 3 restricted; 0 where nobody has said. */
  readonly level: 0 | 1 | 2 | 3;
}

/** What a flow's label says. `key` is the same for two that say the same. */
export interface FlowWords {
  readonly lock: Truth;
  readonly protocol: string;
  readonly port: string;
  readonly tags: readonly AssetTag[];
  readonly key: string;
}

const levels = { public: 1, internal: 2, confidential: 2, restricted: 3 } as const satisfies Readonly<
  Record<NonNullable<Asset['confidentiality']>, 1 | 2 | 3>
>;

/** Names on a tag are short: the last word is what tells "payment card data" from "order data" least. */
const shortName = (name: string): string => (name.length <= 12 ? name : `${name.slice(0, 11).trimEnd()}…`);

/** What is written on a flow. */
export function flowWords(
  model: ThreatModel,
  flow: Flow,
  encrypted: Truth | undefined,
  shown: { readonly showProtocols: boolean; readonly showAssets: boolean },
): FlowWords {
  const lock = encrypted ?? 'unknown';
  const protocol = shown.showProtocols && flow.protocol !== undefined ? protocolName(flow.protocol) : '';
  const port = shown.showProtocols && flow.port !== undefined ? String(flow.port) : '';
  const tagOf = (id: AssetId): AssetTag => {
    const confidentiality = model.assets.get(id)?.confidentiality;
    return { name: shortName(displayName(model, id)), level: confidentiality === undefined ? 0 : levels[confidentiality] };
  };
  const tags = shown.showAssets ? (flow.carries ?? []).map(tagOf) : [];
  return { lock, protocol, port, tags, key: JSON.stringify([lock, protocol, port, tags.map(({ name, level }) => [name, level])]) };
}

// The measures of a label, which FlowLabel draws by.
export const LABEL_PAD = 4;
export const LOCK_SIZE = 12;
export const PART_GAP = 4;
export const PORT_GAP = 3;
export const TAG_TEXT_AT = 13;
const TAG_END = 6;

/** The width of an asset's tag. */
export const tagWidth = (name: string): number => TAG_TEXT_AT + textWidth(name, 10, 500) + TAG_END;
/** The width of the protocol's text. */
export const protocolWidth = (protocol: string): number => textWidth(protocol, 11);
/** The width of the port's text. */
export const portWidth = (port: string): number => monoWidth(port, 10);

/** What a form leaves of the words. */
export function partsOf(
  words: FlowWords,
  form: LabelFormId,
): { readonly protocol: string; readonly port: string; readonly tags: readonly AssetTag[] } {
  const { protocol, port, tags } = words;
  const count: readonly AssetTag[] =
    tags.length === 0 ? [] : [{ name: `+${tags.length}`, level: Math.max(0, ...tags.map(({ level }) => level)) as AssetTag['level'] }]; // the greatest of levels is a level
  switch (form) {
    case 'full':
      return { protocol, port, tags };
    case 'no-port':
      return { protocol, port: '', tags };
    case 'asset-count':
      return { protocol, port: '', tags: count };
    case 'no-assets':
      return { protocol, port: '', tags: [] };
    case 'lock':
      return { protocol: '', port: '', tags: [] };
  }
}

function widthOf(words: FlowWords, form: LabelFormId): number {
  const { protocol, port, tags } = partsOf(words, form);
  const text =
    protocol === '' && port === ''
      ? 0
      : PART_GAP + protocolWidth(protocol) + (port === '' ? 0 : (protocol === '' ? 0 : PORT_GAP) + portWidth(port));
  return Math.ceil(LABEL_PAD + LOCK_SIZE + text + tags.reduce((sum, { name }) => sum + PART_GAP + tagWidth(name), 0) + LABEL_PAD);
}

/** The forms of a label, fullest first, without ones that say the same as the one before. */
export function flowForms(words: FlowWords): readonly LabelForm<LabelFormId>[] {
  const forms: LabelForm<LabelFormId>[] = [];
  for (const id of ['full', 'no-port', 'asset-count', 'no-assets', 'lock'] as const) {
    const width = widthOf(words, id);
    if (forms.at(-1)?.width !== width) forms.push({ id, width });
  }
  return forms;
}

/** The width of a threat badge with that count. */
export const badgeWidth = (count: number): number => Math.round(24 + 6.2 * String(count).length);
