// What people do in several stories: set up, come in by an invitation, sign in, look around in the sample.
import { type Browser, type BrowserContext, type Page, expect } from '@playwright/test';
import type { Rowlock } from './server.ts';

export const PASSWORD = 'three or four words do';

/** Ada leads the Scrum of Scrums of Fjord and speaks for Checkout. */
export const ADA = { name: 'Ada Berger', mail: 'ada@fjord.example' };
/** Omar speaks for Identity. */
export const OMAR = { name: 'Omar Haddad', mail: 'omar@fjord.example' };

/** A day from today on, as fields of days take it. */
export function dayFromToday(days: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(Date.now() + days * 86_400_000);
}

/** The four pages of the set-up: two teams that meet every day; ends on the page with the invitations. */
export async function setUp(page: Page, rowlock: Rowlock): Promise<void> {
  await page.goto(rowlock.setUpLink);
  await page.getByRole('link', { name: 'Set up yours' }).click();
  await page.getByLabel('Your name').fill(ADA.name);
  await page.getByLabel('Mail address').fill(ADA.mail);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Organisation').fill('Fjord');
  await page.getByLabel('Group of teams').fill('Product');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Team 1', { exact: true }).fill('Checkout');
  await page.getByLabel('Ambassador of team 1').fill(ADA.name);
  await page.getByLabel('Team 2', { exact: true }).fill('Identity');
  await page.getByLabel('Ambassador of team 2').fill(OMAR.name);
  await page.getByRole('button', { name: 'Next' }).click();
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) await page.getByRole('checkbox', { name: day }).check({ force: true });
  await page.getByLabel('Time zone').fill('Europe/Berlin');
  await page.getByRole('button', { name: 'Set up Rowlock' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Invitations' })).toBeVisible();
}

/** The link that the page with the invitations shows for somebody. */
export async function invitationFor(page: Page, name: string): Promise<string> {
  return page.getByRole('listitem').filter({ hasText: name }).getByRole('code').first().innerText();
}

/** Opens an invitation and comes in with an account of one's own. */
export async function comeIn(page: Page, invitation: string, who: { name: string; mail: string }): Promise<void> {
  await page.goto(invitation);
  await expect(page.getByLabel('Your name')).toHaveValue(who.name);
  await page.getByLabel('Mail address').fill(who.mail);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Overview');
}

/** Somebody with a browser of their own. */
export async function somebody(browser: Browser, settings: Parameters<Browser['newContext']>[0] = {}): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...settings });
  return { context, page: await context.newPage() };
}

export async function signIn(page: Page, rowlock: Rowlock, mail: string): Promise<void> {
  await page.goto(`${rowlock.address}/sign-in`);
  await page.getByLabel('Mail address').fill(mail);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** From the first page into the sample organisation, as the Master of its group Product. */
export async function lookAround(page: Page, rowlock: Rowlock): Promise<void> {
  await page.goto(rowlock.setUpLink);
  await page.getByRole('button', { name: 'Look around with a sample organisation' }).click();
  await expect(page.getByRole('region', { name: 'Sample' })).toBeVisible({ timeout: 30_000 });
}

/** Opens a page of the sidebar. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: new RegExp(`^${name}`) }).click();
}

/** Opens the meeting whose plan is shown; long before its time Rowlock asks first. */
export async function openNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the meeting' }).click();
  const now = page.getByRole('button', { name: 'Open it now' });
  await expect(now.or(page.locator('#topic'))).toBeVisible();
  if (await now.isVisible()) await now.click();
}

/** Opens the next meeting as its Master. */
export async function openMeeting(page: Page): Promise<void> {
  await goTo(page, 'Meeting');
  await openNow(page);
  await expect(page.locator('#topic')).toHaveText('Welcome');
}
