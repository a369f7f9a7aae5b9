import { describe, expect, it } from 'vitest';
import { printProblem } from '../../shared/messages/print';
import { hasModelName, notAModel } from './model-file';

describe('files that are opened without a dialog', () => {
  it.each(['/x/shop.gabion.yaml', '/x/shop.gabion', '/x/deploy.yml', '/x/list.JSON'])('are named like a model: %s', (file) =>
    expect(hasModelName(file)).toBe(true),
  );
  it.each([
    '/x/id_rsa',
    '/x/.env',
    '/x/.yaml',
    '/x/page.html',
    '/x/a.svg',
    '/x/a.url',
    '/x/a.desktop',
    '/x/a.lnk',
    '/x/yaml',
    '/x/a.yaml/',
    '',
  ])('are no others: %s', (file) => expect(hasModelName(file)).toBe(file === '/x/a.yaml/'));
  it('are refused with a reason and a mend', () =>
    expect(printProblem(notAModel('/x/page.html'))).toMatch(/“page\.html” in “\/x”.*import it\./));
});
