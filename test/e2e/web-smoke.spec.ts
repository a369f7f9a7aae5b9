import { expect, test } from '@playwright/test';

test.describe('the page in a browser', () => {
  test('opens as Gabion and breaks no rule of its own Content-Security-Policy', async ({ page }) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto('/');
    await expect(page).toHaveTitle(/Gabion/);
    await expect(page.locator('#root > *').first()).toBeVisible();
    expect(complaints).toEqual([]);
  });
});
