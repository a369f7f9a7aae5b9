import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLayerTypes, layers, type Layer } from '../../build/layer-types.mjs';

// A canary in the mine: a small tree of well-behaved files with deliberate violations among them, checked by the very
// configurations that check the real one. If a rule stops biting, this test falls over.

const root = path.resolve(import.meta.dirname, '../..');

const wellBehaved = {
  'shared/model/threat-model.ts': "import { z } from 'zod';\nexport const Title = z.string();\n",
  'shared/format/read.ts':
    "import { parseDocument } from 'yaml';\nimport { Title } from '../model/threat-model';\nexport const readTitle = (text: string): string => Title.parse(parseDocument(text).toJS());\n",
  'shared/desktop-api.ts': 'export interface DesktopApi {\n  readonly version: string;\n}\n',
  'renderer/src/title.tsx':
    'import { readTitle } from \'../../shared/format/read\';\nexport const Heading = ({ text }: { readonly text: string }) => <h1 id="title">{readTitle(text)} · 1</h1>;\n',
  'renderer/src/numbers.ts': 'export const zero = 0;\n',
  'electron/node/files.ts':
    "import { readFile } from 'node:fs/promises';\nexport const read = (file: string): Promise<string> => readFile(file, 'utf8');\n",
  'electron/main/main.ts':
    "import { app } from 'electron';\nimport { read } from '../node/files';\nvoid app.whenReady().then(() => read(app.getPath('userData')));\n",
  'electron/preload/preload.ts':
    "import { contextBridge } from 'electron';\nimport type { DesktopApi } from '../../shared/desktop-api';\nconst api: DesktopApi = { version: '1' };\ncontextBridge.exposeInMainWorld('gabion', api);\n",
};

const violations = {
  'shared/model/uses-the-page.ts': 'export const title = (): string => document.title;\n',
  'shared/model/uses-the-console.ts': "console.log('hello');\n",
  'shared/model/reads-a-file.ts': "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('a');\n",
  'shared/model/looks-up.ts': "import { readTitle } from '../format/read';\nexport const look = readTitle;\n",
  'shared/format/looks-at-electron.ts': "export { read } from '../../electron/node/files';\n",
  'shared/format/uses-react.ts': "export { useState } from 'react';\n",
  'shared/analysis/turns-back-to-exchange.ts': "export type { Fragment } from '../exchange/fragment';\n",
  'shared/exchange/fragment.ts': 'export interface Fragment {\n  readonly id: string;\n}\n',
  'renderer/src/uses-electron.ts': "import { app } from 'electron';\nexport const name = app.getName();\n",
  'renderer/src/uses-main.ts': "export { read } from '../../electron/node/files';\n",
  'renderer/src/says-something.tsx': 'export const Greeting = () => <p>Good morning</p>;\n',
  'renderer/src/labels-something.tsx': "export const Button = () => <button aria-label={'Close it'} />;\n",
  'renderer/src/store-for-all.ts':
    "import { createStore } from 'zustand/vanilla';\nexport const store = createStore(() => ({ open: false }));\n",
  'renderer/src/store-in-a-function.ts':
    "import { createStore } from 'zustand/vanilla';\nexport const makeStore = () => createStore(() => ({ open: false }));\n",
  'renderer/src/remembers.ts': "export const remember = (): void => localStorage.setItem('a', 'b');\n",
  'electron/main/uses-the-page.ts': "export { Heading } from '../../renderer/src/title';\n",
  'electron/main/uses-a-number-of-the-page.ts': "export { zero } from '../../renderer/src/numbers';\n",
  'electron/main/listens-by-itself.ts': "import { ipcMain } from 'electron';\nipcMain.on('anything', () => undefined);\n",
  'electron/main/is-younger-than-the-runtime.ts': "import { webUtils } from 'electron';\nexport const pathOf = webUtils.getPathForFile;\n",
  'electron/node/uses-electron.ts': "import { app } from 'electron';\nexport const folder = (): string => app.getPath('userData');\n",
  'electron/cli/uses-main.ts': "export * from '../main/main';\n",
  'electron/preload/carries-zod.ts': "import { z } from 'zod';\nexport const Message = z.string();\n",
  'shared/model/goes-round.ts':
    "import type { Round } from './and-round';\nexport const goesRound = (round: Round): string => round.name;\n",
  'shared/model/and-round.ts': "export type { goesRound } from './goes-round';\nexport interface Round {\n  readonly name: string;\n}\n",
  'shared/model/merges.ts': 'export const merge = (a: object, b: object): object => Object.assign(a, b);\n',
  'shared/model/walks.ts': "export const walk = (a: Record<string, string>): void => {\n  for (const key in a) a[key] = '';\n};\n",
  'shared/model/throws-dice.ts': 'export const dice = (): number => Math.random() + Date.now();\n',
} as const;

/** Well-behaved, but named among the violations to stand beside their counterparts. */
const innocent = new Set<string>(['renderer/src/store-in-a-function.ts', 'shared/exchange/fragment.ts']);
/** A circle is reported once, at one of its files. */
const restOfCircle = 'shared/model/goes-round.ts';

type Violation = keyof typeof violations;

interface Complaint {
  readonly file: string;
  readonly rule: string;
}

const overlay = mkdtempSync(path.join(os.tmpdir(), 'gabion-canary-'));
let fromCompiler: readonly { readonly layer: Layer; readonly line: string }[] = [];
let fromDependencies: readonly Complaint[] = [];
let fromLint: readonly Complaint[] = [];

beforeAll(() => {
  const configurations = [
    'tsconfig.base.json',
    'tsconfig.lint.json',
    ...layers.map(({ name }) => `tsconfig.${name}.json`),
    '.dependency-cruiser.cjs',
    'eslint.config.js',
    'build/eslint',
    'package.json',
  ];
  for (const name of new Set(configurations)) cpSync(path.join(root, name), path.join(overlay, name), { recursive: true });
  symlinkSync(path.join(root, 'node_modules'), path.join(overlay, 'node_modules'));
  for (const [name, text] of Object.entries({ ...wellBehaved, ...violations, 'test/any.test.ts': 'export {};\n' })) {
    mkdirSync(path.dirname(path.join(overlay, name)), { recursive: true });
    writeFileSync(path.join(overlay, name), text);
  }
  fromCompiler = layers
    .filter(({ folder }) => ['shared', 'renderer', 'electron'].includes(folder))
    .flatMap((layer) => checkLayerTypes(layer, overlay).map((line) => ({ layer, line })));
  fromDependencies = runDependencyCruiser();
  fromLint = runEslint();
}, 120_000);

afterAll(() => rmSync(overlay, { recursive: true, force: true }));

function runTool(script: string, args: readonly string[]): string {
  const tool = spawnSync(process.execPath, [path.join(root, 'node_modules', script), ...args], {
    cwd: overlay,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (tool.stdout === '') throw new Error(tool.stderr);
  return tool.stdout;
}

function runDependencyCruiser(): readonly Complaint[] {
  const report = JSON.parse(
    runTool('dependency-cruiser/bin/dependency-cruiser.mjs', [
      '--preserve-symlinks',
      '--output-type',
      'json',
      'shared',
      'renderer',
      'electron',
    ]),
  ) as {
    readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] };
  };
  return report.summary.violations.map(({ from, rule }) => ({ file: from, rule: rule.name }));
}

function runEslint(): readonly Complaint[] {
  const report = JSON.parse(runTool('eslint/bin/eslint.js', ['--format', 'json', 'shared', 'renderer', 'electron'])) as readonly {
    readonly filePath: string;
    readonly messages: readonly { readonly ruleId: string | null; readonly message: string }[];
  }[];
  return report.flatMap(({ filePath, messages }) =>
    messages.map(({ ruleId, message }) => ({ file: path.relative(overlay, filePath), rule: ruleId ?? message })),
  );
}

/** What the compiler says about a file when it checks the layer that the file belongs to. */
const compilerSays = (file: string): readonly string[] =>
  fromCompiler.filter(({ layer, line }) => file.startsWith(`${layer.folder}/`) && line.startsWith(`${file}(`)).map(({ line }) => line);
const rulesFor = (complaints: readonly Complaint[], file: string): readonly string[] =>
  complaints.filter((one) => one.file === file).map((one) => one.rule);

describe('the layers are enforced', () => {
  it('well-behaved files raise no complaint', () => {
    for (const file of [...Object.keys(wellBehaved), ...innocent]) {
      expect(compilerSays(file), file).toEqual([]);
      expect(rulesFor(fromDependencies, file), file).toEqual([]);
      expect(rulesFor(fromLint, file), file).toEqual([]);
    }
  });

  it('every violation raises one', () => {
    const silent = Object.keys(violations).filter(
      (file) =>
        !innocent.has(file) &&
        file !== restOfCircle &&
        compilerSays(file).length + rulesFor(fromDependencies, file).length + rulesFor(fromLint, file).length === 0,
    );
    expect(silent).toEqual([]);
  });

  it.each<[Violation, RegExp]>([
    ['shared/model/uses-the-page.ts', /Cannot find name 'document'/],
    ['shared/model/uses-the-console.ts', /Cannot find name 'console'/],
    ['shared/model/reads-a-file.ts', /Cannot find (module|name) 'node:fs'/],
    ['electron/main/uses-the-page.ts', /'--jsx' is not set/],
    ['electron/main/is-younger-than-the-runtime.ts', /has no exported member( named)? 'webUtils'/],
  ])('the compiler refuses %s', (file, complaint) => {
    expect(compilerSays(file).join('\n')).toMatch(complaint);
  });

  it.each([
    ['shared reaching for electron', 'tsconfig.shared.json', 'electron/node/files.ts'],
    ['the page reaching for electron', 'tsconfig.renderer.json', 'electron/node/files.ts'],
    ['the page reaching for the module electron', 'tsconfig.renderer.json', 'node_modules/electron/electron.d.ts'],
    ['electron reaching for the page', 'tsconfig.electron.json', 'renderer/src/numbers.ts'],
  ])('the compiler notices %s', (_what, configuration, reached) => {
    expect(fromCompiler.map(({ line }) => line)).toContain(`${configuration}: the layer reaches ${reached}, which is not for it`);
  });

  it.each<[Violation, string]>([
    ['shared/model/reads-a-file.ts', 'shared-has-no-node'],
    ['shared/model/looks-up.ts', 'shared-layer-1-imports-no-higher-layer'],
    ['shared/analysis/turns-back-to-exchange.ts', 'shared-layer-3-imports-no-higher-layer'],
    ['shared/format/looks-at-electron.ts', 'shared-stands-alone'],
    ['shared/format/uses-react.ts', 'shared-uses-pure-libraries-only'],
    ['shared/model/and-round.ts', 'no-circular'],
    ['renderer/src/uses-electron.ts', 'renderer-is-a-page'],
    ['renderer/src/uses-main.ts', 'renderer-is-a-page'],
    ['electron/main/uses-the-page.ts', 'electron-is-no-page'],
    ['electron/node/uses-electron.ts', 'node-knows-no-electron'],
    ['electron/cli/uses-main.ts', 'cli-knows-no-electron'],
    ['electron/preload/carries-zod.ts', 'preload-is-thin'],
  ])('the dependency rules refuse %s by %s', (file, rule) => {
    expect(rulesFor(fromDependencies, file)).toContain(rule);
  });

  it.each<[Violation, string]>([
    ['renderer/src/says-something.tsx', 'gabion/no-literal-sentence'],
    ['renderer/src/labels-something.tsx', 'gabion/no-literal-sentence'],
    ['renderer/src/store-for-all.ts', 'gabion/no-module-store'],
    ['renderer/src/remembers.ts', 'no-restricted-globals'],
    ['electron/main/listens-by-itself.ts', 'no-restricted-imports'],
    ['shared/model/merges.ts', 'no-restricted-properties'],
    ['shared/model/walks.ts', 'no-restricted-syntax'],
    ['shared/model/throws-dice.ts', 'no-restricted-properties'],
  ])('the lint refuses %s by %s', (file, rule) => {
    expect(rulesFor(fromLint, file)).toContain(rule);
  });
});
