import { describe, expect, it, vi } from 'vitest';
import { forbidNavigation } from './navigation';
import { forbidNetwork } from './network';
import { restrictPermissions } from './permissions';

/** Records the handlers that are set on a session or on a page. */
function recorder() {
  const set = new Map<string, (...args: readonly unknown[]) => unknown>();
  const target: unknown = new Proxy(
    {},
    {
      get: (_target, name) =>
        name === 'webRequest'
          ? { onBeforeRequest: (handler: (...args: readonly unknown[]) => unknown) => set.set('onBeforeRequest', handler) }
          : name === 'on'
            ? (event: string, handler: (...args: readonly unknown[]) => unknown) => set.set(event, handler)
            : (handler: (...args: readonly unknown[]) => unknown) => set.set(String(name), handler),
    },
  );
  return { target: target as never, set };
}

describe('the session', () => {
  const { target, set } = recorder();
  restrictPermissions(target);
  forbidNetwork(target, false);

  it('OS-9 has a handler on every door', () => {
    for (const door of [
      'setPermissionRequestHandler',
      'setPermissionCheckHandler',
      'setDevicePermissionHandler',
      'setUSBProtectedClassesHandler',
      'setDisplayMediaRequestHandler',
      'setBluetoothPairingHandler',
    ])
      expect(set.has(door)).toBe(true);
  });

  it('OS-9 grants to the main frame of our page only', () => {
    const granted = (permission: string, requestingUrl: string, isMainFrame: boolean) => {
      const answer = vi.fn();
      set.get('setPermissionRequestHandler')?.({}, permission, answer, { requestingUrl, isMainFrame });
      return answer.mock.calls[0]?.[0] as boolean;
    };
    expect(granted('fullscreen', 'app://bundle/index.html', true)).toBe(true);
    expect(granted('fullscreen', 'app://bundle/index.html', false)).toBe(false);
    expect(granted('fullscreen', 'https://evil.example/', true)).toBe(false);
    expect(granted('media', 'app://bundle/index.html', true)).toBe(false);
    const check = set.get('setPermissionCheckHandler');
    expect(check?.(null, 'fullscreen', 'app://bundle/', { isMainFrame: true })).toBe(true);
    expect(check?.(null, 'clipboard-read', 'app://bundle/', { isMainFrame: true })).toBe(false);
  });

  it('OS-9 lets no device be touched', () => {
    expect(set.get('setDevicePermissionHandler')?.({ deviceType: 'usb' })).toBe(false);
    expect(set.get('setUSBProtectedClassesHandler')?.({ protectedClasses: ['hid', 'video'] })).toEqual(['hid', 'video']);
    const media = vi.fn();
    set.get('setDisplayMediaRequestHandler')?.({}, media);
    expect(media).toHaveBeenCalledWith({});
    const pairing = vi.fn();
    set.get('setBluetoothPairingHandler')?.({}, pairing);
    expect(pairing).toHaveBeenCalledWith({ confirmed: false });
  });

  it('OS-8 (P8) cancels whatever is not ours', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const cancelled = (url: string) => {
      const answer = vi.fn();
      set.get('onBeforeRequest')?.({ url }, answer);
      return (answer.mock.calls[0]?.[0] as { cancel: boolean }).cancel;
    };
    expect(cancelled('https://example.com/')).toBe(true);
    expect(cancelled('file:///etc/passwd')).toBe(true);
    expect(cancelled('app://bundle/index.html')).toBe(false);
    vi.restoreAllMocks();
  });
});

describe('a page', () => {
  const { target, set } = recorder();
  forbidNavigation(target);

  it.each(['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview'])(
    'OS-11 is stopped at %s, whatever the address',
    (event) => {
      const preventDefault = vi.fn();
      set.get(event)?.({ preventDefault, url: 'app://bundle/index.html' });
      expect(preventDefault).toHaveBeenCalledOnce();
    },
  );

  it('OS-11 opens no windows', () => {
    const handler = set.get('setWindowOpenHandler');
    expect(handler?.({ url: 'https://example.com/' })).toEqual({ action: 'deny' });
    expect(handler?.({ url: 'app://bundle/index.html' })).toEqual({ action: 'deny' });
  });
});
