// The part that Electron's own download has and an Electron taken out of a packaged application lacks: it starts the
// application whose folder is the first argument that is no switch. `-r FILE` loads a file before it, as test drivers want.
const { app } = require('electron');
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

/** @param {readonly string[]} args */
function readArguments(args) {
  const before = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at];
    if (arg === '-r' || arg === '--require') before.push(args[(at += 1)]);
    else if (!arg.startsWith('-')) return { before, folder: path.resolve(arg) };
  }
  return { before, folder: undefined };
}

const { before, folder } = readArguments(process.argv.slice(1));
if (folder === undefined) {
  console.error('usage: electron [switches] FOLDER');
  process.exit(2);
}

const about = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(about.productName ?? about.name);
app.setVersion(about.version);
app.setAppPath(folder);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

for (const file of before) Module._load(path.resolve(file), null, false);
Module._load(path.join(folder, about.main), null, true);
