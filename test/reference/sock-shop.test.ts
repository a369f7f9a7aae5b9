import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../shared/catalog/catalog';
import type { ThreatModel } from '../../shared/model/threat-model';
import { withSharedFixtures } from '../fixtures/shared-fixtures';
import { cheapest, imported, type Judged, judged, ourCatalog, rulesOnTheWay } from './judged';

/** What a reviewer says of Sock Shop, which is older and less careful, with only its manifests at hand. */
const ROWS: readonly (readonly [row: string, why: string])[] = [
  ['password-in-manifest high 1', 'MYSQL_ROOT_PASSWORD of catalogue-db stands in the file with its value'],
  ['store-with-vendor-password medium 1', 'rabbitmq lets guest in with the password guest, as its image does unless told otherwise'],
  ['store-without-authentication medium 3', 'carts-db and orders-db run mongo, session-db runs redis, all as shipped: without a password'],
  ['image-tag-floating medium 4', 'mongo without a tag twice, redis:alpine, and the exporter beside rabbitmq'],
  ['listens-on-every-node medium 1', 'front-end is a NodePort: open on each node, past any balancer'],
  ['store-loses-its-data medium 6', 'no store has a volume that outlives its pod'],
  ['image-not-pinned medium 10', 'the other images are named by version, none by digest'],
  ['single-replica low 14', 'replicas is 1 everywhere'],
  [
    'call-to-missing-service low 1',
    'shipping is given zipkin.jaeger.svc.cluster.local, which is not here; a low one, since nothing shows that calls from the internet get there',
  ],
  ['service-account-shared low 1', 'fourteen workloads run under the account default'],
  [
    'image-from-public-registry low 14',
    'everything comes straight from Docker Hub, most of it from an account that is not maintained any more',
  ],
  ['hangs-unnoticed low 1', 'ten workloads, the stores among them, have neither a liveness nor a readiness probe'],
  ['tokens-mounted-without-use low 1', 'and all of them mount its token'],
  ['keeps-default-capabilities low 3', 'catalogue-db, queue-master and the exporter beside rabbitmq say nothing about capabilities'],
  ['writable-root-file-system low 3', 'the same three'],
  ['allows-privilege-escalation low 14', 'allowPrivilegeEscalation is left out everywhere, which means yes'],
];

withSharedFixtures(describe, 'Sock Shop as a reviewer sees it', () => {
  let catalog: Catalog;
  let model: ThreatModel;
  let unanswered: Judged;
  beforeAll(() => {
    catalog = ourCatalog();
    model = imported(catalog, 'sock-shop.yaml');
    unanswered = judged(catalog, model);
  });

  it('says these rows, and nothing else, in this order', () => {
    expect(unanswered.rows).toEqual(ROWS.map(([row]) => row));
  });

  it('asks once who calls whom, and has no finding for each workload that is not connected', () => {
    expect(unanswered.questions.filter((question) => question.startsWith('calls@'))).toEqual(['calls@sock-shop']);
    expect(unanswered.questions.filter((question) => question.startsWith('callsComplete@'))).toEqual([]);
    expect(unanswered.view.hygiene).toEqual([]);
  });

  it('asks once for what holds for many: limits by a LimitRange, seccomp, encryption', () => {
    for (const property of ['memoryLimited', 'seccompConfined', 'networkPolicyIngress', 'podSecurityLevel', 'nodesPatched']) {
      expect(unanswered.questions.filter((question) => question.startsWith(`${property}@`))).toHaveLength(1);
    }
    expect(unanswered.questions.length).toBeLessThanOrEqual(22);
  });

  it('asks of each image whose user nobody states whether it is root', () => {
    expect(unanswered.questions.filter((question) => question.startsWith('runsAsRoot@'))).toEqual(
      ['catalogue-db', 'queue-master', 'rabbitmq', 'user-db'].map((id) => `runsAsRoot@${id}`),
    );
  });

  it('does not say that the entry is in clear text: a NodePort does not show what stands in front of it; it asks', () => {
    expect(unanswered.truth('entry-in-clear-text', 'customer_to_front-end')).toBe('unknown');
    expect(unanswered.questions).toContain('encrypted@customer_to_front-end');
  });

  it('does not say that "drop: all" in lower case keeps capabilities', () => {
    expect(unanswered.open('keeps-default-capabilities')).toEqual(['catalogue-db', 'queue-master', 'rabbitmq']);
  });

  it('says nothing that the manifest refutes', () => {
    for (const id of ['carts', 'catalogue', 'front-end', 'orders', 'payment', 'shipping', 'user']) {
      for (const rule of [
        'runs-as-root',
        'privileged-container',
        'strong-capability-added',
        'writable-root-file-system',
        'uses-node-network',
        'no-memory-limit',
      ]) {
        expect(`${rule}@${id} ${String(unanswered.truth(rule, id))}`).toBe(`${rule}@${id} false`);
      }
    }
    for (const id of ['carts-db', 'orders-db', 'session-db']) expect(unanswered.truth('runs-as-root', id)).toBe('false');
  });

  it('grows attacks on session-db that leave a container, since pods are not hardened', () => {
    const attacks = unanswered.attacks('read:session-db');
    expect(cheapest(attacks)).toEqual(expect.arrayContaining(['exploit-process@front-end', 'store-without-authentication@session-db']));
    const ways = rulesOnTheWay(attacks);
    for (const rule of ['escape-through-kernel', 'node-runs-its-pods', 'image-tag-floating', 'namespace-open-to-every-pod'])
      expect(ways).toContain(rule);
  });
});
