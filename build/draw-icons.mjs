// Draws build/resources/icons/*.png from icon.svg, with the browser that the tests use. By hand, after a change of the mark:
//   node build/draw-icons.mjs
import { chromium } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { inProject } from './project.mjs';

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const svg = readFileSync(inProject('build/resources/icon.svg'), 'utf8');

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium' });
for (const size of sizes) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px; height: ${size}px }</style>${svg}`);
  await page.screenshot({ path: inProject(`build/resources/icons/${size}x${size}.png`), omitBackground: true });
  await page.close();
}
await browser.close();
