import type { Edit } from '../../../shared/model/edit';
import { changeAsset, changeBoundary, changeElement, changeFlow } from '../../../shared/model/edits/change';
import { type Subject, subjectOf, type ThreatModel } from '../../../shared/model/threat-model';
import { useModel, useSession } from '../session/context';
import { TextArea, TextField } from '../ui/Field';
import { say } from '../words';
import style from './NotesTab.module.css';

interface Notes {
  readonly description?: string | undefined;
  readonly owner?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

function change(model: ThreatModel, subject: Subject, fields: Notes): Edit | undefined {
  switch (subject.kind) {
    case 'element':
      return changeElement(model, subject.id, fields);
    case 'boundary':
      return changeBoundary(model, subject.id, fields);
    case 'flow':
      return changeFlow(model, subject.id, fields);
    case 'asset':
      return changeAsset(model, subject.id, fields);
    case 'model':
      return undefined;
  }
}

/** What people want to remember about a thing, and where it came from. */
export function NotesTab({ subject: id }: { readonly subject: string }) {
  const session = useSession();
  const model = useModel();
  const subject = subjectOf(model, id);
  if (subject === undefined || subject.kind === 'model') return null;
  const { entry } = subject;
  const set = (fields: Notes, field: string): void => {
    const edit = change(model, subject, fields);
    if (edit !== undefined) session.edit(edit, `${field} of ${id}`);
  };
  const origin = 'origin' in entry ? entry.origin : undefined;
  return (
    <div className={style.notes}>
      <TextArea
        label={say('ui.description')}
        rows={6}
        value={entry.description ?? ''}
        maxLength={20_000}
        onChange={(text) => set({ description: text === '' ? undefined : text }, 'description')}
      />
      <TextField
        labelShown
        label={say('ui.owner')}
        value={entry.owner ?? ''}
        maxLength={500}
        onChange={(text) => set({ owner: text === '' ? undefined : text }, 'owner')}
      />
      <TextField
        labelShown
        label={say('ui.tags')}
        placeholder={say('ui.tags-how')}
        value={(entry.tags ?? []).join(', ')}
        onChange={(text) => {
          const tags = text.split(',').map((tag) => tag.trimStart());
          set({ tags: text === '' ? undefined : tags }, 'tags');
        }}
        onBlur={() => {
          const tags = (entry.tags ?? []).map((tag) => tag.trim()).filter(Boolean);
          set({ tags: tags.length === 0 ? undefined : tags }, 'tags');
        }}
      />
      <dl className={style.facts}>
        <div>
          <dt>{say('ui.id')}</dt>
          <dd>
            <code>{id}</code>
          </dd>
        </div>
        {origin !== undefined && (
          <div>
            <dt>{say('ui.came-from')}</dt>
            <dd>
              <code>{origin}</code>
            </dd>
          </div>
        )}
      </dl>
    </div>
  );
}
