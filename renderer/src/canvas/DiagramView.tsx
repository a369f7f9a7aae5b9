import { Inspector } from '../inspector/Inspector';
import { Palette } from '../palette/Palette';
import { Strip } from '../problems/Strip';
import { useDocument } from '../session/context';
import { Notice } from '../ui/Notice';
import { print, say } from '../words';
import { Canvas } from './Canvas';
import { DiagramHeader } from './DiagramHeader';
import style from './DiagramView.module.css';

/** What was worth saying when the file was read: once, above the diagram. */
function ReadOnlyNotice() {
  const opened = useDocument((state) => state.opened);
  const [first] = opened?.problems ?? [];
  if (opened?.readOnly !== true || first === undefined) return null;
  return (
    <div className={style.notice}>
      <Notice tone="note" title={say('ui.opened-read-only')}>
        {print(first.message)}
      </Notice>
    </div>
  );
}

/** The editor: palette, canvas, inspector, and the strip of findings. */
export function DiagramView() {
  return (
    <div className={style.editor}>
      <Palette />
      <div className={style.column}>
        <DiagramHeader />
        <ReadOnlyNotice />
        <Canvas />
        <Strip />
      </div>
      <Inspector />
    </div>
  );
}
