import path from 'node:path';
import type { WriteFailure } from '../../shared/desktop-api';
import { message, type Problem } from '../../shared/messages/message';
import { readProblem, writeProblem } from '../node/file-problems';
import { errorCode } from '../node/file-system';

/** Why `file` could not be read, in one sentence that names it as it was typed. `limit` in bytes is what it may be long. */
export function notRead(cause: unknown, file: string, limit: number): Problem {
  switch (errorCode(cause)) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return { severity: 'error', message: message('cli.no-such-file', { file }), mend: message('cli.mend-path') };
    default:
      return readProblem(cause, path.resolve(file), limit);
  }
}

/** Why `file` could not be written, with a mend that fits a command line. What stood there stands there still. */
export function notWritten(reason: WriteFailure, file: string): Problem {
  const problem = writeProblem(reason, path.resolve(file));
  switch (reason) {
    case 'disk-full':
      return { ...problem, mend: message('cli.mend-space') };
    case 'folder-gone':
      return { ...problem, mend: message('cli.mend-make-folder') };
    case 'busy':
      return { ...problem, mend: message('cli.mend-close-other') };
    default:
      return { ...problem, mend: message('cli.mend-elsewhere') };
  }
}
