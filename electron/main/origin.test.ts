import { describe, expect, it } from 'vitest';
import { isOurs, PAGE } from './origin';
import { mayLoad } from './network';
import { ALLOWED_PERMISSIONS, mayHave } from './permissions';

const foreign = [
  'app://bundle.evil/',
  'app://evil/',
  'app://user@bundle/',
  'app://bundle:1/',
  'app:bundle/',
  'apps://bundle/',
  'https://bundle/',
  'file:///bundle/',
  'about:blank',
  'about:srcdoc',
  'data:text/html,app://bundle/',
  'javascript:alert(1)',
  'null',
  '',
];

describe('what is ours', () => {
  it('is our page and its files', () => {
    for (const url of [PAGE, 'app://bundle', 'app://bundle/', 'app://bundle/assets/a.js?x', 'APP://bundle/'])
      expect([url, isOurs(url)]).toEqual([url, true]);
  });
  it.each(foreign)('is not %j', (url) => expect(isOurs(url)).toBe(false));
});

describe('what a page may load', () => {
  it('OS-8 (P8) is our own files and what it made itself', () => {
    for (const url of [PAGE, 'data:image/png;base64,AA==', 'blob:app://bundle/2b1c']) expect(mayLoad(url, false)).toBe(true);
  });
  it.each([
    ...foreign.filter((url) => !url.startsWith('data:')),
    'http://127.0.0.1:1/',
    'ws://x/',
    'wss://x/',
    'ftp://x/',
    'blob:https://evil/1',
    'devtools://devtools/x',
    'chrome://gpu/',
    'chrome-extension://x/',
    'view-source:app://bundle/',
  ])('OS-8 (P8) is not %j', (url) => expect(mayLoad(url, false)).toBe(false));
  it('includes the developer tools where they are on', () => {
    expect(mayLoad('devtools://devtools/bundled/x.js', true)).toBe(true);
  });
});

describe('permissions', () => {
  it('OS-9 are two, each with a reason', () => {
    expect([...ALLOWED_PERMISSIONS.keys()]).toEqual(['clipboard-sanitized-write', 'fullscreen']);
    for (const reason of ALLOWED_PERMISSIONS.values()) expect(reason).toMatch(/\.$/);
  });
  it('OS-9 are for our own page only', () => {
    expect(mayHave('fullscreen', 'app://bundle/')).toBe(true);
    for (const origin of foreign) expect(mayHave('fullscreen', origin)).toBe(false);
  });
  it.each([
    'clipboard-read',
    'deprecated-sync-clipboard-read',
    'media',
    'geolocation',
    'notifications',
    'midi',
    'midiSysex',
    'pointerLock',
    'openExternal',
    'display-capture',
    'hid',
    'serial',
    'usb',
    'idle-detection',
    'mediaKeySystem',
    'storage-access',
    'unknown',
    'something that comes next year',
  ])('OS-9 are not %s', (permission) => expect(mayHave(permission, 'app://bundle/')).toBe(false));
});
