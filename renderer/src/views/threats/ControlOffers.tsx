import { useState } from 'react';
import type { Names } from '../../../../shared/analysis/describe';
import type { ControlOffer } from '../../../../shared/analysis/findings';
import { mitigationKeyOf } from '../../../../shared/model/ids';
import type { MitigationStatus } from '../../../../shared/model/schema';
import { useApplication } from '../../app/context';
import { runCommand } from '../../commands/all-commands';
import { adopting, type Said } from '../../findings/adopting';
import { ControlState } from '../../findings/ControlState';
import { nameOf } from '../../model-words/describe';
import { useSession } from '../../session/context';
import { Button } from '../../ui/Button';
import { SelectField } from '../../ui/Field';
import { Tag } from '../../ui/Tag';
import { print, say } from '../../words';
import style from './ThreatDetail.module.css';
import { byControl, firstPlace, type OfferedControl } from './offers';

/** Adopts a control, or changes the state of one that is adopted; whatever else was said of it stays. */
function useAdopt(names: Names): (offer: ControlOffer, said: Said) => void {
  const app = useApplication();
  const session = useSession();
  return ({ control, on, closes }, said) => {
    const edit = adopting({ ...names, model: session.model() }, control, on, said);
    session.edit(edit);
    const closing = said.status === 'in-place' ? closes.length : 0;
    if (closing > 1)
      app.notices.toast(say('views.adopted-closes', { what: print(edit.label), count: closing }), {
        tone: 'done',
        action: { label: say('views.undo'), run: () => void runCommand(app, 'edit.undo') },
      });
    else app.notices.say(print(edit.label));
  };
}

function Offer({ offered, names }: { readonly offered: OfferedControl; readonly names: Names }) {
  const session = useSession();
  const adopt = useAdopt(names);
  const [place, setPlace] = useState<string>();
  const [tool, setTool] = useState<string>('');
  const offer = offered.places.find(({ on }) => on === place) ?? firstPlace(offered);
  const { model, catalog } = names;
  const entry = catalog.controls.get(offered.control);
  if (offer === undefined) return null;
  const mitigation = model.mitigations.get(mitigationKeyOf(offer.control, offer.on));
  const status = mitigation?.status;
  const chosenTool = tool === '' ? mitigation?.tool : tool;
  const take = (next: MitigationStatus): void => adopt(offer, { status: next, ...(chosenTool === undefined ? {} : { tool: chosenTool }) });
  const name = entry?.name ?? offered.control;
  return (
    <li className={style.control}>
      <div className={style.controlHead}>
        <Button
          kind="link"
          small
          onClick={() => session.view.set({ view: 'mitigations', control: mitigationKeyOf(offer.control, offer.on) })}
        >
          {name}
        </Button>
        <Tag>{say(`mitigation.phase.${offer.phase}`)}</Tag>
        <span className={style.controlState}>
          <ControlState status={status} />
        </span>
      </div>
      <p className={style.small}>{say('views.closes-here', { count: offer.closes.length })}</p>
      <div className={style.controlChoice}>
        {offered.places.length > 1 ? (
          <SelectField
            label={say('views.adopt-on')}
            value={offer.on}
            choices={offered.places.map(({ on, closes }) => ({
              value: on,
              label: say('views.place-closes', { place: nameOf(model, on), count: closes.length }),
            }))}
            onChange={setPlace}
          />
        ) : (
          <span className={style.place}>{say('views.on-place', { place: nameOf(model, offer.on) })}</span>
        )}
        {entry !== undefined && entry.implementedBy.length > 0 && (
          <SelectField
            label={say('views.tool-for', { control: name })}
            empty={say('views.no-tool')}
            value={chosenTool ?? ''}
            choices={entry.implementedBy.map((implementation) => ({
              value: implementation.tool,
              label: catalog.tools.get(implementation.tool)?.name ?? implementation.tool,
            }))}
            onChange={setTool}
          />
        )}
        <span className={style.controlButtons}>
          {status !== 'planned' && status !== 'in-place' && status !== 'verified' && (
            <Button small onClick={() => take('planned')} aria-label={say('views.plan-what', { control: name })}>
              {say('views.plan')}
            </Button>
          )}
          {status !== 'in-place' && status !== 'verified' && (
            <Button small onClick={() => take('in-place')} aria-label={say('views.in-place-what', { control: name })}>
              {say('views.state.in-place')}
            </Button>
          )}
        </span>
      </div>
    </li>
  );
}

/** The controls that close a threat, each with where to adopt it, by which tool, and how many others it closes. */
export function ControlOffers({ offers, names }: { readonly offers: readonly ControlOffer[]; readonly names: Names }) {
  return (
    <ul className={style.controls}>
      {byControl(names.model, offers).map((offered) => (
        <Offer key={offered.control} offered={offered} names={names} />
      ))}
    </ul>
  );
}
