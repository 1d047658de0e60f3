// Invitation, check-in asked for, relay: each mail arrives once, also when the server ends in between.
import { Mailbox, type Mail } from '../mailbox.ts';
import { ADA, OMAR, comeIn, goTo, invitationFor, openMeeting, setUp, somebody } from '../people.ts';
import { Rowlock } from '../server.ts';
import { expect, test as base } from '../story.ts';

const test = base.extend<{ mailbox: Mailbox }>({
  mailbox: async ({}, use) => {
    const mailbox = await Mailbox.open();
    await use(mailbox);
    await mailbox.close();
  },
  rowlock: async ({ mailbox }, use, info) => {
    const settings = { ROWLOCK_SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, ROWLOCK_SMTP_FROM: 'Rowlock <rowlock@fjord.example>' };
    const rowlock = await Rowlock.start(settings);
    await use(rowlock);
    if (info.status !== info.expectedStatus) await info.attach('output of rowlock', { body: rowlock.output });
    await rowlock.stop();
  },
});

/** A part of a mail as it is read: transfer encoding undone. */
function part(mail: Mail, type: 'text/plain' | 'text/html'): string {
  const boundary = /boundary="?([^";\r\n]+)/.exec(mail.source)?.[1];
  const parts = boundary ? mail.source.split(`--${boundary}`) : [mail.source];
  const found = parts.find((one) => new RegExp(`^content-type: ${type}`, 'im').test(one));
  if (!found) throw new Error(`No ${type} in:\n${mail.source}`);
  const [head, ...body] = found.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(head)) return text;
  const plain = text.replaceAll('=\r\n', '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(plain, 'latin1').toString('utf8');
}

function subject(mail: Mail): string {
  return /^subject: (.*)$/im.exec(mail.source)?.[1] ?? '';
}

test('invitation, check-in asked for and relay arrive once each', async ({ page: ada, browser, rowlock, mailbox }) => {
  await setUp(ada, rowlock);
  const arrived = (words: string) => mailbox.to(OMAR.mail).filter((mail) => subject(mail).includes(words));
  let invitation = await invitationFor(ada, OMAR.name);

  await test.step('an invitation, once the address is known', async () => {
    await goTo(ada, 'People');
    await ada.getByRole('main').getByRole('link', { name: OMAR.name }).first().click();
    await expect(ada.getByRole('heading', { level: 1 })).toContainText(OMAR.name);
    await ada.getByLabel('Mail address').fill(OMAR.mail);
    const saved = ada.waitForResponse((answer) => answer.request().method() === 'POST');
    await ada.getByRole('button', { name: 'Save name and mail' }).click();
    await saved;
    await ada.reload();
    await expect(ada.getByLabel('Mail address')).toHaveValue(OMAR.mail);
    await ada.getByRole('button', { name: 'Make an invitation link' }).click();
    await expect.poll(() => arrived('invitation').length).toBe(1);
    const text = part(arrived('invitation')[0], 'text/plain');
    invitation = /http\S+\/invitation\/\S+/.exec(text)?.[0] ?? '';
    expect(text).toContain(`Hello ${OMAR.name}`);
  });
  const { context, page: omar } = await somebody(browser);
  await comeIn(omar, invitation, OMAR);

  await test.step('a check-in that is missing', async () => {
    await ada.goto(`${rowlock.address}/fjord/groups/product/meeting`);
    await ada.getByRole('button', { name: 'Remind Identity' }).click();
    await expect.poll(() => arrived('heck-in of Identity').length).toBe(1);
    const text = part(arrived('heck-in of Identity')[0], 'text/plain');
    expect(text).toContain(`${rowlock.address}/fjord/groups/product/check-in`);
  });

  await test.step('the relay, although the server ends while it is held', async () => {
    await ada.goto(`${rowlock.address}/fjord/groups/product`);
    await openMeeting(ada);
    await ada.getByRole('link', { name: 'Close the meeting' }).click();
    await ada.getByRole('button', { name: 'Close and send the relays' }).click();
    await expect(ada.getByRole('main')).toContainText('The relays go out at');
    await rowlock.kill();
    await rowlock.open();
    const relays = (who: { mail: string }) => mailbox.to(who.mail).filter((mail) => mail.source.includes('text/html'));
    await expect.poll(() => relays(OMAR).length, { timeout: 60_000 }).toBe(1);
    const [relay] = relays(OMAR);
    expect(part(relay, 'text/plain')).toContain('Relay for Identity, Product');
    expect(part(relay, 'text/html')).toContain('Identity knows');
    await expect.poll(() => relays(ADA).length).toBe(1);
  });

  await test.step('nothing comes twice after another start', async () => {
    const before = mailbox.mails.length;
    await rowlock.close();
    await rowlock.open();
    await ada.waitForTimeout(3_000);
    expect(mailbox.mails.map(subject).slice(before)).toEqual([]);
    const ids = mailbox.mails.map((mail) => /^message-id: (.*)$/im.exec(mail.source)?.[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });
  await context.close();
});
