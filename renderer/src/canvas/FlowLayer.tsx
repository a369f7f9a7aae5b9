import { useStore as useReactFlow, ViewportPortal } from '@xyflow/react';
import { useCallback, useMemo, type PointerEvent } from 'react';
import { overlap, type Rect } from '../../../shared/layout/rect';
import { useSession, useView, useResults } from '../session/context';
import { questionId } from '../../../shared/analysis/delta';
import { say } from '../words';
import type { FlowView } from './flow-maker';
import { FlowShape } from './FlowShape';
import style from './FlowLayer.module.css';
import { sameArea, visibleArea } from './visible-area';

function useVisible(): Rect {
  return useReactFlow(({ transform, width, height }) => visibleArea(transform, width, height), sameArea);
}

/** The flows that the open question is about. */
function useAsked(): ReadonlySet<string> {
  const open = useView((state) => state.question);
  const question = useResults((state) =>
    open === undefined ? undefined : state.view.questions.find((candidate) => questionId(candidate) === open),
  );
  return useMemo(() => new Set<string>(question?.kind === 'property' ? question.asks : []), [question]);
}

/** All flows, in one drawing between boundaries and elements; those out of view are left out. */
export function FlowLayer({ flows }: { readonly flows: readonly FlowView[] }) {
  const session = useSession();
  const visible = useVisible();
  const selection = useView((state) => state.selection);
  const asked = useAsked();
  const chosen = useMemo(() => new Set(selection), [selection]);
  const press = useCallback(
    (id: string, event: PointerEvent) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      const { selection: before } = session.view.store.getState();
      if (event.shiftKey || event.ctrlKey || event.metaKey)
        session.view.select(before.includes(id) ? before.filter((other) => other !== id) : [...before, id]);
      else session.view.select([id]);
    },
    [session],
  );
  return (
    <ViewportPortal>
      <svg className={style.layer} role="group" aria-label={say('ui.flows')}>
        {flows.map((flow) =>
          overlap(flow.bounds, visible) ? (
            <FlowShape
              key={flow.id}
              flow={flow}
              selected={chosen.has(flow.id)}
              hot={chosen.has(flow.from) || chosen.has(flow.to)}
              dimmed={false}
              asked={asked.has(flow.id)}
              onPress={press}
            />
          ) : null,
        )}
      </svg>
    </ViewportPortal>
  );
}
