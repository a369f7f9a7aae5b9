import type { Stride } from '../../../shared/catalog/schema';
import { say } from '../words';
import { classes } from './classes';
import style from './Stride.module.css';

const places = [
  ['spoofing', 'S', 'ui.spoofing'],
  ['tampering', 'T', 'ui.tampering'],
  ['repudiation', 'R', 'ui.repudiation'],
  ['information-disclosure', 'I', 'ui.information-disclosure'],
  ['denial-of-service', 'D', 'ui.denial-of-service'],
  ['elevation-of-privilege', 'E', 'ui.elevation-of-privilege'],
] as const satisfies readonly (readonly [Stride, string, string])[];

/** "Tampering, Information disclosure". */
export const strideWords = (stride: readonly Stride[]): string =>
  places
    .filter(([category]) => stride.includes(category))
    .map(([, , word]) => say(word))
    .join(', ');

/** The six letters in their fixed places; those that apply stand on a plate. The eye learns the places. */
export function StrideLetters({ stride }: { readonly stride: readonly Stride[] }) {
  return (
    <span className={style.row} role="img" aria-label={strideWords(stride) || say('ui.no-stride')}>
      {places.map(([category, letter]) => (
        <span key={category} className={classes(style.letter, stride.includes(category) && style.applies)} aria-hidden="true">
          {letter}
        </span>
      ))}
    </span>
  );
}
