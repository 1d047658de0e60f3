// Everything that matters works without JavaScript: plain forms, whole pages.
import { ADA, goTo, openMeeting, setUp, signIn } from '../people.ts';
import { expect, test } from '../story.ts';

test.use({ javaScriptEnabled: false });

test('without JavaScript one sets up, signs in, raises, owns, resolves, checks in and leads a meeting', async ({ page, context, rowlock }) => {
  await setUp(page, rowlock);
  await context.clearCookies();
  await signIn(page, rowlock, ADA.mail);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Overview');
  await expect(page.locator('[data-live-status]'), 'nothing is live without a script').toBeHidden();

  await goTo(page, 'Impediments');
  await page.getByRole('link', { name: 'Raise an impediment' }).first().click();
  await page.getByLabel('What stands in the way?').fill('The sandbox rejects every test card');
  await page.getByText('Work stops').click();
  await page.getByRole('button', { name: 'Raise it' }).click();
  await expect(page).toHaveURL(/\/impediments\/1/);
  await page.getByRole('button', { name: 'I take it' }).click();
  await expect(page.getByRole('main')).toContainText(ADA.name);
  await page.locator('summary', { hasText: 'Resolve' }).click();
  await page.getByLabel('What solved it?').fill('A new key of the bank');
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('A new key of the bank');

  await goTo(page, 'Check-in');
  await page.getByLabel('Next, one line each').fill('Refunds in the shop');
  await page.getByRole('button', { name: 'Send check-in' }).click();
  await expect(page.getByRole('main')).not.toContainText('It was not sent yet');
  await goTo(page, 'Check-in');
  await expect(page.getByRole('button', { name: 'Change the check-in' })).toBeVisible();
  await expect(page.getByLabel('Next, one line each')).toHaveValue('Refunds in the shop');

  await openMeeting(page);
  await page.getByRole('button', { name: 'Next topic' }).click();
  await expect(page.locator('#topic')).toHaveText('What changed for each team');
  await expect(page.locator('.round')).toContainText('Refunds in the shop');
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(page.locator('#topic')).toHaveText('Welcome');
});
