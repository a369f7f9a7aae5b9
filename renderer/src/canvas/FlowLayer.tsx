import { useStore as useReactFlow, ViewportPortal } from '@xyflow/react';
import { useCallback, useMemo, type PointerEvent } from 'react';
import { overlap, type Rect } from '../../../shared/layout/rect';
import { useSession, useView } from '../session/context';
import { say } from '../words';
import type { AskedAbout } from './asked-about';
import type { FlowView } from './flow-maker';
import { FlowShape } from './FlowShape';
import style from './FlowLayer.module.css';
import { sameArea, visibleArea } from './visible-area';

function useVisible(): Rect {
  return useReactFlow(({ transform, width, height }) => visibleArea(transform, width, height), sameArea);
}

/** All flows, in one drawing between boundaries and elements; those out of view are left out. */
export function FlowLayer({ flows, about }: { readonly flows: readonly FlowView[]; readonly about: AskedAbout | undefined }) {
  const session = useSession();
  const visible = useVisible();
  const selection = useView((state) => state.selection);
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
              dimmed={about !== undefined && !about.lit.has(flow.id)}
              plain={about !== undefined}
              asked={about?.asked.has(flow.id) === true}
              onPress={press}
            />
          ) : null,
        )}
      </svg>
    </ViewportPortal>
  );
}
