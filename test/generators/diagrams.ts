import fc from 'fast-check';
import { modelFromPlain, type ThreatModel } from '../../shared/model/threat-model';

/** A model from its plain form; throws where it is not one, since a test made it. */
export function modelOf(plain: Readonly<Record<string, unknown>>): ThreatModel {
  const read = modelFromPlain({ gabion: 1, ...plain });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

/** The calls of the Online Boutique, by name: what diagrams are tried with. */
export const boutiqueCalls: Readonly<Record<string, readonly string[]>> = {
  customer: ['frontend'],
  frontend: [
    'adservice',
    'cartservice',
    'checkoutservice',
    'currencyservice',
    'productcatalogservice',
    'recommendationservice',
    'shippingservice',
  ],
  checkoutservice: ['cartservice', 'currencyservice', 'emailservice', 'paymentservice', 'productcatalogservice', 'shippingservice'],
  recommendationservice: ['productcatalogservice'],
  loadgenerator: ['frontend'],
  cartservice: ['redis-cart'],
};

/** Thirteen elements in three boundaries with seventeen flows; without places. */
export function boutique(): ThreatModel {
  const flows = Object.entries(boutiqueCalls).flatMap(([from, list]) =>
    list.map((to): [string, unknown] => [`${from}_to_${to}`, { from, to, protocol: 'grpc' }]),
  );
  const names = [...new Set(Object.entries(boutiqueCalls).flatMap(([from, list]) => [from, ...list]))];
  const entry = (name: string): unknown =>
    name === 'customer'
      ? { type: 'actor/person', in: 'internet' }
      : { type: name === 'redis-cart' ? 'data/redis' : 'process/generic', runsAs: 'kubernetes/deployment', in: 'shop' };
  return modelOf({
    boundaries: {
      internet: { type: 'network/internet' },
      cluster: { type: 'kubernetes/cluster' },
      shop: { type: 'kubernetes/namespace', in: 'cluster' },
    },
    elements: Object.fromEntries(names.map((name) => [name, entry(name)])),
    flows: Object.fromEntries(flows),
  });
}

/** Small diagrams: up to eight boxes on a grid wide enough that none lie on one another, with flows between them. */
export const scattered: fc.Arbitrary<ThreatModel> = fc
  .record({
    count: fc.integer({ min: 2, max: 8 }),
    shuffle: fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 8, maxLength: 8 }),
    pairs: fc.array(fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 })), { maxLength: 12 }),
  })
  .map(({ count, shuffle, pairs }) => {
    const cells: number[] = [];
    for (const wanted of shuffle) {
      let cell = wanted;
      while (cells.includes(cell)) cell = (cell + 1) % 24;
      cells.push(cell);
    }
    const ids = Array.from({ length: count }, (_, index) => `n${index}`);
    const flows = pairs.flatMap(([a, b], index) =>
      a % count === b % count ? [] : [[`f${index}`, { from: ids[a % count], to: ids[b % count] }] as const],
    );
    return modelOf({
      elements: Object.fromEntries(ids.map((id) => [id, { type: 'process/generic' }])),
      flows: Object.fromEntries(flows),
      layout: {
        main: Object.fromEntries(
          ids.map((id, index) => [id, { at: [((cells[index] ?? 0) % 6) * 240, Math.floor((cells[index] ?? 0) / 6) * 160] }]),
        ),
      },
    });
  });
