import { figure, list, plural } from './plural';

/** The words of a property, with the names and the value that they are about. */
const filled = (words: string, given: Readonly<Record<'name' | 'from' | 'to' | 'value', string>>): string =>
  words.replace(
    /\{\{\s*(subject|from|to|value)\s*\}\}/g,
    (_whole, name: 'subject' | 'from' | 'to' | 'value') => given[name === 'subject' ? 'name' : name],
  );

const callsLike = ({ example, count }: { readonly example: string; readonly count: number }): string =>
  count === 1 ? `the call ${example} leads` : `the call ${example} and ${plural(count - 1, 'other')} like it lead`;

/** Why a threat is here and what would make it go away, in words. Every key starts with `reason.`. */
export const reason = {
  'reason.value.yes': 'yes',
  'reason.value.no': 'no',
  'reason.value.none': 'none',
  'reason.value.number': (p: { number: number }) => figure(p.number),
  'reason.value.text': (p: { text: string }) => p.text,
  'reason.value.unknown': 'not said',
  'reason.property': (p: { property: string; name: string; value: string }) => `${p.property} of ${p.name}: ${p.value}`,
  'reason.property-unknown': (p: { property: string; name: string }) => `${p.property} of ${p.name}: nobody has said`,
  // A sentence of the catalog; its placeholders stand for the names and the value beside it.
  'reason.sentence': (p: { words: string; name: string; from: string; to: string; value: string }) => filled(p.words, p),
  'reason.sentence-unknown': (p: { words: string; name: string; from: string; to: string }) =>
    `nobody has said whether ${filled(p.words, { ...p, value: '?' })}`,
  'reason.type': (p: { name: string; type: string }) => `${p.name} is of the type ${p.type}`,
  'reason.type-not': (p: { name: string; type: string }) => `${p.name} is not of the type ${p.type}`,
  'reason.place.in': (p: { name: string; boundary: string }) => `${p.name} stands in ${p.boundary}`,
  'reason.place.crosses': (p: { name: string; boundary: string }) => `${p.name} crosses the line of ${p.boundary}`,
  'reason.place.enters': (p: { name: string; boundary: string }) => `${p.name} comes into ${p.boundary} from outside`,
  'reason.place.leaves': (p: { name: string; boundary: string }) => `${p.name} leaves ${p.boundary}`,
  'reason.place.not-in': (p: { name: string }) => `${p.name} stands in no such boundary`,
  'reason.place.not-in-type': (p: { name: string; type: string }) => `${p.name} stands in no boundary of the type ${p.type}`,
  'reason.place.not-crosses': (p: { name: string }) => `${p.name} crosses no such line`,
  'reason.place.not-crosses-type': (p: { name: string; type: string }) => `${p.name} crosses no line of the type ${p.type}`,
  'reason.related.incoming': (p: { name: string; example: string; count: number }) => `${callsLike(p)} to ${p.name}`,
  'reason.related.outgoing': (p: { name: string; example: string; count: number }) => `${callsLike(p)} from ${p.name}`,
  'reason.related.inside': (p: { name: string; example: string; count: number }) =>
    p.count === 1 ? `${p.example} stands in ${p.name}` : `${p.example} and ${plural(p.count - 1, 'other')} like it stand in ${p.name}`,
  'reason.related.no-incoming': (p: { name: string }) => `no call leads to ${p.name}`,
  'reason.related.no-other-incoming': (p: { name: string }) => `no other call leads to ${p.name}`,
  'reason.related.no-outgoing': (p: { name: string }) => `no call leads from ${p.name}`,
  'reason.related.no-other-outgoing': (p: { name: string }) => `no other call leads from ${p.name}`,
  'reason.related.no-inside': (p: { name: string }) => `nothing stands in ${p.name}`,
  'reason.related.no-other-inside': (p: { name: string }) => `nothing else stands in ${p.name}`,
  'reason.related.calls-unknown': (p: { name: string }) => `nobody has said whether all calls of ${p.name} are drawn`,
  'reason.related.inside-unknown': (p: { name: string }) => `nobody has said whether all that stands in ${p.name} is drawn`,
  'reason.assets.carries': (p: { name: string; asset: string }) => `${p.name} carries ${p.asset}`,
  'reason.assets.stores': (p: { name: string; asset: string }) => `${p.name} stores ${p.asset}`,
  'reason.assets.rated': (p: { name: string; ratings: readonly string[] }) => `${p.name} is rated: ${p.ratings.join(', ')}`,
  'reason.assets.not-rated': (p: { name: string }) => `nobody has rated ${p.name}`,
  'reason.assets.carries-none': (p: { name: string }) => `${p.name} carries no such asset`,
  'reason.assets.stores-none': (p: { name: string }) => `${p.name} stores no such asset`,
  'reason.assets.carries-unknown': (p: { name: string }) => `nobody has said what ${p.name} carries`,
  'reason.assets.stores-unknown': (p: { name: string }) => `nobody has said what ${p.name} stores`,
  'reason.protocol': (p: { name: string; protocol: string }) => `${p.name} speaks ${p.protocol}`,
  'reason.protocol-unknown': (p: { name: string }) => `nobody has said what ${p.name} speaks`,
  'reason.reachable': (p: { attacker: string; name: string; path: readonly string[] }) =>
    `${p.attacker} can get to ${p.name}: ${p.path.join(' → ')}`,
  'reason.reachable-not': (p: { attacker: string; name: string }) => `no drawn flow leads ${p.attacker} to ${p.name}`,
  'reason.adopted': (p: { control: string; name: string }) => `${p.control} is in force on ${p.name}`,
  'reason.adopted-not': (p: { control: string; name: string }) => `${p.control} is not in force on ${p.name}`,
  'reason.source.stated': 'said by a person',
  'reason.source.stated-by': (p: { by: string }) => `said by ${p.by}`,
  'reason.source.stated-by-on': (p: { by: string; date: string }) => `said by ${p.by} on ${p.date}`,
  'reason.source.imported': (p: { origin: string }) => `imported from ${p.origin}`,
  'reason.source.imported-at': (p: { origin: string; file: string; line: number }) =>
    `imported from line ${String(p.line)} of ${p.file}, ${p.origin}`,
  'reason.source.imported-of': (p: { origin: string; file: string; line: number; container: string }) =>
    `imported from line ${String(p.line)} of ${p.file}, ${p.origin}, container ${p.container}`,
  'reason.source.control': (p: { control: string; on: string; status: string }) => `${p.control} on ${p.on}, ${p.status}`,
  'reason.source.control-over': (p: { control: string; on: string; status: string; was: string }) =>
    `${p.control} on ${p.on}, ${p.status}; without it ${p.was}`,
  'reason.source.inherited': (p: { boundary: string; source: string }) => `from ${p.boundary}, ${p.source}`,
  'reason.source.default': (p: { because: string }) => p.because,
  'reason.source.default-image': (p: { image: string; because: string }) =>
    `default of the image ${p.image}, not stated here: ${p.because}`,
  'reason.remedy.not': (p: { property: string; name: string; value: string }) => `${p.property} of ${p.name} is anything but ${p.value}`,
  'reason.remedy.changes': (p: { changes: readonly string[] }) => list(p.changes),
  'reason.remedy.wider': (p: { change: string; boundary: string; count: number }) =>
    `${p.change}; the same closes ${p.count === 2 ? 'both' : `all ${String(p.count)}`} in ${p.boundary}`,
  'reason.severity.critical': 'Critical',
  'reason.severity.high': 'High',
  'reason.severity.medium': 'Medium',
  'reason.severity.low': 'Low',
  'reason.state.open': 'open',
  'reason.state.closes-with-plan': (p: { controls: readonly string[] }) =>
    `closes when ${list(p.controls)} ${p.controls.length === 1 ? 'is' : 'are'} in place`,
  'reason.state.closed': (p: { controls: readonly string[] }) => `closed by ${list(p.controls)}`,
  'reason.state.decided': (p: { status: string }) => p.status,
  'reason.state.expired': (p: { status: string; until: string }) => `${p.status} until ${p.until}, which has passed`,
} as const;
