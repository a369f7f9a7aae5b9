import type { Severity } from '../../../shared/analysis/findings';
import { classes } from '../ui/classes';
import { SeverityShape } from '../ui/Severity';
import type { Counts } from './diagram';
import style from './Badge.module.css';

/** The worst of the open threats by its shape, and how many there are. Its words are in the name of the thing. */
export function ThreatBadge({ severity, count }: { readonly severity: Severity; readonly count: number }) {
  return (
    <span className={classes(style.badge, style[severity])} aria-hidden="true">
      <SeverityShape severity={severity} size={9} solid />
      {count}
    </span>
  );
}

/** How many questions wait here. */
export function QuestionBadge({ count }: { readonly count: number }) {
  return (
    <span className={classes(style.badge, style.question)} aria-hidden="true">
      <span className={style.mark} />
      {count}
    </span>
  );
}

/** Questions, then threats; nothing where there is neither. */
export function Badges({ counts, className }: { readonly counts: Counts; readonly className: string | undefined }) {
  if (counts === undefined || (counts.open === 0 && counts.questions === 0)) return null;
  return (
    <span className={className}>
      {counts.questions > 0 && <QuestionBadge count={counts.questions} />}
      {counts.worst !== undefined && counts.open > 0 && <ThreatBadge severity={counts.worst} count={counts.open} />}
    </span>
  );
}
