import { type Message, message } from '../messages/message';
import { displayName, subjectOf, type ThreatModel } from '../model/threat-model';
import type { Fact } from './derive';

/**
 * What an attacker has, as an imperative: "Read redis-cart". A fact of a boundary is about something inside it (`FactKind`), and
 * says so.
 */
export function describeFact(model: ThreatModel, { kind, place }: Fact): Message {
  const name = displayName(model, place);
  const subject = subjectOf(model, place);
  if (subject?.kind === 'flow' && kind === 'intercept') {
    const [from, to] = [displayName(model, subject.entry.from), displayName(model, subject.entry.to)];
    return message('attack-tree.fact.intercept', { from, to });
  }
  const inside = subject?.kind === 'boundary';
  switch (kind) {
    case 'reach':
      return message(inside ? 'attack-tree.fact.reach-inside' : 'attack-tree.fact.reach', { name });
    case 'exec':
      return message(inside ? 'attack-tree.fact.exec-inside' : 'attack-tree.fact.exec', { name });
    case 'root':
      return message(inside ? 'attack-tree.fact.root-inside' : 'attack-tree.fact.root', { name });
    case 'deny':
      return message(inside ? 'attack-tree.fact.deny-inside' : 'attack-tree.fact.deny', { name });
    case 'intercept':
      return message('attack-tree.fact.intercept-inside', { name });
    case 'identity':
      return message('attack-tree.fact.identity', { name });
    case 'has':
      return message('attack-tree.fact.has', { name });
    case 'read':
      return message('attack-tree.fact.read', { name });
    case 'write':
      return message('attack-tree.fact.write', { name });
    case 'controls':
      return message('attack-tree.fact.controls', { name });
  }
}
