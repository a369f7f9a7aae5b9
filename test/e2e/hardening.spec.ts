import type { Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { DocumentId } from '../../shared/desktop-api';
import { answerDialogs, asked, desktopOf, dropFile, runAnother } from './desktop-page';
import { expect, test } from './electron-app';

/** The list of Electron's own security checks, with ours behind it. Each is asserted from inside the running application. */

const PAGE = 'app://bundle/index.html';

/** Runs a piece of script in the page and gives the directives of the Content-Security-Policy that it broke. */
const brokenBy = (page: Page, script: string): Promise<readonly string[]> =>
  page.evaluate(`(async () => {
    const broken = [];
    const note = (event) => broken.push(event.effectiveDirective);
    document.addEventListener('securitypolicyviolation', note);
    try { ${script} } catch {}
    await new Promise((resolve) => setTimeout(resolve, 150));
    document.removeEventListener('securitypolicyviolation', note);
    return broken;
  })()`);

/** What an expression comes to in the page: its value, or the name of the error. */
const outcomeOf = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(
    `(async () => { try { return await (${expression}); } catch (error) { return error instanceof Error || error instanceof DOMException ? error.name : String(error); } })()`,
  );

test.describe('1. only content of our own', () => {
  test('OS-8 (P8) nothing the page can try reaches a server', async ({ gabion: { page, app } }) => {
    const reached: string[] = [];
    const server = createServer((request, response) => {
      reached.push(request.url ?? '');
      response.end();
    });
    server.on('upgrade', (request, socket) => {
      reached.push(request.url ?? '');
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    await page.evaluate(async (host) => {
      const element = (name: string, attributes: Readonly<Record<string, string>>) => {
        const made = document.createElement(name);
        for (const [attribute, value] of Object.entries(attributes)) {
          try {
            made.setAttribute(attribute, value);
          } catch {
            // Trusted Types refuse some of these already.
          }
        }
        document.body.append(made);
        return made;
      };
      const made = [
        element('img', { src: `http://${host}/img` }),
        element('link', { rel: 'stylesheet', href: `http://${host}/style` }),
        element('link', { rel: 'prefetch', href: `http://${host}/prefetch` }),
        element('link', { rel: 'preload', as: 'image', href: `http://${host}/preload` }),
        element('iframe', { src: `http://${host}/iframe` }),
        element('video', { src: `http://${host}/video` }),
        element('object', { data: `http://${host}/object` }),
        element('embed', { src: `http://${host}/embed` }),
        element('div', { style: `background: url(http://${host}/background)` }),
      ];
      const tries: (() => unknown)[] = [
        () => fetch(`http://${host}/fetch`, { mode: 'no-cors' }),
        () => navigator.sendBeacon(`http://${host}/beacon`, 'x'),
        () => new WebSocket(`ws://${host}/socket`),
        () => new EventSource(`http://${host}/events`),
        () => {
          const request = new XMLHttpRequest();
          request.open('GET', `http://${host}/xhr`);
          request.send();
        },
        () => import(/* @vite-ignore */ `http://${host}/module.js`),
      ];
      await Promise.allSettled(tries.map((attempt) => Promise.resolve().then(attempt)));
      await new Promise((resolve) => setTimeout(resolve, 400));
      for (const one of made) one.remove();
    }, address);
    // And where the policy were not there: the session itself lets nothing out.
    const direct = await app.evaluate(
      ({ session }, host) => session.defaultSession.fetch(`http://${host}/session`).then(() => 'went', String),
      address,
    );
    expect(direct).toContain('ERR_BLOCKED_BY_CLIENT');
    expect(reached).toEqual([]);
    server.close();
  });
});

test.describe('2-4. the page is confined', () => {
  test('OS-9 by what its window was made with', async ({ gabion: { app } }) => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Not in Electron's definitions, and there in every version so far.
      const read: unknown = contents === undefined ? undefined : Reflect.get(contents, 'getLastWebPreferences');
      return typeof read === 'function' ? (Reflect.apply(read, contents, []) as Readonly<Record<string, unknown>>) : {};
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    expect(preferences['experimentalFeatures'] ?? false).toBe(false);
    expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
    expect(preferences['allowRunningInsecureContent'] ?? false).toBe(false);
  });

  test('OS-9 so that no part of Node or Electron is in it', async ({ gabion: { page } }) => {
    const found = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer', 'electron', '__dirname', 'setImmediate'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(found).toEqual([]);
  });

  test('OS-9 by the operating system', async ({ gabion: { app } }) => {
    test.skip(process.getuid?.() === 0, 'root can only run without the sandbox');
    test.skip(process.platform !== 'linux', 'read from /proc');
    const pid = await app.evaluate(({ app: electron }) => electron.getAppMetrics().find((metric) => metric.type === 'Tab')?.pid);
    const status = await readFile(`/proc/${pid ?? 0}/status`, 'utf8');
    expect(status).toMatch(/^Seccomp:\s*2$/m);
    expect(status).toMatch(/^NSpid:\s*\d+\s+\d+/m);
  });
});

test.describe('5. permissions', () => {
  test('OS-9 are refused, but for writing to the clipboard and the whole screen', async ({ gabion: { page, app } }) => {
    // The clipboard is for a page that has the focus; the window can take it once it is shown.
    await expect
      .poll(async () => {
        await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
        await page.mouse.click(2, 2);
        return await page.evaluate(() => document.hasFocus());
      })
      .toBe(true);
    expect(await outcomeOf(page, 'navigator.clipboard.writeText("from the page").then(() => "written")')).toBe('written');
    expect(await outcomeOf(page, 'Notification.requestPermission()')).toBe('denied');
    expect(await outcomeOf(page, 'navigator.mediaDevices?.getUserMedia({ audio: true }) ?? "NotAllowedError"')).toMatch(
      /NotAllowedError|NotFoundError/,
    );
    expect(await outcomeOf(page, 'navigator.mediaDevices?.getDisplayMedia({ video: true }) ?? "NotAllowedError"')).toMatch(
      /NotAllowedError|InvalidStateError|AbortError|NotSupportedError/,
    );
    expect(
      await outcomeOf(
        page,
        'new Promise((done) => navigator.geolocation.getCurrentPosition(() => done("found"), (error) => done(error.code)))',
      ),
    ).toBe(1);
    expect(await outcomeOf(page, 'navigator.clipboard.readText()')).toBe('NotAllowedError');
    expect(await outcomeOf(page, 'navigator.requestMIDIAccess?.() ?? "SecurityError"')).toMatch(/SecurityError|NotAllowedError/);
    for (const door of ['usb', 'hid', 'serial', 'bluetooth']) {
      const devices = await outcomeOf(
        page,
        `navigator.${door} === undefined ? [] : navigator.${door}.${door === 'serial' ? 'getPorts' : 'getDevices'}?.() ?? []`,
      );
      expect([door, devices]).toEqual([door, Array.isArray(devices) ? [] : expect.stringMatching(/Error$/)]);
    }
    for (const name of ['camera', 'microphone', 'geolocation', 'notifications', 'midi']) {
      expect([name, await outcomeOf(page, `navigator.permissions.query({ name: '${name}' }).then((status) => status.state)`)]).not.toEqual([
        name,
        'granted',
      ]);
    }
  });
});

test.describe('6-10. the Content-Security-Policy', () => {
  test('OS-10 comes with the page and with every file', async ({ gabion: { page } }) => {
    const policies = await page.evaluate(async () =>
      Promise.all(['/index.html', '/', '/nothing'].map(async (url) => (await fetch(url)).headers.get('content-security-policy') ?? '')),
    );
    for (const policy of policies) {
      for (const directive of [
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-src 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "require-trusted-types-for 'script'",
        'trusted-types gabion-worker',
      ])
        expect(policy.split('; ')).toContain(directive);
      expect(policy).not.toContain('unsafe');
    }
  });

  test('OS-10 is broken by nothing in normal use', async ({ gabion: { page, output } }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.reload();
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
    expect(output()).not.toContain('Refused');
  });

  test('OS-10 stops script that was put into the page', async ({ gabion: { page } }) => {
    // Trusted Types are the first to refuse it.
    expect(
      await brokenBy(page, `const s = document.createElement('script'); s.append('window.pwned = 1'); document.head.append(s);`),
    ).not.toEqual([]);
    expect(
      await brokenBy(
        page,
        `const b = document.createElement('button'); b.setAttribute('onclick', 'window.pwned = 1'); document.body.append(b); b.click(); b.remove();`,
      ),
    ).not.toEqual([]);
    expect(
      await brokenBy(
        page,
        `const s = document.createElement('script'); s.setAttribute('src', 'data:text/javascript,window.pwned=1'); document.head.append(s);`,
      ),
    ).not.toEqual([]);
    expect(
      await brokenBy(page, `const s = document.createElement('style'); s.append('body { color: red }'); document.head.append(s);`),
    ).toContainEqual(expect.stringContaining('style-src'));
    expect(
      await brokenBy(page, `const f = document.createElement('iframe'); f.src = 'https://example.invalid/'; document.body.append(f);`),
    ).toContain('frame-src');
    expect(
      await brokenBy(page, `const b = document.createElement('base'); b.href = 'https://example.invalid/'; document.head.append(b);`),
    ).toContain('base-uri');
    expect(await page.evaluate(() => Reflect.get(window, 'pwned') as unknown)).toBeUndefined();
  });

  test('OS-10 lets no text become code or markup', async ({ gabion: { page } }) => {
    // From a script of the page's own world, unlike `evaluate`, which no policy binds: a listener that the page calls.
    const inPage = (body: string) =>
      outcomeOf(
        page,
        `new Promise((done) => { addEventListener('gabion-probe', () => { try { done(String(${body})); } catch (error) { done(error.name); } }, { once: true }); dispatchEvent(new Event('gabion-probe')); })`,
      );
    for (const body of [
      `document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>'`,
      `document.createElement('div').insertAdjacentHTML('beforeend', '<b>x</b>')`,
      `document.write('<b>x</b>')`,
      `new Worker('/assets/none.js')`,
      `document.createElement('script').src = '/assets/none.js'`,
      `new DOMParser().parseFromString('<b>x</b>', 'text/html')`,
    ])
      expect([body, await inPage(body)]).toEqual([body, 'TypeError']);
    expect(await inPage(`trustedTypes.createPolicy('mine', { createHTML: (text) => text })`)).toBe('TypeError');
  });
});

test.describe('11-12. other content', () => {
  test('OS-11 no service worker, no <webview>', async ({ gabion: { page, app } }) => {
    expect(await outcomeOf(page, `navigator.serviceWorker?.register('/sw.js') ?? 'SecurityError'`)).toMatch(/Error$/);
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.invalid/');
      document.body.append(view);
      setTimeout(() => view.remove(), 100);
    });
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getType()))).toEqual([
      'window',
    ]);
  });
});

test.describe('13-14. the page stays where it is', () => {
  const leaving: readonly (readonly [string, string])[] = [
    ['an address', `location.href = 'https://example.invalid/'`],
    ['an address on the disk', `location.href = 'file:///etc/passwd'`],
    ['an address of another host of ours', `location.href = 'app://local/index.html'`],
    ['an address of its own', `location.href = 'app://bundle/index.html?again'`],
    ['a script address', `location.href = 'javascript:void(window.pwned = 1)'`],
    ['data', `location.href = 'data:text/html,<h1>x</h1>'`],
    ['a blob', `location.href = URL.createObjectURL(new Blob(['<h1>x</h1>'], { type: 'text/html' }))`],
    ['replacing', `location.replace('https://example.invalid/')`],
    [
      'a link',
      `const a = document.createElement('a'); a.href = 'https://example.invalid/'; document.body.append(a); a.click(); a.remove();`,
    ],
    [
      'a link to a new window',
      `const a = document.createElement('a'); a.href = 'https://example.invalid/'; a.target = '_blank'; document.body.append(a); a.click(); a.remove();`,
    ],
    [
      'a download',
      `const a = document.createElement('a'); a.href = 'https://example.invalid/x'; a.download = 'x'; document.body.append(a); a.click(); a.remove();`,
    ],
    [
      'a form',
      `const f = document.createElement('form'); f.action = 'https://example.invalid/'; document.body.append(f); f.submit(); f.remove();`,
    ],
    [
      'a refresh',
      `const m = document.createElement('meta'); m.httpEquiv = 'refresh'; m.content = '0;url=https://example.invalid/'; document.head.append(m);`,
    ],
    ['a new window', `window.open('https://example.invalid/')`],
    ['a new window of its own', `window.open('/index.html')`],
    ['a blank window', `window.open('about:blank')`],
  ];

  test('OS-11 whatever is tried', async ({ gabion: { page, app } }) => {
    for (const [what, script] of leaving) {
      await page.evaluate(`(() => { try { ${script} } catch {} })()`);
      await page.waitForTimeout(60);
      expect([what, page.url()]).toEqual([what, PAGE]);
      expect([what, await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)]).toEqual([what, 1]);
    }
    await page.waitForTimeout(300);
    expect(page.url()).toBe(PAGE);
    expect(await page.evaluate(() => [Reflect.get(window, 'pwned') as unknown, window.open('about:blank')])).toEqual([undefined, null]);
  });

  test('OS-11 also when a page is dropped on it', async ({ gabion: { page, folder } }) => {
    for (const name of ['page.html', 'picture.svg', 'link.url', 'text.txt', '<img src=x onerror=alert(1)>.html']) {
      const file = path.join(folder, name.replaceAll('/', '_'));
      await writeFile(file, '<h1 id="dropped">dropped</h1><script>window.pwned = 1</script>');
      await dropFile(page, file);
      await page.waitForTimeout(60);
      expect([name, page.url()]).toEqual([name, PAGE]);
    }
    expect(await page.locator('#dropped').count()).toBe(0);
  });
});

test.describe('15. links', () => {
  test('OS-12 are opened outside only if they are harmless and a person confirmed the whole address', async ({ gabion: { page, app } }) => {
    const desktop = await desktopOf(page);
    await answerDialogs(app, { button: 1 });
    await app.evaluate(({ shell }) => {
      const kept: string[] = [];
      Reflect.set(globalThis, 'gabionOpened', kept);
      shell.openExternal = (url) => Promise.resolve(void kept.push(url));
      shell.openPath = (file) => {
        kept.push(file);
        return Promise.resolve('');
      };
    });
    const open = (url: string) => desktop.evaluate((gabion, text) => gabion.openExternal(text), url);
    for (const url of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'http://example.com/',
      'smb://x/y',
      'ms-msdt:x',
      'java\nscript:alert(1)',
      'https://github.com@evil.example/',
      '/etc/passwd',
    ])
      expect([url, await open(url)]).toEqual([url, 'refused']);
    expect(await asked(app)).toEqual([]);
    expect(await open('https://gіthub.com/login')).toBe('cancelled');
    expect((await asked(app)).map((options) => options['detail'])).toEqual(['https://xn--gthub-n2e.com/login']);
    await answerDialogs(app, { button: 0 });
    expect(await open('https://kubernetes.io/')).toBe('opened');
    expect(await app.evaluate(() => Reflect.get(globalThis, 'gabionOpened') as string[])).toEqual(['https://kubernetes.io/']);
  });
});

test.describe('17. calls', () => {
  test('OS-14 from any other page are refused, though it has the same preload and address', async ({ gabion: { app, output } }) => {
    const answer = await app.evaluate(async ({ app: electron, BrowserWindow }) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: { preload: `${electron.getAppPath()}/dist/electron/preload.cjs`, sandbox: true, contextIsolation: true },
      });
      await stranger.loadURL('app://bundle/index.html');
      const result = (await stranger.webContents.executeJavaScript('window.gabion.recent().then(() => "answered", String)')) as string;
      stranger.destroy();
      return result;
    });
    expect(answer).toMatch(/refused/);
    expect(output()).toContain("does not come from Gabion's own page");
  });

  test('OS-14 with anything but what the contract says are refused', async ({ gabion: { page } }) => {
    for (const call of [
      'open("/etc/passwd")',
      'open("../../etc/passwd")',
      'open({ id: "x" })',
      'save({ id: "/etc/passwd", bytes: new Uint8Array(1), expected: null })',
      'save({ id: "doc-" + "a".repeat(32), bytes: "text", expected: null })',
      'readFolder("/etc", ["passwd"])',
      'reveal("/etc")',
      'setMenu([{ place: "plain", label: "x", items: [{ kind: "role", role: "toggleDevTools", label: "x" }] }])',
    ])
      expect([call, await page.evaluate(`window.gabion.${call}.then(() => 'answered', (error) => String(error))`)]).toEqual([
        call,
        expect.stringContaining('refused'),
      ]);
  });

  test('OS-18 with ids and paths that nobody handed out do nothing', async ({ gabion: { page } }) => {
    const desktop = await desktopOf(page);
    const foreign = `doc-${'0'.repeat(32)}` as DocumentId;
    expect(await desktop.evaluate((gabion, id) => gabion.open(id), foreign)).toMatchObject({
      kind: 'failed',
      problem: { message: { id: 'desktop.read.not-allowed' } },
    });
    expect(await desktop.evaluate((gabion, id) => gabion.save({ id, bytes: new Uint8Array(1), expected: null }), foreign)).toMatchObject({
      kind: 'failed',
      reason: 'not-allowed',
    });
    // A file that a script made, with a path that it made up.
    const forged = await desktop.evaluate((gabion) =>
      gabion.openDropped(Object.defineProperty(new File(['x'], 'x.yaml'), 'path', { value: '/etc/x.yaml' })),
    );
    expect(forged).toMatchObject({ kind: 'failed', problem: { message: { id: 'desktop.read.not-allowed' } } });
    const imitated = await desktop.evaluate((gabion) =>
      gabion.openDropped({ name: 'x.yaml', size: 1, lastModified: 0, path: '/etc/x.yaml' } as never),
    );
    expect(imitated).toMatchObject({ kind: 'failed', problem: { message: { id: 'desktop.read.not-allowed' } } });
  });
});

test.describe('18. our own scheme', () => {
  test('OS-10 leads nowhere but to the listed files', async ({ gabion: { page } }) => {
    for (const url of [
      '/..%2f..%2fetc/passwd',
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%5c..%5cetc/passwd',
      '//etc/passwd',
      '/manifest.json',
      '/../electron/main.cjs',
      '/..%2felectron%2fmain.cjs',
      '/index.html%00',
      `/${'a'.repeat(20_000)}`,
    ])
      // Some of these do not even pass as an address.
      expect([404, 'TypeError'], url.slice(0, 40)).toContain(
        await outcomeOf(page, `fetch('app://bundle${url}').then((response) => response.status)`),
      );
    // Other hosts are stopped by the policy, and by the handler where no policy is.
    for (const url of ['app://local/index.html', 'app://bundle.evil/index.html', 'file:///etc/passwd'])
      expect([url, await outcomeOf(page, `fetch('${url}')`)]).toEqual([url, 'TypeError']);
  });

  test('OS-10 leads nowhere from other hosts, without any policy', async ({ gabion: { app } }) => {
    const statuses = await app.evaluate(async ({ session }) =>
      Promise.all(
        ['app://bundle/index.html', 'app://local/index.html', 'app://bundle.evil/index.html'].map(async (url) =>
          session.defaultSession.fetch(url, { bypassCustomProtocolHandlers: false }).then((response) => response.status, String),
        ),
      ),
    );
    expect(statuses[0]).toBe(200);
    for (const status of statuses.slice(1)) expect(String(status)).toMatch(/404|ERR_BLOCKED_BY_CLIENT/);
  });
});

test.describe('20. what the page is given', () => {
  test('OS-19 is a short list of functions that nobody can change', async ({ gabion: { page } }) => {
    const given = await page.evaluate(() => {
      const { gabion } = window;
      const before = gabion?.open;
      const tries = [
        () => Reflect.set(window, 'gabion', {}),
        () => gabion && Reflect.set(gabion, 'open', () => 'mine'),
        () => gabion && Reflect.defineProperty(gabion, 'more', { value: 1 }),
        () => gabion && Reflect.set(gabion.abilities, 'folders', false),
      ];
      return {
        keys: Object.keys(gabion ?? {}),
        kinds: [...new Set(Object.values(gabion ?? {}).map((value) => typeof value))],
        changed: tries.map((attempt) => attempt()),
        same: window.gabion?.open === before,
        abilities: gabion?.abilities,
      };
    });
    expect(given.keys).toHaveLength(29);
    expect(given.kinds.sort()).toEqual(['function', 'object']);
    expect(given.keys.filter((key) => /invoke|send|ipc|path|test/i.test(key))).toEqual([]);
    expect(given.changed).toEqual([false, false, false, false]);
    expect(given.same).toBe(true);
    expect(given.abilities).toMatchObject({ folders: true });
  });

  test('OS-19 gives no event of Electron away', async ({ gabion: { page, app } }) => {
    await page.evaluate(() => {
      const got: unknown[] = [];
      Reflect.set(window, 'gabionProbe', got);
      window.gabion?.onCommand((...args: readonly unknown[]) => void got.push(args.length, ...args));
    });
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.send('menu:command', 'probe.nothing'));
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'gabionProbe') as unknown)).toEqual([1, 'probe.nothing']);
  });
});

test.describe('what else is kept', () => {
  test('OS-16 a testing runtime and remote debugging say so, in About and on the console', async ({ gabion: { page, app } }) => {
    const desktop = await desktopOf(page);
    const about = await desktop.evaluate((gabion) => gabion.about());
    const said = about.notices.map((notice) => notice.id);
    // The driver of these tests attaches by remote debugging.
    expect(said).toContain('desktop.notice.remote-debugging');
    expect(said.includes('desktop.notice.fallback')).toBe(about.runtime === 'fallback');
    expect(about.sandboxed).toBe(process.getuid?.() !== 0);
    const { code, output } = await runAnother(app, ['--self-test', '--remote-debugging-port=0']);
    expect(output).toContain('self-test ok');
    expect(code).toBe(0);
    expect(output).toContain('Remote debugging is on');
    expect(output.includes('testing runtime')).toBe(about.runtime === 'fallback');
  });

  test('OS-13 one process: a second one hands its files over and ends', async ({ gabion: { page, app, folder } }) => {
    const file = path.join(folder, 'second.gabion.yaml');
    await writeFile(file, 'gabion: 1\ntitle: Second\n');
    const desktop = await desktopOf(page);
    await desktop.evaluate((gabion) => {
      const got: unknown[] = [];
      Reflect.set(window, 'gabionProbe', got);
      gabion.onOpenRequested((request) => void got.push(request.name));
    });
    const second = await runAnother(app, ['--inspect', '--', '--remote-debugging-port=1', 'second.gabion.yaml', '/etc/passwd'], folder);
    expect(second.code).toBe(0);
    await expect.poll(() => page.evaluate(() => Reflect.get(window, 'gabionProbe') as unknown)).toEqual(['second.gabion.yaml']);
  });

  test('OS-15 (P5) a page that breaks down comes back, and is told why', async ({ gabion: { page, app } }) => {
    await page.evaluate(() => {
      Reflect.set(window, 'gabionProbe', 'before');
    });
    const loaded = app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<void>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.once('did-finish-load', () => resolve());
          contents?.forcefullyCrashRenderer();
        }),
    );
    await loaded;
    const state = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents?.executeJavaScript('[location.href, window.gabionProbe === undefined, typeof window.gabion]') as Promise<unknown>;
    });
    expect(state).toEqual([PAGE, true, 'object']);
  });
});
