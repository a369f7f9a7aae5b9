// Writes catalogs/attack/techniques.json and build/catalog/known-ids.json from a folder of facts:
//
//   node build/catalog/attack-facts.mjs <folder>
//
// The folder holds attack/techniques-v19.1.json, attack/mitigations-v18.1.json, attack/v18.1-to-v19.1.json,
// attack/attack-enterprise-18.1.json, weakness/capec-3.9.json, weakness/cwe-4.15.json and d3fend/d3fend-techniques.json. It is
// not part of this repository; what is written from it is, so that a plain clone builds and checks the same catalog.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inProject, runMain, say, SetUpProblem } from '../project.mjs';

/** @param {string} folder @param {string} file */
function facts(folder, file) {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}

/** A tactic's short name as ATT&CK writes it: "Credential Access" is "credential-access". @param {string} name */
const shortName = (name) => name.toLowerCase().replaceAll(' ', '-');

/** @param {string} a @param {string} b */
const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Where each id that no longer exists went: the links of the older set first, then what the newer one renumbered, each
 * followed to its end. An id whose trail leads nowhere is left out.
 * @param {Readonly<Record<string, string>>} revoked
 * @param {Readonly<Record<string, { to: string }>>} renumbered
 * @param {ReadonlySet<string>} living
 */
function successors(revoked, renumbered, living) {
  const next = new Map([
    ...Object.entries(revoked),
    ...Object.entries(renumbered).map(([from, { to }]) => /** @type {[string, string]} */ ([from, to])),
  ]);
  /** @param {string} id @param {number} steps @returns {string | undefined} */
  const follow = (id, steps) => {
    if (living.has(id)) return id;
    const to = next.get(id);
    return to === undefined || steps > next.size ? undefined : follow(to, steps + 1);
  };
  return [...next.keys()]
    .filter((id) => !living.has(id))
    .sort(byCode)
    .flatMap((id) => {
      const to = follow(id, 0);
      return to === undefined ? [] : [[id, to]];
    });
}

/** One entry a line, so that a new version reads well in a diff. @param {readonly unknown[]} entries */
const lines = (entries) => `[\n${entries.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n')}\n  ]`;

/** @param {string} folder */
function techniquesJson(folder) {
  const attack = facts(folder, 'attack/techniques-v19.1.json');
  const { mitigations } = facts(folder, 'attack/mitigations-v18.1.json');
  const { revokedBy } = facts(folder, 'attack/attack-enterprise-18.1.json');
  const { idMap } = facts(folder, 'attack/v18.1-to-v19.1.json');
  /** @type {readonly { id: string, name: string, tactics: readonly string[] }[]} */
  const techniques = attack.techniques;
  const renumbered = successors(revokedBy, idMap, new Set(techniques.map(({ id }) => id)));
  return `{
  "version": ${JSON.stringify(attack.meta.attackVersion)},
  "notice": ${JSON.stringify(attack.meta.notice)},
  "tactics": ${lines(attack.tactics.map((/** @type {{ id: string, name: string }} */ { id, name }) => ({ id, name, shortName: shortName(name) })))},
  "techniques": ${lines(techniques.map(({ id, name, tactics }) => ({ id, name, tactics })))},
  "mitigations": ${lines(mitigations.map((/** @type {{ id: string, name: string }} */ { id, name }) => ({ id, name })))},
  "renumbered": {
${renumbered.map(([from, to]) => `    ${JSON.stringify(from)}: ${JSON.stringify(to)}`).join(',\n')}
  }
}
`;
}

/** Only numbers and ids, no words: enough to say that a reference exists. @param {string} folder */
function knownIdsJson(folder) {
  /** @param {readonly { id: string }[]} entries */
  const numbers = (entries) => entries.map(({ id }) => Number(id.replace(/^\D+/, ''))).sort((a, b) => a - b);
  const { patterns } = facts(folder, 'weakness/capec-3.9.json');
  const { weaknesses } = facts(folder, 'weakness/cwe-4.15.json');
  const { techniques } = facts(folder, 'd3fend/d3fend-techniques.json');
  const d3fend = techniques.map((/** @type {{ id: string }} */ { id }) => id).sort(byCode);
  return `{
  "sources": ["CAPEC 3.9, (c) The MITRE Corporation", "CWE 4.15, (c) The MITRE Corporation", "D3FEND 1.2.0, (c) The MITRE Corporation, MIT"],
  "capec": ${JSON.stringify(numbers(patterns))},
  "cwe": ${JSON.stringify(numbers(weaknesses))},
  "d3fend": ${JSON.stringify(d3fend)}
}
`;
}

await runMain(async () => {
  const folder = process.argv[2];
  if (folder === undefined) throw new SetUpProblem('Name the folder of facts: node build/catalog/attack-facts.mjs <folder>');
  for (const [file, text] of /** @type {const} */ ([
    ['catalogs/attack/techniques.json', techniquesJson(folder)],
    ['build/catalog/known-ids.json', knownIdsJson(folder)],
  ])) {
    writeFileSync(inProject(file), text);
    say(`wrote ${file}`);
  }
});
