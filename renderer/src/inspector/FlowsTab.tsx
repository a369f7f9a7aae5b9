import type { ElementId, FlowId } from '../../../shared/model/ids';
import type { Flow } from '../../../shared/model/schema';
import { displayName } from '../../../shared/model/threat-model';
import { runCommand } from '../commands/all-commands';
import { useApplication } from '../app/context';
import { describeFlow } from '../model-words/describe';
import { useModel, useResults, useSession } from '../session/context';
import { Button } from '../ui/Button';
import { Empty } from '../ui/Empty';
import { Icon } from '../ui/Icon';
import { QuestionSign, SeverityCount } from '../ui/Severity';
import { say } from '../words';
import style from './FlowsTab.module.css';

function Row({ id, flow, other }: { readonly id: FlowId; readonly flow: Flow; readonly other: ElementId }) {
  const session = useSession();
  const model = useModel();
  const counts = useResults((state) => state.bySubject.get(id));
  const encrypted = useResults((state) => state.encryption.get(id));
  return (
    <li>
      <button type="button" className={style.row} onClick={() => session.view.show(id)}>
        <span className={style.lock} data-encrypted={encrypted ?? 'unknown'}>
          {encrypted === 'true' ? <Icon name="lock" /> : encrypted === 'false' ? <Icon name="unlock" /> : <QuestionSign />}
        </span>
        <span className={style.name}>{displayName(model, other)}</span>
        <span className={style.how}>{describeFlow(flow)}</span>
        {counts?.worst !== undefined && counts.open > 0 && <SeverityCount severity={counts.worst} count={counts.open} />}
        <span className="heard">
          {encrypted === 'true' ? say('ui.encrypted') : encrypted === 'false' ? say('ui.not-encrypted') : say('ui.encryption-not-said')}
        </span>
      </button>
    </li>
  );
}

/** The flows of an element: what it calls, and what calls it. */
export function FlowsTab({ element }: { readonly element: ElementId }) {
  const app = useApplication();
  const model = useModel();
  const out = [...model.flows].filter(([, flow]) => flow.from === element);
  const into = [...model.flows].filter(([, flow]) => flow.to === element && flow.from !== element);
  return (
    <div className={style.scroll}>
      {out.length + into.length === 0 && <Empty icon="flow" title={say('ui.no-flows')} />}
      {out.length > 0 && (
        <section>
          <h3 className={style.heading}>{say('ui.calls-count', { count: out.length })}</h3>
          <ul>
            {out.map(([id, flow]) => (
              <Row key={id} id={id} flow={flow} other={flow.to} />
            ))}
          </ul>
        </section>
      )}
      {into.length > 0 && (
        <section>
          <h3 className={style.heading}>{say('ui.called-by-count', { count: into.length })}</h3>
          <ul>
            {into.map(([id, flow]) => (
              <Row key={id} id={id} flow={flow} other={flow.from} />
            ))}
          </ul>
        </section>
      )}
      <div className={style.actions}>
        <Button small onClick={() => runCommand(app, 'model.connect')}>
          <Icon name="flow" />
          {say('ui.connect')}
        </Button>
      </div>
    </div>
  );
}
