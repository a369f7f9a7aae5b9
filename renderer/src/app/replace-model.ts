import type { Message } from '../../../shared/messages/message';
import type { Change, Edit } from '../../../shared/model/edit';
import { sameData } from '../../../shared/model/equality';
import { SECTIONS, type ThreatModel } from '../../../shared/model/threat-model';

/** The edit that makes one model into another: whole entries, only where they differ. */
export function replaceModel(from: ThreatModel, to: ThreatModel, label: Message): Edit {
  const changes: Change[] = [];
  if (!sameData(from.header, to.header)) changes.push({ section: 'header', to: to.header });
  for (const section of SECTIONS) {
    const before: ReadonlyMap<string, unknown> = from[section];
    const after: ReadonlyMap<string, unknown> = to[section];
    // Sections differ in the types of keys and entries, which belong together and come from the same section here.
    for (const id of before.keys()) if (!after.has(id)) changes.push({ section, id } as Change);
    for (const [id, entry] of after) if (!sameData(before.get(id), entry)) changes.push({ section, id, to: entry } as Change);
  }
  for (const diagram of new Set([...from.layout.keys(), ...to.layout.keys()])) {
    const before = from.layout.get(diagram);
    const after = to.layout.get(diagram);
    for (const id of before?.keys() ?? []) if (after?.has(id) !== true) changes.push({ section: 'layout', diagram, id });
    for (const [id, placement] of after ?? [])
      if (!sameData(before?.get(id), placement)) changes.push({ section: 'layout', diagram, id, to: placement });
  }
  return { label, changes };
}
