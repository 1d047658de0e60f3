// From set-up to relay, two people at once: what is agreed in the meeting is what relay, page and list of changes show.
import type { Page } from '@playwright/test';
import { ADA, OMAR, comeIn, dayFromToday, goTo, invitationFor, openMeeting, setUp, somebody } from '../people.ts';
import { expect, test, watchConsole } from '../story.ts';

const NEED = 'Token refresh without sign-out';

/** Omar asks Checkout for something and says what comes next. */
async function checkInAndAsk(page: Page): Promise<void> {
  await goTo(page, 'Check-in');
  await page.getByLabel('Next, one line each').fill('Passkeys behind a flag');
  await page.locator('summary', { hasText: 'Ask another team' }).click();
  await page.getByLabel('What do you need?').fill(NEED);
  await page.getByLabel('Of whom', { exact: true }).selectOption({ label: 'Checkout' });
  await page.getByLabel('Needed by').fill(dayFromToday(5));
  await page.getByRole('button', { name: 'Send check-in' }).click();
  await expect(page.getByRole('main')).toContainText(NEED);
}

/** Ada promises it two days later than it is needed, and says that Checkout is held up. */
async function checkInAndPromiseLate(page: Page): Promise<void> {
  await goTo(page, 'Check-in');
  const asked = page.locator('.answer').filter({ hasText: NEED });
  await asked.getByText('Promise', { exact: true }).click();
  await asked.getByLabel('For which date').fill(dayFromToday(7));
  await asked.getByLabel('Reason or offer').fill('The sandbox is booked');
  await page.getByRole('button', { name: 'Send check-in' }).click();
  await expect(page.getByRole('button', { name: 'Change the check-in' }).or(page.getByRole('status')).first()).toBeVisible();
}

/** Presses "next" on one screen and waits until the other shows the same topic. */
async function nextSeenBy(master: Page, other: Page): Promise<void> {
  const before = await other.locator('#topic').innerText();
  await master.keyboard.press('n');
  await expect(other.locator('#topic')).not.toHaveText(before);
  await expect(master.locator('#topic')).toHaveText(await other.locator('#topic').innerText());
}

test('a Scrum of Scrums from set-up to relay', async ({ page: ada, browser, rowlock }) => {
  const errors = watchConsole(ada);
  await setUp(ada, rowlock);
  const { context, page: omar } = await somebody(browser);
  const omarsErrors = watchConsole(omar);
  await comeIn(omar, await invitationFor(ada, OMAR.name), OMAR);

  await checkInAndAsk(omar);
  await ada.goto(`${rowlock.address}/fjord/groups/product`);
  await checkInAndPromiseLate(ada);

  await openMeeting(ada);
  await goTo(omar, 'Meeting');
  await omar.getByRole('link', { name: 'Phone view' }).click();
  await omar.getByRole('button', { name: 'I am here for Identity' }).click();
  await expect(omar.getByText('You are here for Identity.')).toBeVisible();
  await expect(ada.locator('.att li').filter({ hasText: OMAR.name })).not.toContainText('not here');

  await nextSeenBy(ada, omar);
  await expect(omar.locator('.round')).toContainText('Passkeys behind a flag');
  await expect(omar.locator('.round li').filter({ hasText: 'Identity' })).toContainText(NEED);
  await nextSeenBy(ada, omar);

  await expect(ada.locator('#topic')).toContainText(NEED);
  await test.step('the promise is changed in the meeting', async () => {
    await ada.locator('summary', { hasText: 'New date' }).click();
    await ada.getByLabel('New date').fill(dayFromToday(4));
    await ada.getByLabel('Why it moves').fill('Identity lends its sandbox');
    await ada.getByRole('button', { name: 'Change the promise' }).click();
    await expect(omar.locator('section.now')).toContainText('moved once');
  });
  await test.step('a decision and a follow-up are captured', async () => {
    const capture = ada.getByRole('region', { name: 'Quick capture' });
    await capture.locator('label', { hasText: 'Decision' }).click();
    await expect(capture.getByLabel('Owner')).toBeHidden();
    await expect(capture.getByLabel('Minutes')).toBeHidden();
    await capture.getByLabel('What will happen?').fill('Sandboxes are lent, not queued for');
    await capture.getByLabel('Because').fill('waiting cost two days');
    await capture.getByRole('button', { name: 'Add' }).click();
    await expect(ada.locator('.caught')).toContainText('Sandboxes are lent');
    await capture.locator('label', { hasText: 'Follow-up' }).click();
    await capture.getByLabel('What will happen?').fill('Send the keys of the sandbox');
    await capture.getByLabel('Owner').selectOption({ label: OMAR.name });
    await capture.getByRole('button', { name: 'Add' }).click();
    await expect(omar.locator('.caught')).toContainText('Send the keys of the sandbox');
  });

  while ((await ada.locator('#topic').innerText()) !== 'Close: pulse and relays') await nextSeenBy(ada, omar);
  await omar.getByRole('group', { name: 'Worth the time' }).locator('label', { hasText: '5' }).click();
  await omar.getByRole('group', { name: 'Could speak openly' }).locator('label', { hasText: '4' }).click();
  await omar.getByLabel('One thing to improve').fill('Start on time');
  await omar.getByRole('button', { name: 'Give my ballot' }).click();
  await expect(omar.getByText('Your ballot is in')).toBeVisible();
  await ada.getByRole('link', { name: 'To the close' }).click();
  await expect(ada.getByText('1 of 2 voted')).toBeVisible();
  await expect(ada.getByRole('main')).toContainText('1 decision, 1 follow-up');
  await ada.getByRole('button', { name: 'Close and send the relays' }).click();

  await test.step('the relays are taken back once, then go out after 30 seconds', async () => {
    await ada.getByRole('button', { name: 'Take back' }).click();
    await expect(ada.getByRole('main')).toContainText('The relays were taken back');
    await ada.getByRole('button', { name: 'Send after all' }).click();
    await expect(ada.getByRole('main')).toContainText('The relays go out at');
    await expect(ada.getByText('0 of 2 teams know')).toBeVisible({ timeout: 90_000 });
  });

  await test.step('the relay says what changed, and Identity knows', async () => {
    await omar.goto(`${rowlock.address}/fjord/groups/product/relay`);
    await expect(omar.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(omar.getByRole('main')).toContainText(NEED);
    await expect(omar.getByRole('main')).toContainText('Send the keys of the sandbox');
    await expect(omar.getByRole('main')).toContainText('Sandboxes are lent');
    await omar.getByRole('button', { name: 'Identity knows' }).click();
    await expect(omar.getByRole('heading', { name: 'Identity knows' })).toBeVisible();
    await expect(omar.getByText('1 of 2 teams know')).toBeVisible();
  });

  const promised = new Date(`${dayFromToday(4)}T12:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
  await test.step('the page of the dependency and the list of changes show the new date', async () => {
    await goTo(omar, 'Dependencies');
    await expect(omar.getByRole('main')).toContainText(NEED);
    await omar.getByRole('main').getByRole('link', { name: NEED }).first().click();
    await expect(omar.getByRole('main')).toContainText(promised);
    await expect(omar.getByRole('main')).toContainText('Identity lends its sandbox');
    await goTo(omar, 'What changed');
    await omar.getByRole('main').getByLabel('Since').fill(dayFromToday(0));
    await omar.getByRole('main').getByRole('button', { name: 'Show', exact: true }).click();
    await expect(omar.getByRole('main')).toContainText(NEED);
    await expect(omar.getByRole('main')).toContainText(ADA.name);
  });
  expect(errors).toEqual([]);
  expect(omarsErrors).toEqual([]);
  await context.close();
});
