import { describe, expect, test } from 'vitest';
import type { StepView } from '../../outcome/attack-outcome';
import { sharedSteps } from './tree-words';

const attack = (...rules: readonly string[]) => ({
  steps: rules.map((rule) => ({ rule, subject: 'web', possible: false }) as unknown as StepView),
});

describe('the steps that all attacks share', () => {
  test('are the first ones, up to where one differs', () => {
    expect(sharedSteps([attack('send', 'flaw', 'read'), attack('send', 'flaw', 'steal', 'read')])).toBe(2);
    expect(sharedSteps([attack('send'), attack('call')])).toBe(0);
  });
  test('are never the whole of an attack that is told', () => {
    expect(sharedSteps([attack('send', 'flaw')])).toBe(0);
    expect(sharedSteps([attack('send'), attack('send')])).toBe(0);
    expect(sharedSteps([])).toBe(0);
  });
});
