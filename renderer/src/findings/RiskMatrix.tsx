import type { Risk } from '../../../shared/analysis/findings';
import { severityOf } from '../../../shared/analysis/risk';
import { classes } from '../ui/classes';
import { severityWord } from '../ui/Severity';
import { print, say } from '../words';
import style from './findings.module.css';

const SCALE = [1, 2, 3, 4, 5] as const;

/** The 5×5 matrix with the threat's own cell marked by its score, and every factor beside it. */
export function RiskMatrix({ risk }: { readonly risk: Risk }) {
  return (
    <div className={style.risk}>
      <div
        className={style.matrix}
        role="img"
        aria-label={say('views.risk-cell', {
          likelihood: risk.likelihood,
          impact: risk.impact,
          score: risk.score,
          severity: severityWord(risk.severity),
        })}
      >
        {[...SCALE].reverse().flatMap((likelihood) =>
          SCALE.map((impact) => {
            const here = likelihood === risk.likelihood && impact === risk.impact;
            return (
              <span
                key={`${likelihood} ${impact}`}
                className={classes(style.cell, style[severityOf(likelihood * impact)], here && style.here)}
              >
                {here && risk.score}
              </span>
            );
          }),
        )}
      </div>
      <dl className={style.factors}>
        <Factors name={say('views.likelihood', { value: risk.likelihood })} factors={risk.likelihoodFactors} />
        <Factors name={say('views.impact', { value: risk.impact })} factors={risk.impactFactors} />
      </dl>
    </div>
  );
}

function Factors({ name, factors }: { readonly name: string; readonly factors: Risk['likelihoodFactors'] }) {
  return (
    <div>
      <dt>{name}</dt>
      {factors.map((factor, index) => (
        <dd key={index}>
          {index === 0
            ? say('views.risk-base', { by: factor.by, because: print(factor.because) })
            : say('views.risk-factor', { by: factor.by, because: print(factor.because) })}
        </dd>
      ))}
    </div>
  );
}
