// Processes die in the middle of journeys: what was acknowledged is there, and going on is possible.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "node:test";
import {
  anHourPasses, askForGuide, choicesFor, expectHeading, fillAccount, fillCard, linkMailedTo, mailTo, newPage,
  processes, signIn, sql, takeCard, until, url,
} from "./support.js";

const WORKERS = /portal-web/;
const MAILER = /portal-mailer/;
const DATABASE = /mariadbd/;
const ROUNDS = 3;

/// Kills all that match, at once, and tells when others have taken their place.
async function kill(pattern) {
  const killed = await until(`${pattern} is running`, () => {
    const running = processes(pattern);
    return running.length > 0 && running;
  });
  for (const pid of killed) process.kill(pid, "SIGKILL");
  return () => until(`${pattern} is back`, () => {
    const running = processes(pattern);
    return running.length === killed.length && !running.some((pid) => killed.includes(pid));
  });
}

async function cardAndLink(page) {
  anHourPasses();
  const card = takeCard();
  const account = choicesFor(card);
  await askForGuide(page, account.email);
  return { card, account };
}

const accountsOf = (account) => Number(sql(`SELECT COUNT(*) FROM accounts WHERE login_id = '${account.loginId}'`));

/// Sends ③ until it is acknowledged, as a patient member would: a lost answer is followed by another try.
async function insist(page, account) {
  for (let attempt = 0; attempt < 20; attempt++) {
    await page.goto(url("/register/account")).catch(() => {});
    if (accountsOf(account) === 1) return;
    if (await page.locator("#new_login_id").count() === 0) {
      await sleep(500);
      continue;
    }
    await fillAccount(page, account).catch(() => {});
    const answer = await page.locator("h1").textContent().catch(() => "");
    if (answer.includes("完了しました")) return;
    await sleep(500);
  }
  assert.fail("never acknowledged");
}

test("workers that are killed at every step lose nothing that was acknowledged", async (t) => {
  const page = await newPage(t);
  const { card, account } = await cardAndLink(page);
  const steps = [
    async () => page.goto(await linkMailedTo(account.email)),
    () => fillCard(page, card),
    () => fillAccount(page, account),
  ];
  for (const step of steps) {
    const back = await kill(WORKERS);
    await back();
    await step();
  }
  await expectHeading(page, "完了しました");
  const back = await kill(WORKERS);
  await back();
  await mailTo(account.email, "利用登録完了のお知らせ");
  await page.goto(url("/login"));
  await signIn(page, account);
  await (await kill(WORKERS))();
  await page.reload();
  await expectHeading(page, "Home");
});

test("workers that are killed while they register a member leave all of it or nothing", async (t) => {
  for (let round = 0; round < ROUNDS; round++) {
    const page = await newPage(t);
    const { card, account } = await cardAndLink(page);
    await page.goto(await linkMailedTo(account.email));
    await fillCard(page, card);
    await expectHeading(page, "新規利用登録③");
    const sent = fillAccount(page, account);
    await sleep(20 + 60 * round);
    await (await kill(WORKERS))();
    await sent.catch(() => {});
    const acknowledged = (await page.locator("h1").textContent()).includes("完了しました");
    if (acknowledged) assert.equal(accountsOf(account), 1);
    else await insist(page, account);
    assert.equal(accountsOf(account), 1);
    await mailTo(account.email, "利用登録完了のお知らせ");
    await page.goto(url("/login"));
    await signIn(page, account);
  }
});

test("a mailer that is killed again and again sends every mail in the end", async (t) => {
  const page = await newPage(t);
  const addresses = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { account } = await cardAndLink(page);
    await kill(MAILER);
    addresses.push(account.email);
  }
  // What a killed mailer had in hand stays leased for a quarter of an hour.
  sql("UPDATE mail_queue SET due_at = UTC_TIMESTAMP(6) WHERE leased_at IS NOT NULL AND outcome IS NULL");
  for (const address of addresses) await mailTo(address, "利用登録手続きのご案内");
  await until("all are marked as sent", () =>
    sql("SELECT COUNT(*) FROM mail_queue WHERE outcome IS NULL AND held_due_at IS NULL") === "0");
});

test("a database that is killed in the middle costs a calm page and loses nothing", async (t) => {
  const page = await newPage(t);
  const { card, account } = await cardAndLink(page);
  await page.goto(await linkMailedTo(account.email));
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");
  const [mariadb] = processes(DATABASE);
  process.kill(mariadb, "SIGSTOP");
  process.kill(mariadb, "SIGKILL");
  const answer = await page.goto(url("/login"));
  if (answer.status() !== 200) {
    assert.equal(answer.status(), 503);
    assert.match(await page.locator("main").innerText(), /お問い合わせ番号/);
  }
  await until("pages are back", async () => (await page.request.get(url("/"))).status() === 200);
  await page.goto(url("/register/account"));
  await fillAccount(page, account);
  await expectHeading(page, "完了しました");
  const [again] = processes(DATABASE);
  process.kill(again, "SIGKILL");
  await until("pages are back once more", async () => (await page.request.get(url("/"))).status() === 200);
  assert.equal(accountsOf(account), 1);
  await mailTo(account.email, "利用登録完了のお知らせ");
  await page.goto(url("/login"));
  await signIn(page, account);
});
