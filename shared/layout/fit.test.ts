import { describe, expect, it } from 'vitest';
import { modelOf } from '../../test/generators/diagrams';
import { MAIN_DIAGRAM } from '../model/threat-model';
import { fitting } from './fit';
import { buildScene, placementsOver } from './scene';

const words = { roles: () => [], boundaryKind: () => 'Zone' };
const fit = (layout: Readonly<Record<string, unknown>>) => {
  const model = modelOf({
    boundaries: { outer: { type: 'network/zone' }, inner: { type: 'network/zone', in: 'outer' } },
    elements: { web: { type: 'process/api', in: 'inner' }, free: { type: 'process/api' } },
    layout: { main: layout },
  });
  return Object.fromEntries(
    fitting(model, MAIN_DIAGRAM, buildScene(model, undefined, words, placementsOver(model, MAIN_DIAGRAM)), ['web', 'free']),
  );
};

const sized = { outer: { at: [0, 0], size: [400, 300] }, inner: { at: [16, 40], size: [300, 200] } };

describe('boundaries hold what is put into them', () => {
  it('LAY-12 changes nothing where everything fits', () => {
    expect(fit({ ...sized, web: { at: [20, 50] }, free: { at: [-500, 0] } })).toEqual({});
  });

  it('LAY-12 grows at the right and below, and those around with it', () => {
    expect(fit({ ...sized, web: { at: [280, 240] } })).toEqual({
      inner: { at: [16, 40], size: [416, 300] },
      outer: { at: [0, 0], size: [448, 356] },
    });
  });

  it('LAY-12 moves inside what would lie over the left or upper line', () => {
    expect(fit({ ...sized, web: { at: [-60, -20] } })).toEqual({ web: { at: [8, 36] } });
  });

  it('LAY-12 leaves alone what has no size of its own', () => {
    expect(fit({ outer: { at: [0, 0] }, inner: { at: [16, 40] }, web: { at: [900, 900] } })).toEqual({});
  });
});
