import { expect, test } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { check, gabion } from './command-line';
import { EditorPage } from './editor-page';
import { ImportPage } from './import-page';

/** A shop of our own as its manifests say: an entry, a service and a store. */
const manifests = path.resolve(import.meta.dirname, '../fixtures/cli/shop.yaml');

test('a threat is accepted with a reason, an owner and a day; the list, the saved file and the command line agree, and undo takes it back', async ({
  page,
}, info) => {
  const model = info.outputPath('shop.gabion.yaml');
  gabion('import', manifests, '-o', model);
  const before = check(model);
  const editor = await EditorPage.inBrowser(page, model);
  const title = 'web answers Customer over the internet in clear text';
  await page.keyboard.press('Alt+2');
  const row = page.getByRole('row', { name: new RegExp(title) });
  await row.click();
  const pane = page.getByRole('complementary', { name: title });
  await pane.getByRole('button', { name: 'Accept' }).click();
  const form = pane.getByRole('form', { name: 'Accept' });
  await expect(form.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await expect(form.getByRole('button', { name: 'Accept' })).toBeDisabled(); // no decision without a reason
  await page.keyboard.insertText('The load balancer of the provider ends TLS');
  await form.getByRole('textbox', { name: 'Owner' }).fill('platform team');
  await form.getByLabel('Until').fill('2099-12-31');
  await form.getByRole('button', { name: 'Accept' }).click();
  const open = before.threats.length - 1;
  await expect(editor.status).toContainText(`${open} threats`);
  await expect(row).toHaveCount(0);

  await page.getByRole('button', { name: 'Filter: Open' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Decided' }).click();
  await expect(row).toContainText('accepted');
  await expect(pane).toContainText('The load balancer of the provider ends TLS');
  await expect(pane).toContainText('owner platform team, until 2099-12-31');
  await page.keyboard.press('Control+z');
  await expect(row).toHaveCount(0);
  await expect(page.getByText('No threat matches the filter')).toBeVisible();
  await expect(editor.status).toContainText(`${open + 1} threats`);
  await page.keyboard.press('Control+Shift+z');
  await expect(row).toContainText('accepted');

  const saved = await editor.download();
  expect(saved).toMatch(/entry-in-clear-text@customer_to_web:[^@]*accepted/);
  await writeFile(model, saved);
  const after = check(model);
  const status = (threats: typeof after.threats): readonly string[] =>
    threats.filter(({ rule }) => rule === 'entry-in-clear-text').map((threat) => threat.status);
  expect([status(before.threats), status(after.threats)]).toEqual([['open'], ['decided']]);
  expect(after.threats.filter((threat) => threat.status === 'open')).toHaveLength(open);
});

/** The model as it is the day after its import: placed, named, answered, decided. */
function lived(imported: string): string {
  return `${imported
    .replace('      namespaceStated: true\n', '      encrypted: false\n      namespaceStated: true\n')
    .replace('in: shop\n    origin: k8s:shop/Deployment/cart\n', 'in: shop\n    name: Basket\n    origin: k8s:shop/Deployment/cart\n')
    .replace(/^layout:[^]*/m, '')
    .trimEnd()}
answers:
  encrypted@shop: { by: platform team, date: "2026-11-20" }
decisions:
  entry-in-clear-text@customer_to_web: { status: accepted, reason: Ends at the balancer, owner: platform team }
  store-without-authentication@redis: { status: accepted, reason: Holds nothing of worth, owner: shop team }
layout:
  main:
    cart: { at: [264, 64] }
    cluster: { at: [240, 0], size: [840, 360] }
    customer: { at: [16, 64] }
    internet: { at: [0, 0], size: [176, 160] }
    redis: { at: [504, 64] }
    shop: { at: [32, 48], size: [760, 240] }
    web: { at: [32, 64] }
`;
}

/** The same shop a release later: a new version of web, payments instead of redis. */
function nextRelease(text: string): string {
  const payments = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: payments, namespace: shop }
spec:
  selector: { matchLabels: { app: payments } }
  template:
    metadata: { labels: { app: payments } }
    spec: { containers: [{ name: payments, image: "registry.example/shop/payments:1.0.0" }] }
---
apiVersion: v1
kind: Service
metadata: { name: payments, namespace: shop }
spec: { selector: { app: payments }, ports: [{ port: 8443 }] }
`;
  return [...text.split('---\n').filter((document) => !document.includes('{ name: redis')), payments]
    .join('---\n')
    .replace('web:1.4.2', 'web:1.5.0')
    .replace('{ name: REDIS_ADDR, value: "redis:6379" }', '{ name: PAYMENTS_ADDR, value: "payments:8443" }');
}

test('importing again keeps answers, decisions and positions, marks what is gone, names it all before, and is one step back', async ({
  page,
}, info) => {
  const model = info.outputPath('shop.gabion.yaml');
  gabion('import', manifests, '-o', model);
  const before = lived(await readFile(model, 'utf8'));
  await writeFile(model, before);
  const editor = await EditorPage.inBrowser(page, model);
  const imports = new ImportPage(page);
  const release = Buffer.from(nextRelease(await readFile(manifests, 'utf8')));
  await imports.choose([{ name: 'shop.yaml', mimeType: 'application/yaml', buffer: release }]);

  // What will change is named, thing by thing, before anything does.
  for (const [title, what] of [
    ['What will be added', /1 workload\s*payments/],
    ['What will be added', /1 call\s*Basket to payments/],
    ['What changes', /web.*Image.*1\.4\.2.*1\.5\.0/],
    ['No longer in the files, or back', /^redis\s*no longer there: it will be marked, not deleted/],
    ['No longer in the files, or back', /Basket to redis\s*no longer there/],
  ] as const)
    await expect(imports.listBelow(title).getByRole('listitem').filter({ hasText: what })).toHaveCount(1);
  await expect(imports.take).toHaveText('Add 2, change 3');
  await imports.take.click();

  // What people said and where they put things is as it was; what is gone stays, and says so.
  await editor.ready();
  await expect(editor.node('payments')).toBeVisible();
  await expect(editor.node('redis')).toHaveAccessibleName(/Gone from the files/);
  await expect(editor.undo).toHaveAccessibleName('Undo Import 5 things');
  const after = await editor.download();
  const kept = lived('')
    .split('\n')
    .filter((line) => /[@]|\bat:/.test(line));
  expect(after.split('\n')).toEqual(expect.arrayContaining(kept.filter((line) => !/^ {4}(cluster|shop):/.test(line)))); // boundaries may grow
  for (const line of ['      encrypted: false', '    name: Basket', '    vanished: true', '      image: registry.example/shop/web:1.5.0'])
    expect(after.split('\n')).toContain(line);

  await page.keyboard.press('Control+z');
  await expect(editor.node('payments')).toHaveCount(0);
  expect(await editor.download('anew')).toBe(before);
});
