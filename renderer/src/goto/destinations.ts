import type { Application } from '../app/application';
import { allCommands, canRun, runCommand } from '../commands/all-commands';
import { connectTo } from '../canvas/gestures';
import { describeElement, describeFlow, stencilOf } from '../model-words/describe';
import type { DocumentSession } from '../session/document-session';
import { type IconName, stencilIcon } from '../ui/icons';
import { displayName } from '../../../shared/model/threat-model';
import { message } from '../../../shared/messages/message';
import { print, say } from '../words';
import type { Severity } from '../../../shared/analysis/findings';
import { isOpenThreat } from '../../../shared/analysis/status';
import type { Findable } from './search';

/** One line of the box: where it leads, or what it does. */
export interface Destination extends Findable {
  readonly id: string;
  readonly icon?: IconName;
  readonly severity?: Severity;
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly go: () => void;
}

/** A group of lines under one heading. */
export interface DestinationGroup {
  readonly id: 'things' | 'threats' | 'commands';
  readonly title: string;
  readonly items: readonly Destination[];
}

function things(app: Application, session: DocumentSession): readonly Destination[] {
  const model = session.model();
  const { catalog } = app.shell.getState();
  const go = (id: string) => () => session.view.show(id);
  return [
    ...[...model.elements].map(([id, element]): Destination => ({
      id,
      text: displayName(model, id),
      detail: describeElement(catalog, element),
      icon: stencilIcon(stencilOf(catalog, element)?.icon),
      keywords: [id],
      go: go(id),
    })),
    ...[...model.boundaries].map(([id, boundary]): Destination => ({
      id,
      text: displayName(model, id),
      detail: catalog?.stencils.get(boundary.type)?.name ?? boundary.type,
      icon: 'boundary',
      keywords: [id],
      go: go(id),
    })),
    ...[...model.flows].map(([id, flow]): Destination => ({
      id,
      text: print(message('ui.flow-name', { from: displayName(model, flow.from), to: displayName(model, flow.to) })),
      detail: describeFlow(flow),
      icon: 'flow',
      keywords: [id],
      go: go(id),
    })),
    ...[...model.assets].map(([id]): Destination => ({
      id,
      text: displayName(model, id),
      detail: say('ui.asset'),
      icon: 'asset',
      keywords: [id],
      go: go(id),
    })),
  ];
}

function threats(session: DocumentSession): readonly Destination[] {
  const { rows } = session.results.store.getState().view;
  return rows.flatMap((row) =>
    row.threats.filter(isOpenThreat).map((threat): Destination => ({
      id: threat.key,
      text: threat.title,
      detail: say('ui.risk', { score: threat.risk.score }),
      severity: threat.risk.severity,
      keywords: [threat.rule, ...threat.techniques],
      go: () => session.view.showThreat(threat.key),
    })),
  );
}

function commands(app: Application): readonly Destination[] {
  return allCommands
    .filter((command) => command.hidden !== true)
    .map((command) => ({
      id: command.id,
      text: command.title(app),
      ...(command.icon === undefined ? {} : { icon: command.icon }),
      ...(command.keys?.[0] === undefined ? {} : { keys: command.keys[0] }),
      keywords: [command.id, ...(command.keywords ?? [])],
      disabled: !canRun(command, app),
      go: () => void runCommand(app, command.id),
    }));
}

/** Everything that can be gone to now, by kind. */
export function destinations(app: Application): readonly DestinationGroup[] {
  const session = app.session();
  return [
    { id: 'things', title: say('ui.elements-and-flows'), items: session === undefined ? [] : things(app, session) },
    { id: 'threats', title: say('ui.threats'), items: session === undefined ? [] : threats(session) },
    { id: 'commands', title: say('ui.commands'), items: commands(app) },
  ];
}

/** The elements that the one being connected can call. */
export function connectTargets(app: Application): readonly DestinationGroup[] {
  const session = app.session();
  const from = session?.view.store.getState().connecting;
  if (session === undefined || from === undefined) return [];
  const model = session.model();
  const { catalog } = app.shell.getState();
  const items = [...model.elements]
    .filter(([id]) => id !== from)
    .map(([id, element]): Destination => ({
      id,
      text: displayName(model, id),
      detail: describeElement(catalog, element),
      icon: stencilIcon(stencilOf(catalog, element)?.icon),
      keywords: [id],
      go: () => connectTo(app, from, id),
    }));
  return [{ id: 'things', title: say('ui.connect-what-to', { name: displayName(model, from) }), items }];
}
