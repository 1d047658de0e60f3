// Somebody takes part by phone: from the bar at the bottom to the phone view, a seat, and the next topic at its head.
import { OMAR, comeIn, invitationFor, openMeeting, setUp, somebody } from '../people.ts';
import { expect, expectNarrow, test } from '../story.ts';

const PHONE = { viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true };

test('an ambassador takes part in the meeting on a phone', async ({ page: ada, browser, rowlock }) => {
  await setUp(ada, rowlock);
  const { context, page: omar } = await somebody(browser, PHONE);
  await comeIn(omar, await invitationFor(ada, OMAR.name), OMAR);
  await ada.goto(`${rowlock.address}/fjord/groups/product`);
  await openMeeting(ada);

  await test.step('the bar leads to the phone view, where a seat is one tap away', async () => {
    await omar.getByRole('navigation', { name: 'Main, short' }).getByRole('link', { name: 'Meeting' }).click();
    await expect(omar).toHaveURL(/\/phone$/);
    await omar.getByRole('button', { name: 'I am here for Identity' }).click();
    await expect(omar.getByText('You are here for Identity.')).toBeVisible();
    await expectNarrow(omar);
  });

  await test.step('the projection shows the way to it', async () => {
    const phoneView = omar.url();
    await omar.goto(phoneView.replace(/\/phone$/, ''));
    await expect(omar.getByRole('link', { name: 'To the phone view' })).toBeInViewport();
    await omar.getByRole('link', { name: 'To the phone view' }).click();
    await expect(omar).toHaveURL(/\/phone$/);
  });

  await test.step('who has scrolled sees the head of the next topic', async () => {
    await omar.evaluate(() => scrollTo({ top: document.body.scrollHeight }));
    await ada.keyboard.press('n');
    await expect(omar.locator('#topic')).toHaveText('What changed for each team');
    await expect(omar.locator('#topic')).toBeInViewport();
  });
  await context.close();
});

test('keys reach the rows that need us and the forms of other pages', async ({ page, rowlock }) => {
  await setUp(page, rowlock);
  await page.goto(`${rowlock.address}/fjord/groups/product`);
  await page.keyboard.press('e');
  await expect(page).toHaveURL(/\/dependencies\/new$/);
  await page.goto(`${rowlock.address}/fjord/groups/product/changes`);
  await page.keyboard.press('i');
  await expect(page).toHaveURL(/\/impediments\/new$/);
});
