import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inProject } from './project.mjs';

it('the page and the packages show one mark', () => {
  const read = (file: string): string => readFileSync(inProject(file), 'utf8');
  expect(read('renderer/public/icon.svg')).toBe(read('build/resources/icon.svg'));
});
