import type { Session } from 'electron';
import { isOurs } from './origin';

/** What our page may ask the browser engine for, each with the reason. Everything else is refused, whatever comes to exist. */
export const ALLOWED_PERMISSIONS: ReadonlyMap<string, string> = new Map([
  [
    'clipboard-sanitized-write',
    'Copying an id, a table or a diagram to the clipboard. Reading the clipboard is not allowed; a paste brings its data along.',
  ],
  ['fullscreen', 'Presenting a diagram on the whole screen.'],
]);

/** True if a page at `origin` may have `permission`. */
export const mayHave = (permission: string, origin: string): boolean => ALLOWED_PERMISSIONS.has(permission) && isOurs(origin);

/** Sets every door of the session that asks for permission. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(details.isMainFrame && mayHave(permission, details.requestingUrl)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin, details) => details.isMainFrame && mayHave(permission, origin));
  session.setDevicePermissionHandler(() => false);
  // Returns the classes that stay protected: all of them.
  session.setUSBProtectedClassesHandler(({ protectedClasses }) => protectedClasses);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
}
