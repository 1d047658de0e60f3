// The pictures of the README: the overview of the sample organisation, and its meeting. Not a story: it asserts only that
// the pictures can be read on slow lines.
import { mkdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { lookAround, openNow } from './people.ts';
import { expect, test } from './story.ts';

const FOLDER = resolve(import.meta.dirname, '../docs/images');
const WIDTH = 1440;
const MOST_BYTES = 400_000;

test.use({ viewport: { width: WIDTH, height: 900 }, colorScheme: 'light', contextOptions: { reducedMotion: 'reduce' } });

async function picture(page: Page, name: string, height: number): Promise<void> {
  const path = resolve(FOLDER, name);
  mkdirSync(FOLDER, { recursive: true });
  // What is true of every page of the sample, and of every last action, says nothing about Rowlock.
  await page.evaluate(() => document.querySelectorAll('.samplebar, [data-toast]').forEach((element) => element.remove()));
  await page.setViewportSize({ width: WIDTH, height });
  await page.screenshot({ path, animations: 'disabled' });
  expect(statSync(path).size, `${name} is too large: crop it`).toBeLessThan(MOST_BYTES);
}

test('pictures of the sample organisation', async ({ page, rowlock }) => {
  await lookAround(page, rowlock);
  await picture(page, 'overview.png', 1000);
  await page.goto(`${rowlock.address}/harbour/groups/product/meeting`);
  await openNow(page);
  const topic = page.locator('#topic');
  await expect(topic).toHaveText('Welcome');
  // A promise that comes late, or not at all, is what a meeting is for.
  while (!/late|no promise/.test(await topic.innerText())) {
    const before = await topic.innerText();
    await page.getByRole('button', { name: 'Next topic' }).click();
    await expect(topic).not.toHaveText(before);
  }
  await picture(page, 'meeting.png', 900);
});
