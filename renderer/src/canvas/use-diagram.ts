import { useRef, useSyncExternalStore } from 'react';
import { useApplication } from '../app/context';
import { useSession } from '../session/context';
import { type Diagram, type DiagramInput, DiagramMaker } from './diagram';

/**
 * The diagram of the open document, worked out anew when something that it shows has changed. The parts that did not
 * change are the same objects as before.
 */
export function useDiagram(): Diagram {
  const app = useApplication();
  const session = useSession();
  const maker = useRef<{ readonly maker: DiagramMaker; input: DiagramInput | undefined; diagram: Diagram | undefined } | null>(null);
  const get = (): Diagram => {
    const kept = (maker.current ??= { maker: new DiagramMaker(), input: undefined, diagram: undefined });
    const { history } = session.document.store.getState();
    const { bySubject, encryption } = session.results.store.getState();
    const view = session.view.store.getState();
    const { catalog } = app.shell.getState();
    const was = kept.input;
    const same =
      was !== undefined &&
      was.model === history.model &&
      was.catalog === catalog &&
      was.bySubject === bySubject &&
      was.encryption === encryption &&
      was.view.diagram === view.diagram &&
      was.view.dragged === view.dragged &&
      was.view.provisional === view.provisional &&
      was.view.detail === view.detail &&
      was.view.selection === view.selection &&
      was.view.dropTarget === view.dropTarget &&
      was.view.renaming === view.renaming &&
      was.view.showProtocols === view.showProtocols &&
      was.view.area === view.area &&
      was.view.showAssets === view.showAssets;
    if (same && kept.diagram !== undefined) return kept.diagram;
    kept.input = { model: history.model, catalog, bySubject, encryption, view };
    kept.diagram = kept.maker.make(kept.input);
    return kept.diagram;
  };
  return useSyncExternalStore(app.onAnyChange, get);
}
