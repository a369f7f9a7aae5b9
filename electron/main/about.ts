import { z } from 'zod';
import type { About, RuntimeKind } from '../../shared/desktop-api';
import { message, type Message } from '../../shared/messages/message';

/** What is known about this run. */
export interface RunFacts {
  readonly version: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly architecture: string;
  readonly packaged: boolean;
  readonly runtime: RuntimeKind;
  /** The switches of the command line that were given, without their dashes. */
  readonly hasSwitch: (name: string) => boolean;
}

const packageMark = z.object({ gabionRuntime: z.literal('fallback') });

/**
 * Which runtime this is. A package is what it was built with: a trial one carries the mark in its own package.json, and no
 * variable of the environment can add or remove it. Only where the application runs from its source folder does the launcher
 * say so, in `GABION_RUNTIME`.
 * @param description the application's own package.json, parsed
 */
export function runtimeKind(packaged: boolean, description: unknown, environment: string | undefined): RuntimeKind {
  const fallback = packaged ? packageMark.safeParse(description).success : environment === 'fallback';
  return fallback ? 'fallback' : 'electron';
}

/** No fuse turns these off: whoever starts the program can. */
const DEBUGGING_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

function notices(facts: RunFacts): readonly Message[] {
  const found: Message[] = [];
  if (facts.runtime === 'fallback') found.push(message('desktop.notice.fallback', { version: facts.versions['electron'] ?? '' }));
  if (DEBUGGING_SWITCHES.some(facts.hasSwitch)) found.push(message('desktop.notice.remote-debugging'));
  if (facts.hasSwitch('no-sandbox')) found.push(message('desktop.notice.no-sandbox'));
  return found;
}

/** What the About box shows. */
export function about(facts: RunFacts): About {
  const components = [
    { name: 'Electron', version: facts.versions['electron'] },
    { name: 'Chromium', version: facts.versions['chrome'] },
    { name: 'Node.js', version: facts.versions['node'] },
    { name: 'V8', version: facts.versions['v8'] },
  ];
  return {
    version: facts.version,
    runtime: facts.runtime,
    components: components.flatMap(({ name, version }) => (version === undefined ? [] : [{ name, version }])),
    platform: facts.platform,
    architecture: facts.architecture,
    packaged: facts.packaged,
    sandboxed: !facts.hasSwitch('no-sandbox'),
    notices: notices(facts),
  };
}
