import { useState } from 'react';
import { changeFlow } from '../../../../shared/model/edits/change';
import type { ElementId, FlowId } from '../../../../shared/model/ids';
import type { Flow } from '../../../../shared/model/schema';
import { displayName, type ThreatModel } from '../../../../shared/model/threat-model';
import { useSession } from '../../session/context';
import { Button } from '../../ui/Button';
import { Checkbox, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Kbd } from '../../ui/Kbd';
import { QuestionSign } from '../../ui/Severity';
import { figure, say } from '../../words';
import { Pane } from '../Pane';
import shared from '../views.module.css';
import { flowsBetween, isDenied } from '../../../../shared/model/edits/calls';
import type { CallMatrix, Mark } from './call-matrix';
import { MarkSign } from './MatrixGrid';
import type { MatrixActions, Pair } from './matrix-actions';
import style from './MatrixView.module.css';

const LEGEND = ['said', 'declared', 'suggested', 'no', 'unsaid'] as const satisfies readonly Mark[];
const legendWords = {
  said: 'views.legend-said',
  declared: 'views.legend-declared',
  suggested: 'views.legend-suggested',
  no: 'views.legend-no',
  unsaid: 'views.legend-unsaid',
} as const;

/** A port as somebody types it: a number from 1 to 65535, or nothing. */
function portOf(text: string): number | undefined | 'wrong' {
  if (text.trim() === '') return undefined;
  const port = Number(text);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : 'wrong';
}

function FlowFields({ id, flow }: { readonly id: FlowId; readonly flow: Flow }) {
  const session = useSession();
  const [port, setPort] = useState(flow.port === undefined ? '' : String(flow.port));
  const wrong = portOf(port) === 'wrong';
  return (
    <div className={style.fields}>
      <div data-field="port">
        <TextField
          label={say('views.port')}
          labelShown
          inputMode="numeric"
          value={port}
          error={wrong ? say('views.port-wrong') : undefined}
          onChange={(text) => {
            setPort(text);
            const next = portOf(text);
            if (next !== 'wrong') session.edit(changeFlow(session.model(), id, { port: next }), `port ${id}`);
          }}
        />
      </div>
      <TextField
        label={say('views.protocol')}
        labelShown
        value={flow.protocol ?? ''}
        onChange={(text) =>
          session.edit(
            changeFlow(session.model(), id, { protocol: text.trim() === '' ? undefined : text.trim().slice(0, 50) }),
            `protocol ${id}`,
          )
        }
      />
    </div>
  );
}

interface PaneProps {
  readonly matrix: CallMatrix;
  readonly model: ThreatModel;
  readonly pair: Pair | undefined;
  readonly actions: MatrixActions;
}

/** What is known of the pair in focus, and what the marks mean. */
export function MatrixPane({ matrix, model, pair, actions }: PaneProps) {
  const name = (id: ElementId): string => displayName(model, id);
  const isPair = pair !== undefined && pair.from !== pair.to;
  const drawn = isPair ? flowsBetween(model, pair.from, pair.to) : [];
  const [flow] = drawn;
  const row = matrix.rows.find(({ id }) => id === pair?.from);
  const denied = isPair && flow === undefined && (row?.done === true || isDenied(model, pair.from, pair.to));
  const suggestions = row?.cells.flatMap((mark, index) => (mark === 'suggested' ? (matrix.members[index] ?? []) : [])) ?? [];
  const left = matrix.rows.filter(({ done }) => !done).length;
  const place = displayName(model, matrix.boundary);
  return (
    <Pane
      label={isPair ? say('views.pair', { from: name(pair.from), to: name(pair.to) }) : say('views.who-calls-whom')}
      width={352}
      header={
        <>
          <h3 className={style.paneTitle}>
            <Icon name="flow" />
            {isPair ? say('views.pair', { from: name(pair.from), to: name(pair.to) }) : say('views.who-calls-whom')}
          </h3>
          {isPair && (
            <p className={shared.small}>
              {flow === undefined
                ? denied
                  ? say('views.pair-no', { from: name(pair.from), to: name(pair.to) })
                  : say('views.pair-unsaid', { from: name(pair.from), to: name(pair.to) })
                : flow[1].origin === undefined
                  ? say('views.pair-said')
                  : say('views.pair-declared', { origin: flow[1].origin })}
            </p>
          )}
        </>
      }
      footer={
        <>
          <Checkbox
            label={<strong>{say('views.all-calls-drawn', { place })}</strong>}
            checked={matrix.complete}
            disabled={!matrix.complete && left > 0}
            onChange={actions.complete}
          />
          <p className={style.footNote}>
            {left === 0 || matrix.complete ? say('views.all-calls-drawn-why') : say('views.rows-to-go', { count: left })}
          </p>
        </>
      }
    >
      {isPair && (
        <div className={style.answers}>
          <Button wide onClick={() => flow === undefined && actions.call(pair)} aria-pressed={flow !== undefined}>
            {say('views.calls-it')}
            <Kbd keys="Space" />
          </Button>
          <Button wide onClick={() => actions.deny(pair)} aria-pressed={denied}>
            {say('views.does-not')}
            <Kbd keys="N" />
          </Button>
        </div>
      )}
      {flow && <FlowFields key={flow[0]} id={flow[0]} flow={flow[1]} />}
      {pair !== undefined && suggestions.length > 0 && (
        <>
          <h4 className={style.suggestTitle}>
            <QuestionSign size={12} />
            {say('views.suggested-by-name')}
            <span className={shared.small}>{say('views.never-by-itself')}</span>
          </h4>
          {suggestions.map((to) => (
            <p key={to} className={style.suggestion}>
              <span>{say('views.pair', { from: name(pair.from), to: name(to) })}</span>
              <Button small onClick={() => actions.call({ from: pair.from, to })}>
                {say('views.take')}
                <Kbd keys="S" />
              </Button>
            </p>
          ))}
        </>
      )}
      <h4 className={shared.heading}>{say('views.what-marks-mean')}</h4>
      <ul className={style.legend}>
        {LEGEND.map((mark) => (
          <li key={mark}>
            <MarkSign mark={mark} />
            <span>{say(legendWords[mark])}</span>
            <span className={style.count}>{figure(matrix.counts[mark])}</span>
          </li>
        ))}
      </ul>
    </Pane>
  );
}
