import type { ReactNode } from 'react';
import type { Problem } from '../../../shared/messages/message';
import { print, say } from '../words';
import { classes } from './classes';
import { Icon } from './Icon';
import type { IconName } from './icons';
import style from './Notice.module.css';

type Tone = 'error' | 'warning' | 'note' | 'question';
const signs: Readonly<Record<Tone, IconName>> = { error: 'warning', warning: 'warning', note: 'info', question: 'question' };

interface NoticeProps {
  readonly tone: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Buttons that mend it. */
  readonly actions?: ReactNode;
  /** At the end of the row of buttons: "Nothing was changed". */
  readonly aside?: ReactNode;
}

/** Something to know, in place: what, where, what to do, with an edge of its hue. */
export function Notice({ tone, title, children, actions, aside }: NoticeProps) {
  return (
    <section className={classes(style.notice, style[tone])} {...(tone === 'error' ? { role: 'alert' } : {})}>
      <span className={style.sign}>
        <Icon name={signs[tone]} />
      </span>
      <div className={style.text}>
        <p className={style.title}>{title}</p>
        {children !== undefined && <div className={style.body}>{children}</div>}
        {(actions !== undefined || aside !== undefined) && (
          <div className={style.actions}>
            {actions}
            <span className={style.aside}>{aside}</span>
          </div>
        )}
      </div>
    </section>
  );
}

const place = ({ where }: Problem): string | undefined => {
  if (where?.line === undefined) return where?.path;
  return where.column === undefined
    ? say('ui.at-line', { line: where.line })
    : say('ui.at-line-column', { line: where.line, column: where.column });
};

/** A problem as a card: the sentence, the place, the mend. */
export function ProblemNotice({
  problem,
  actions,
  aside,
}: {
  readonly problem: Problem;
  readonly actions?: ReactNode;
  readonly aside?: ReactNode;
}) {
  const at = place(problem);
  return (
    <Notice
      tone={problem.severity}
      title={print(problem.message)}
      {...(actions === undefined ? {} : { actions })}
      {...(aside === undefined ? {} : { aside })}
    >
      {(problem.where?.file !== undefined || at !== undefined) && (
        <p className={style.place}>{[problem.where?.file, at].filter((part) => part !== undefined).join(', ')}</p>
      )}
      {problem.mend && <p>{print(problem.mend)}</p>}
    </Notice>
  );
}
