import { Lines } from '../../../format/lines';
import type { Fault } from '../../../format/scan';
import { decodeUtf8 } from '../../../format/utf8';
import { IMPORT_LIMITS, MAX_PROBLEMS, type ReadingLimits } from '../../../limits';
import { message, type Message, type Problem } from '../../../messages/message';
import { type ForeignFormat, recogniseFile } from '../../foreign-files';
import type { ForeignFile, ImportedFile } from '../../import-result';
import { decodeObject } from './decode-object';
import { Field } from '../documents/fields';
import { readJsonDocuments } from '../documents/json-documents';
import type { KubernetesObject } from './objects';
import type { Attempt } from '../documents/refusal';
import type { Value } from '../documents/values';
import { type Documents, readYamlDocuments } from '../documents/yaml-documents';

/** Everything that a set of files holds, in the order of the files' names. */
export interface Manifests {
  readonly objects: readonly KubernetesObject[];
  readonly files: readonly ImportedFile[];
  readonly problems: readonly Problem[];
  /** How many objects of kinds that are not read. */
  readonly unread: ReadonlyMap<string, number>;
}

const EXPECTED = {
  text: message('exchange.expected-text'),
  boolean: message('exchange.expected-boolean'),
  number: message('exchange.expected-number'),
  list: message('exchange.expected-list'),
  mapping: message('exchange.expected-mapping'),
};

/** Reads one file; collects its objects and what is to be said about it. */
class FileReading {
  readonly objects: KubernetesObject[] = [];
  readonly problems: Problem[] = [];
  readonly unread: string[] = [];
  private readonly kinds = new Map<string, number>();
  private documents = 0;
  private outcome: ImportedFile['outcome'] = 'nothing';
  private leftOut = 0;
  /** Places whose wrong type was said; several fields are looked for at the same one. */
  private readonly wrongPlaces = new Set<string>();

  private readonly file: ForeignFile;
  private readonly limits: ReadingLimits;

  constructor(file: ForeignFile, limits: ReadingLimits) {
    this.file = file;
    this.limits = limits;
  }

  get summary(): ImportedFile {
    const kinds = [...this.kinds].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
    return { name: this.file.name, outcome: this.outcome, documents: this.documents, kinds };
  }

  run(bytesLeft: number): this {
    const { name, bytes } = this.file;
    const format = recogniseFile(this.file);
    if (bytes.length > this.limits.bytes)
      return this.fail(message('exchange.too-large', { size: bytes.length, limit: this.limits.bytes }), message('exchange.mend-too-big'));
    if (bytes.length > bytesLeft)
      return this.fail(message('exchange.too-large-together', { limit: this.limits.bytes }), message('exchange.mend-too-big'));
    if (format !== 'kubernetes' && format !== 'yaml' && format !== 'json') return this.leave(format, /\.(?:ya?ml|json)$/i.test(name));
    const decoded = decodeUtf8(bytes);
    if (!decoded.ok) {
      const line = new Lines(decoded.textBefore).count;
      return this.fail(message('exchange.not-utf8'), message('exchange.mend-utf8'), { line });
    }
    const text = decoded.text.startsWith('\ufeff') ? decoded.text.slice(1) : decoded.text;
    const read = parse(text, this.limits);
    if (!read.ok) return this.refuse(read.fault, text);
    for (const { value, line } of read.value.repeatedKeys) {
      this.say({
        severity: 'warning',
        message: message('exchange.repeated-key', { key: value.slice(0, 100) }),
        where: { line },
        mend: message('exchange.mend-repeated-key'),
      });
    }
    this.documents = read.value.documents.length;
    for (const document of read.value.documents) this.take(document, {}, 1);
    return this.finish();
  }

  private finish(): this {
    if (this.leftOut > 0)
      this.problems.push({
        severity: 'note',
        message: message('exchange.more-problems', { count: this.leftOut }),
        where: { file: this.file.name },
      });
    if (this.objects.length + this.unread.length > 0) this.outcome = 'read';
    else this.problems.push({ severity: 'note', message: message('exchange.no-objects'), where: { file: this.file.name } });
    return this;
  }

  private say({ where, ...problem }: Problem): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ ...problem, where: { file: this.file.name, ...where } });
    else this.leftOut += 1;
  }

  private fail(what: Message, mend: Message, where: { readonly line?: number; readonly column?: number } = {}): this {
    this.outcome = 'failed';
    this.say({ severity: 'error', message: what, where, mend });
    return this;
  }

  /** A file that is no manifest: said as a note, or as an error if its name promises one. */
  private leave(format: ForeignFormat, promised: boolean): this {
    const note = (what: Message): this => {
      this.say({ severity: 'note', message: what });
      return this;
    };
    switch (format) {
      case 'kustomization':
        this.outcome = 'recipe';
        return note(message('exchange.kustomization'));
      case 'helm-chart':
        this.outcome = 'recipe';
        return note(message('exchange.helm'));
      case 'empty':
        return note(message('exchange.empty'));
      case 'utf-16':
        return this.fail(message('exchange.not-utf8'), message('exchange.mend-utf8'));
      case 'binary':
      case 'picture':
        return promised
          ? this.fail(message('exchange.binary'), message('exchange.mend-binary'))
          : note(message('exchange.nothing-to-read'));
      case 'gabion':
        return note(message('exchange.gabion-model'));
      case 'compose':
      case 'terraform':
      case 'drawio':
      case 'threat-modeling-tool':
      case 'threat-dragon':
      case 'open-threat-model':
      case 'threagile':
      case 'stix':
        return note(message('exchange.other-format'));
      case 'kubernetes':
      case 'yaml':
      case 'json':
      case 'text':
        return note(message('exchange.nothing-to-read'));
    }
  }

  private refuse(fault: Fault, text: string): this {
    if (TEMPLATE.test(text)) {
      this.outcome = 'recipe';
      this.say({ severity: 'note', message: message('exchange.helm') });
      return this;
    }
    const lines = new Lines(text);
    return this.fail(fault.message, fault.mend, { line: lines.lineOf(fault.offset) + 1, column: lines.column(fault.offset) + 1 });
  }

  /** An object, or a list of objects; lists may hold lists, to the depth of the file. */
  private take(value: Value, inherited: { readonly apiVersion?: string; readonly kind?: string }, depth: number): void {
    if (value.kind !== 'map' || depth > this.limits.depth) return;
    const field = new Field(value, ({ line, path, expected }) => {
      const place = `${String(line)} ${path}`;
      if (this.wrongPlaces.has(place)) return;
      this.wrongPlaces.add(place);
      this.say({
        severity: 'warning',
        message: message('exchange.wrong-type', { expected: EXPECTED[expected] }),
        where: { line, path },
        mend: message('exchange.mend-wrong-type'),
      });
    });
    const kind = field.at('kind').written?.value ?? inherited.kind;
    const apiVersion = field.at('apiVersion').written?.value ?? inherited.apiVersion;
    if (kind?.endsWith('List') && value.entries.get('items')?.kind === 'list') {
      const items = value.entries.get('items');
      const typed = kind === 'List' || apiVersion === undefined ? {} : { apiVersion, kind: kind.slice(0, -4) };
      if (items?.kind === 'list') for (const item of items.items) this.take(item, typed, depth + 1);
      return;
    }
    this.decode(field, inherited);
  }

  private decode(field: Field, inherited: { readonly apiVersion?: string; readonly kind?: string }): void {
    const decoded = decodeObject(field, this.file.name, inherited);
    switch (decoded.result) {
      case 'no-object':
        return;
      case 'nameless':
        this.say({
          severity: 'warning',
          message: message('exchange.nameless', { kind: decoded.kind }),
          where: { line: decoded.line },
          mend: message('exchange.mend-nameless'),
        });
        return;
      case 'unread':
        this.unread.push(decoded.kind);
        this.count(decoded.kind);
        return;
      case 'object': {
        const { object, oddName } = decoded;
        if (oddName)
          this.say({ severity: 'warning', message: message('exchange.odd-name', { kind: object.kind }), where: { line: object.line } });
        this.objects.push(object);
        this.count(object.kind);
      }
    }
  }

  private count(kind: string): void {
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
  }
}

/** What Go's template language looks like in a manifest; only asked of files that are no YAML. */
const TEMPLATE = /\{\{-?\s*(?:[.$/]|if\b|range\b|with\b|end\b|define\b|include\b|template\b|toYaml\b|tpl\b|default\b|quote\b|printf\b)/;

/** JSON begins with a brace and a quote; everything else is YAML, to which JSON in brackets belongs too. */
const JSON_START = /^\s*\{\s*(?:"|\}\s*$)/;

function parse(text: string, limits: ReadingLimits): Attempt<Documents> {
  return JSON_START.test(text) ? readJsonDocuments(text, limits) : readYamlDocuments(text, limits);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Reads all files, one after another by name, so that the order in which they were chosen plays no role. */
export function readManifests(files: readonly ForeignFile[], limits: ReadingLimits = IMPORT_LIMITS): Manifests {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : compareBytes(a.bytes, b.bytes)));
  const unread = new Map<string, number>();
  const readings: FileReading[] = [];
  let bytesLeft = limits.bytes;
  for (const file of sorted) {
    const reading = new FileReading(file, limits).run(bytesLeft);
    bytesLeft -= Math.min(bytesLeft, file.bytes.length);
    for (const kind of reading.unread) unread.set(kind, (unread.get(kind) ?? 0) + 1);
    readings.push(reading);
  }
  return {
    objects: readings.flatMap(({ objects }) => objects),
    files: readings.map(({ summary }) => summary),
    problems: readings.flatMap(({ problems }) => problems),
    unread,
  };
}
