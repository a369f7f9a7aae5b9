import { useState } from 'react';
import type { Names } from '../../../../shared/analysis/describe';
import type { ThreatKey } from '../../../../shared/model/ids';
import type { MitigationStatus } from '../../../../shared/model/schema';
import type { PolicyFile } from '../../../../shared/policy/policy-file';
import { adopting, type Said, withdrawing } from '../../findings/adopting';
import { ControlState, controlStateWord } from '../../findings/ControlState';
import { Prose } from '../../findings/Prose';
import { nameOf } from '../../model-words/describe';
import { useResults, useSession } from '../../session/context';
import { Button } from '../../ui/Button';
import { SelectField, TextArea, TextField } from '../../ui/Field';
import { Icon } from '../../ui/Icon';
import { Segmented } from '../../ui/Segmented';
import { SeverityLabel } from '../../ui/Severity';
import { Tag } from '../../ui/Tag';
import { say } from '../../words';
import shared from '../views.module.css';
import { type Card, keyOf } from './board';
import style from './MitigationsView.module.css';

const STATES = ['proposed', 'planned', 'in-place', 'verified', 'rejected'] as const satisfies readonly MitigationStatus[];
/** Threats that are listed before somebody asks for all. */
const FEW = 6;

function Threats({ title, keys }: { readonly title: string; readonly keys: readonly ThreatKey[] }) {
  const session = useSession();
  const threats = useResults((state) => state.view.threats);
  const [all, setAll] = useState(false);
  const known = keys.flatMap((key) => threats.get(key) ?? []);
  if (known.length === 0) return null;
  return (
    <>
      <h4 className={shared.heading}>{title}</h4>
      <ul className={style.threats}>
        {(all ? known : known.slice(0, FEW)).map((threat) => (
          <li key={threat.key}>
            <SeverityLabel severity={threat.risk.severity} />
            <Button kind="link" small onClick={() => session.view.showThreat(threat.key)}>
              {threat.title}
            </Button>
          </li>
        ))}
      </ul>
      {known.length > FEW && (
        <Button kind="link" small onClick={() => setAll(!all)}>
          {all ? say('views.show-fewer') : say('views.show-all', { count: known.length })}
        </Button>
      )}
    </>
  );
}

interface ControlPaneProps {
  readonly card: Card;
  /** The key of the place that is looked at first: that of the card, or of one of its other places. */
  readonly at: string;
  readonly names: Names;
  readonly policies: readonly PolicyFile[];
  readonly onPolicy: (path: string) => void;
}

/** A control: where, in which state, by which tool, whose work it is, and what it closes. Each field is said as it is typed. */
export function ControlPane({ card, at, names, policies, onPolicy }: ControlPaneProps) {
  const session = useSession();
  const { model, catalog } = names;
  const places = [card.entry, ...card.others];
  const [chosen, setChosen] = useState<string>(at);
  const entry = places.find((place) => keyOf(place) === chosen) ?? card.entry;
  const { control, on, mitigation } = entry;
  const about = catalog.controls.get(control);
  const own = policies.filter((file) => file.control === control && file.on === on);

  const change = (said: Said, field: string): void =>
    session.edit(adopting({ ...names, model: session.model() }, control, on, said), `mitigation ${field} ${keyOf(entry)}`);
  const text = (field: 'owner' | 'link' | 'due' | 'reason' | 'evidence') => ({
    value: mitigation?.[field] ?? '',
    onChange: (value: string) => change({ [field]: value }, field),
  });

  return (
    <div className={style.control}>
      <h3 className={shared.paneTitle}>{about?.name ?? control}</h3>
      <p className={style.tags}>
        <Tag>{say(`mitigation.phase.${entry.phase}`)}</Tag>
        {about && <Tag>{about.layer}</Tag>}
        <ControlState status={mitigation?.status} />
      </p>
      <p className={shared.prose}>
        <Prose text={about?.description} />
      </p>
      {entry.stale && <p className={style.stale}>{say('views.its-place-is-gone')}</p>}
      <div className={style.fields}>
        {places.length > 1 ? (
          <SelectField
            label={say('views.adopt-on')}
            labelShown
            value={keyOf(entry)}
            choices={places.map((place) => ({
              value: keyOf(place),
              label: say('views.place-closes', { place: nameOf(model, place.on), count: place.wouldClose.length }),
            }))}
            onChange={setChosen}
          />
        ) : (
          <p className={style.on}>
            <span>{say('views.adopted-on')}</span>
            <Button kind="link" small onClick={() => session.view.show(on)}>
              {nameOf(model, on)}
            </Button>
          </p>
        )}
        <div>
          <p className={style.label}>{say('views.column-state')}</p>
          <Segmented
            label={say('views.column-state')}
            value={mitigation?.status}
            choices={STATES.map((state) => ({ value: state, label: controlStateWord(state) }))}
            onChange={(status) => change({ status }, 'status')}
          />
        </div>
        {about && about.implementedBy.length > 0 && (
          <SelectField
            label={say('views.tool')}
            labelShown
            empty={say('views.no-tool')}
            value={mitigation?.tool ?? ''}
            choices={about.implementedBy.map((each) => ({ value: each.tool, label: catalog.tools.get(each.tool)?.name ?? each.tool }))}
            onChange={(tool) => change({ tool: tool === '' ? undefined : tool }, 'tool')}
          />
        )}
        <div className={style.two}>
          <TextField label={say('views.owner')} labelShown {...text('owner')} />
          <TextField label={say('views.due')} labelShown type="date" {...text('due')} />
        </div>
        <TextField label={say('views.link')} labelShown mono {...text('link')} />
        {mitigation?.status === 'verified' && <TextField label={say('views.evidence')} labelShown {...text('evidence')} />}
        <TextArea label={mitigation?.status === 'rejected' ? say('views.why-rejected') : say('views.reason')} {...text('reason')} />
      </div>
      <Threats title={say('views.closes-now', { count: entry.closes.length })} keys={entry.closes} />
      <Threats title={say('views.would-close', { count: entry.wouldClose.length })} keys={entry.wouldClose} />
      {own.length > 0 && (
        <>
          <h4 className={shared.heading}>{say('views.policy-files')}</h4>
          <ul className={style.threats}>
            {own.map((file) => (
              <li key={file.path}>
                <Icon name="file" />
                <Button kind="link" small onClick={() => onPolicy(file.path)}>
                  {file.path}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {about && (
        <>
          <h4 className={shared.heading}>{say('views.does-not-do')}</h4>
          <p className={shared.prose}>
            <Prose text={about.doesNot} />
          </p>
          {Object.keys(about.satisfies).length > 0 && (
            <>
              <h4 className={shared.heading}>{say('views.satisfies')}</h4>
              <ul className={style.clauses}>
                {Object.entries(about.satisfies).map(([framework, clauses]) => (
                  <li key={framework}>
                    {catalog.frameworks.get(framework)?.name ?? framework} <code>{clauses.join(', ')}</code>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      {mitigation && (
        <p className={style.withdraw}>
          <Button small onClick={() => session.edit(withdrawing({ ...names, model: session.model() }, control, on))}>
            {say('views.withdraw-control')}
          </Button>
        </p>
      )}
    </div>
  );
}
