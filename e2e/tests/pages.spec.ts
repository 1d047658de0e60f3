// Every page of the sample, by the navigation and one of each noun: accessible in light and dark, narrow, without errors.
import type { Page } from '@playwright/test';
import { ADA, lookAround, openNow } from '../people.ts';
import { expect, expectAccessible, expectNarrow, test, watchConsole } from '../story.ts';

/** Pages of the sample that no link of the navigation names. */
const MORE = [
  'groups/harbour',
  'groups/logistics',
  'groups/product/impediments?view=board',
  'groups/product/impediments/new',
  'groups/product/risks/new',
  'groups/product/dependencies?view=board',
  'groups/product/dependencies?view=matrix',
  'groups/product/dependencies/new',
  'groups/product/flow',
  'groups/product/items',
  'groups/product/meetings',
  'groups/product/check-in/team-1',
  'invitations',
  'me',
  'search?q=sandbox',
];

/** One page of each noun: the first link of that form which any other page shows. */
const NOUNS = {
  impediment: /\/impediments\/\d+$/,
  risk: /\/risks\/\d+$/,
  dependency: /\/dependencies\/\d+$/,
  goal: /\/goals\/\d+$/,
  item: /\/items\/\d+$/,
  decision: /\/decisions\/\d+$/,
  'follow-up': /\/follow-ups\/\d+$/,
  'heads-up': /\/heads-ups\/\d+$/,
  series: /\/series\/\d+$/,
  'meeting to come': /\/series\/\d+\/[\d-]+$/,
  meeting: /\/meetings\/\d+$/,
  relay: /\/meetings\/\d+\/relays\/[\w-]+$/,
  team: /\/teams\/\w+$/,
  'settings of a team': /\/teams\/\w+\/settings$/,
  person: /\/people\/\w+$/,
};

async function look(page: Page, address: string, errors: string[]): Promise<string[]> {
  const answer = await page.goto(address);
  expect.soft(answer?.status(), address).toBe(200);
  await expect.soft(page.locator('h1'), address).toHaveCount(1);
  await expect.soft(page, address).toHaveTitle(/\S.* - Rowlock$/);
  await page.waitForFunction(() => [...document.styleSheets].length > 0);
  await expectAccessible(page);
  await expectNarrow(page);
  expect.soft(errors.splice(0), `console of ${address}`).toEqual([]);
  return page.locator('a[href^="/"]').evaluateAll((links) => (links as HTMLAnchorElement[]).map((link) => link.pathname + link.search));
}

test('every page of the sample can be read by everybody, light and dark, on a small phone', async ({ page, rowlock }) => {
  test.setTimeout(1_200_000);
  const errors = watchConsole(page);
  await lookAround(page, rowlock);
  const navigation = await page.locator('nav ul.nav a').evaluateAll((links) => (links as HTMLAnchorElement[]).map((link) => link.pathname));
  const seen = new Set<string>();
  const links = new Set<string>();
  const visit = async (path: string) => {
    if (seen.has(path)) return;
    seen.add(path);
    await test.step(path, async () => {
      for (const link of await look(page, rowlock.address + path, errors)) links.add(link);
    });
  };
  for (const path of navigation) await visit(path);
  for (const path of MORE) await visit(`/harbour/${path}`);
  for (const [noun, form] of Object.entries(NOUNS)) {
    const found = [...links].find((link) => form.test(link));
    expect.soft(found, `a page shows a link to a ${noun}`).toBeDefined();
    if (found) await visit(found);
  }
});

test('the open meeting can be read by everybody: projection, phone, close', async ({ page, rowlock }) => {
  const errors = watchConsole(page);
  await lookAround(page, rowlock);
  await page.goto(`${rowlock.address}/harbour/groups/product/meeting`);
  const open = page.getByRole('button', { name: 'Open the meeting' });
  if (await open.isVisible()) await openNow(page);
  await expect(page.locator('#topic')).toBeVisible();
  const meeting = new URL(page.url()).pathname;
  for (let topic = 0; topic < 3; topic += 1) {
    await look(page, rowlock.address + meeting, errors);
    await page.getByRole('button', { name: 'Next topic' }).click();
    await page.waitForLoadState();
  }
  await look(page, `${rowlock.address + meeting}/phone`, errors);
  await look(page, `${rowlock.address + meeting}/close`, errors);
});

test('the pages before a workspace can be read by everybody', async ({ page, rowlock }) => {
  const errors = watchConsole(page);
  await look(page, rowlock.setUpLink, errors);
  for (const step of ['you', 'organisation', 'teams', 'meeting']) await look(page, `${rowlock.address}/set-up/${step}`, errors);
  await look(page, `${rowlock.address}/sign-in`, errors);
  await page.goto(`${rowlock.address}/set-up/you`);
  await page.getByLabel('Your name').fill(ADA.name);
  await page.getByLabel('Mail address').fill('no address');
  await page.getByRole('button', { name: 'Next' }).evaluate((button: HTMLButtonElement) => (button.formNoValidate = true));
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.locator('[aria-invalid=true]').first()).toBeVisible();
  await expectAccessible(page);
});
