import type { Catalog } from '../catalog/catalog';
import { message } from '../messages/message';
import { print } from '../messages/print';
import type { TypeId } from '../model/ids';
import type { Element } from '../model/schema';
import type { SceneWords } from './scene';

/** Types that say nothing about a role: what is only a process is not called one. */
const UNSAID_ROLES: ReadonlySet<string> = new Set(['process', 'process/generic']);

/** True if the type of an element says nothing about its role, so that how it runs is all there is to say. */
export const isUnsaidRole = (type: TypeId): boolean => UNSAID_ROLES.has(type);

/** What a type is called; a type that no catalog knows as it is written, with a question mark. */
export function typeName(catalog: Catalog | undefined, type: TypeId): string {
  if (catalog === undefined) return type;
  return catalog.stencils.get(type)?.name ?? print(message('ui.unknown-type', { type }));
}

/** The role and the way of running, one or both: `['Redis', 'Deployment']`. */
export function rolesOf(catalog: Catalog | undefined, { type, runsAs }: Pick<Element, 'type' | 'runsAs'>): readonly string[] {
  const role = isUnsaidRole(type) && runsAs !== undefined ? [] : [typeName(catalog, type)];
  return runsAs === undefined ? role : [...role, typeName(catalog, runsAs)];
}

/** What a scene calls types, on the screen and on paper. */
export const sceneWords = (catalog: Catalog | undefined): SceneWords => ({
  roles: (element) => rolesOf(catalog, element),
  boundaryKind: (boundary) => typeName(catalog, boundary.type),
});
