import { plural } from './plural';

/** What attack trees say to people. Every key starts with `attack-tree.`. */
export const attackTree = {
  'attack-tree.fact.reach': (p: { name: string }) => `Reach ${p.name}`,
  'attack-tree.fact.reach-inside': (p: { name: string }) => `Reach the pods in ${p.name}`,
  'attack-tree.fact.exec': (p: { name: string }) => `Run code in ${p.name}`,
  'attack-tree.fact.exec-inside': (p: { name: string }) => `Run code somewhere in ${p.name}`,
  'attack-tree.fact.root': (p: { name: string }) => `Become root on the host of ${p.name}`,
  'attack-tree.fact.root-inside': (p: { name: string }) => `Become root on a node of ${p.name}`,
  'attack-tree.fact.identity': (p: { name: string }) => `Act as ${p.name}`,
  'attack-tree.fact.has': (p: { name: string }) => `Hold a credential of ${p.name}`,
  'attack-tree.fact.read': (p: { name: string }) => `Read ${p.name}`,
  'attack-tree.fact.write': (p: { name: string }) => `Change ${p.name}`,
  'attack-tree.fact.deny': (p: { name: string }) => `Stop ${p.name}`,
  'attack-tree.fact.deny-inside': (p: { name: string }) => `Exhaust a node of ${p.name}`,
  'attack-tree.fact.intercept': (p: { from: string; to: string }) => `Get onto the path from ${p.from} to ${p.to}`,
  'attack-tree.fact.intercept-inside': (p: { name: string }) => `Get onto the network of ${p.name}`,
  'attack-tree.fact.controls': (p: { name: string }) => `Control ${p.name}`,
  'attack-tree.start': (p: { name: string; attacker: string }) => `${p.attacker} is ${p.name} from the start`,
  'attack-tree.more': (p: { count: number }) => `${plural(p.count, 'more way', 'more ways')}…`,
  'attack-tree.gate.or': 'OR',
  'attack-tree.gate.then': 'THEN',
  'attack-tree.no-goal': (p: { goal: string }) =>
    `"${p.goal}" is no goal of this model. A goal is read:, write:, deny: or exec: and the id of an element or asset.`,
  'attack-tree.mend-goal': 'Choose one of the goals that `gabion tree` lists.',
  'attack-tree.impossible': (p: { goal: string }) => `No attack on "${p.goal}" follows from this model and this catalog.`,
} as const;
