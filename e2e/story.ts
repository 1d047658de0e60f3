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

/** What may differ between light and dark; all else is the same page. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** No violation that axe knows, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'dark' ? axe.withRules(COLOURS) : axe).analyze();
    const found = violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`);
    expect.soft(found, `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Nothing wider than a small phone, and nothing to scroll sideways. */
export async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  expect.soft(await tooWide(page), `${page.url()} at 320 px`).toEqual([]);
  if (before) await page.setViewportSize(before);
}

/** What sticks out to the right when the page can be scrolled sideways. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const name = (element: Element) => `${element.localName}.${element.getAttribute('class') ?? ''}`;
    const out = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return [`${scrollWidth} px`, ...out.slice(0, 8).map(name)];
  });
}

/** Fails the story when the page writes an error to the console (a dropped style, a broken script). */
export function watchConsole(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.message));
  return errors;
}
