import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { withSharedFacts, sharedFacts } from '../../test/fixtures/shared-fixtures';
import type { Catalog } from '../../shared/catalog/catalog';
import { inProject } from '../project.mjs';
import { compileCatalog } from './compile';
import { knownIds } from './known-ids';

const named = z.object({ id: z.string(), name: z.string() });

let compiled: Catalog | undefined;

/** Our catalog, compiled once for all tests of this file. */
function ours(): Catalog {
  compiled ??= compileCatalog(inProject('catalogs'), 'catalogs').catalog;
  if (compiled === undefined) throw new Error('the catalog does not compile');
  return compiled;
}

withSharedFacts(describe, 'what others published', () => {
  it('CAT-21 holds ATT&CK as MITRE published it, with the notice', () => {
    const facts = z
      .object({
        meta: z.object({ attackVersion: z.string(), notice: z.string() }),
        tactics: z.array(named),
        techniques: z.array(named.extend({ tactics: z.array(z.string()) })),
      })
      .parse(sharedFacts('attack/techniques-v19.1.json'));
    const { attack } = ours().entries;
    expect(attack.version).toBe(facts.meta.attackVersion);
    expect(attack.notice).toBe(facts.meta.notice);
    expect(attack.techniques).toEqual(facts.techniques.map(({ id, name, tactics }) => ({ id, name, tactics })));
    expect(attack.tactics.map(({ id, name }) => ({ id, name }))).toEqual(facts.tactics.map(({ id, name }) => ({ id, name })));
    const mitigations = z.object({ mitigations: z.array(named) }).parse(sharedFacts('attack/mitigations-v18.1.json')).mitigations;
    expect(attack.mitigations).toEqual(mitigations.map(({ id, name }) => ({ id, name })));
    const { idMap } = z
      .object({ idMap: z.record(z.string(), z.object({ to: z.string() })) })
      .parse(sharedFacts('attack/v18.1-to-v19.1.json'));
    expect(attack.renumbered).toMatchObject(Object.fromEntries(Object.entries(idMap).map(([id, { to }]) => [id, to])));
    const living = new Set<string>(attack.techniques.map(({ id }) => id));
    expect(Object.values(attack.renumbered).filter((id) => !living.has(id))).toEqual([]);
  });

  it('CAT-21 knows the identifiers of CAPEC, CWE and D3FEND', () => {
    const ids = (file: string, field: string) =>
      z
        .object({ [field]: z.array(z.object({ id: z.string() })) })
        .parse(sharedFacts(file))
        [field]?.map(({ id }) => id);
    expect([...knownIds.capec].toSorted()).toEqual(ids('weakness/capec-3.9.json', 'patterns')?.toSorted());
    expect([...knownIds.cwe].toSorted()).toEqual(ids('weakness/cwe-4.15.json', 'weaknesses')?.toSorted());
    expect([...knownIds.d3fend].toSorted()).toEqual(ids('d3fend/d3fend-techniques.json', 'techniques')?.toSorted());
  });

  it('CAT-21 names NIST controls as NIST does', () => {
    const facts = z.object({ controls: z.array(named) }).parse(sharedFacts('compliance/nist-800-53r5-controls.json')).controls;
    const names = new Map(facts.map(({ id, name }) => [id, name.replaceAll(' | ', ': ').replaceAll(' — ', ', ').toLowerCase()]));
    // Added by release 5.2.0, which is younger than the facts.
    for (const [id, name] of [
      ['SA-15(13)', 'development process, standards, and tools: logging syntax'],
      ['SA-24', 'design for cyber resiliency'],
      ['SI-2(7)', 'flaw remediation: root cause analysis'],
    ] as const)
      names.set(id, name);
    const clauses = Object.entries(ours().frameworks.get('nist-800-53-r5')?.clauses ?? {});
    expect(clauses.length).toBeGreaterThan(90);
    for (const [id, name] of clauses) expect(`${id} ${name.toLowerCase()}`).toBe(`${id} ${names.get(id) ?? '?'}`);
  });

  it('CAT-21 refers to the CIS benchmark by number, and ships no title', () => {
    const { checks } = z
      .object({ checks: z.array(z.object({ id: z.string() })) })
      .parse(sharedFacts('kubernetes/kube-bench-cis-1.12.json'));
    const clauses = ours().frameworks.get('cis-kubernetes')?.clauses ?? {};
    expect(Object.keys(clauses).toSorted()).toEqual(checks.map(({ id }) => id).toSorted());
    expect(new Set(Object.values(clauses))).toEqual(new Set(['']));
    expect(new Set(Object.values(ours().frameworks.get('owasp-k8s-2025')?.clauses ?? {}))).toEqual(new Set(['']));
  });

  it('CAT-21 gives tools the maturity that the CNCF published, and none where there is none', () => {
    const projects = z.array(z.object({ name: z.string(), maturity: z.string() })).parse(sharedFacts('cncf/cncf-projects.json'));
    const maturity = new Map(projects.map(({ name, maturity: level }) => [name.toLowerCase(), level]));
    for (const { name, home, cncf } of ours().tools.values()) {
      const partOf = /^part of ([^,]+)/.exec(home)?.[1];
      const level =
        maturity.get((partOf ?? name).toLowerCase()) ??
        maturity.get(
          name
            .toLowerCase()
            .replace(/ operator$/, '')
            .replaceAll(' ', '-'),
        );
      expect(`${name}: ${cncf ?? 'none'}`).toBe(`${name}: ${level ?? 'none'}`);
    }
  });
});
