import { useMemo, useState } from 'react';
import { denyCall, drawCall, flowsBetween } from '../../../../shared/model/edits/calls';
import { answer, clearProperty } from '../../../../shared/model/edits/properties';
import { removeThings } from '../../../../shared/model/edits/remove';
import { apply, combine, type Edit } from '../../../../shared/model/edit';
import type { BoundaryId } from '../../../../shared/model/ids';
import { displayName, type ThreatModel } from '../../../../shared/model/threat-model';
import { useApplication, useCatalog, useShell } from '../../app/context';
import { ViewHeader } from '../../app/ViewHeader';
import { useModel, useResults, useSession, useView } from '../../session/context';
import { Button } from '../../ui/Button';
import { Empty } from '../../ui/Empty';
import { Icon } from '../../ui/Icon';
import { Menu } from '../../ui/Menu';
import { Notice } from '../../ui/Notice';
import { print, say } from '../../words';
import shared from '../views.module.css';
import { askable, callMatrix, CALLS_COMPLETE, likelyCall } from './call-matrix';
import type { MatrixActions, Pair } from './matrix-actions';
import { MatrixGrid } from './MatrixGrid';
import { MatrixPane } from './MatrixPane';
import style from './MatrixView.module.css';

function useActions(boundary: BoundaryId | undefined): MatrixActions {
  const app = useApplication();
  const session = useSession();
  const author = useShell((state) => state.settings.author);
  const statement = { ...(author === '' ? {} : { by: author }), date: app.parts.today() };
  const done = (edit: Edit): void => {
    session.edit(edit);
    app.notices.say(print(edit.label));
  };
  const model = (): ThreatModel => session.model();
  const added = ({ from, to }: Pair, into: ThreatModel = model()): Edit => drawCall(into, { from, to, ...likelyCall(into, to) });
  return {
    call(pair, bothWays = false) {
      const drawn = flowsBetween(model(), pair.from, pair.to);
      const back = { from: pair.to, to: pair.from };
      if (bothWays) {
        const wanted = [pair, back].filter(({ from, to }) => flowsBetween(model(), from, to).length === 0);
        const [first, second] = wanted;
        if (first === undefined) return;
        const edit = added(first);
        done(second === undefined ? edit : combine(edit.label, [edit, added(second, apply(model(), edit).model)]));
        return;
      }
      if (drawn.length === 0) {
        done(added(pair));
        return;
      }
      const own = drawn.filter(([, flow]) => flow.origin === undefined);
      if (own.length === 0) app.notices.toast(say('views.declared-stays'));
      else
        done(
          removeThings(
            model(),
            own.map(([id]) => id),
          ),
        );
    },
    deny(pair) {
      if (flowsBetween(model(), pair.from, pair.to).some(([, { origin, vanished }]) => origin !== undefined && vanished !== true))
        app.notices.toast(say('views.declared-stays'));
      else done(denyCall(model(), pair.from, pair.to));
    },
    finish: (row) => done(answer(model(), CALLS_COMPLETE, [row], true, statement)),
    reopen: (row) => done(clearProperty(model(), CALLS_COMPLETE, row)),
    complete: (all) =>
      boundary !== undefined &&
      done(all ? answer(model(), CALLS_COMPLETE, [boundary], true, statement) : clearProperty(model(), CALLS_COMPLETE, boundary)),
  };
}

/** Who calls whom: a grid that is filled with the keyboard, for systems whose files do not declare the calls. */
export function MatrixView() {
  const session = useSession();
  const model = useModel();
  const catalog = useCatalog();
  const selection = useView((state) => state.selection);
  const questions = useResults((state) => state.view.questions);
  const [chosen, setChosen] = useState<BoundaryId>();
  const [hideDone, setHideDone] = useState(false);
  const [pair, setPair] = useState<Pair>();
  const places = useMemo(() => askable(model, catalog), [model, catalog]);
  const asked = questions.flatMap((question) => (question.kind === 'calls' ? [question.boundary as BoundaryId] : []));
  // Where somebody came from: the boundary they chose, the one that is selected, the one that a question is about.
  const boundary = [chosen, ...selection.map((id) => places.find((place) => place === id)), ...asked, places[0]].find(
    (id) => id !== undefined && places.includes(id),
  );
  const actions = useActions(boundary);
  const matrix = boundary === undefined ? undefined : callMatrix(model, catalog, boundary);

  if (matrix === undefined || boundary === undefined) {
    return (
      <>
        <ViewHeader title={say('views.who-calls-whom')} outlook={false} />
        <Empty
          icon="coverage"
          title={say('views.no-matrix')}
          actions={<Button onClick={() => session.view.set({ view: 'diagram' })}>{say('views.to-the-diagram')}</Button>}
        >
          {say('views.no-matrix-why')}
        </Empty>
      </>
    );
  }
  const doneRows = matrix.rows.filter(({ done }) => done).length;
  const rows = hideDone ? matrix.rows.filter(({ done }) => !done) : matrix.rows;
  const [firstRow] = rows;
  const firstOther = matrix.members.find((id) => id !== firstRow?.id);
  const at =
    pair !== undefined && matrix.members.includes(pair.from) && matrix.members.includes(pair.to)
      ? pair
      : firstRow === undefined || firstOther === undefined
        ? undefined
        : { from: firstRow.id, to: firstOther };
  return (
    <div className={shared.split}>
      <div className={shared.column}>
        <ViewHeader
          title={say('views.who-calls-whom')}
          outlook={false}
          tools={
            <>
              <span
                className={style.progress}
                role="progressbar"
                aria-label={say('views.rows-done')}
                aria-valuemin={0}
                aria-valuemax={matrix.rows.length}
                aria-valuenow={doneRows}
              >
                <span style={{ width: `${(doneRows / matrix.rows.length) * 100}%` }} />
              </span>
              <span className={shared.small}>{say('views.n-of-rows', { done: doneRows, all: matrix.rows.length })}</span>
              <Button small kind="quiet" icon="filter" aria-pressed={hideDone} onClick={() => setHideDone(!hideDone)}>
                {hideDone ? say('views.show-done') : say('views.hide-done')}
              </Button>
              <Menu
                trigger={
                  <Button small>
                    {displayName(model, boundary)}
                    <Icon name="down" size={12} />
                  </Button>
                }
                lines={places.map((id) => ({
                  kind: 'item',
                  label: displayName(model, id),
                  checked: id === boundary,
                  run: () => setChosen(id),
                }))}
              />
            </>
          }
        />
        {asked.includes(boundary) && (
          <div className={style.band}>
            <Notice tone="question" title={say('views.calls-not-declared')}>
              {say('views.calls-not-declared-why')}
            </Notice>
          </div>
        )}
        <MatrixGrid matrix={matrix} rows={rows} model={model} catalog={catalog} pair={at} onMove={setPair} actions={actions} />
        <p className={style.keys} data-foot="">
          {(['arrows', 'calls', 'no', 'both', 'take', 'port', 'rest'] as const).map((key) => (
            <span key={key}>
              <kbd>{say(`views.key-${key}`)}</kbd> {say(`views.key-${key}-does`)}
            </span>
          ))}
        </p>
      </div>
      <MatrixPane matrix={matrix} model={model} pair={at} actions={actions} />
    </div>
  );
}
