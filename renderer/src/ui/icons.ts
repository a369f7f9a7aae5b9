import type { IconName as StencilIcon } from '../../../shared/catalog/icons';
import { type SignName, signs } from './signs';
import { stencilIcons } from './stencil-icons';

/** Everything that {@link Icon} can draw: our own signs by name, a stencil's icon with `stencil:` before it. */
export type IconName = SignName | `stencil:${StencilIcon}`;

const drawings = new Map<string, readonly string[]>([
  ...Object.entries(signs),
  ...Object.entries(stencilIcons).map(([name, paths]): [string, readonly string[]] => [`stencil:${name}`, paths]),
]);

/** The path data of a drawing. */
export const pathsOf = (name: IconName): readonly string[] => drawings.get(name) ?? [];

const isStencilIcon = (name: string): name is StencilIcon => drawings.has(`stencil:${name}`);
/** The drawing that a stencil names, or that of a plain process for a name we do not know (a user's pack). */
export const stencilIcon = (name: string | undefined): IconName =>
  name !== undefined && isStencilIcon(name) ? `stencil:${name}` : 'stencil:process';
