// The link in the guide mail: lives three hours, opens any number of times, is used up by the last step alone.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import {
  anHourPasses, askForGuide, choicesFor, expectHeading, fillAccount, fillCard, linkMailedTo, mailTo, newPage, sql,
  takeCard, until,
} from "./support.js";

const SCANNER_STAYS_MILLISECONDS = 2000;

async function mailedLink(t) {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard();
  const account = choicesFor(card);
  await askForGuide(page, account.email);
  return { page, card, account, link: await linkMailedTo(account.email) };
}

async function finish(page, card, account) {
  await fillCard(page, card);
  await fillAccount(page, account);
  await expectHeading(page, "完了しました");
}

test("an expired link says so and offers to start again", async (t) => {
  const { page, account, link } = await mailedLink(t);
  sql(`UPDATE mail_links SET created_at = created_at - INTERVAL 3 HOUR, expires_at = expires_at - INTERVAL 3 HOUR
    WHERE address = '${account.email}'`);
  await page.goto(link);
  await expectHeading(page, "使えなくなりました");
  await page.getByRole("link", { name: "新規利用登録をやり直す" }).click();
  await expectHeading(page, "新規利用登録①");
});

test("a link that expires while the form is open says so when the form is sent", async (t) => {
  const { page, card, account, link } = await mailedLink(t);
  await page.goto(link);
  sql(`UPDATE mail_links SET expires_at = expires_at - INTERVAL 3 HOUR WHERE address = '${account.email}'`);
  await fillCard(page, card);
  await expectHeading(page, "使えなくなりました");
});

test("a link opened twenty times still works, and its secret stays in no address", async (t) => {
  const { page, card, account, link } = await mailedLink(t);
  for (let time = 0; time < 20; time++) await page.request.get(link);
  await page.goto(link);
  assert.equal(new URL(page.url()).search, "");
  await finish(page, card, account);
});

test("a mail scanner that runs scripts and follows links does not use the link up", async (t) => {
  const { page, card, account, link } = await mailedLink(t);
  const scanner = await newPage(t);
  await scanner.goto(link);
  await sleep(SCANNER_STAYS_MILLISECONDS);
  const targets = await scanner.locator("a").evaluateAll((links) => links.map((element) => element.href));
  for (const target of new Set(targets.filter((address) => address.startsWith("http")))) await scanner.goto(target);
  await page.goto(link);
  await finish(page, card, account);
});

test("a newer link makes the older one useless, a used one leads nowhere", async (t) => {
  const { page, card, account, link: older } = await mailedLink(t);
  await askForGuide(page, account.email);
  const newer = await until("a second mail", async () => {
    const latest = await linkMailedTo(account.email);
    return latest !== older && latest;
  });
  await page.goto(older);
  await expectHeading(page, "使えなくなりました");
  await page.goto(newer);
  await finish(page, card, account);
  await page.goto(newer);
  await expectHeading(page, "使えなくなりました");
});

test("the guide mail is plain, says how long the link lives and whom to call", async (t) => {
  const { account } = await mailedLink(t);
  const mail = await mailTo(account.email, "利用登録手続きのご案内");
  assert(mail.text.split(/\r?\n/).includes(mail.links[0]), "the link has a line of its own");
  assert.match(mail.text, /3時間/);
  assert.match(mail.text, /03-0000-0000/);
  assert.match(mail.from, /見本健康保険組合/);
  assert.deepEqual(mail.headers.filter(([name]) => name === "Auto-Submitted"), [["Auto-Submitted", "auto-generated"]]);
});

test("a step left alone for half an hour has ended", async (t) => {
  const { page, card, account, link } = await mailedLink(t);
  await page.goto(link);
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");
  sql(`UPDATE steps SET expires_at = expires_at - INTERVAL 3 HOUR WHERE address = '${account.email}'`);
  await fillAccount(page, account);
  await expectHeading(page, "新規利用登録①");
  await page.getByText("手続きの時間が過ぎました").waitFor();
});
