import type { ForeignFile } from './import-result';

/**
 * What a file is, as far as its name and its first lines tell. `kubernetes` to `stix` are formats of other tools; `yaml` and
 * `json` may still hold anything.
 */
export type ForeignFormat =
  | 'gabion'
  | 'kubernetes'
  | 'kustomization'
  | 'helm-chart'
  | 'compose'
  | 'terraform'
  | 'drawio'
  | 'threat-modeling-tool'
  | 'threat-dragon'
  | 'open-threat-model'
  | 'threagile'
  | 'stix'
  | 'yaml'
  | 'json'
  | 'text'
  | 'picture'
  | 'binary'
  | 'utf-16'
  | 'empty';

/** How much of a file is looked at. */
const HEAD = 65_536;

/** The first bytes of files that are no text, as Latin-1. */
const SIGNATURES: readonly (readonly [start: string, format: ForeignFormat])[] = [
  ['\u0089PNG', 'picture'],
  ['\u00ff\u00d8\u00ff', 'picture'],
  ['GIF8', 'picture'],
  ['%PDF', 'binary'],
  ['PK\u0003\u0004', 'binary'],
  ['\u001f\u008b', 'binary'],
  ['\u007fELF', 'binary'],
  ['\u00ff\u00fe', 'utf-16'],
  ['\u00fe\u00ff', 'utf-16'],
];

/** Names that say what a file is, whatever is in it. */
const NAMES: readonly (readonly [name: RegExp, format: ForeignFormat])[] = [
  [/^kustomization(?:\.ya?ml)?$/, 'kustomization'],
  [/^chart\.ya?ml$/, 'helm-chart'],
  [/^(?:docker-)?compose(?:\.[\w-]+)?\.ya?ml$/, 'compose'],
  [/\.gabion(?:\.ya?ml)?$/, 'gabion'],
  [/\.tm7$/, 'threat-modeling-tool'],
  [/\.(?:svg|png|jpe?g|gif|webp|ico)$/, 'picture'],
];

/** What the first lines say, tried in this order. Keys are at the margin in YAML and in quotes in JSON. */
const CONTENTS: readonly (readonly [content: RegExp, format: ForeignFormat])[] = [
  [/^gabion:[ \t]*\d/m, 'gabion'],
  [/^kind:[ \t]*["']?(?:Kustomization|Component)\b|^apiVersion:[ \t]*["']?kustomize\.config/m, 'kustomization'],
  [/^apiVersion:|^- apiVersion:|"apiVersion"[ \t\r\n]*:/m, 'kubernetes'],
  [/^threagile_version:/m, 'threagile'],
  [/^otmVersion:|"otmVersion"/m, 'open-threat-model'],
  [/"terraform_version"/, 'terraform'],
  [/"spec_version"[^]*"objects"|"type"[ \t]*:[ \t]*"bundle"/, 'stix'],
  [/"summary"[^]*"detail"/, 'threat-dragon'],
  [/^services:[ \t]*\r?\n(?:[^]*\n)?[ \t]+(?:image|build):/m, 'compose'],
  [/^[ \t\r\n]*<(?:mxfile|mxGraphModel)\b/, 'drawio'],
  [/^[ \t\r\n]*<ThreatModel\b/, 'threat-modeling-tool'],
  [/^[ \t\r\n]*[{[]/, 'json'],
];

function headOf(bytes: Uint8Array): string {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const parts: string[] = [];
  for (let at = start; at < Math.min(bytes.length, HEAD); at += 8_192)
    parts.push(String.fromCharCode(...bytes.subarray(at, Math.min(at + 8_192, HEAD))));
  return parts.join('');
}

/** The last part of a path, in lower case. */
const baseName = (name: string): string => (name.split(/[/\\]/).at(-1) ?? name).toLowerCase();

/**
 * Says what a chosen or dropped file is, by looking at its name and the first 64 kB. Nothing is parsed, so that this may be
 * asked of any file; whether the content is sound shows when it is read.
 */
export function recogniseFile({ name, bytes }: ForeignFile): ForeignFormat {
  const head = headOf(bytes);
  const signed = SIGNATURES.find(([start]) => head.startsWith(start));
  if (signed) return signed[1];
  if (head.includes('\u0000')) return 'binary';
  const base = baseName(name);
  const named = NAMES.find(([pattern]) => pattern.test(base));
  if (named) return named[1];
  if (head.trim() === '') return 'empty';
  const known = CONTENTS.find(([pattern]) => pattern.test(head));
  if (known) return known[1];
  return /\.ya?ml$/.test(base) ? 'yaml' : /\.json$/.test(base) ? 'json' : 'text';
}
