import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type TextareaHTMLAttributes } from 'react';
import { say } from '../words';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './icons';
import style from './Field.module.css';

type NativeInput = Omit<InputHTMLAttributes<HTMLInputElement>, 'className' | 'onChange' | 'value' | 'size'>;

interface TextFieldProps extends NativeInput {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The label stands above the box; otherwise it is only heard and the placeholder is seen. */
  readonly labelShown?: boolean;
  readonly icon?: IconName;
  /** Why the value does not do. */
  readonly error?: string | undefined;
  readonly mono?: boolean;
  readonly borrowed?: 'inherited' | 'default' | 'question' | undefined;
  readonly end?: ReactNode;
  readonly ref?: Ref<HTMLInputElement>;
}

/** One line of text. */
export function TextField({
  label,
  value,
  onChange,
  labelShown = false,
  icon,
  error,
  mono = false,
  borrowed,
  end,
  ref,
  ...native
}: TextFieldProps) {
  const id = useId();
  return (
    <div className={style.field}>
      <label htmlFor={id} className={labelShown ? style.label : 'heard'}>
        {label}
      </label>
      <div className={classes(style.box, borrowed !== undefined && style[borrowed], error !== undefined && style.wrong)}>
        {icon && <Icon name={icon} />}
        <input
          {...native}
          ref={ref}
          id={id}
          className={classes(style.input, mono && style.mono)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...(error === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-error` })}
        />
        {end}
      </div>
      {error !== undefined && (
        <p id={`${id}-error`} className={style.error}>
          {error}
        </p>
      )}
    </div>
  );
}

/** A field that narrows a list. Esc empties it. */
export function SearchField({ label, value, onChange, ref, ...native }: Omit<TextFieldProps, 'icon'>) {
  return (
    <TextField
      {...native}
      {...(ref === undefined ? {} : { ref })}
      type="search"
      label={label}
      placeholder={label}
      icon="search"
      value={value}
      onChange={onChange}
      onKeyDown={(event) => {
        native.onKeyDown?.(event);
        if (event.key === 'Escape' && value !== '') {
          event.stopPropagation();
          onChange('');
        }
      }}
    />
  );
}

type NativeArea = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'className' | 'onChange' | 'value'>;

/** Several lines of text, with its label above. */
export function TextArea({
  label,
  value,
  onChange,
  ...native
}: NativeArea & { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const id = useId();
  return (
    <div className={style.field}>
      <label htmlFor={id} className={style.label}>
        {label}
      </label>
      <textarea {...native} id={id} className={style.area} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

/** A tick box with its words. */
export function Checkbox({
  label,
  checked,
  onChange,
  disabled = false,
}: {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
}) {
  return (
    <label className={style.check}>
      <input
        type="checkbox"
        className={style.tick}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

interface RadioCardProps {
  readonly name: string;
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  /** At the right: what choosing it means. */
  readonly consequence?: ReactNode;
  readonly checked: boolean;
  readonly onChange: () => void;
}

/** One of a few choices as a card with its consequence at the right. */
export function RadioCard({ name, label, detail, consequence, checked, onChange }: RadioCardProps) {
  return (
    <label className={style.card}>
      <input type="radio" className={style.radio} name={name} checked={checked} onChange={onChange} />
      <span className={style.cardText}>
        <span className={style.cardLabel}>{label}</span>
        {detail !== undefined && <span className={style.cardDetail}>{detail}</span>}
      </span>
      {consequence !== undefined && <span className={style.consequence}>{consequence}</span>}
    </label>
  );
}

/** One of a few choices on one line. */
export function Radio({ name, label, consequence, checked, onChange }: Omit<RadioCardProps, 'detail'>) {
  return (
    <label className={style.line}>
      <input type="radio" className={style.radio} name={name} checked={checked} onChange={onChange} />
      <span className={style.lineLabel}>{label}</span>
      {consequence !== undefined && <span className={style.consequence}>{consequence}</span>}
    </label>
  );
}

/** A choice from a list that the system draws. */
export function SelectField<Value extends string>({
  label,
  value,
  choices,
  onChange,
  labelShown = false,
  borrowed,
  empty,
}: {
  readonly label: string;
  readonly value: Value | '';
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | '') => void;
  readonly labelShown?: boolean;
  readonly borrowed?: 'inherited' | 'default' | 'question' | undefined;
  /** Names the choice of nothing, where nothing may be chosen. */
  readonly empty?: string;
}) {
  const id = useId();
  return (
    <div className={style.field}>
      <label htmlFor={id} className={labelShown ? style.label : 'heard'}>
        {label}
      </label>
      <div className={classes(style.box, style.selectBox, borrowed !== undefined && style[borrowed])}>
        <select
          id={id}
          className={style.select}
          value={value}
          onChange={(event) => onChange(choices.find((choice) => choice.value === event.target.value)?.value ?? '')}
        >
          {(value === '' || empty !== undefined) && <option value="">{empty ?? say('ui.not-said')}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
        <Icon name="down" size={12} />
      </div>
    </div>
  );
}
