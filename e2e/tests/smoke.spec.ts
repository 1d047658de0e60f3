// The first minutes: the printed link, the sample organisation; signing out and in again.
import { PASSWORD, ADA, lookAround, setUp } from '../people.ts';
import { expect, test, watchConsole } from '../story.ts';

test('the printed link leads into the sample organisation', async ({ page, rowlock }) => {
  const errors = watchConsole(page);
  await page.goto(rowlock.setUpLink);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome to Rowlock');
  await lookAround(page, rowlock);
  await expect(page).toHaveURL(/\/harbour\/groups\/product$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Product');
  await expect(page.locator('.crumb')).toContainText('Harbour');
  await expect(page.getByRole('main')).toContainText('Checkout');
  expect(errors).toEqual([]);
});

test('the group switcher opens with Enter and closes with Escape, which gives the focus back', async ({ page, rowlock }) => {
  await page.goto(rowlock.setUpLink);
  await lookAround(page, rowlock);
  const switcher = page.locator('details.switcher');
  await switcher.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(switcher).toHaveAttribute('open');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await expect(switcher).not.toHaveAttribute('open');
  await expect(switcher.locator('summary')).toBeFocused();
});

test('who signed out comes in again with address and password', async ({ page, rowlock }) => {
  await setUp(page, rowlock);
  await page.goto(`${rowlock.address}/fjord/me`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`${rowlock.address}/fjord/people`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await page.getByLabel('Mail address').fill(ADA.mail);
  await page.getByLabel('Password').fill('not this one, certainly');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('do not fit together');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/fjord\/people$/);
});
