import { describe, expect, it } from 'vitest';
import { modelOf } from '../../test/generators/model';
import { print } from '../messages/print';
import type { SubjectId } from '../model/ids';
import type { Fact } from './derive';
import { describeFact } from './describe';

const model = modelOf({
  gabion: 1,
  boundaries: { cluster: { type: 'kubernetes/cluster' } },
  elements: { customer: { type: 'actor/person', name: 'Customer' }, web: { type: 'process/api' } },
  flows: { visit: { from: 'customer', to: 'web', name: 'a visit' } },
});
const words = (kind: Fact['kind'], place: string) => print(describeFact(model, { kind, place: place as SubjectId }));

describe('TREE-12 what an attacker has, in words', () => {
  it.each<readonly [Fact['kind'], string, string]>([
    ['intercept', 'visit', 'Get onto the path from Customer to web'],
    ['intercept', 'cluster', 'Get onto the network of cluster'],
    ['exec', 'web', 'Run code in web'],
    ['exec', 'cluster', 'Run code somewhere in cluster'],
    ['root', 'cluster', 'Become root on a node of cluster'],
    ['root', 'web', 'Become root on the host of web'],
    ['deny', 'web', 'Stop web'],
    ['deny', 'cluster', 'Exhaust a node of cluster'],
    ['reach', 'cluster', 'Reach the pods in cluster'],
    ['read', 'web', 'Read web'],
  ])('%s of %s', (kind, place, expected) => {
    expect(words(kind, place)).toBe(expected);
  });
});
