// electron-builder's configuration. build/package.mjs says through the environment which Electron to pack:
//   GABION_ELECTRON_DIST, GABION_ELECTRON_VERSION    a folder with an Electron, and its version; none is downloaded then
//   GABION_TRIAL=1                                   that Electron is the testing runtime: mark everything as a trial
//
// Linux is built and tried; the sections for Windows and macOS are UNVERIFIED: nobody has built them yet.
const dist = process.env.GABION_ELECTRON_DIST;
const version = process.env.GABION_ELECTRON_VERSION;
const trial = process.env.GABION_TRIAL === '1';
const electronMajor = version === undefined ? Infinity : Number.parseInt(version, 10);

const { version: ourVersion } = require('../package.json');

/** @type {import('electron-builder').Configuration} */
module.exports = {
  appId: 'org.gabion.Gabion',
  productName: 'Gabion', // one word: it names a folder in /opt, and Chromium's sandbox helper splits its own path at a space
  copyright: 'Copyright The Gabion authors, Apache License 2.0',
  directories: { output: trial ? 'out/trial' : 'out', buildResources: 'build/resources' },
  artifactName: '${name}-${version}-${arch}.${ext}',
  ...(dist === undefined ? {} : { electronDist: dist, electronVersion: version }),
  ...(trial ? { extraMetadata: { version: `${ourVersion}-trial`, gabionRuntime: 'fallback' } } : {}),

  // Everything that runs is bundled, so nothing of node_modules goes along.
  files: ['dist/**', '!dist/**/*.map', '!dist/{licenses,stamps}/**', 'LICENSE', 'NOTICE', 'package.json', '!node_modules/**'],
  extraFiles: ['LICENSE', 'NOTICE', { from: 'dist/THIRD-PARTY-LICENSES.txt', to: 'THIRD-PARTY-LICENSES.txt' }],
  asar: true,
  npmRebuild: false,
  publish: null,

  // What a local Electron brings along to start applications from folders has no place in a packaged one.
  afterPack: ({ appOutDir, electronPlatformName }) => {
    if (electronPlatformName !== 'linux') return;
    const { rmSync } = require('node:fs');
    for (const leftover of ['app', 'default_app.asar']) rmSync(`${appOutDir}/resources/${leftover}`, { recursive: true, force: true });
  },

  // build/package.mjs reads these back from the packed binary and fails where they differ.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true, // takes effect on macOS and Windows
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    ...(electronMajor >= 29 ? { grantFileProtocolExtraPrivileges: false } : {}), // Electron 25 has no such fuse
  },

  fileAssociations: [{ ext: 'gabion', name: 'Gabion threat model', mimeType: 'application/x-gabion', role: 'Editor' }],

  linux: {
    target: ['dir', 'tar.gz', 'deb'],
    category: 'Development',
    executableName: 'gabion',
    syncDesktopName: true, // so that a desktop knows which of its entries a window belongs to
    maintainer: 'The Gabion authors <authors@gabion.invalid>',
    vendor: 'The Gabion authors',
    synopsis: 'Threat modeling for cloud-native systems',
    icon: 'build/resources/icons',
  },
  deb: {
    // electron-builder's own list lacks the last three, and a bare Debian has none of them.
    depends: [
      'libgtk-3-0 | libgtk-3-0t64',
      'libnotify4',
      'libnss3',
      'libxss1',
      'libxtst6',
      'xdg-utils',
      'libatspi2.0-0 | libatspi2.0-0t64',
      'libuuid1',
      'libsecret-1-0',
      'libasound2 | libasound2t64',
      'libgbm1',
      'libdrm2',
    ],
  },

  // Unverified.
  win: { target: ['nsis', 'zip'], icon: 'build/resources/icons/256x256.png' },
  nsis: { oneClick: false, perMachine: true }, // an installation that its user cannot write to keeps what is signed as it is
  mac: {
    target: ['dmg', 'zip'],
    category: 'public.app-category.developer-tools',
    icon: 'build/resources/icons/1024x1024.png',
    hardenedRuntime: true,
  },
};
