import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../shared/catalog/catalog';
import type { ThreatModel } from '../../shared/model/threat-model';
import { withSharedFixtures } from '../fixtures/shared-fixtures';
import { answered, cheapest, imported, type Judged, judged, ourCatalog, rulesOnTheWay, withControls } from './judged';

/** What a reviewer says of Online Boutique with only its manifests at hand, in this order. */
const ROWS: readonly (readonly [row: string, why: string])[] = [
  [
    'entry-in-clear-text high 1',
    'the Service frontend-external is a public load balancer with one port, 80, named http: passwords and sessions cross the internet readable',
  ],
  [
    'store-without-authentication high 1',
    'redis-cart runs the official image, which asks for no password, and calls from the internet lead to it in three hops',
  ],
  ['image-tag-floating medium 1', 'redis:alpine is whatever its maker released last; the only image here that changes by itself'],
  ['call-to-missing-service medium 1', 'frontend is given shoppingassistantservice:80, and nothing in the files owns that name'],
  ['store-loses-its-data medium 1', 'the carts are in an emptyDir, so that every drained node empties them'],
  ['image-not-pinned medium 11', 'eleven images are named by version, none by digest, so that the registry decides what runs'],
  ['single-replica low 11', 'replicas is left out everywhere, which is one; the load generator does not count, nobody depends on it'],
  ['image-from-public-registry low 1', 'redis comes straight from Docker Hub, unlike all others'],
  ['tokens-mounted-without-use low 1', 'redis-cart runs under the account default and mounts its token, which a Redis has no use for'],
];

/** What the files cannot prove, in the order of what an answer is worth. */
const QUESTIONS: readonly (readonly [question: string, why: string])[] = [
  ['assets', 'what is worth protecting decides the weight of all others'],
  ['encrypted@namespace', 'sixteen calls; a mesh may encrypt them, and the files only hint at one'],
  ['authenticated@namespace', 'whether payment and checkout know who calls them'],
  ['networkPolicyIngress@namespace', 'no NetworkPolicy is among the files, which are a part'],
  ['networkPolicyEnforced@cluster', 'policies do nothing where the plugin ignores them'],
  ['imagesVerified@cluster', 'signatures are checked in the cluster, not in its manifests'],
  ['auditLogged@cluster', 'a setting of the control plane'],
  ['networkPolicyEgress@namespace', 'as for incoming traffic'],
  ['rateLimited@customer_to_frontend', 'a service of the provider may stand in front'],
  ['podSecurityLevel@namespace', 'the namespace itself is not among the files'],
  ['seccompConfined@cluster', 'the pods set no profile; the kubelet may'],
  ['sourceRestricted@customer_to_frontend', 'a firewall may stand in front of the load balancer'],
];

/** What the manifests refute: each of the twelve pods forbids it, or nothing of the kind is there. */
const REFUTED_ON_WORKLOADS = [
  'runs-as-root',
  'privileged-container',
  'allows-privilege-escalation',
  'keeps-default-capabilities',
  'strong-capability-added',
  'writable-root-file-system',
  'uses-node-network',
  'shares-node-processes',
  'node-control-mounted',
  'node-directory-mounted',
  'listens-on-every-node',
  'no-memory-limit',
  'password-in-manifest',
  'secret-in-environment',
] as const;

withSharedFixtures(describe, 'Online Boutique as a reviewer sees it', () => {
  let catalog: Catalog;
  let model: ThreatModel;
  let unanswered: Judged;
  beforeAll(() => {
    catalog = ourCatalog();
    model = imported(catalog, 'online-boutique.yaml');
    unanswered = judged(catalog, model);
  });

  it('says these rows, and nothing else, in this order', () => {
    expect(unanswered.rows).toEqual(ROWS.map(([row]) => row));
  });

  it('names the things in its titles', () => {
    expect(unanswered.title('entry-in-clear-text')).toBe('frontend answers Customer over the internet in clear text');
    expect(unanswered.title('store-without-authentication')).toBe('redis-cart answers without a password');
    expect(unanswered.title('image-tag-floating')).toBe('redis-cart runs redis:alpine by a tag that moves');
    expect(unanswered.title('call-to-missing-service')).toBe('frontend calls shoppingassistantservice:80, which nothing defines');
  });

  it('asks what the files cannot prove, and nothing that an answer could not change', () => {
    expect(unanswered.questions).toEqual(QUESTIONS.map(([question]) => question));
  });

  it('is quiet: at most 20 rows, 12 questions, 12 hygiene findings, 120 threats', () => {
    expect(unanswered.view.rows.length).toBeLessThanOrEqual(20);
    expect(unanswered.questions.length).toBeLessThanOrEqual(12);
    expect(unanswered.view.hygiene.length).toBeLessThanOrEqual(12);
    expect(unanswered.instances).toBeLessThanOrEqual(120);
  });

  it('finds two things doubtful about the model', () => {
    expect(unanswered.view.hygiene.map(({ rule }) => rule).sort()).toEqual(['load-generator-among-workloads', 'namespace-not-stated']);
  });

  it('says nothing that the manifest refutes, not even as a question', () => {
    const workloads = [...model.elements].filter(([, { runsAs }]) => runsAs !== undefined).map(([id]) => id);
    expect(workloads).toHaveLength(12);
    const notRefuted = REFUTED_ON_WORKLOADS.flatMap((rule) =>
      workloads.filter((id) => unanswered.truth(rule, id) !== 'false').map((id) => `${rule}@${id}`),
    );
    expect(notRefuted).toEqual([]);
    expect(unanswered.truth('service-account-shared', 'namespace')).toBe('false');
    expect(unanswered.truth('nodes-not-patched', 'cluster')).toBe('false');
    expect(unanswered.truth('secrets-plain-in-etcd', 'cluster')).toBe('false');
  });

  it('makes one row of "traffic inside is not encrypted", which mutual TLS closes and which does not touch the entry', () => {
    const clear = answered(model, 'namespace', 'encrypted', false);
    expect(judged(catalog, clear).open('flow-sniffable-in-cluster')).toHaveLength(16);
    const planned = judged(catalog, withControls(clear, 'planned', ['mutual-tls', 'namespace']));
    expect(planned.open('flow-sniffable-in-cluster')).toEqual([]);
    expect(planned.rows).toContain('flow-sniffable-in-cluster medium 16');
    const inPlace = judged(catalog, withControls(clear, 'in-place', ['mutual-tls', 'namespace']));
    expect(inPlace.open('flow-sniffable-in-cluster')).toEqual([]);
    expect(inPlace.open('entry-in-clear-text')).toEqual(['customer_to_frontend']);
    expect(inPlace.questions).not.toContain('authenticated@namespace');
    expect(inPlace.questions).toContain('authorized@namespace');
  });

  it.each([
    ['tls-at-entry', 'customer_to_frontend', 'entry-in-clear-text'],
    ['data-store-authentication', 'redis-cart', 'store-without-authentication'],
    ['pin-images-by-digest', 'namespace', 'image-tag-floating'],
    ['pin-images-by-digest', 'namespace', 'image-not-pinned'],
    ['sign-and-verify-images', 'cluster', 'image-not-pinned'],
    ['remove-unused-address', 'frontend', 'call-to-missing-service'],
    ['persistent-volume', 'redis-cart', 'store-loses-its-data'],
    ['replicas-and-budget', 'namespace', 'single-replica'],
    ['mirror-images', 'namespace', 'image-from-public-registry'],
    ['no-token-where-unused', 'namespace', 'tokens-mounted-without-use'],
  ])('closes with %s on %s: %s', (control, on, rule) => {
    expect(unanswered.open(rule)).not.toEqual([]);
    expect(judged(catalog, withControls(model, 'in-place', [control, on])).open(rule)).toEqual([]);
  });

  describe('attacks that read redis-cart', () => {
    it('begin with the public entry, move on to any pod, and need no password', () => {
      const attacks = unanswered.attacks('read:redis-cart');
      expect(cheapest(attacks)).toEqual(
        expect.arrayContaining([
          'exploit-process@frontend',
          'namespace-open-to-every-pod@namespace',
          'store-without-authentication@redis-cart',
          'use-public-entry@customer_to_frontend',
        ]),
      );
      const lateral = [...(attacks?.derived.steps.values() ?? [])].find(({ rule }) => rule.id === 'namespace-open-to-every-pod');
      expect(lateral?.possible).toBe(true);
    });

    it('go several other ways: the call from cartservice, the wire, another image', () => {
      const ways = rulesOnTheWay(unanswered.attacks('read:redis-cart'));
      for (const rule of [
        'call-onward',
        'use-access-of-caller',
        'flow-sniffable-in-cluster',
        'image-tag-floating',
        'image-not-pinned',
        'exploit-store',
      ])
        expect(ways).toContain(rule);
    });

    it('do not leave a container: the pods are hardened', () => {
      const { derived } = unanswered.attacks('read:redis-cart') ?? {};
      expect([...(derived?.steps.values() ?? [])].filter(({ rule }) => rule.attack.some((technique) => technique === 'T1611'))).toEqual([]);
      expect([...(derived?.facts.values() ?? [])].filter(({ kind }) => kind === 'root')).toEqual([]);
    });

    it('change with the controls: a password, no lateral movement', () => {
      const defended = withControls(
        model,
        'in-place',
        ['data-store-authentication', 'redis-cart'],
        ['default-deny-network-policy', 'namespace'],
        ['enforcing-network-plugin', 'cluster'],
      );
      const ways = rulesOnTheWay(judged(catalog, defended).attacks('read:redis-cart'));
      expect(ways).not.toContain('store-without-authentication');
      expect(ways).not.toContain('namespace-open-to-every-pod');
      expect(ways).not.toContain('pass-adopted-policy');
      expect(ways).toContain('use-access-of-caller');
    });

    it('still pass adopted policies as long as nobody says that the network enforces them', () => {
      const believed = withControls(model, 'in-place', ['default-deny-network-policy', 'namespace']);
      expect(rulesOnTheWay(judged(catalog, believed).attacks('read:redis-cart'))).toContain('pass-adopted-policy');
    });
  });
});
