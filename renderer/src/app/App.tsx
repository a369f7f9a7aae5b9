import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { SessionProvider } from '../session/context';
import { Toasts } from '../ui/Toasts';
import type { Application } from './application';
import { ApplicationProvider, useApplication, useShell } from './context';
import { DocumentWindow, StartWindow } from './Window';
import { Overlays } from './Overlays';
import { takeDrop } from './incoming';

/** What is read aloud and not seen. An even turn goes to one region and an odd one to the other, so that a repeated text is read again. */
function Spoken() {
  const { polite, assertive } = useStore(useApplication().notices.store);
  return (
    <>
      {([polite, assertive] as const).map((said, index) => (
        <div key={index === 0 ? 'polite' : 'assertive'} className="heard" aria-live={index === 0 ? 'polite' : 'assertive'}>
          <p>{said.turn % 2 === 0 ? said.text : ''}</p>
          <p>{said.turn % 2 === 1 ? said.text : ''}</p>
        </div>
      ))}
    </>
  );
}

function Messages() {
  const { notices } = useApplication();
  const toasts = useStore(notices.store, (state) => state.toasts);
  return <Toasts toasts={toasts} onClose={(id) => notices.close(id)} />;
}

/** Files can be dropped anywhere; a dropped page never takes the window over. */
function useDrops(app: Application): void {
  useEffect(() => {
    let depth = 0;
    const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const show = (dropping: boolean): void => {
      if (app.shell.getState().dropping !== dropping) app.shell.setState({ dropping });
    };
    const listeners = {
      dragenter(event: DragEvent) {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth += 1;
        show(true);
      },
      dragover(event: DragEvent) {
        if (carriesFiles(event)) event.preventDefault();
      },
      dragleave(event: DragEvent) {
        if (!carriesFiles(event)) return;
        depth -= 1;
        if (depth <= 0) show(false);
      },
      drop(event: DragEvent) {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth = 0;
        show(false);
        if (event.dataTransfer !== null) takeDrop(app, event.dataTransfer).catch((error: unknown) => app.fault(error));
      },
    };
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners)) window.removeEventListener(name, listener as EventListener);
    };
  }, [app]);
}

function Shell() {
  const session = useShell((state) => state.session);
  useDrops(useApplication());
  return session === undefined ? (
    <>
      <StartWindow />
      <Overlays />
    </>
  ) : (
    <SessionProvider key={session.id} session={session}>
      <DocumentWindow />
      <Overlays />
    </SessionProvider>
  );
}

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** The window. */
export function App({ application }: { readonly application: Application }) {
  return (
    <CSPProvider nonce={nonce}>
      <Tooltip.Provider delay={500} closeDelay={0}>
        <ApplicationProvider application={application}>
          <Shell />
          <Messages />
          <Spoken />
        </ApplicationProvider>
      </Tooltip.Provider>
    </CSPProvider>
  );
}
