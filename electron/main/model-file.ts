import path from 'node:path';
import { message, type Problem } from '../../shared/messages/message';
import { displayName, displayPath } from '../node/display-path';

/** What a model's name may end in: `.gabion.yaml`, `.gabion`, and whatever else YAML is found under. */
export const MODEL_ENDINGS: readonly string[] = ['.gabion', '.yaml', '.yml', '.json'];

/**
 * True if a file of this name is opened when it is dropped on the window or named on the command line. Those two ways
 * come without a dialog, so they reach no file that could not be a model, such as a key.
 */
export const hasModelName = (file: string): boolean => MODEL_ENDINGS.includes(path.extname(file).toLowerCase());

/** Said of a file that was dropped or named and is not opened. */
export const notAModel = (file: string): Problem => ({
  severity: 'error',
  message: message('desktop.read.not-a-model', { file: displayName(file), folder: displayPath(path.dirname(file)) }),
  mend: message('desktop.mend.import-it'),
});
