import { describe, expect, it } from 'vitest';
import type { ControlOffer } from '../../../../shared/analysis/findings';
import type { SubjectId, ThreatKey } from '../../../../shared/model/ids';
import { modelFromPlain, type ThreatModel } from '../../../../shared/model/threat-model';
import { byControl, firstPlace } from './offers';

const read = modelFromPlain({
  gabion: 1,
  boundaries: { cluster: { type: 'kubernetes/cluster' }, shop: { type: 'kubernetes/namespace', in: 'cluster' } },
  elements: { redis: { type: 'data/redis', in: 'shop' } },
});
const model: ThreatModel = (() => {
  if (!read.ok) throw new Error('the model of this test is broken');
  return read.value;
})();
const offer = (control: string, on: string, closes: number, status?: 'planned'): ControlOffer => ({
  control,
  on: on as SubjectId,
  phase: 'runtime',
  closes: Array.from({ length: closes }, (_, index) => `t@e${index}` as ThreatKey),
  ...(status === undefined ? {} : { status }),
});

describe('controls on offer', () => {
  it('are gathered by control, places from narrow to wide', () => {
    const gathered = byControl(model, [
      offer('tls', 'model', 9),
      offer('pin', 'redis', 1),
      offer('tls', 'cluster', 8),
      offer('tls', 'redis', 1),
      offer('tls', 'shop', 8),
    ]);
    expect(gathered.map(({ control, places }) => [control, places.map(({ on }) => on)])).toEqual([
      ['tls', ['redis', 'shop', 'cluster', 'model']],
      ['pin', ['redis']],
    ]);
  });

  it('begin with the place that closes most, the narrower of two that close the same', () => {
    const [tls] = byControl(model, [offer('tls', 'cluster', 8), offer('tls', 'redis', 1), offer('tls', 'shop', 8)]);
    expect(tls && firstPlace(tls)?.on).toBe('shop');
  });

  it('begin where the control is adopted already', () => {
    const [tls] = byControl(model, [offer('tls', 'cluster', 8), offer('tls', 'redis', 1, 'planned')]);
    expect(tls && firstPlace(tls)?.on).toBe('redis');
  });
});
