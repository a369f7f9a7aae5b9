import { useId, type ReactNode } from 'react';
import { classes } from './classes';
import style from './Segmented.module.css';

/** One choice of a {@link Segmented}. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** Tints the chosen side: `question` for what nobody has said. */
  readonly tone?: 'question';
}

interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  /** Undefined chooses no side: several things that differ. */
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  /** `quiet` is the tri-state of the inspector: 22 high, neutral. */
  readonly quiet?: boolean;
  /** An accent outline: a planned control will set it. */
  readonly planned?: boolean;
  /** A dashed outline: the value is inherited; dotted: a default. */
  readonly borrowed?: 'inherited' | 'default' | undefined;
  readonly disabled?: boolean;
}

/** A few choices in one box, of which one holds: radio buttons to the keyboard and to people who hear it. */
export function Segmented<Value extends string>({
  label,
  choices,
  value,
  onChange,
  quiet = false,
  planned = false,
  borrowed,
  disabled = false,
}: SegmentedProps<Value>) {
  const name = useId();
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={classes(style.box, quiet && style.quiet, planned && style.planned, borrowed !== undefined && style[borrowed])}
    >
      {choices.map((choice) => (
        <label key={choice.value} className={classes(style.choice, choice.tone === 'question' && style.question)}>
          <input
            type="radio"
            className={style.input}
            name={name}
            disabled={disabled}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </div>
  );
}
