#!/usr/bin/env node
// Makes a .deb with Debian's own dpkg-deb. electron-builder hands packing over to a program called fpm, which it would
// download; CUSTOM_FPM_PATH names this file instead. It understands what electron-builder says to fpm about a .deb:
// options with values, and at the end SOURCE=/target pairs.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Options without a value. */
const bare = new Set(['--force', '--debug']);
/** Options that may come many times. */
const repeated = new Set(['-d', '--depends', '--deb-recommends']);

/** @param {readonly string[]} argv */
function readArguments(argv) {
  /** @type {Map<string, string>} */
  const single = new Map();
  /** @type {Map<string, string[]>} */
  const many = new Map();
  /** @type {{ from: string, to: string }[]} */
  const inputs = [];
  for (let at = 0; at < argv.length; at += 1) {
    const word = argv[at] ?? '';
    if (bare.has(word)) continue;
    if (!word.startsWith('-')) {
      const equals = word.lastIndexOf('=');
      inputs.push({ from: word.slice(0, equals), to: word.slice(equals + 1) });
      continue;
    }
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals === -1 ? word : word.slice(0, equals);
    const value = equals === -1 ? (argv[(at += 1)] ?? '') : word.slice(equals + 1);
    if (repeated.has(name)) many.set(name, [...(many.get(name) ?? []), value]);
    else single.set(name.replace(/^-+/, ''), value);
  }
  return {
    single,
    inputs,
    depends: [...(many.get('-d') ?? []), ...(many.get('--depends') ?? [])],
    recommends: many.get('--deb-recommends') ?? [],
  };
}

/** Every file below a folder; folders and files get the modes of an installed system. @param {string} folder @returns {string[]} */
function settleFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isSymbolicLink()) return [];
    if (entry.isDirectory()) {
      chmodSync(full, 0o755);
      return settleFiles(full);
    }
    chmodSync(full, statSync(full).mode & 0o111 ? 0o755 : 0o644);
    return [full];
  });
}

/** @param {readonly string[]} argv */
function pack(argv) {
  const { single, inputs, depends, recommends } = readArguments(argv);
  const need = (/** @type {string} */ name) => {
    const value = single.get(name);
    if (value === undefined) throw new Error(`no --${name} was given`);
    return value;
  };
  if (need('t') !== 'deb') throw new Error(`only .deb files are made here, not ${need('t')}`);

  const stage = mkdtempSync(path.join(os.tmpdir(), 'gabion-deb-'));
  try {
    chmodSync(stage, 0o755);
    for (const { from, to } of inputs) {
      const target = path.join(stage, to);
      mkdirSync(path.dirname(target), { recursive: true });
      cpSync(from, target, { recursive: true, verbatimSymlinks: true });
    }
    const files = settleFiles(stage);
    const bytes = files.reduce((sum, file) => sum + lstatSync(file).size, 0);
    const [summary = '', ...more] = need('description')
      .split('\n')
      .map((line) => line.trim());
    const iteration = single.get('iteration');
    /** @type {readonly (readonly [string, string | undefined])[]} */
    const fields = [
      ['Package', need('name')],
      ['Version', iteration === undefined ? need('version') : `${need('version')}-${iteration}`],
      ['Architecture', need('architecture')],
      ['Maintainer', need('maintainer')],
      ['Installed-Size', String(Math.ceil(bytes / 1024))],
      ['Depends', depends.join(', ')],
      ['Recommends', recommends.join(', ')],
      ['Section', single.get('category') ?? 'devel'],
      ['Priority', single.get('deb-priority') ?? 'optional'],
      ['Homepage', single.get('url')],
      ['Description', [summary || need('name'), ...more.filter(Boolean).map((line) => ` ${line}`)].join('\n')],
    ];
    const control = path.join(stage, 'DEBIAN');
    mkdirSync(control);
    writeFileSync(path.join(control, 'control'), fields.flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : [])).join(''));
    writeFileSync(
      path.join(control, 'md5sums'),
      files.map((file) => `${createHash('md5').update(readFileSync(file)).digest('hex')}  ${path.relative(stage, file)}\n`).join(''),
    );
    for (const [option, script] of /** @type {const} */ ([
      ['after-install', 'postinst'],
      ['after-remove', 'postrm'],
      ['before-install', 'preinst'],
      ['before-remove', 'prerm'],
    ])) {
      const source = single.get(option);
      if (source === undefined) continue;
      cpSync(source, path.join(control, script));
      chmodSync(path.join(control, script), 0o755);
    }
    const compression = process.env.GABION_QUICK_DEB === '1' ? ['-Zgzip', '-z1'] : ['-Zxz', '-z6'];
    const made = spawnSync('dpkg-deb', ['--root-owner-group', ...compression, '--build', stage, path.resolve(need('package'))], {
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(`dpkg-deb: ${made.stderr}`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

const argv = process.argv.slice(2);
if (argv[0] === '--version') console.log('1.0.0');
else {
  try {
    pack(argv);
  } catch (error) {
    console.error(`build/deb-packer.mjs: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
