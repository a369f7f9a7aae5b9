import { questionId } from '../../../shared/analysis/delta';
import { compact } from '../../../shared/model/edits/shared';
import type { Header } from '../../../shared/model/threat-model';
import { displayName } from '../../../shared/model/threat-model';
import { message } from '../../../shared/messages/message';
import { questionText, questionWhere } from '../questions/question-words';
import { useModel, useResults, useSession } from '../session/context';
import { subjectOfQuestion } from '../session/results-store';
import { TextArea, TextField } from '../ui/Field';
import { Icon } from '../ui/Icon';
import { QuestionSign } from '../ui/Severity';
import { say } from '../words';
import style from './ModelPanel.module.css';

const FIRST_QUESTIONS = 5;

/** With nothing selected: what the model is about, what is worth protecting, and what to answer first. */
export function ModelPanel() {
  const session = useSession();
  const model = useModel();
  const questions = useResults((state) => state.view.questions);
  const { header } = model;
  const set = (part: { readonly [K in keyof Header]?: Header[K] | undefined }, field: string): void =>
    session.edit(
      { label: message('edit.title'), changes: [{ section: 'header', to: compact<Header>({ ...header, ...part }) }] },
      `model ${field}`,
    );
  return (
    <div className={style.panel}>
      <section className={style.fields}>
        <TextField
          labelShown
          label={say('ui.title')}
          placeholder={say('ui.untitled')}
          value={header.title ?? ''}
          maxLength={500}
          onChange={(title) => set({ title: title === '' ? undefined : title }, 'title')}
        />
        <TextArea
          label={say('ui.description')}
          rows={3}
          value={header.description ?? ''}
          maxLength={20_000}
          onChange={(description) => set({ description: description === '' ? undefined : description }, 'description')}
        />
        <TextField
          labelShown
          label={say('ui.owner')}
          value={header.owner ?? ''}
          maxLength={500}
          onChange={(owner) => set({ owner: owner === '' ? undefined : owner }, 'owner')}
        />
      </section>
      <section>
        <h3 className={style.heading}>{say('ui.assets-heading')}</h3>
        {model.assets.size === 0 ? (
          <p className={style.nothing}>{say('ui.no-assets-yet')}</p>
        ) : (
          <ul>
            {[...model.assets.keys()].map((id) => (
              <li key={id}>
                <button type="button" className={style.row} onClick={() => session.view.select([id])}>
                  <Icon name="asset" />
                  <span className={style.text}>{displayName(model, id)}</span>
                  <span className={style.soft}>{model.assets.get(id)?.confidentiality ?? say('ui.not-said')}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      {questions.length > 0 && (
        <section>
          <h3 className={style.heading}>{say('ui.first-questions')}</h3>
          <ul>
            {questions.slice(0, FIRST_QUESTIONS).map((question) => (
              <li key={questionId(question)}>
                <button
                  type="button"
                  className={style.row}
                  onClick={() => session.view.ask(questionId(question), subjectOfQuestion(question))}
                >
                  <QuestionSign />
                  <span className={style.text}>
                    {questionText(model, question)}
                    <span className={style.where}>{questionWhere(model, question)}</span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
