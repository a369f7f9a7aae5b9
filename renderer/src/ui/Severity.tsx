import type { Severity } from '../../../shared/analysis/findings';
import { figure, say } from '../words';
import { classes } from './classes';
import style from './Severity.module.css';

/** The four severities, worst first: the order of every list and count. */
export const severities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

const words = { critical: 'ui.critical', high: 'ui.high', medium: 'ui.medium', low: 'ui.low' } as const;
/** "Critical", "High", "Medium", "Low". */
export const severityWord = (severity: Severity): string => say(words[severity]);

/**
 * The shape that stands for a severity, in a box of 12: octagon, triangle, diamond, hollow triangle down. The shape says
 * it without colour. `solid` is the form on a badge.
 */
export function SeverityShape({
  severity,
  size = 12,
  solid = false,
}: {
  readonly severity: Severity;
  readonly size?: number;
  readonly solid?: boolean;
}) {
  return (
    <svg
      className={classes(style.shape, solid ? style.onSolid : style[severity])}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      <SeverityPath severity={severity} solid={solid} />
    </svg>
  );
}

/** The paths alone, for drawings that are SVG already. */
export function SeverityPath({ severity, solid = false }: { readonly severity: Severity; readonly solid?: boolean }) {
  switch (severity) {
    case 'critical':
      return (
        <>
          <path d="M3.8.5h4.4l3.3 3.3v4.4l-3.3 3.3H3.8L.5 8.2V3.8Z" fill="currentColor" />
          <path d="M6 2.9v3.4M6 8.7v.1" className={solid ? style.holeInSolid : style.hole} />
        </>
      );
    case 'high':
      return <path d="M6 .8 11.7 11H.3Z" fill="currentColor" />;
    case 'medium':
      return <path d="M6 .3 11.7 6 6 11.7.3 6Z" fill="currentColor" />;
    case 'low':
      return solid ? (
        <path d="M.5 1.5h11L6 11Z" fill="currentColor" />
      ) : (
        <path d="M1.6 2.2h8.8L6 9.8Z" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinejoin="round" />
      );
  }
}

/** Shape and word: "◆ Medium". */
export function SeverityLabel({ severity }: { readonly severity: Severity }) {
  return (
    <span className={classes(style.label, style[severity])}>
      <SeverityShape severity={severity} />
      {severityWord(severity)}
    </span>
  );
}

/** Shape and count, coloured: for status bar and recent files. The name tells both. */
export function SeverityCount({ severity, count }: { readonly severity: Severity; readonly count: number }) {
  return (
    <span
      className={classes(style.label, style[severity])}
      role="img"
      aria-label={say('ui.severity-count', { count, severity: severityWord(severity) })}
    >
      <SeverityShape severity={severity} />
      {figure(count)}
    </span>
  );
}

/** The ring with a question mark: nobody has said. */
export function QuestionSign({ size = 14 }: { readonly size?: number }) {
  return (
    <svg className={style.question} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="6.5" />
      <path d="M6.2 6.3a1.85 1.85 0 1 1 2.7 1.7c-.6.3-.9.7-.9 1.3M8 11.3v.01" />
    </svg>
  );
}
