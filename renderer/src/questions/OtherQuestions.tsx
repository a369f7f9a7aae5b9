import { useState } from 'react';
import type { Question } from '../../../shared/analysis/findings';
import { apply, combine, type Edit } from '../../../shared/model/edit';
import { addAsset } from '../../../shared/model/edits/add';
import { changeElement, changeFlow } from '../../../shared/model/edits/change';
import type { AssetId, ElementId, FlowId, SubjectId } from '../../../shared/model/ids';
import { message } from '../../../shared/messages/message';
import { displayName, subjectOf } from '../../../shared/model/threat-model';
import { useApplication, useCatalog } from '../app/context';
import { nameOf } from '../model-words/describe';
import { useModel, useSession } from '../session/context';
import { AssetChips } from '../inspector/AssetChips';
import { Button } from '../ui/Button';
import { Checkbox, TextField } from '../ui/Field';
import { say } from '../words';
import style from './QuestionPanel.module.css';

/** "What is worth protecting here?": suggestions by name, never assumed, and whatever a person types. */
export function AssetsPanel({
  question,
  onNext,
}: {
  readonly question: Extract<Question, { readonly kind: 'assets' }>;
  readonly onNext: () => void;
}) {
  const app = useApplication();
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [own, setOwn] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState('');
  const count = ticked.size + own.length;
  const addTyped = (): void => {
    const name = typed.trim();
    if (name !== '' && !own.includes(name)) setOwn([...own, name]);
    setTyped('');
  };
  const give = (): void => {
    const edits: Edit[] = [];
    let next = model;
    const add = (name: string, entry: Parameters<typeof addAsset>[1]): void => {
      const { edit } = addAsset(next, entry, name);
      edits.push(edit);
      next = apply(next, edit).model;
    };
    for (const { suggestion, name } of question.suggestions) {
      if (!ticked.has(suggestion)) continue;
      const entry = catalog?.entries.assetSuggestions.find(({ id }) => id === suggestion)?.asset;
      add(
        name,
        entry === undefined ? {} : { confidentiality: entry.confidentiality, integrity: entry.integrity, availability: entry.availability },
      );
    }
    for (const name of own) add(name, {});
    session.edit(combine(message('ui.edit-add-assets', { count: edits.length }), edits));
    app.notices.say(say('ui.assets-added', { count: edits.length }));
    onNext();
  };
  return (
    <>
      <div className={style.body}>
        <h3 className={style.question}>{say('ui.ask-assets')}</h3>
        <p className={style.hint}>{say('ui.ask-assets-why')}</p>
        <div className={style.list}>
          {question.suggestions.map(({ suggestion, name, because }) => (
            <div key={suggestion} className={style.suggestion}>
              <Checkbox
                label={name}
                checked={ticked.has(suggestion)}
                onChange={(on) => setTicked(new Set(on ? [...ticked, suggestion] : [...ticked].filter((id) => id !== suggestion)))}
              />
              <span className={style.because}>{say('ui.named-after', { names: because.map((id) => displayName(model, id)) })}</span>
            </div>
          ))}
          {own.map((name) => (
            <div key={name} className={style.suggestion}>
              <Checkbox label={name} checked onChange={() => setOwn(own.filter((other) => other !== name))} />
            </div>
          ))}
        </div>
        <form
          className={style.add}
          onSubmit={(event) => {
            event.preventDefault();
            addTyped();
          }}
        >
          <TextField label={say('ui.another-asset')} labelShown value={typed} onChange={setTyped} maxLength={200} />
          <Button disabled={typed.trim() === ''} onClick={addTyped}>
            {say('ui.add')}
          </Button>
        </form>
      </div>
      <footer className={style.foot}>
        <Button kind="primary" disabled={count === 0} onClick={give}>
          {say('ui.add-n-assets', { count })}
        </Button>
        <Button onClick={onNext}>{say('ui.skip')}</Button>
        <span className={style.keys}>{say('ui.one-undo-step')}</span>
      </footer>
    </>
  );
}

/** "Where are they?": for each thing that nobody has spoken of, which assets it stores or carries. */
export function AssetPlacesPanel({ question }: { readonly question: Extract<Question, { readonly kind: 'asset-places' }> }) {
  const session = useSession();
  const model = useModel();
  // The list is kept as it was when the panel opened, so that a row that was answered does not vanish under the pointer.
  const [unsaid] = useState(question.unsaid);
  const set = (id: SubjectId, assets: readonly AssetId[] | undefined): void => {
    const kind = subjectOf(model, id)?.kind;
    if (kind === 'element') session.edit(changeElement(model, id as ElementId, { stores: assets })); // the kind says so; so below
    if (kind === 'flow') session.edit(changeFlow(model, id as FlowId, { carries: assets }));
  };
  const assetsOf = (id: SubjectId): readonly AssetId[] | undefined =>
    model.elements.get(id as ElementId)?.stores ?? model.flows.get(id as FlowId)?.carries;
  return (
    <div className={style.body}>
      <h3 className={style.question}>{say('ui.ask-asset-places')}</h3>
      <p className={style.hint}>{say('ui.ask-asset-places-why')}</p>
      {unsaid.map((id) =>
        subjectOf(model, id) === undefined ? null : (
          <div key={id} className={style.thing}>
            <p className={style.thingName}>{nameOf(model, id)}</p>
            <AssetChips value={assetsOf(id)} label={nameOf(model, id)} onChange={(assets) => set(id, assets)} />
          </div>
        ),
      )}
    </div>
  );
}

/** "Who calls whom?": the files declare too few calls; a matrix takes them in two minutes. */
export function CallsPanel({ question }: { readonly question: Extract<Question, { readonly kind: 'calls' }> }) {
  const session = useSession();
  const model = useModel();
  return (
    <>
      <div className={style.body}>
        <h3 className={style.question}>{say('ui.ask-calls', { name: nameOf(model, question.boundary) })}</h3>
        <p className={style.hint}>{say('ui.ask-calls-why', { count: question.unconnected.length })}</p>
        <div className={style.chips}>
          {question.unconnected.map((id) => (
            <Button key={id} small onClick={() => session.view.show(id)}>
              {nameOf(model, id)}
            </Button>
          ))}
        </div>
      </div>
      <footer className={style.foot}>
        <Button kind="primary" onClick={() => session.view.set({ view: 'matrix' })}>
          {say('ui.who-calls-whom')}
        </Button>
      </footer>
    </>
  );
}
