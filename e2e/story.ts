// What stories have in common: a Rowlock of their own, and what every page must keep.
import AxeBuilder from '@axe-core/playwright';
import { type Page, expect, test as base } from '@playwright/test';
import { Rowlock } from './server.ts';

/** A test with a fresh Rowlock; what it printed is attached when the story fails. */
export const test = base.extend<{ rowlock: Rowlock }>({
  rowlock: async ({}, use, info) => {
    const rowlock = await Rowlock.start();
    await use(rowlock);
    if (info.status !== info.expectedStatus) await info.attach('output of rowlock', { body: rowlock.output });
    await rowlock.stop();
  },
});

export { expect };

/** No violation that axe knows, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect(found, `${page.url()} in ${colorScheme}`).toEqual([]);
  }
}

/** Nothing wider than a small phone, and nothing to scroll sideways. */
export async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `${page.url()} at 320 px`).toBeLessThanOrEqual(320);
  if (before) await page.setViewportSize(before);
}

/** Fails the story when the page writes an error to the console (a dropped style, a broken script). */
export function watchConsole(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
