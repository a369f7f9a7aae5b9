import { beforeAll, describe, expect, it } from 'vitest';
import { analysed, exampleModel } from '../../build/catalog/example-session';
import { describeReasons, describeRemedy, type Names } from '../../shared/analysis/describe';
import type { Explanation } from '../../shared/analysis/findings';
import { sameValue } from '../../shared/analysis/matching';
import { suggestedGoals } from '../../shared/attack-tree/attacks';
import { describeFact } from '../../shared/attack-tree/describe';
import type { Catalog } from '../../shared/catalog/catalog';
import { fillTemplate } from '../../shared/catalog/template';
import { print } from '../../shared/messages/print';
import { threatKeyOf } from '../../shared/model/ids';
import type { ThreatModel } from '../../shared/model/threat-model';
import { withSharedFixtures } from '../fixtures/shared-fixtures';
import { explained, imported, judged, ourCatalog } from './judged';

// What is read most: why a threat is here and what would make it go away. Of the two reference systems and of every example that
// fires in the catalog, each sentence is held to what a person expects of it.

const FAULTS: readonly (readonly [fault: string, pattern: RegExp])[] = [
  ['points at nothing', /\bsuch (?:thing|boundary|line|flow|asset)/],
  ['has a hole', /\{\{|\?\s|undefined|^\W|\s{2}/],
  ['is two sentences or none', /\.\s|\.$|^$/],
  ['repeats words', /\b(\w{4,}(?: \w+)+), not stated here: .*\1/],
];

/** What is wrong with the words of an explanation: each fault once. */
function faultsIn(names: Names, { threat, reasons, remedies }: Explanation): readonly string[] {
  const why = describeReasons(names, reasons).map(({ what }) => print(what));
  const away = remedies.map((remedy) => print(describeRemedy(names, remedy)));
  const badly = [...why, ...away].flatMap((sentence) =>
    FAULTS.filter(([, pattern]) => pattern.test(sentence)).map(([fault]) => `${sentence}: ${fault}`),
  );
  const twice = [why, away].flatMap((sentences) => sentences.filter((sentence, index) => sentences.indexOf(sentence) !== index));
  const circular = why.filter((sentence) => sentence.toLowerCase() === threat.title.toLowerCase());
  const empty = why.length === 0 ? [`${threat.key}: no reason`] : [];
  return [
    ...badly,
    ...twice.map((sentence) => `${sentence}: said twice`),
    ...circular.map((sentence) => `${sentence}: is the title`),
    ...empty,
  ];
}

/** The remedies that go the other way than everything that the rule is countered by, or touch what none of it touches. */
function wrongWays(catalog: Catalog, { threat, remedies }: Explanation): readonly string[] {
  const controls = (catalog.threats.get(threat.rule)?.counteredBy ?? []).flatMap((id) => catalog.controls.get(id) ?? []);
  const set = controls.flatMap(({ effects }) => effects.map(({ sets }) => sets));
  return remedies.flatMap(({ changes }) =>
    changes.flatMap(({ property, to, subject }) => {
      const good = set.map((values) => values[property]).filter((value) => value !== undefined);
      const agrees = good.some((value) =>
        typeof value === 'object' && typeof to === 'object' && !('not' in to)
          ? to.length === 0 || value.every((item) => to.includes(item)) // takes away as much, or a part of it
          : !(typeof to === 'object' && 'not' in to) && sameValue(value, to),
      );
      return agrees ? [] : [`${threat.key}: ${property} of ${subject} becomes ${JSON.stringify(to)}`];
    }),
  );
}

describe('the examples of the catalog, explained', () => {
  const catalog = ourCatalog();
  const explanations = [...catalog.threats.values()].flatMap((rule) =>
    rule.examples.flatMap(({ model: plain, subject, expect: expected }): readonly (readonly [ThreatModel, Explanation])[] => {
      const read = exampleModel(plain, subject);
      if (!read.ok || expected !== 'fires' || !rule.threat) return [];
      const explanation = analysed(catalog, read.model).explain(threatKeyOf(rule.id, subject));
      return explanation === undefined ? [] : [[read.model, explanation]];
    }),
  );

  it('have reasons and remedies that read well', () => {
    expect(explanations.length).toBeGreaterThan(50);
    expect(explanations.flatMap(([model, explanation]) => faultsIn({ model, catalog }, explanation))).toEqual([]);
  });

  it('offer no change against what counters the rule', () => {
    expect(explanations.flatMap(([, explanation]) => wrongWays(catalog, explanation))).toEqual([]);
  });
});

withSharedFixtures(describe, 'the reference systems, explained', () => {
  let catalog: Catalog;
  beforeAll(() => {
    catalog = ourCatalog();
  });

  it.each(['online-boutique.yaml', 'sock-shop.yaml'])('%s: reasons and remedies read well, and no remedy makes anything worse', (file) => {
    const model = imported(catalog, file);
    const all = explained(catalog, model);
    expect(all.length).toBeGreaterThan(20);
    expect(all.flatMap((explanation) => faultsIn({ model, catalog }, explanation))).toEqual([]);
    expect(all.flatMap((explanation) => wrongWays(catalog, explanation))).toEqual([]);
  });

  it('offers what an architect would, rule by rule', () => {
    const remedies = (file: string) => {
      const model = imported(catalog, file);
      const byRule = new Map<string, readonly string[]>();
      for (const { threat, remedies: found } of explained(catalog, model)) {
        if (!byRule.has(threat.rule))
          byRule.set(
            threat.rule,
            found.map((remedy) => print(describeRemedy({ model, catalog }, remedy))),
          );
      }
      return Object.fromEntries(byRule);
    };
    expect(remedies('online-boutique.yaml')).toMatchInlineSnapshot(`
      {
        "call-to-missing-service": [
          "every address that frontend is given belongs to something",
        ],
        "entry-in-clear-text": [
          "traffic from Customer to frontend is encrypted all the way",
        ],
        "image-from-public-registry": [
          "redis-cart gets its image from a registry of your own",
          "redis-cart names its images by digest",
        ],
        "image-not-pinned": [
          "adservice names its images by digest; the same closes all 11 in namespace not stated",
        ],
        "image-tag-floating": [
          "no image tag of redis-cart is made to move",
        ],
        "single-replica": [
          "adservice runs twice; the same closes all 11 in namespace not stated",
        ],
        "store-loses-its-data": [
          "the data of redis-cart is on a volume that outlives its pod",
        ],
        "store-without-authentication": [
          "redis-cart asks callers who they are",
        ],
        "tokens-mounted-without-use": [
          "redis-cart mounts no service account token",
        ],
      }
    `);
    expect(remedies('sock-shop.yaml')).toMatchInlineSnapshot(`
      {
        "allows-privilege-escalation": [
          "every container of carts sets allowPrivilegeEscalation to false; the same closes all 14 in sock-shop",
        ],
        "call-to-missing-service": [
          "every address that shipping is given belongs to something",
        ],
        "hangs-unnoticed": [],
        "image-from-public-registry": [
          "carts gets its image from a registry of your own; the same closes all 14 in sock-shop",
          "carts names its images by digest; the same closes all 14 in sock-shop",
        ],
        "image-not-pinned": [
          "carts names its images by digest; the same closes all 10 in sock-shop",
        ],
        "image-tag-floating": [
          "no image tag of carts-db is made to move; the same closes all 4 in sock-shop",
        ],
        "keeps-default-capabilities": [
          "every container of catalogue-db drops ALL capabilities; the same closes all 3 in sock-shop",
        ],
        "listens-on-every-node": [
          "no NodePort or host port leads to front-end",
        ],
        "password-in-manifest": [
          "no password stands in the manifest of catalogue-db",
        ],
        "service-account-shared": [],
        "single-replica": [
          "carts runs twice; the same closes all 14 in sock-shop",
        ],
        "store-loses-its-data": [
          "the data of carts-db is on a volume that outlives its pod; the same closes all 6 in sock-shop",
        ],
        "store-with-vendor-password": [
          "rabbitmq refuses the user and password that its vendor ships",
        ],
        "store-without-authentication": [
          "carts-db asks callers who they are; the same closes all 3 in sock-shop",
        ],
        "tokens-mounted-without-use": [],
        "writable-root-file-system": [
          "every container of catalogue-db sets readOnlyRootFilesystem; the same closes all 3 in sock-shop",
        ],
      }
    `);
  });

  it.each(['online-boutique.yaml', 'sock-shop.yaml'])('%s: steps and states of attack trees read well', (file) => {
    const model = imported(catalog, file);
    const result = judged(catalog, model);
    const words = suggestedGoals(model, catalog).flatMap(({ want, subject }) => {
      const { derived } = result.attacks(`${want}:${subject}`) ?? {};
      const steps = [...(derived?.steps.values() ?? [])].map((step) => fillTemplate(model, step.step.action, step.subject));
      return [...steps, ...[...(derived?.facts.values() ?? [])].map((fact) => print(describeFact(model, fact)))];
    });
    const bad = new Set(words.filter((text) => /\{\{|\bundefined\b|\bbetween \S+ to\b|s's\b|^\s|\s$|\.$/.test(text)));
    expect([...bad]).toEqual([]);
  });
});
