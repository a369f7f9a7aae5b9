import { useState } from 'react';
import { Inspector } from '../inspector/Inspector';
import { Palette } from '../palette/Palette';
import { Strip } from '../problems/Strip';
import { useDocument } from '../session/context';
import { useMediaQuery } from '../app/media-query';
import { IconButton } from '../ui/Button';
import { Notice } from '../ui/Notice';
import { Segmented } from '../ui/Segmented';
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

type Region = 'diagram' | 'findings' | 'inspector';

/** Below 640 px, or at 400 %: one part of the editor at a time. */
function OneAtATime() {
  const [region, setRegion] = useState<Region>('diagram');
  const [palette, setPalette] = useState(false);
  return (
    <div className={style.column}>
      <div className={style.switcher}>
        <Segmented
          label={say('ui.part-of-window')}
          value={region}
          choices={[
            { value: 'diagram', label: say('ui.diagram') },
            { value: 'findings', label: say('ui.findings') },
            { value: 'inspector', label: say('ui.inspector') },
          ]}
          onChange={setRegion}
        />
        {region === 'diagram' && (
          <IconButton icon="plus" label={say('ui.toggle-palette')} pressed={palette} onClick={() => setPalette(!palette)} />
        )}
      </div>
      {region === 'diagram' && (
        <div className={style.editor}>
          {palette && <Palette />}
          <Canvas />
        </div>
      )}
      {region === 'findings' && <Strip alone />}
      {region === 'inspector' && <Inspector alone />}
    </div>
  );
}

/** The editor: palette, canvas, inspector, and the strip of findings. What gives way when there is little room is in LOOK, "The window". */
export function DiagramView() {
  const tiny = useMediaQuery('(max-width: 639px)');
  const small = useMediaQuery('(max-width: 799px)');
  const [palette, setPalette] = useState(false);
  if (tiny) return <OneAtATime />;
  return (
    <div className={style.editor}>
      {(!small || palette) && <Palette />}
      <div className={style.column}>
        <DiagramHeader {...(small ? { palette: { open: palette, onToggle: () => setPalette(!palette) } } : {})} />
        <ReadOnlyNotice />
        <Canvas />
        <Strip />
      </div>
      <Inspector />
    </div>
  );
}
