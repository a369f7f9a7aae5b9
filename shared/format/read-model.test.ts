import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { modelFixture, opened } from '../../test/generators/opened';
import { MODEL_LIMITS } from '../limits';
import { print, printProblem } from '../messages/print';
import { parse } from './parse';
import { readModel } from './read-model';
import { encodeUtf8 } from './utf8';

/** What a person reads when a file does not open. */
function refusal(content: Uint8Array | string, file = 'f'): string {
  const read = readModel(typeof content === 'string' ? encodeUtf8(content) : content, file);
  expect(read.ok).toBe(false);
  expect(read.problems.every(({ severity, mend }) => severity === 'error' && mend !== undefined)).toBe(true);
  return read.problems.map(printProblem).join('\n');
}

/** What a person reads beside a file that opens. */
const doubts = (content: string) => opened(content).problems.map(printProblem);

describe('a file that does not open', () => {
  const sentences = new Map([
    [
      'a-list',
      'f:1:1: The file holds a list, where a threat model is a mapping. Start it with the line `gabion: 1`, and put the sections below.',
    ],
    [
      'a-text',
      'f:1:1: The file holds a single text, where a threat model is a mapping. Start it with the line `gabion: 1`, and put the sections below.',
    ],
    ['alias', 'f:3:8: Anchors and aliases such as &web are not part of the format. Write the value out.'],
    ['alias-bomb', 'f:2:4: Anchors and aliases such as &a are not part of the format. Write the value out.'],
    ['backslash', 'f:2:11: After this backslash comes nothing that YAML knows. Double the backslash, or put the text in single quotes.'],
    [
      'boundaries-in-a-circle',
      'f:3:38: The boundary "a" stands inside itself. (boundaries.a.in) Take out one of the `in:` lines of the circle.\n' +
        'f:4:38: The boundary "b" stands inside itself. (boundaries.b.in) Take out one of the `in:` lines of the circle.',
    ],
    [
      'colon-in-text',
      'f:2:8: A mapping or list begins on the line of its key. Put it on the next line, indented, or put the text in quotes.',
    ],
    ['day-in-words', 'f:3:26: "20 November" is not a day. (answers.encrypted@web.date) Write it like "2026-11-20".'],
    [
      'decision-without-subject',
      'f:3:3: "workload-runs-as-root" does not name a subject. (decisions.workload-runs-as-root) Write it like encrypted@customer_to_frontend, or like a-threat@in:shop.',
    ],
    ['directive', 'f:1:1: Directives such as %YAML are not part of the format. Take the line out.'],
    ['duplicate-key', 'f:5:3: The key "web" stands here again; it was used in line 3. Keep one of them.'],
    ['empty', 'f: The file holds no threat model: it is empty. Start it with the line `gabion: 1`.'],
    [
      'half-a-pixel',
      'f:4:17: Here belongs a whole number, and there is a number. (layout.main.web.at.0) See docs/format.md for what belongs here.',
    ],
    [
      'id-used-twice',
      'f:5:3: The id "shop" is used twice; ids are unique across boundaries, elements, flows and assets. (elements.shop) Give one of them another id.',
    ],
    [
      'id-with-capitals',
      'f:3:3: "Front End" is not an id. (elements.Front End) An id is made of lower case letters, digits, ".", "_" and "-", and begins with a letter or digit.',
    ],
    ['indentation', 'f:5:1: This line is not indented as the ones around it. Start entries of the same kind in the same column.'],
    ['latin-1', 'f:2:11: The byte 0xe9 here is not UTF-8. Save the file as UTF-8.'],
    ['list-as-key', 'f:2:1: A key must be a text on one line. Write `key: value`.'],
    ['merge-conflict', 'f:3:1: A merge by git was not finished here. Choose between the two sides and take the marks out.'],
    ['missing-colon', 'f:3:3: A key without its colon stands here. Write `key: value`, on one line.'],
    [
      'missing-comma',
      'f:3:16: A comma is missing here, or braces are: inside braces and brackets, what is nested needs its own. Put a comma between members, and braces or brackets around what is nested.',
    ],
    [
      'misspelt-status',
      'f:3:30: "in-plase" is none of proposed, planned, in-place, verified, rejected. (mitigations.mutual-tls@shop.status) Did you mean "in-place"?',
    ],
    [
      'no-version',
      'f:1:1: The file does not say that it is a threat model: `gabion: 1` is missing. If it is one, add the line `gabion: 1` at the top.',
    ],
    ['number-for-text', 'f:2:8: Here belongs a text, and there is a number. (title) Put it in quotes: "2026".'],
    ['only-a-comment', 'f:1:1: The file holds no threat model: it is empty. Start it with the line `gabion: 1`.'],
    ['open-brace', 'f:3:8: What was opened with { here is not closed. Close it where it ends, and indent what is inside.'],
    ['open-quote', 'f:2:8: A text that was opened with " is not closed. Close it where it ends.'],
    ['picture', 'f: This is not a text file. Choose a file that ends in .gabion.yaml.'],
    [
      'point-of-one',
      'f:4:12: Here belongs a list of two whole numbers, and there is a list of another length. (layout.main.web.at) See docs/format.md for what belongs here.',
    ],
    ['port-too-big', 'f:6:30: The number must be 65,535 or less. (flows.f.port) See docs/format.md for what belongs here.'],
    [
      'property-as-mapping',
      'f:6:7: A property cannot be a mapping. (elements.web.properties.encrypted) It is true or false, a number, a text, or a list of texts.',
    ],
    [
      'property-in-words',
      'f:6:7: "Encrypted at rest" is not the name of a property. (elements.web.properties.Encrypted at rest) Names of properties are written like readOnlyRootFilesystem.',
    ],
    ['prototype-key', 'f:3:3: "__proto__" cannot be a key. Choose another name.'],
    ['reserved-character', 'f:2:8: A text cannot begin with this character. Put the text in quotes.'],
    [
      'reserved-id',
      'f:3:3: The id "model" stands for the model as a whole and cannot be given to a thing. (elements.model) Choose another name.',
    ],
    ['section-as-list', 'f:2:1: Here belongs a mapping, and there is a list. (elements) See docs/format.md for what belongs here.'],
    ['tab', 'f:3:1: The line is indented with a tab. Indent with spaces.'],
    ['tag', 'f:2:8: Tags such as !!js/function are not part of the format. Take the tag out.'],
    [
      'two-documents',
      'f:2:1: A second document begins here; a threat model is one document. Take out the line `---`, or put each document into a file of its own.',
    ],
    [
      'type-in-words',
      'f:3:16: "Web Application" is not a type. (elements.web.type) A type is written like data/redis: lower case letters, digits and hyphens.',
    ],
    ['type-missing', 'f:3:3: `type` is missing here. (elements.web.type) Add a line `type: …`.'],
    [
      'unknown-boundary',
      'f:3:45: "shop" is named here, but the model has no such boundary. (elements.web.in) Add "shop" or mend the name.',
    ],
    [
      'unknown-flow-end',
      'f:5:33: "cart" is named here, but the model has no such element. (flows.web_to_cart.to) Add "cart" or mend the name.',
    ],
    ['utf-16', 'f: The file is written in UTF-16. Save the file as UTF-8.'],
    [
      'version-2',
      'f:1:9: The file is of version 2 of the format, and this Gabion knows version 1: it cannot be read. (gabion) Use a newer Gabion.',
    ],
    ['version-in-words', 'f:1:9: `gabion: one` names no version of the format. (gabion) Write `gabion: 1`.'],
  ]);

  it.each([...sentences])('FMT-7 says what, where and what to do: %s', (name, sentence) => {
    expect(refusal(modelFixture(`broken/${name}`))).toBe(sentence);
  });

  it('FMT-7 has a sentence for each broken fixture', () => {
    const names = readdirSync(path.resolve(import.meta.dirname, '../../test/fixtures/models/broken')).map((file) =>
      file.replace('.gabion.yaml', ''),
    );
    expect([...sentences.keys()].sort()).toEqual(names.sort());
  });

  it('FMT-8 is larger than the limit', () => {
    expect(refusal(new Uint8Array(MODEL_LIMITS.bytes + 1))).toBe('f: The file has 9 MB; a threat model may have at most 8 MB. Shorten it.');
  });

  it.each([
    ['brackets', `gabion: 1\na: ${'['.repeat(10_000)}`, 'f:2:68'],
    ['braces', `gabion: 1\na: ${'{a: '.repeat(10_000)}`, 'f:2:260'],
    ['dashes', `gabion: 1\na:\n  ${'- '.repeat(10_000)}`, 'f:3:129'],
    ['question marks', `gabion: 1\na:\n  ${'? '.repeat(10_000)}`, 'f:3:129'],
    ['indentation', `gabion: 1\n${Array.from({ length: 500 }, (_, column) => `${' '.repeat(column)}a:`).join('\n')}`, 'f:66:65'],
    // Brackets in comments and quotes count for nothing, in either direction.
    ['brackets around comments', `gabion: 1\na: ${'[ # ]\n'.repeat(10_000)}`, 'f:66:1'],
  ])('FMT-8 is nested deeper than the limit: %s', (_, text, place) => {
    expect(refusal(text)).toBe(
      `${place}: Things are nested deeper here than 64 levels. A threat model needs eight at most; check the brackets.`,
    );
  });

  it('FMT-8 has too many values, or too long a text', () => {
    const few = { ...MODEL_LIMITS, nodes: 100 };
    const many = parse(`gabion: 1\na: [${'1,'.repeat(100)}1]`, few);
    const spaces = parse(`gabion: 1\n${'# comment\n'.repeat(500)}`, few);
    for (const parsed of [many, spaces]) expect(!parsed.ok && print(parsed.fault.message)).toBe('The file holds more than 100 values.');
    expect(refusal(`gabion: 1\na: "${'x'.repeat(MODEL_LIMITS.textLength)}"`)).toContain('A text may have at most 100,000 characters here.');
    expect(refusal(`gabion: 1\ntitle: ${'x'.repeat(501)}`)).toBe('f:2:8: A text may have at most 500 characters here. (title) Shorten it.');
    expect(refusal(`gabion: 1\n${'x'.repeat(1_100)}: 1`)).toBe('f:2:1: A key may have at most 1,024 characters. Shorten it.');
  });

  it('FMT-8 takes 20,000 keys in a stride, and finds the one that is there twice', () => {
    const elements = Array.from({ length: 20_000 }, (_, index) => `  e${String(index)}: { type: data/redis }`);
    expect(refusal(['gabion: 1', 'elements:', ...elements, '  e7: { type: data/redis }'].join('\n'))).toContain(
      'f:20003:3: The key "e7" stands here again',
    );
  });

  it('names at most fifty problems', () => {
    const elements = Array.from({ length: 200 }, (_, index) => `  e${String(index)}: {}`);
    expect(refusal(['gabion: 1', 'elements:', ...elements].join('\n')).split('\n')).toHaveLength(50);
  });
});

describe('a file that opens', () => {
  it('FMT-9 keeps unknown keys and says what was probably meant', () => {
    const text = 'gabion: 1\nelement: {}\nelements:\n  web: { type: process/web-application, propertys: {}, colour: red }\n';
    expect(doubts(text)).toEqual([
      'shop.gabion.yaml:2:1: The format has no key "element" here; it is kept as it is, and nothing uses it. (element) Did you mean "elements"?',
      'shop.gabion.yaml:4:41: The format has no key "propertys" here; it is kept as it is, and nothing uses it. (elements.web.propertys) Did you mean "properties"?',
      'shop.gabion.yaml:4:56: The format has no key "colour" here; it is kept as it is, and nothing uses it. (elements.web.colour) Take it out unless something else of yours reads it.',
    ]);
  });

  it('FMT-9 says that a reserved key is not used yet', () => {
    expect(doubts('gabion: 1\ninclude: [shared.gabion.yaml]\n')).toEqual([
      'shop.gabion.yaml:2:1: The key "include" is reserved for a later version; it is kept as it is, and nothing uses it yet. (include)',
    ]);
  });

  it('FMT-10 though an asset is unknown, with a warning; stale keys are no fault', () => {
    const text =
      'gabion: 1\nelements:\n  web: { type: x, stores: [carts] }\ndecisions:\n  a@gone: { status: accepted }\nlayout:\n  main:\n    gone: { at: [1, 2] }\n';
    expect(doubts(text)).toEqual([
      'shop.gabion.yaml:3:19: "carts" is named here, but the model has no such asset. (elements.web.stores) Add "carts" or mend the name.',
    ]);
    expect(opened(text).model.decisions.size).toBe(1);
  });

  it('FMT-10 with sections, entries and fields that have no value', () => {
    const { model } = opened('gabion: 1\ntitle:\nassets:\n  carts:\nelements:\n  web:\n    type: x\n    properties: ~\nflows: null\n');
    expect(model.header).toEqual({});
    expect([...model.assets]).toEqual([['carts', {}]]);
    expect(model.elements.get([...model.elements.keys()][0] ?? ('' as never))).toEqual({ type: 'x' });
    expect(model.flows.size).toBe(0);
  });

  it('FMT-10 with ids that look like numbers, in the order of the file', () => {
    const { model } = opened(modelFixture('good/treacherous-words'));
    expect([...model.elements.keys()]).toEqual(['10', '2', 'on', '2026-11-20', 'constructor']);
  });

  it('FMT-11 for reading only, if it is of a newer version', () => {
    const { readOnly, model, problems } = opened(modelFixture('good/newer-but-readable'));
    expect(readOnly).toBe(true);
    expect([...model.elements.keys()]).toEqual(['web']);
    expect(problems.map(printProblem)).toEqual([
      'shop.gabion.yaml:1:9: The file is of version 2 of the format, and this Gabion knows version 1: it opens for reading only, and parts may be missing. (gabion) Use a newer Gabion.',
    ]);
  });

  it.each(['small-shop', 'hand-written', 'windows', 'json', 'no-last-newline', 'treacherous-words'])('without an error: %s', (name) => {
    expect(opened(modelFixture(`good/${name}`)).readOnly).toBe(false);
  });

  it('with the style that new lines are to follow', () => {
    expect(opened(modelFixture('good/windows')).style).toMatchObject({ lineEnd: '\r\n', byteOrderMark: true });
    expect(opened(modelFixture('good/hand-written')).style).toMatchObject({
      indent: 4,
      listIndent: 0,
      quote: '"',
      spacedBraces: true,
      quotesKeys: false,
    });
    expect(opened(modelFixture('good/json')).style).toMatchObject({ indent: 2, quotesKeys: true, quotesTexts: true });
  });
});
