/** What the mitigation plan says to people. Every key starts with `mitigation.`. */
export const mitigation = {
  'mitigation.phase.develop': 'Develop',
  'mitigation.phase.distribute': 'Distribute',
  'mitigation.phase.deploy': 'Deploy',
  'mitigation.phase.runtime': 'Runtime',
  'mitigation.phase-hint.develop': 'before it is built',
  'mitigation.phase-hint.distribute': 'registry and signatures',
  'mitigation.phase-hint.deploy': 'admission and settings',
  'mitigation.phase-hint.runtime': 'identity, network and detection',
} as const;
