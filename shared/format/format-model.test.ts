import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { models, patience, runs } from '../../test/generators/model';
import { styled, styleDice } from '../../test/generators/model-text';
import { modelFixture, opened } from '../../test/generators/opened';
import { sameModel } from '../model/equality';
import { formatModel } from './format-model';
import { printModel } from './print-model';

describe('formatting a file', () => {
  it(
    'FMT-6 says the same, with every comment and unknown key, and twice is as good as once',
    () => {
      fc.assert(
        fc.property(models, styleDice, (model, dice) => {
          const file = styled(model, dice);
          const base = opened(file.byteOrderMark ? `\ufeff${file.text}` : file.text);
          const { text, bytes } = formatModel(base);
          const again = opened(bytes);
          const shown = `${text}\n--- from\n${file.text}`;
          expect(sameModel(again.model, base.model), shown).toBe(true);
          for (const { mark } of file.comments) expect(text.split(`# ${mark}`).length, `${mark}\n${shown}`).toBe(2);
          const data = parse(text, { schema: 'failsafe' }) as unknown;
          for (const { path } of file.unknown) expect(JSON.stringify(data), shown).toContain(path.at(-1));
          expect(formatModel(again).text).toBe(text);
          if (file.comments.length === 0 && file.unknown.length === 0) {
            const [, ...printed] = printModel(base.model).split('\n');
            expect(text.replaceAll('\r\n', '\n')).toBe(printed.join('\n'));
          }
        }),
        runs(100),
      );
    },
    patience,
  );

  it(
    'FMT-6 leaves a file of ours as it is',
    () => {
      fc.assert(
        fc.property(models, (model) => {
          const text = printModel(model);
          expect(formatModel(opened(text)).text).toBe(text);
        }),
        runs(50),
      );
    },
    patience,
  );

  it('FMT-6 sorts entries and lets comments go with them', () => {
    expect(formatModel(opened(modelFixture('good/hand-written'))).text).toBe(`# The shop, as the platform team sees it.
# Ask before changing boundaries.

gabion: 1
title: Small shop # the name on the door
boundaries: # outermost first
  # Ours.
  cluster:
    type: kubernetes/cluster
    name: GKE cluster # Frankfurt
    x-cost-centre: 4711
  internet: { type: network/internet }
  shop: { type: kubernetes/namespace, in: cluster }
elements:
  customer: { type: actor/person, in: internet }
  # The way in.
  frontend:
    type: process/web-application
    runsAs: kubernetes/deployment
    in: shop
    stores: []
    description: |
      What customers see.

      Written in Go.
    properties:
      replicas: 3 # two at night
      # Seen in the manifest.
      runsAsRoot: false
    # more to come
  redis-cart:
    type: data/redis # alpine
    in: shop
    # kept for a day
    tags: [cache, temporary]
  # redis-old: { type: data/redis }
assets:
  carts: {}
flows:
  customer_to_frontend:
    from: customer
    to: frontend
    carries:
      - carts # as a cookie
  frontend_to_redis-cart: { from: frontend, to: redis-cart, carries: [carts] }
`);
  });

  it('FMT-6 keeps the comments of what says nothing', () => {
    const text =
      'gabion: 1\ntitle: # to be named\nassets: # none yet\nelements:\n  web:\n    type: x\n    name: # ask\ninclude: [a] # later\n';
    expect(formatModel(opened(text)).text).toBe(
      'gabion: 1\ninclude: [a] # later\nelements:\n  web:\n    type: x\n    # ask\nassets: {} # none yet\n# to be named\n',
    );
  });

  it('FMT-6 keeps line ends and byte order mark, and does not touch a file of a newer version', () => {
    const windows = opened(modelFixture('good/windows'));
    expect(formatModel(windows).bytes).toEqual(windows.bytes);
    const newer = opened(modelFixture('good/newer-but-readable'));
    expect(formatModel(newer).bytes).toBe(newer.bytes);
  });
});
