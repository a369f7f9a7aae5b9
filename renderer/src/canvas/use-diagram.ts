import { useRef, useSyncExternalStore } from 'react';
import { useApplication } from '../app/context';
import { useSession } from '../session/context';
import { questionId } from '../../../shared/analysis/delta';
import type { Question } from '../../../shared/analysis/findings';
import type { ThreatModel } from '../../../shared/model/threat-model';
import { type AskedAbout, askedAbout } from './asked-about';
import { type Diagram, type DiagramInput, DiagramMaker } from './diagram';

/** Works out what is asked about, once for each question. */
class Asked {
  private last:
    { readonly model: ThreatModel; readonly question: Question | undefined; readonly about: AskedAbout | undefined } | undefined;

  of(model: ThreatModel, questions: readonly Question[], open: string | undefined): AskedAbout | undefined {
    const question = open === undefined ? undefined : questions.find((candidate) => questionId(candidate) === open);
    if (this.last?.model !== model || this.last.question !== question) this.last = { model, question, about: askedAbout(model, question) };
    return this.last.about;
  }
}

/** What is kept from one diagram to the next. */
interface Kept {
  readonly maker: DiagramMaker;
  readonly asked: Asked;
  input: DiagramInput | undefined;
  diagram: Diagram | undefined;
}

/**
 * The diagram of the open document, worked out anew when something that it shows has changed. The parts that did not
 * change are the same objects as before.
 */
export function useDiagram(): Diagram {
  const app = useApplication();
  const session = useSession();
  const maker = useRef<Kept | null>(null);
  const get = (): Diagram => {
    const kept = (maker.current ??= { maker: new DiagramMaker(), asked: new Asked(), input: undefined, diagram: undefined });
    const { history } = session.document.store.getState();
    const { bySubject, encryption, view: results } = session.results.store.getState();
    const view = session.view.store.getState();
    const about = kept.asked.of(history.model, results.questions, view.question);
    const { catalog } = app.shell.getState();
    const was = kept.input;
    const same =
      was !== undefined &&
      was.model === history.model &&
      was.catalog === catalog &&
      was.bySubject === bySubject &&
      was.encryption === encryption &&
      was.about === about &&
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
    kept.input = { model: history.model, catalog, bySubject, encryption, about, view };
    kept.diagram = kept.maker.make(kept.input);
    return kept.diagram;
  };
  return useSyncExternalStore(app.onAnyChange, get);
}
