import type { ControlOffer } from '../../../../shared/analysis/findings';
import { enclosing, subjectOf, type ThreatModel } from '../../../../shared/model/threat-model';

/** A control that would close a threat, with the places where it can be adopted, from narrow to wide. */
export interface OfferedControl {
  readonly control: string;
  readonly places: readonly ControlOffer[];
}

/** How wide a place is: a thing itself, then boundaries from inside out, then the whole model. */
function width(model: ThreatModel, place: string): number {
  const subject = subjectOf(model, place);
  if (subject?.kind === 'model') return Number.MAX_SAFE_INTEGER;
  return subject?.kind === 'boundary' ? 1_000 - enclosing(model, subject.id).length : 0;
}

/** Offers gathered by control, in the order in which the analysis gives them. */
export function byControl(model: ThreatModel, offers: readonly ControlOffer[]): readonly OfferedControl[] {
  const controls = new Map<string, ControlOffer[]>();
  for (const offer of offers) {
    const places = controls.get(offer.control) ?? [];
    controls.set(offer.control, places);
    places.push(offer);
  }
  return [...controls].map(([control, places]) => ({ control, places: places.sort((a, b) => width(model, a.on) - width(model, b.on)) }));
}

/** The place to begin with: where it is adopted already, else the one that closes most, the narrower of two that close the same. */
export function firstPlace({ places }: OfferedControl): ControlOffer | undefined {
  const adopted = places.find(({ status }) => status !== undefined);
  return (
    adopted ??
    places.reduce<ControlOffer | undefined>(
      (best, place) => (best === undefined || place.closes.length > best.closes.length ? place : best),
      undefined,
    )
  );
}
