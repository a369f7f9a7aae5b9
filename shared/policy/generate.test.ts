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
