import { useMemo, useRef } from 'react';
import { classes } from '../ui/classes';
import { figure } from '../words';
import { tokensFor } from './code-tokens';
import style from './CodeView.module.css';
import { useRows } from './use-rows';

/** A line as it is shown: its numbers (before and after, or one), and whether it came or went. */
export interface CodeLine {
  readonly numbers: readonly (number | undefined)[];
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

const LINE = 18;
const signs = { same: ' ', added: '+', removed: '−', gap: ' ' } as const;

interface CodeProps {
  /** What is shown, for people who hear it. */
  readonly label: string;
  /** Decides the colours. */
  readonly path: string;
  readonly lines: readonly CodeLine[];
}

/** Lines of a file with their numbers. Only what is on the screen is drawn, so that a long file costs nothing. */
export function CodeView({ label, path, lines }: CodeProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const rows = useRows({ count: lines.length, height: LINE, scroll });
  const tokens = useMemo(() => tokensFor(path), [path]);
  const longest = useMemo(() => lines.reduce((most, { text }) => Math.max(most, text.length), 0), [lines]);
  const columns = lines[0]?.numbers.length ?? 1;
  return (
    <div ref={scroll} className={style.scroll} tabIndex={0} role="region" aria-label={label}>
      <div className={style.lines} style={{ height: rows.getTotalSize(), minWidth: `calc(${longest}ch + ${columns * 40 + 48}px)` }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const line = lines[index];
          if (line === undefined) return null;
          return (
            <div key={index} className={classes(style.line, style[line.kind])} style={{ transform: `translateY(${start}px)` }}>
              {line.numbers.map((number, column) => (
                <span key={column} className={style.number} aria-hidden="true">
                  {number === undefined ? '' : figure(number)}
                </span>
              ))}
              {columns > 1 && <span className={style.sign}>{signs[line.kind]}</span>}
              <code className={style.text}>
                {line.kind === 'gap'
                  ? line.text
                  : tokens(line.text).map((token, at) => (
                      <span key={at} className={style[token.kind]}>
                        {token.text}
                      </span>
                    ))}
              </code>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** A whole text as lines that are neither new nor gone. */
export function plainLines(text: string): readonly CodeLine[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, index) => ({ numbers: [index + 1], kind: 'same', text: line }));
}
