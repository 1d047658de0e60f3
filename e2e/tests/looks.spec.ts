// How the sample's pages look: nothing cut or left alone, every stop of the keyboard seen, tables that go on say so.
import type { Page } from '@playwright/test';
import { lookAround } from '../people.ts';
import { expect, test } from '../story.ts';

const DEPENDENCIES = 'groups/product/dependencies?view=matrix';

/** The stops of the Tab key at which no ring is seen. */
async function unseenStops(page: Page, most: number): Promise<string[]> {
  const unseen: string[] = [];
  for (let stop = 0; stop < most; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      if (!element || element === document.body) return { end: true, seen: true, name: '' };
      const hasRing = (one: Element) => getComputedStyle(one).outlineStyle !== 'none' && parseFloat(getComputedStyle(one).outlineWidth) > 0;
      const seen = [element, element.closest('label'), element.parentElement].some((one) => one && hasRing(one));
      return { end: false, seen, name: `${element.localName}#${element.id} ${element.textContent?.trim().slice(0, 40)}` };
    });
    if (at.end) return unseen;
    if (!at.seen) unseen.push(at.name);
  }
  return [...unseen, `no end after ${most} stops`];
}

test('the sample keeps its order at every width', async ({ page, rowlock }) => {
  await lookAround(page, rowlock);
  const at = (path: string) => `${rowlock.address}/harbour/${path}`;

  await test.step('check-ins stand in even lines', async () => {
    for (const width of [1440, 1280, 1120, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(at('groups/product'));
      const tops = await page.locator('.muster > li').evaluateAll((seats) => seats.map((seat) => seat.getBoundingClientRect().top));
      const lines = [...new Set(tops)].map((top) => tops.filter((other) => other === top).length);
      expect(tops.length).toBe(8);
      expect(new Set(lines).size, `${lines} seats a line at ${width} px`).toBe(1);
    }
  });

  await test.step('the bar of the sample leaves a phone to the page', async () => {
    const bar = await page.getByRole('region', { name: 'Sample' }).boundingBox();
    expect(bar?.height).toBeLessThan(100);
    await expect(page.getByLabel('See it as')).toBeVisible();
  });

  await test.step('the matrix fits a laptop, and a phone is told that it goes on', async () => {
    const region = page.getByRole('region', { name: 'Matrix of dependencies' });
    const overflow = () => region.evaluate((box) => box.scrollWidth - box.clientWidth);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(at(DEPENDENCIES));
    expect(await overflow()).toBeLessThanOrEqual(0);
    await expect(page.getByText('move the table sideways')).toBeHidden();
    await page.setViewportSize({ width: 390, height: 900 });
    expect(await overflow()).toBeGreaterThan(0);
    await expect(page.getByText('10 teams: move the table sideways to see them all.')).toBeVisible();
  });

  await test.step('a ring shows every stop of the keyboard', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const path of ['groups/product', DEPENDENCIES, 'groups/product/forecast', 'groups/product/settings']) {
      await page.goto(at(path));
      expect.soft(await unseenStops(page, 200), path).toEqual([]);
    }
  });

  await test.step('each gain of a what-if has its unit', async () => {
    await page.goto(at('groups/product/forecast'));
    const gains = await page.locator('.whatif .delta:not(:empty)').allInnerTexts();
    expect(gains.length).toBeGreaterThan(0);
    for (const gain of gains) expect(gain).toMatch(/^[+−]\d+ points$|^\d+ d earlier$|^no change$/);
  });

  await test.step('what drives the risk keeps its words on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 900 });
    await page.goto(at('groups/product/forecast'));
    const words = await page.locator('.tbar text').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ left, right }) => ({ left, right })));
    expect(words.length).toBeGreaterThan(0);
    for (const { left, right } of words) expect(left >= 0 && right <= 390, `words from ${left} to ${right}`).toBe(true);
  });

  await test.step('no table leaves its figure, and none is wider than the page', async () => {
    const sticksOut = (boxes: Element[]) =>
      boxes.filter((box) => box.getBoundingClientRect().right > box.closest('section')!.getBoundingClientRect().right + 1).map((box) => box.textContent?.slice(0, 60));
    for (const width of [1440, 1300, 1240, 1160, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of ['teams/CHK', 'groups/product', 'groups/product/flow', 'groups/product/forecast']) {
        await page.goto(at(path));
        for (const fold of await page.locator('.astable > summary').all()) await fold.click();
        const boxes = page.locator('.astable > .foldbody, section > .tbl');
        expect(await boxes.count(), path).toBeGreaterThan(0);
        expect.soft(await boxes.evaluateAll(sticksOut), `${path} at ${width} px`).toEqual([]);
      }
    }
  });

  await test.step('past check-ins of a team stand under each other', async () => {
    await page.goto(at('teams/CHK'));
    const lefts = await page.locator('[aria-labelledby=h-check-ins] dd').evaluateAll((words) => words.map((one) => one.getBoundingClientRect().left));
    expect(lefts.length).toBeGreaterThan(6);
    expect([...new Set(lefts)]).toHaveLength(1);
  });
});

test('an open page of the sample says that the sample was removed', async ({ page, rowlock }) => {
  await lookAround(page, rowlock);
  const other = await page.context().newPage();
  await other.goto(`${rowlock.address}/harbour/groups/product/impediments`);
  await expect(other.locator('[data-live-status]')).toContainText('Live');
  await page.goto(`${rowlock.address}/harbour/me`);
  await page.getByLabel(/Remove Harbour for everybody/).check();
  await page.getByRole('button', { name: 'Remove Harbour' }).click();
  await expect(page.getByRole('link', { name: 'Set up yours' })).toBeVisible();
  await expect(other.getByRole('heading', { level: 1, name: 'The sample is gone' })).toBeVisible({ timeout: 40_000 });
  await other.getByRole('link', { name: 'To the start' }).click();
  await expect(other.getByRole('link', { name: 'Set up yours' })).toBeVisible();
});
