import type { Node, NodeProps } from '@xyflow/react';
import { classes } from '../../ui/classes';
import { say } from '../../words';
import style from './TreesView.module.css';
import type { Box } from './tree-layout';
import { costWords } from './tree-words';

/** What a box is drawn from. */
export interface BoxData extends Record<string, unknown> {
  readonly box: Box;
  readonly selected: boolean;
  /** The one box that the tab key reaches; arrows go on from there. */
  readonly current: boolean;
  readonly onPress: (id: string) => void;
  readonly onFocus: (id: string) => void;
}
export type BoxNode = Node<BoxData, 'box'>;

/** What a box says, for people who hear it. */
function spoken({ node, words, more, gate, needs }: Box): string {
  if (node === undefined || words === undefined) return say('views.more-ways', { count: more });
  return [
    node.order === undefined ? '' : say('views.step-n', { order: node.order }),
    words.title,
    words.where === undefined ? '' : say('views.on-place', { place: words.where }),
    node.exact
      ? say('views.costs', { cost: costWords(node.cost, true) })
      : say('views.costs-at-most', { cost: costWords(node.cost, true) }),
    node.step?.possible === true ? say('views.hangs-on-question') : '',
    gate === undefined
      ? ''
      : gate === 'then'
        ? say('views.then-n', { count: node.children.length })
        : say('views.or-n', { count: (needs ?? node).children.length + (needs ?? node).more }),
    node.shared ? say('views.shared') : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** A goal, a fact, a step, or the ways that are not drawn. */
export function AttackBox({ data }: NodeProps<BoxNode>) {
  const { box, selected, current, onPress, onFocus } = data;
  const { id, node, words, lines, width, height, more, gate } = box;
  const isLeaf = node?.kind === 'step' && node.children.length === 0;
  return (
    <button
      type="button"
      data-box={id}
      className={classes(
        'nodrag',
        style.box,
        node?.kind === 'goal' && style.goal,
        isLeaf && style.leaf,
        node === undefined && style.more,
        node?.shared === true && style.shared,
        node?.step?.possible === true && style.possible,
        node?.highlighted === true && style.highlighted,
        selected && style.selected,
      )}
      style={{ width, height }}
      tabIndex={current ? 0 : -1}
      aria-pressed={selected}
      onClick={() => onPress(id)}
      onFocus={() => onFocus(id)}
    >
      <span className="heard">{spoken(box)}</span>
      <span className={style.drawn} aria-hidden>
        {node === undefined ? (
          say('views.more-ways', { count: more })
        ) : (
          <>
            <span className={style.boxTitle}>
              {lines.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </span>
            {words?.where !== undefined && <span className={style.boxWhere}>{words.where}</span>}
            {words !== undefined && words.techniques.length > 0 && (
              <code className={style.boxTechniques}>{words.techniques.join(' ')}</code>
            )}
            {node.order !== undefined && <span className={style.order}>{node.order}</span>}
            {node.step?.possible === true && <span className={style.ring}>?</span>}
            <span className={style.cost}>{costWords(node.cost, node.exact)}</span>
            {gate !== undefined && (
              <span className={style.gate}>{gate === 'or' ? say('attack-tree.gate.or') : say('attack-tree.gate.then')}</span>
            )}
          </>
        )}
      </span>
    </button>
  );
}
