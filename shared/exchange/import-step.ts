import type { Change, Edit } from '../model/edit';
import { sameData } from '../model/equality';
import type { Placement } from '../model/schema';
import { MAIN_DIAGRAM, type ThreatModel } from '../model/threat-model';
import { importEdit } from './import-edit';
import type { ImportResult } from './import-result';

/** True if the model holds nothing that somebody drew or imported. */
export const isEmptyModel = (model: ThreatModel): boolean => model.elements.size + model.boundaries.size + model.flows.size === 0;

/**
 * The whole import as one edit: what is read, where new things stand, and, for a model that was empty and has no title, what
 * it is called.
 */
export function importStep(
  model: ThreatModel,
  result: ImportResult,
  placements: ReadonlyMap<string, Placement>,
  title: string | undefined,
): Edit {
  const { edit } = importEdit(model, result, placements);
  const layout = model.layout.get(MAIN_DIAGRAM);
  // Boundaries that have to grow around what is new; importEdit places only what the diagram does not show.
  const grown = [...placements]
    .filter(([id, placement]) => layout?.has(id) === true && !sameData(layout.get(id), placement))
    .map(([id, to]): Change => ({ section: 'layout', diagram: MAIN_DIAGRAM, id, to }));
  const names = title !== undefined && model.header.title === undefined && isEmptyModel(model);
  const header: readonly Change[] = names ? [{ section: 'header', to: { ...model.header, title } }] : [];
  return { ...edit, changes: [...edit.changes, ...grown, ...header] };
}

/** What the files together are called: the one file's name without its ending, or the folder that all stand in. */
export function commonName(paths: readonly string[]): string | undefined {
  const [first, second] = paths;
  if (first === undefined) return undefined;
  if (second === undefined)
    return first
      .split('/')
      .at(-1)
      ?.replace(/(?:\.(?:k8s|kubernetes|manifests?))?\.(?:ya?ml|json)$/i, '');
  const [folder] = first.split('/');
  return first.includes('/') && paths.every((path) => path.startsWith(`${folder ?? ''}/`)) ? folder : undefined;
}
