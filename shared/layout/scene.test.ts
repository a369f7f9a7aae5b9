import { describe, expect, it } from 'vitest';
import { modelOf } from '../../test/generators/diagrams';
import type { BoundaryId, ElementId } from '../model/ids';
import { MAIN_DIAGRAM } from '../model/threat-model';
import { buildScene, placementsOver, type Scene, type SceneWords } from './scene';

const words: SceneWords = { roles: () => [], boundaryKind: () => 'Zone' };
const sceneOf = (plain: Readonly<Record<string, unknown>>): Scene => {
  const model = modelOf(plain);
  return buildScene(model, undefined, words, placementsOver(model, MAIN_DIAGRAM));
};

const nested = {
  boundaries: { cluster: { type: 'kubernetes/cluster' }, shop: { type: 'kubernetes/namespace', in: 'cluster' } },
  elements: { web: { type: 'process/api', in: 'shop' }, db: { type: 'data/redis', in: 'shop' }, hidden: { type: 'process/api' } },
  flows: { web_to_db: { from: 'web', to: 'db' }, web_to_hidden: { from: 'web', to: 'hidden' } },
};

describe('a scene', () => {
  it('LAY-2 adds the corners of all boundaries around up', () => {
    const scene = sceneOf({
      ...nested,
      layout: {
        main: {
          cluster: { at: [100, 50], size: [600, 400] },
          shop: { at: [16, 40], size: [400, 300] },
          web: { at: [20, 44] },
          db: { at: [200, 44] },
        },
      },
    });
    expect(scene.boundaries.get('shop' as BoundaryId)).toMatchObject({
      rect: { x: 116, y: 90, width: 400, height: 300 },
      depth: 1,
      parent: 'cluster',
    });
    expect(scene.nodes.get('web' as ElementId)).toMatchObject({ rect: { x: 136, y: 134 }, parent: 'shop', kind: 'process' });
    expect(scene.nodes.get('db' as ElementId)?.kind).toBe('store');
  });

  it('LAY-2 counts from the nearest boundary that the diagram shows', () => {
    const scene = sceneOf({ ...nested, layout: { main: { cluster: { at: [100, 50], size: [600, 400] }, web: { at: [20, 44] } } } });
    expect(scene.nodes.get('web' as ElementId)).toMatchObject({ rect: { x: 120, y: 94 }, parent: 'cluster' });
  });

  it('LAY-2 leaves out what has no place, and flows with it', () => {
    const scene = sceneOf({ ...nested, layout: { main: { web: { at: [0, 0] }, db: { at: [300, 0] } } } });
    expect([...scene.nodes.keys()]).toEqual(['web', 'db']);
    expect([...scene.flows.keys()]).toEqual(['web_to_db']);
  });

  it('LAY-2 makes a boundary without a size as large as what is in it', () => {
    const scene = sceneOf({ ...nested, layout: { main: { shop: { at: [0, 0] }, web: { at: [16, 44] }, db: { at: [300, 200] } } } });
    const shop = scene.boundaries.get('shop' as BoundaryId)?.rect;
    const db = scene.nodes.get('db' as ElementId)?.rect;
    expect(shop && db && shop.width).toBe((db?.x ?? 0) + (db?.width ?? 0) + 16);
    expect(shop && db && shop.height).toBe((db?.y ?? 0) + (db?.height ?? 0) + 16);
  });

  it('LAY-2 takes places that hold for the moment before those of the file', () => {
    const model = modelOf({ ...nested, layout: { main: { web: { at: [0, 0] } } } });
    const scene = buildScene(model, undefined, words, placementsOver(model, MAIN_DIAGRAM, new Map([['web', { at: [80, 8] as const }]])));
    expect(scene.nodes.get('web' as ElementId)?.rect).toMatchObject({ x: 80, y: 8 });
  });

  it('deepens the ground by depth, a network on the bare canvas lightest', () => {
    const scene = sceneOf({
      boundaries: {
        net: { type: 'network/internet' },
        a: { type: 'kubernetes/cluster' },
        b: { type: 'kubernetes/namespace', in: 'a' },
        c: { type: 'host/node', in: 'b' },
      },
      layout: { main: { net: { at: [0, 0] }, a: { at: [300, 0] }, b: { at: [8, 40] }, c: { at: [8, 40] } } },
    });
    expect([...scene.boundaries.values()].map(({ id, ground, line }) => [id, ground, line])).toEqual([
      ['net', 0, 'network'],
      ['a', 1, 'cluster'],
      ['b', 2, 'namespace'],
      ['c', 1, 'host'],
    ]);
  });
});
