import { describe, expect, it } from 'vitest';
import { modelOf } from '../generators/model';
import { answered, type Judged, judged, ourCatalog } from './judged';

// What a person draws has no manifest yet. A reviewer then asks what holds for the whole namespace, once, and what a pod has only
// if its manifest says so is not asked at all.

const catalog = ourCatalog();
const boundaries = {
  internet: { type: 'network/internet' },
  cluster: { type: 'kubernetes/cluster' },
  shop: { type: 'kubernetes/namespace', in: 'cluster' },
};
const deployed = (type: string) => ({ type, runsAs: 'kubernetes/deployment', in: 'shop' });
const about = ({ questions, view }: Judged, id: string): readonly string[] => [
  ...questions.filter((question) => question.endsWith(`@${id}`)),
  ...[...view.threats.keys()].filter((key) => key.endsWith(`@${id}`)),
];

describe('a workload that was drawn', () => {
  const alone = modelOf({ gabion: 1, boundaries, elements: { web: deployed('process/api') } });
  const shop = modelOf({
    gabion: 1,
    boundaries,
    elements: {
      user: { type: 'actor/person', in: 'internet' },
      web: deployed('process/web-application'),
      api: deployed('process/api'),
      db: { type: 'data/postgres', runsAs: 'kubernetes/statefulset', in: 'shop' },
    },
    flows: { visit: { from: 'user', to: 'web' }, call: { from: 'web', to: 'api' }, query: { from: 'api', to: 'db' } },
  });

  it('raises no question of its own where the namespace answers for all, and no threat', () => {
    expect(about(judged(catalog, alone), 'web')).toEqual([]);
    const whole = judged(catalog, shop);
    expect(about(whole, 'web')).toEqual([]);
    expect(about(whole, 'db')).toEqual(['persistent@db', 'requiresAuthentication@db']);
    expect(about(whole, 'visit')).toEqual(['encrypted@visit', 'rateLimited@visit', 'sourceRestricted@visit']);
  });

  it('adds to the questions of an empty namespace only what its workloads bring, however many they are', () => {
    const count = (elements: Readonly<Record<string, unknown>>) =>
      judged(catalog, modelOf({ gabion: 1, boundaries, elements })).questions.length;
    const one = count({ web: deployed('process/api') });
    expect(one - count({})).toBeLessThanOrEqual(10);
    expect(count({ a: deployed('process/api'), b: deployed('process/api'), c: deployed('process/worker') })).toBe(one);
  });

  it('is asked about in detail once the namespace refuses nothing, and not where it refuses what matters', () => {
    const details = ['allowsPrivilegeEscalation@shop', 'dropsAllCapabilities@shop', 'runsAsRoot@shop'];
    const asks = (level: string) => judged(catalog, answered(alone, 'shop', 'podSecurityLevel', level)).questions;
    expect(asks('none')).toEqual(expect.arrayContaining(details));
    for (const detail of details) expect(asks('restricted')).not.toContain(detail);
  });

  it('has what Kubernetes gives a pod whose manifest asks for nothing', () => {
    const result = judged(catalog, alone);
    for (const rule of [
      'privileged-container',
      'uses-node-network',
      'node-directory-mounted',
      'listens-on-every-node',
      'strong-capability-added',
    ])
      expect(`${rule} ${String(result.truth(rule, 'web'))}`).toBe(`${rule} false`);
  });

  it('is judged by what its namespace says of all', () => {
    const pinned = answered(alone, 'shop', 'imagePinnedByDigest', false);
    const floating = answered(pinned, 'shop', 'imageTagFloating', true);
    expect(judged(catalog, floating).title('image-tag-floating')).toBe('web runs its image by a tag that moves');
    expect(judged(catalog, answered(pinned, 'shop', 'imageTagFloating', false)).open('image-not-pinned')).toEqual(['web']);
  });
});
