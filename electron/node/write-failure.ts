import type { WriteFailure } from '../../shared/desktop-api';
import { errorCode } from './file-system';

/** What an error code of the system means to somebody who wanted to write a file. */
const meanings: ReadonlyMap<string, WriteFailure> = new Map<string, WriteFailure>([
  ['ENOENT', 'folder-gone'],
  ['ENOTDIR', 'folder-gone'],
  ['EISDIR', 'is-a-directory'],
  ['ENOTFILE', 'not-a-file'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EFBIG', 'too-large'],
  ['EROFS', 'read-only'],
  ['EACCES', 'no-permission'],
  ['EPERM', 'no-permission'],
  ['ENAMETOOLONG', 'name-too-long'],
  ['ELOOP', 'link-loop'],
  ['EBUSY', 'busy'],
  ['ETXTBSY', 'busy'],
  ['EIO', 'device-error'],
  ['ENODEV', 'device-error'],
  ['ENXIO', 'device-error'],
  ['ESTALE', 'device-error'],
  ['ESHORT', 'device-error'],
]);

/** Why a write failed, by the error it failed with. */
export const failureOf = (error: unknown): WriteFailure => meanings.get(errorCode(error) ?? '') ?? 'unknown';
