import { readFileSync } from 'node:fs';
import { AuthorizationPolicy, PeerAuthentication } from '@kubernetes-models/istio/security.istio.io/v1';
import { run } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { ServiceAccount } from 'kubernetes-models/v1';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { sharedFixturePath, sharedFixtureText, withSharedFixtures } from '../../test/fixtures/shared-fixtures';
import { type Catalog, indexCatalog } from '../catalog/catalog';
import { catalogSchema } from '../catalog/schema';
import { modelFromPlain, type ThreatModel } from '../model/threat-model';
import { generatePolicies } from './generate';
import { IMAGE_DIGEST_CEL } from './image-digests';

const stencil = (id: string, ...parents: string[]) => ({
  id,
  name: id,
  kind: 'process' as const,
  use: 'role' as const,
  extends: parents,
  group: 'Basic',
  icon: 'process',
  description: id,
});
const catalog: Catalog = indexCatalog(
  catalogSchema.parse({
    id: 'test',
    version: '1',
    hash: '',
    stencils: [
      stencil('workload'),
      stencil('kubernetes/deployment', 'workload'),
      stencil('kubernetes/cronjob', 'workload'),
      stencil('kubernetes/namespace'),
      stencil('actor'),
    ],
    ...Object.fromEntries(
      [
        'properties',
        'images',
        'conditions',
        'threats',
        'hygiene',
        'controls',
        'tools',
        'detections',
        'attackers',
        'frameworks',
        'assetSuggestions',
      ].map((kind) => [kind, []]),
    ),
    attack: { version: '', notice: '', tactics: [], techniques: [], mitigations: [] },
  }),
);

const workload = (name: string, more: object = {}) => ({
  type: 'process',
  runsAs: 'kubernetes/deployment',
  in: 'shop',
  properties: { podSelector: [`app=${name}`], serviceAccount: `shop/${name}`, serviceAccountShared: false, ...more },
});
const shop = (namespace: object = { callsComplete: true }, more: object = {}) => ({
  gabion: 1,
  title: 'Shop',
  boundaries: { shop: { type: 'kubernetes/namespace', properties: namespace } },
  elements: {
    customer: { type: 'actor' },
    frontend: workload('frontend', more),
    cart: workload('cart', more),
    redis: workload('redis', more),
  },
  flows: {
    customer_to_frontend: { from: 'customer', to: 'frontend', port: 80, properties: { targetPort: '8080' } },
    frontend_to_cart: { from: 'frontend', to: 'cart', port: 7070 },
    cart_to_redis: { from: 'cart', to: 'redis', port: 6379, properties: { targetPort: 'redis' } },
  },
});
function read(plain: unknown): ThreatModel {
  const result = modelFromPlain(plain);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}
const filesOf = (plain: unknown) =>
  generatePolicies(read(plain), catalog, (control) => (control === 'mutual-tls' ? ['sniff@cart_to_redis' as never] : []));
const file = (plain: unknown, path: string) => {
  const found = filesOf(plain).find((each) => each.path === path);
  if (!found) throw new Error(`no ${path}`);
  return found;
};
const objects = (content: string) =>
  parseAllDocuments(content).map((document) => document.toJS() as { kind: string; metadata: { name: string }; spec: unknown });

describe('policies generated from the model', () => {
  it('POL-2 network policies let every modelled flow pass and refuse every other pair', () => {
    expect(file(shop(), 'network/shop.yaml').proof).toEqual({ flows: 3, flowsPassing: 3, pairs: 4, pairsRefused: 4 });
  });
  it('POL-2 holds for any calls between any workloads', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.constantFrom(80, 443, 6379)), {
          selector: ([from, to]) => `${from}_to_${to}`,
        }),
        (calls) => {
          const flows = calls.filter(([from, to]) => from !== to).map(([from, to, port]) => [`${from}_to_${to}`, { from, to, port }]);
          const plain = {
            ...shop(),
            elements: Object.fromEntries(ids.map((id) => [id, workload(id)])),
            flows: Object.fromEntries(flows) as object,
          };
          const proof = file(plain, 'network/shop.yaml').proof;
          expect(proof).toEqual({
            flows: flows.length,
            flowsPassing: flows.length,
            pairs: 20 - flows.length,
            pairsRefused: 20 - flows.length,
          });
        },
      ),
    );
  });
  it('POL-3 default deny stays a draft until all calls are drawn, and names the pairs it would cut', () => {
    const draft = file(shop({}), 'network/shop.yaml').draft;
    expect(draft?.reason.id).toBe('policy.calls-incomplete');
    expect(draft?.cuts.map(({ to, from }) => [to, from.length])).toEqual([
      ['frontend', 2],
      ['cart', 1],
      ['redis', 1],
    ]);
    expect(file(shop(), 'network/shop.yaml').draft).toBeUndefined();
  });
  it('POL-3 a draft lists what it would cut, save the pairs that somebody has ruled out', () => {
    const plain = shop({});
    const first = file(plain, 'network/shop.yaml').content;
    expect(first).toContain('# It would cut 4 connections of which nobody has said whether they are needed:\n');
    expect(first).toContain('# - to frontend from cart and redis\n');
    expect(file(plain, 'mesh/shop-authorization.yaml').content).toContain('# - to frontend from cart and redis\n');
    const said = { ...plain, elements: { ...plain.elements, redis: { ...workload('redis'), doesNotCall: ['frontend'] } } };
    const { content, draft, proof } = file(said, 'network/shop.yaml');
    expect(content).toContain('# - to frontend from cart\n');
    expect(draft?.cuts.map(({ to, from }) => [to, from])).toContainEqual(['frontend', ['cart']]);
    // What is ruled out is refused all the same.
    expect(proof).toEqual({ flows: 3, flowsPassing: 3, pairs: 4, pairsRefused: 4 });
  });
  it('POL-3 stays a draft as long as somebody says that not all calls of a workload are drawn', () => {
    const plain = shop();
    plain.elements.redis = workload('redis', { callsComplete: false });
    for (const path of ['network/shop.yaml', 'mesh/shop-authorization.yaml'])
      expect(file(plain, path).draft?.reason).toMatchObject({ id: 'policy.calls-open', params: { names: 'redis' } });
  });
  it('POL-3 a workload whose labels nobody has said is named, and keeps the file a draft', () => {
    const plain = shop();
    plain.elements.redis = { ...workload('redis'), properties: { ...workload('redis').properties, podSelector: [] } };
    expect(file(plain, 'network/shop.yaml').draft?.reason).toMatchObject({ id: 'policy.network.unselectable', params: { names: 'redis' } });
  });
  it('POL-4 identity policies say that shared accounts must come first, and bring them', () => {
    const shared = shop({ callsComplete: true }, { serviceAccount: 'shop/default', serviceAccountShared: true });
    expect(file(shared, 'mesh/shop-authorization.yaml').draft?.reason.id).toBe('policy.authorization.accounts');
    const accounts = objects(file(shared, 'identity/shop-service-accounts.yaml').content);
    expect(accounts.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toContain('ServiceAccount cart');
    expect(accounts.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'cart')?.spec).toEqual({
      template: { spec: { serviceAccountName: 'cart' } },
    });
    expect(filesOf(shop()).some(({ path }) => path.startsWith('identity/'))).toBe(false);
  });
  it('POL-4 the patch names the object that runs the workload, whatever the model calls it', () => {
    const shared = shop({ callsComplete: true }, { serviceAccount: 'shop/default', serviceAccountShared: true });
    const renamed = {
      ...shared,
      elements: {
        ...shared.elements,
        redis: { ...workload('redis', { serviceAccountShared: true }), origin: 'k8s:shop/Deployment/redis-cart' },
      },
    };
    const accounts = objects(file(renamed, 'identity/shop-service-accounts.yaml').content);
    expect(accounts.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(
      expect.arrayContaining(['ServiceAccount redis', 'Deployment redis-cart']),
    );
  });
  it('POL-2 a call over UDP is let through as such', () => {
    const plain = shop();
    const flows = { ...plain.flows, cart_to_redis: { from: 'cart', to: 'redis', port: 53, protocol: 'dns' } };
    const { content, proof } = file({ ...plain, flows }, 'network/shop.yaml');
    const redis = objects(content).find(({ metadata }) => metadata.name === 'redis')?.spec as { ingress: { ports: object[] }[] };
    expect(redis.ingress[0]?.ports).toEqual([
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
    expect(proof).toEqual({ flows: 3, flowsPassing: 3, pairs: 4, pairsRefused: 4 });
  });
  it('POL-11 no two objects of a namespace and no two files have one name, and none is called as ours are', () => {
    const ids = ['a.b', 'a_b', 'a-b', 'default-deny', 'default', `${'x'.repeat(70)}1`, `${'x'.repeat(70)}2`];
    const shared = { serviceAccountShared: true };
    const plain = {
      gabion: 1,
      boundaries: {
        'team.a': { type: 'kubernetes/namespace', properties: { callsComplete: true } },
        'team-a': { type: 'kubernetes/namespace' },
      },
      elements: {
        ...Object.fromEntries(ids.map((id) => [id, { ...workload(id, shared), in: 'team.a' }])),
        other: { ...workload('other'), in: 'team-a' },
      },
      flows: Object.fromEntries(ids.map((id) => [`other_to_${id}`, { from: 'other', to: id, port: 80 }])),
    };
    const files = filesOf(plain);
    expect(new Set(files.map(({ path }) => path)).size).toBe(files.length);
    for (const { content } of files) {
      const named = objects(content).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
      expect(new Set(named).size).toBe(named.length);
      for (const name of named) expect(name).toMatch(/^\w+ [a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
    }
  });
  it('POL-12 nothing that a model calls a thing becomes part of a policy but as its value', () => {
    const evil = 'x"\nkind: ClusterRoleBinding\r\u2028\u0085---\n{{ .Values.x }} $(rm -rf /) `id` #';
    const plain = {
      ...shop({}),
      title: evil,
      boundaries: { shop: { type: 'kubernetes/namespace', name: evil } },
      elements: Object.fromEntries(
        Object.entries(shop({}).elements).map(([id, entry]) => [
          id,
          { ...entry, name: evil, ...('properties' in entry ? { properties: { ...entry.properties, podSelector: [`app=${evil}`] } } : {}) },
        ]),
      ),
    };
    for (const { path, content, draft } of filesOf(plain)) {
      expect(JSON.stringify(objects(content))).not.toMatch(/ClusterRole|Values|rm -rf/);
      expect(objects(content).map(({ kind }) => kind)).not.toContain('ClusterRoleBinding');
      for (const line of content.split('\n').filter((each) => /ClusterRole|rm -rf/.test(each))) expect(line).toMatch(/^\s*# /);
      // No policy can name pods by labels that none can have.
      if (path.startsWith('network/')) expect(draft?.reason.id).toBe('policy.network.unselectable');
    }
  });
  it('POL-5 strict mutual TLS does not cut off callers from outside the mesh', () => {
    expect(objects(file(shop(), 'mesh/shop-peer-authentication.yaml').content).map(({ spec }) => spec)).toEqual([
      { mtls: { mode: 'STRICT' } },
      { selector: { matchLabels: { app: 'frontend' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { '8080': { mode: 'PERMISSIVE' } } },
    ]);
  });
  it('POL-6 says what each file closes, and by which control', () => {
    expect(file(shop(), 'mesh/shop-peer-authentication.yaml').content).toContain('# Closes: sniff@cart_to_redis.');
  });
  it('POL-7 gives the same bytes for the same model, whatever the order of its entries', () => {
    const plain = shop();
    const turned = {
      ...plain,
      elements: Object.fromEntries(Object.entries(plain.elements).reverse()),
      flows: Object.fromEntries(Object.entries(plain.flows).reverse()),
    };
    expect(filesOf(turned)).toEqual(filesOf(plain));
  });
  it('POL-8 leaves a namespace that nobody stated to whoever applies the file', () => {
    const plain = shop({ callsComplete: true, namespaceStated: false });
    for (const { content } of filesOf(plain))
      for (const object of objects(content)) expect(object.metadata).not.toHaveProperty('namespace');
  });
});

describe('generated policies are what a cluster accepts', () => {
  const plain = shop({ callsComplete: true }, { serviceAccount: 'shop/default', serviceAccountShared: true });
  const all = [...filesOf(plain), ...filesOf(shop())].flatMap(({ content }) => objects(content));
  const validators: Readonly<Record<string, (object: never) => void>> = {
    NetworkPolicy: (object) => {
      new NetworkPolicy(object).validate();
    },
    PeerAuthentication: (object) => {
      new PeerAuthentication(object).validate();
    },
    AuthorizationPolicy: (object) => {
      new AuthorizationPolicy(object).validate();
    },
    ServiceAccount: (object) => {
      new ServiceAccount(object).validate();
    },
  };
  it.each(Object.entries(validators))('POL-9 every %s is valid by its published schema', (kind, validate) => {
    const mine = all.filter((object) => object.kind === kind);
    expect(mine.length).toBeGreaterThan(0);
    for (const object of mine)
      expect(() => {
        validate(object as never);
      }).not.toThrow();
  });
  withSharedFixtures(describe, 'Gatekeeper', () => {
    it('POL-9 the constraint template is valid by its CRD', () => {
      const crd = parse(readFileSync(sharedFixturePath('schemas/crds/gatekeeper/constrainttemplate.yaml'), 'utf8')) as {
        spec: { versions: { name: string; schema: { openAPIV3Schema: object } }[] };
      };
      const schema = crd.spec.versions.find(({ name }) => name === 'v1')?.schema.openAPIV3Schema;
      const validate = new Ajv({ strict: false, logger: false }).compile(schema ?? {});
      const template = all.find(({ kind }) => kind === 'ConstraintTemplate');
      expect(validate(template), JSON.stringify(validate.errors)).toBe(true);
    });
  });
});

/** What Gatekeeper does with a validation: variables in their order, each seeing the ones before it. */
function violates(object: unknown): string | undefined {
  const toCel = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(toCel);
    if (typeof value === 'object' && value !== null) return new Map(Object.entries(value).map(([key, entry]) => [key, toCel(entry)]));
    return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
  };
  const variables = new Map<string, unknown>([['anyObject', toCel(object)]]);
  const evaluate = (expression: string) => run(expression, { variables: variables as never }, { funcs: strings });
  for (const { name, expression } of IMAGE_DIGEST_CEL.variables) variables.set(name, evaluate(expression));
  const holds = evaluate(IMAGE_DIGEST_CEL.expression);
  const said = evaluate(IMAGE_DIGEST_CEL.messageExpression);
  return holds === true ? undefined : typeof said === 'string' ? said : 'no message';
}

const DIGEST = `redis@sha256:${'0123456789abcdef'.repeat(4)}`;
describe('the constraint on image digests, executed', () => {
  const deployment = (image: string, more: object = {}) => ({
    kind: 'Deployment',
    spec: { replicas: 1, template: { spec: { containers: [{ name: 'main', image }], ...more } } },
  });
  it.each([
    ['a Deployment by digest', deployment(DIGEST), undefined],
    ['a Deployment by tag', deployment('redis:alpine'), 'main: redis:alpine'],
    ['a tag and a digest', deployment(DIGEST.replace('@', ':7@')), undefined],
    ['a short digest', deployment('redis@sha256:abc'), 'main: redis@sha256:abc'],
    ['an init container by tag', deployment(DIGEST, { initContainers: [{ name: 'init', image: 'busybox' }] }), 'init: busybox'],
    ['a bare Pod', { kind: 'Pod', spec: { containers: [{ name: 'main', image: 'redis' }] } }, 'main: redis'],
    [
      'a CronJob',
      { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'main', image: 'redis' }] } } } } } },
      'main: redis',
    ],
    ['a Deployment without containers', { kind: 'Deployment', spec: { template: { spec: {} } } }, undefined],
  ])('POL-10 judges %s', (_name, object, expected) => {
    const message = violates(object);
    if (expected === undefined) expect(message).toBeUndefined();
    else expect(message).toContain(expected);
  });
  withSharedFixtures(describe, 'Online Boutique', () => {
    it('POL-10 refuses its twelve Deployments, which name images by tag, and nothing else', () => {
      const manifests = parseAllDocuments(sharedFixtureText('kubernetes/online-boutique.yaml')).map(
        (document) => document.toJS() as { kind: string; spec: object } | null,
      );
      const deployments = manifests.filter((object) => object?.kind === 'Deployment');
      expect(deployments.map(violates).filter((message) => message !== undefined)).toHaveLength(12);
    });
  });
});
