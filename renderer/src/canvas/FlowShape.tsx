import { memo, type PointerEvent } from 'react';
import { classes } from '../ui/classes';
import { SeverityPath } from '../ui/Severity';
import type { FlowView } from './flow-maker';
import {
  badgeWidth,
  LABEL_PAD,
  LOCK_SIZE,
  PART_GAP,
  partsOf,
  PORT_GAP,
  portWidth,
  protocolWidth,
  TAG_TEXT_AT,
  tagWidth,
} from './flow-words';
import style from './FlowShape.module.css';
import type { Truth } from '../../../shared/analysis/findings';

const GATE = 6;

/** Closed: encrypted. Open: not encrypted. A ring with a question mark: nobody has said. */
function Lock({ encrypted }: { readonly encrypted: Truth }) {
  switch (encrypted) {
    case 'true':
      return <path className={style.locked} d="M2.6 5.2h6.8v5H2.6ZM4.1 5.2V3.6a1.9 1.9 0 0 1 3.8 0v1.6" />;
    case 'false':
      return <path className={style.open} d="M2.6 5.2h6.8v5H2.6ZM4.1 5.2V3.6a1.9 1.9 0 0 1 3.6-.8" />;
    case 'unknown':
      return (
        <g className={style.unsaid}>
          <circle cx="6" cy="6" r="5.2" />
          <path d="M4.7 4.8a1.35 1.35 0 1 1 2 1.2c-.5.25-.7.5-.7 1M6 8.6v.01" />
        </g>
      );
  }
}

function Label({ label, ground }: { readonly label: NonNullable<FlowView['label']>; readonly ground: FlowView['ground'] }) {
  const { rect, form, words } = label;
  const { protocol, port, tags } = partsOf(words, form);
  const textAt = LABEL_PAD + LOCK_SIZE + PART_GAP;
  const portAt = textAt + protocolWidth(protocol) + (protocol === '' ? 0 : PORT_GAP);
  const tagsAt =
    (protocol === '' && port === '' ? LABEL_PAD + LOCK_SIZE : port === '' ? textAt + protocolWidth(protocol) : portAt + portWidth(port)) +
    PART_GAP;
  return (
    <g transform={`translate(${rect.x} ${rect.y})`}>
      <rect className={style[plate(ground)]} width={rect.width} height={rect.height} rx="3" />
      <g transform={`translate(${LABEL_PAD} 3)`}>
        <Lock encrypted={words.lock} />
      </g>
      {protocol !== '' && (
        <text className={style.protocol} x={textAt} y="13">
          {protocol}
        </text>
      )}
      {port !== '' && (
        <text className={style.port} x={portAt} y="13">
          {port}
        </text>
      )}
      {tags.map((tag, index) => {
        const x = tags.slice(0, index).reduce((sum, { name }) => sum + tagWidth(name) + PART_GAP, tagsAt);
        return (
          <g key={index} transform={`translate(${x} 1)`}>
            <rect className={style.tag} width={tagWidth(tag.name)} height="16" rx="3" />
            {[0, 1, 2].map((bar) => (
              <rect
                key={bar}
                className={bar < tag.level ? style.bar : style.noBar}
                x="5"
                y={10.5 - 3.5 * bar}
                width="5"
                height="2.2"
                rx="0.6"
              />
            ))}
            <text className={style.tagName} x={TAG_TEXT_AT} y="11.5">
              {tag.name}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** The plate has the colour of the ground that it lies on. */
const plate = (ground: FlowView['ground']) => (ground === undefined ? 'plate' : (`plate${ground}` as const));

function FlowBadge({ badge }: { readonly badge: NonNullable<FlowView['badge']> }) {
  const width = badgeWidth(badge.open);
  return (
    <g transform={`translate(${badge.at[0] - width / 2} ${badge.at[1] - 8.5})`} className={classes(style.badge, style[badge.worst])}>
      <rect className={style.badgePlate} width={width} height="17" rx="8.5" />
      <g transform="translate(6 4) scale(0.75)" className={style.badgeShape}>
        <SeverityPath severity={badge.worst} solid />
      </g>
      <text className={style.badgeCount} x="18" y="12.5">
        {badge.open}
      </text>
    </g>
  );
}

interface FlowShapeProps {
  readonly flow: FlowView;
  readonly selected: boolean;
  /** One of its ends is selected. */
  readonly hot: boolean;
  readonly dimmed: boolean;
  /** A question is open: nothing has a badge. */
  readonly plain: boolean;
  /** Asked about in the inspector. */
  readonly asked: boolean;
  readonly onPress: (id: string, event: PointerEvent) => void;
}

/** A flow: its line, the head, gates where it crosses a boundary, label and badge. */
export const FlowShape = memo(function FlowShape({ flow, selected, hot, dimmed, plain, asked, onPress }: FlowShapeProps) {
  return (
    <g
      role="img"
      aria-label={flow.name}
      data-flow={flow.id}
      className={classes(
        style.flow,
        selected && style.selected,
        hot && !selected && style.hot,
        dimmed && style.dimmed,
        asked && !selected && style.asked,
      )}
      onPointerDown={(event) => onPress(flow.id, event)}
    >
      <path className={style.reach} d={flow.line} />
      <path className={style.line} d={flow.line} />
      <path className={style.head} d={flow.head} />
      {flow.gates.map((gate, index) => (
        <path
          key={index}
          className={style.gate}
          d={gate.upright ? `M${gate.at[0]} ${gate.at[1] - GATE}v${2 * GATE}` : `M${gate.at[0] - GATE} ${gate.at[1]}h${2 * GATE}`}
        />
      ))}
      {flow.label && <Label label={flow.label} ground={flow.ground} />}
      {flow.badge && !plain && <FlowBadge badge={flow.badge} />}
      {flow.ends.map(([x, y], index) => (
        <circle key={index} className={style.end} cx={x} cy={y} r="3.5" />
      ))}
    </g>
  );
});
