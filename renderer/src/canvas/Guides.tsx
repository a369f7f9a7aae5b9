import { useStore as useReactFlowStore } from '@xyflow/react';
import { useView } from '../session/context';
import style from './Guides.module.css';

/** What the dragged thing lines up with: a line across the whole canvas for each, and the width of equal gaps. */
export function Guides() {
  const { guides, gaps } = useView((state) => state.lined);
  const [x, y, zoom] = useReactFlowStore(({ transform }) => transform);
  return (
    <div className={style.guides} aria-hidden="true">
      {guides.map(({ axis, at }) => (
        <span
          key={`${axis} ${at}`}
          className={style[axis]}
          data-guide={axis}
          style={{ transform: axis === 'x' ? `translateX(${at * zoom + x}px)` : `translateY(${at * zoom + y}px)` }}
        />
      ))}
      {gaps.map(({ at, size }) => (
        <span
          key={at.join(' ')}
          className={style.gap}
          style={{ transform: `translate(${at[0] * zoom + x}px, ${at[1] * zoom + y}px) translate(-50%, -50%)` }}
        >
          {size}
        </span>
      ))}
    </div>
  );
}
