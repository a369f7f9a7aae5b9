import path from 'node:path';
import type { WriteFailure } from '../../shared/desktop-api';
import { message, type Message, type Problem } from '../../shared/messages/message';
import { displayName, displayPath } from './display-path';
import { errorCode } from './file-system';

/** How a sentence names a file: its name, and the folder it stands in. */
interface Place {
  readonly file: string;
  readonly folder: string;
}

const placeOf = (file: string): Place => ({ file: displayName(file), folder: displayPath(path.dirname(file)) });

const error = (what: Message, mend: Message): Problem => ({ severity: 'error', message: what, mend });

/** Says why `file` could not be written, and what to do. */
export function writeProblem(reason: WriteFailure, file: string): Problem {
  const place = placeOf(file);
  switch (reason) {
    case 'gone':
      return error(message('desktop.write.gone', place), message('desktop.mend.write-anew'));
    case 'folder-gone':
      return error(message('desktop.write.folder-gone', place), message('desktop.mend.elsewhere'));
    case 'is-a-directory':
      return error(message('desktop.write.is-a-directory', place), message('desktop.mend.other-name'));
    case 'not-a-file':
      return error(message('desktop.write.not-a-file', place), message('desktop.mend.other-name'));
    case 'disk-full':
      return error(message('desktop.write.disk-full', place), message('desktop.mend.free-space'));
    case 'read-only':
      return error(message('desktop.write.read-only', place), message('desktop.mend.elsewhere'));
    case 'no-permission':
      return error(message('desktop.write.no-permission', place), message('desktop.mend.permission'));
    case 'name-too-long':
      return error(message('desktop.write.name-too-long', place), message('desktop.mend.shorter-name'));
    case 'link-loop':
      return error(message('desktop.write.link-loop', place), message('desktop.mend.other-name'));
    case 'busy':
      return error(message('desktop.write.busy', place), message('desktop.mend.close-other'));
    case 'too-large':
      return error(message('desktop.write.too-large', place), message('desktop.mend.elsewhere'));
    case 'device-error':
      return error(message('desktop.write.device-error', place), message('desktop.mend.check-disk'));
    case 'not-allowed':
      return error(message('desktop.write.not-allowed', place), message('desktop.mend.open-again'));
    case 'damaged':
      return error(message('desktop.write.damaged', place), message('desktop.mend.restore-earlier'));
    case 'unknown':
      return error(message('desktop.write.unknown', place), message('desktop.mend.elsewhere'));
  }
}

/** Says why `file` could not be read, and what to do; `limit` in bytes is what it may be long. */
export function readProblem(cause: unknown, file: string, limit: number): Problem {
  const place = placeOf(file);
  switch (errorCode(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return error(message('desktop.read.gone', place), message('desktop.mend.find-it'));
    case 'EISDIR':
      return error(message('desktop.read.is-a-directory', place), message('desktop.mend.choose-file'));
    case 'ENOTFILE':
      return error(message('desktop.read.not-a-file', place), message('desktop.mend.choose-file'));
    case 'EFBIG':
      return error(
        message('desktop.read.too-large', { ...place, megabytes: Math.floor(limit / (1024 * 1024)) }),
        message('desktop.mend.smaller-file'),
      );
    case 'EACCES':
    case 'EPERM':
      return error(message('desktop.read.no-permission', place), message('desktop.mend.permission'));
    case 'ELOOP':
      return error(message('desktop.read.link-loop', place), message('desktop.mend.choose-file'));
    case 'ENAMETOOLONG':
      return error(message('desktop.read.gone', place), message('desktop.mend.find-it'));
    case 'EIO':
    case 'ENODEV':
    case 'ENXIO':
    case 'ESTALE':
      return error(message('desktop.read.device-error', place), message('desktop.mend.check-disk'));
    default:
      return error(message('desktop.read.unknown', place), message('desktop.mend.choose-file'));
  }
}

/** A save that succeeded, except that what it replaced could not be kept among the earlier versions. */
export function earlierNotKept(file: string): Problem {
  return { severity: 'warning', message: message('desktop.earlier.not-kept', placeOf(file)), mend: message('desktop.mend.user-data') };
}

/** A save that succeeded, though the disk did not confirm that it would survive a loss of power. */
export function notDurable(file: string): Problem {
  return { severity: 'warning', message: message('desktop.write.not-durable', placeOf(file)) };
}
