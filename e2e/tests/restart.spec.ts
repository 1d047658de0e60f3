// The server ends in the middle of a meeting, in order or at once: nothing is lost and the page comes back by itself.
import { openMeeting, setUp } from '../people.ts';
import { expect, test } from '../story.ts';

test('a restart in the middle of a meeting loses nothing, and the page comes back by itself', async ({ page, rowlock }) => {
  await setUp(page, rowlock);
  await page.goto(`${rowlock.address}/fjord/groups/product`);
  await openMeeting(page);
  await page.keyboard.press('n');
  await expect(page.locator('#topic')).toHaveText('What changed for each team');
  const capture = page.getByRole('region', { name: 'Quick capture' });
  await capture.locator('label', { hasText: 'Decision' }).click();
  await capture.getByLabel('What will happen?').fill('We meet at half past nine');
  await capture.getByRole('button', { name: 'Add' }).click();
  await expect(page.locator('.caught')).toContainText('We meet at half past nine');

  const status = page.locator('[data-live-status]');
  for (const end of ['close', 'kill'] as const) {
    await rowlock[end]();
    await expect(status).toContainText('Offline since', { timeout: 40_000 });
    await capture.getByLabel('What will happen?').fill(`Half-typed before the server came back, ${end}`);
    await rowlock.open();
    await expect(status).toContainText('Live,', { timeout: 40_000 });
    await expect(capture.getByLabel('What will happen?')).toHaveValue(`Half-typed before the server came back, ${end}`);
    await expect(page.locator('#topic')).toHaveText('What changed for each team');
    await expect(page.locator('.caught')).toContainText('We meet at half past nine');
  }
  await page.getByRole('button', { name: 'Next topic' }).click();
  await expect(page.locator('#topic')).not.toHaveText('What changed for each team');
});
