// A live update never takes what somebody is typing, and does not move what they read: new rows wait behind a pill.
import type { Page } from '@playwright/test';
import { OMAR, comeIn, dayFromToday, goTo, invitationFor, openMeeting, setUp, somebody } from '../people.ts';
import { expect, test } from '../story.ts';

const CHANGES = 40;
const WORDS = 'Ask the lab whether the second rack is free';

/** Sends the form of follow-ups again and again from a page, as its reader would by hand. */
function pushChanges(page: Page, path: string, changes: number): Promise<number[]> {
  return page.evaluate(
    async ({ path, changes }) => {
      const form = [...document.forms].find((form) => form.action.endsWith(path)) as HTMLFormElement;
      const answers: number[] = [];
      for (let change = 1; change <= changes; change += 1) {
        const fields = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
        fields.set('text', `Change number ${change}`);
        fields.set('title', `Change number ${change}`);
        fields.set('key', crypto.randomUUID().replaceAll('-', ''));
        const owner = form.querySelector<HTMLSelectElement>('select[name=owner]');
        if (owner) fields.set('owner', [...owner.options].find((option) => option.value)?.value ?? '');
        answers.push((await fetch(form.action, { method: 'POST', body: fields, redirect: 'manual' })).status);
        await new Promise((done) => setTimeout(done, 100));
      }
      return answers;
    },
    { path, changes },
  );
}

/** What the focused field holds and which part of it is selected. */
function field(page: Page): Promise<{ name: string; value: string; selected: [number | null, number | null] }> {
  return page.evaluate(() => {
    const { name, value, selectionStart, selectionEnd } = document.activeElement as HTMLInputElement;
    return { name, value, selected: [selectionStart, selectionEnd] as [number | null, number | null] };
  });
}

test('half-typed words survive 40 changes, and new rows wait behind the pill', async ({ page: ada, browser, rowlock }) => {
  await setUp(ada, rowlock);
  await ada.goto(`${rowlock.address}/fjord/groups/product/follow-ups`);
  const context = await browser.newContext({ storageState: await ada.context().storageState() });
  const other = await context.newPage();
  await other.goto(`${rowlock.address}/fjord/groups/product/follow-ups`);

  const text = ada.getByLabel('What will happen?');
  await text.fill(WORDS);
  await text.evaluate((input: HTMLInputElement) => input.setSelectionRange(8, 11));
  await ada.getByLabel('Due').fill(dayFromToday(3));
  await text.focus();
  await text.evaluate((input: HTMLInputElement) => input.setSelectionRange(8, 11));
  const pushed = pushChanges(other, '/follow-ups', CHANGES);
  const pill = ada.getByRole('button', { name: /\d+ updates?, show/ });
  await expect(pill).toBeVisible();
  expect((await pushed).length).toBe(CHANGES);
  await ada.waitForTimeout(2_500);
  expect(await field(ada)).toEqual({ name: 'text', value: WORDS, selected: [8, 11] });
  await expect(ada.getByRole('row', { name: /Change number/ })).toHaveCount(0);

  await pill.click();
  await expect(ada.getByRole('row', { name: /Change number/ })).toHaveCount(CHANGES);
  await expect(pill).toBeHidden();
  await expect(text).toHaveValue(WORDS);
  await expect(ada.getByLabel('Due')).toHaveValue(dayFromToday(3));
  await context.close();
});

test('in a meeting every change shows at once, and typing goes on', async ({ page: ada, browser, rowlock }) => {
  await setUp(ada, rowlock);
  const { context, page: omar } = await somebody(browser);
  await comeIn(omar, await invitationFor(ada, OMAR.name), OMAR);
  await ada.goto(`${rowlock.address}/fjord/groups/product`);
  await openMeeting(ada);
  await goTo(omar, 'Meeting');
  await expect(omar.locator('#topic')).toHaveText('Welcome');

  const text = omar.getByRole('region', { name: 'Quick capture' }).getByLabel('What will happen?');
  await text.focus();
  const pushed = pushChanges(ada, '/topics', CHANGES);
  await omar.keyboard.type(WORDS, { delay: 80 });
  await text.evaluate((input: HTMLInputElement) => input.setSelectionRange(8, 11));
  await pushed;
  await expect(omar.locator('.agenda')).toContainText(`Change number ${CHANGES}`);
  expect(await field(omar)).toEqual({ name: 'text', value: WORDS, selected: [8, 11] });
  await context.close();
});
