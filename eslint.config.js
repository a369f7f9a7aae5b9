import hooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import { noLiteralSentence } from './build/eslint/no-literal-sentence.mjs';
import { noModuleStore } from './build/eslint/no-module-store.mjs';

const tests = ['test/**', '**/*.test.{ts,tsx}'];

/** Younger than ES2023 and Chromium 114 / Node 18, where the code must still run; the compiler's `lib` catches the rest. */
const tooYoung = [
  ['AbortSignal', 'any'],
  ['Array', 'fromAsync'],
  ['Iterator', 'from'],
  ['Map', 'groupBy'],
  ['Object', 'groupBy'],
  ['Promise', 'try'],
  ['Promise', 'withResolvers'],
  ['RegExp', 'escape'],
  ['URL', 'canParse'],
  ['URL', 'parse'],
].map(([object, property]) => ({ object, property, message: 'Not in Chromium 114 or Node 18, where this code must run.' }));

const unsafeMerge = {
  object: 'Object',
  property: 'assign',
  message: 'On parsed data it sets the prototype (`__proto__`). Use a spread, or a Map.',
};
const storage = 'Settings and drafts live in IndexedDB, behind one module.';

const bannedSyntax = [
  { selector: 'ForInStatement', message: 'for…in walks the prototype. Use Object.keys or Object.entries, or a Map.' },
  {
    selector: "CallExpression[callee.object.name='Object'][callee.property.name='setPrototypeOf']",
    message: 'Nobody changes a prototype.',
  },
];
const pureSyntax = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'shared/ has no clock: take the time as a parameter.' },
];
const pureProperties = [
  { object: 'Date', property: 'now', message: 'shared/ has no clock: take the time as a parameter.' },
  { object: 'Math', property: 'random', message: 'shared/ has no randomness: take the source as a parameter.' },
];

export default defineConfig(
  { ignores: ['dist/', 'out/', 'reports/', 'test-results/', '.cache/', 'build/default-app/', 'test/fixtures/**/*.js'] },
  ts.configs.strictTypeChecked,
  // One program for all files; what a layer may see, `npm run typecheck` checks.
  { languageOptions: { parserOptions: { project: 'tsconfig.lint.json', tsconfigRootDir: import.meta.dirname } } },
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { gabion: { rules: { 'no-literal-sentence': noLiteralSentence, 'no-module-store': noModuleStore } } },
    rules: {
      eqeqeq: 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-properties': ['error', unsafeMerge, ...tooYoung],
      'no-restricted-syntax': ['error', ...bannedSyntax],
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['shared/**'],
    ignores: tests,
    rules: {
      'no-restricted-properties': ['error', unsafeMerge, ...tooYoung, ...pureProperties],
      'no-restricted-syntax': ['error', ...bannedSyntax, ...pureSyntax],
    },
  },
  {
    // These rules compile each file as React would, which tests are not worth.
    files: ['renderer/**'],
    ignores: tests,
    extends: [hooks.configs.flat.recommended],
  },
  {
    files: ['renderer/**'],
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-globals': ['error', ...['localStorage', 'sessionStorage'].map((name) => ({ name, message: storage }))],
      'no-restricted-properties': [
        'error',
        unsafeMerge,
        ...tooYoung,
        ...['window', 'globalThis', 'self'].flatMap((object) =>
          ['localStorage', 'sessionStorage'].map((property) => ({ object, property, message: storage })),
        ),
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'zustand',
              importNames: ['create'],
              message: 'Use createStore from zustand/vanilla, inside a function; read it through context.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    ignores: tests,
    rules: { 'gabion/no-literal-sentence': 'error', 'gabion/no-module-store': 'error' },
  },
  {
    files: ['electron/**'],
    ignores: ['electron/main/validated-ipc.ts', 'electron/preload/**', ...tests],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain', 'ipcRenderer'],
              message: 'Calls from the page pass electron/main/validated-ipc.ts, which checks sender and arguments.',
            },
          ],
        },
      ],
    },
  },
  {
    // Tests read like prose: assertions may name the impossible, a fixture may be long.
    files: tests,
    rules: { 'max-lines': 'off', '@typescript-eslint/unbound-method': 'off', '@typescript-eslint/no-deprecated': 'off' },
  },
  { files: ['shared/messages/**'], rules: { 'max-lines': 'off' } },
  { files: ['**/*.{js,mjs,cjs}'], extends: [ts.configs.disableTypeChecked] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['**/*.d.mts'], extends: [ts.configs.disableTypeChecked] },
);
