import { describe, expect, it } from 'vitest';
import { print } from '../../shared/messages/print';
import { about, runtimeKind, type RunFacts } from './about';

const facts = (more: Partial<RunFacts> = {}, switches: readonly string[] = []): RunFacts => ({
  version: '0.1.0',
  versions: { electron: '45.4.1', chrome: '156.0.0.0', node: '24.1.0', v8: '15.6', zlib: '1' },
  platform: 'linux',
  architecture: 'x64',
  packaged: false,
  runtime: 'electron',
  hasSwitch: (name) => switches.includes(name),
  ...more,
});

describe('what the program says about itself', () => {
  it('names what it runs on, and nothing to worry about where there is nothing', () => {
    expect(about(facts())).toEqual({
      version: '0.1.0',
      runtime: 'electron',
      components: [
        { name: 'Electron', version: '45.4.1' },
        { name: 'Chromium', version: '156.0.0.0' },
        { name: 'Node.js', version: '24.1.0' },
        { name: 'V8', version: '15.6' },
      ],
      platform: 'linux',
      architecture: 'x64',
      packaged: false,
      sandboxed: true,
      notices: [],
    });
  });

  it('OS-16 says that it is a testing runtime', () => {
    const said = about(facts({ runtime: 'fallback', versions: { electron: '25.1.1' } }));
    expect(said.runtime).toBe('fallback');
    expect(said.notices.map(print).join()).toContain('Electron 25.1.1');
  });

  it('OS-16 learns from the launcher that it is one, and in a package only from the package', () => {
    expect(runtimeKind(false, {}, 'fallback')).toBe('fallback');
    expect(runtimeKind(false, { gabionRuntime: 'fallback' }, 'pinned')).toBe('electron');
    expect(runtimeKind(true, {}, 'fallback')).toBe('electron');
    expect(runtimeKind(true, { gabionRuntime: 'fallback' }, undefined)).toBe('fallback');
    for (const description of [undefined, null, 'fallback', { gabionRuntime: 7 }])
      expect(runtimeKind(true, description, 'fallback')).toBe('electron');
  });

  it.each(['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'])('OS-16 warns of --%s', (name) => {
    expect(
      about(facts({}, [name]))
        .notices.map(print)
        .join(),
    ).toContain('Remote debugging is on');
  });

  it('OS-16 says that the sandbox is off', () => {
    expect(about(facts({}, ['no-sandbox']))).toMatchObject({ sandboxed: false, notices: [{ id: 'desktop.notice.no-sandbox' }] });
  });
});
