import { expect, test } from './electron-app';

test.describe('the application starts', () => {
  test('a window of Gabion opens', async ({ gabion: { page } }) => {
    await expect(page).toHaveTitle(/Gabion/);
  });
});
