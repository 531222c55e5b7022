// The end of a session that nobody used: warned of, put off, or told of; with the time moved.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, expectHeading, newPage, registeredMember, sql, submit, url } from "./support.js";

const IDLE_MINUTES = 30;
const TYPED = "typed before the warning 1";

/// On the server the session was last used so many minutes earlier than it was.
const idleFor = (account, minutes) =>
  sql(`UPDATE sessions JOIN accounts ON accounts.id = account_id AND accounts.society_id = sessions.society_id
    SET seen_at = seen_at - INTERVAL ${minutes * 60} SECOND WHERE login_id = '${account.loginId}'`);

const secondsSinceSeen = (account) =>
  Number(sql(`SELECT TIMESTAMPDIFF(SECOND, MAX(seen_at), UTC_TIMESTAMP(6)) FROM sessions
    JOIN accounts ON accounts.id = account_id WHERE login_id = '${account.loginId}'`));

/// A page with something typed into it, whose clock stands in our hand.
async function typingPage(t, account) {
  const page = await newPage(t);
  await page.clock.install();
  await enter(page, account);
  await page.goto(url("/password"));
  await page.fill("#new_password", TYPED);
  return page;
}

async function minutesPass(page, account, minutes, minutesOnServer = minutes) {
  idleFor(account, minutesOnServer);
  const asked = page.waitForResponse((response) => response.url().endsWith("/session/left"));
  await page.clock.fastForward(minutes * 60_000);
  await (await asked).finished();
}

test("five minutes before the end a notice offers to go on, and nothing that was typed is lost", async (t) => {
  const account = await registeredMember(t);
  const page = await typingPage(t, account);
  const notice = page.getByText("分ほどで自動でログアウトします");
  await page.clock.fastForward((IDLE_MINUTES - 6) * 60_000);
  assert.equal(await notice.isVisible(), false);
  await minutesPass(page, account, 2, IDLE_MINUTES - 4.5);
  await notice.waitFor();
  assert.match(await notice.textContent(), /あと5分ほどで/);
  await page.focus("#new_password");
  await page.getByRole("button", { name: "利用を続ける" }).focus();
  await page.keyboard.press("Enter");
  await notice.waitFor({ state: "hidden" });
  assert.equal(await page.inputValue("#new_password"), TYPED);
  assert.equal(await page.evaluate(() => document.activeElement.id), "new_password");
  assert(secondsSinceSeen(account) < 60);
});

test("a page lying open keeps no session alive, nor does its notice", async (t) => {
  const account = await registeredMember(t);
  const page = await typingPage(t, account);
  await minutesPass(page, account, IDLE_MINUTES - 4);
  const before = secondsSinceSeen(account);
  for (let quarter = 0; quarter < 4; quarter++) await minutesPass(page, account, 0.25);
  assert(secondsSinceSeen(account) >= before + 60);
});

test("while another tab is used, the page that lies open stays quiet", async (t) => {
  const account = await registeredMember(t);
  const page = await typingPage(t, account);
  await minutesPass(page, account, IDLE_MINUTES - 2, 3);
  await page.clock.fastForward(1000);
  assert.equal(await page.locator(".idle").isVisible(), false);
});

test("after the end the page says so, keeps what was typed, and opens the login page beside it", async (t) => {
  const account = await registeredMember(t);
  const page = await typingPage(t, account);
  await minutesPass(page, account, IDLE_MINUTES + 1);
  await page.getByText("この画面に入力した内容は、送信していません").waitFor();
  assert.equal(await page.getByRole("button", { name: "利用を続ける" }).isVisible(), false);
  const [tab] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "ログイン画面を新しいタブで開く" }).click(),
  ]);
  await expectHeading(tab, "ログイン");
  await tab.getByText("時間が過ぎたため、自動でログアウトしました").waitFor();
  await enter(tab, account);
  assert.equal(await page.inputValue("#new_password"), TYPED);
});

test("at the end after 12 hours the notice says that it can't be put off", async (t) => {
  const account = await registeredMember(t);
  const page = await typingPage(t, account);
  sql(`UPDATE sessions JOIN accounts ON accounts.id = account_id SET expires_at = UTC_TIMESTAMP(6) + INTERVAL 4 MINUTE
    WHERE login_id = '${account.loginId}'`);
  await minutesPass(page, account, IDLE_MINUTES - 4);
  await page.getByRole("button", { name: "利用を続ける" }).click();
  await page.getByText("これより先には延ばせません").waitFor();
});

test("without scripts a page says until when, and a form sent too late leads to a login page saying so", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t, { javaScriptEnabled: false });
  await enter(page, account);
  await page.locator("footer").getByRole("link", { name: "ログインの有効時間" }).click();
  await expectHeading(page, "ログインの有効時間");
  await page.goto(url("/password"));
  await page.fill("#current_password", account.password);
  idleFor(account, IDLE_MINUTES + 1);
  await submit(page);
  await expectHeading(page, "ログイン");
  await page.getByText("最後に送信した内容がある場合、それは受け付けていません").waitFor();
  await enter(page, account);
});

test("a form sent too late comes back after signing in, with what was typed and a word about it", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t, { javaScriptEnabled: false });
  await enter(page, account);
  await page.goto(url("/profile"));
  await page.fill("#nickname", "打ち直さない");
  idleFor(account, IDLE_MINUTES + 1);
  await submit(page);
  await page.getByText("30分以内にログインすると、入力した内容がもとの画面に戻ります").waitFor();
  await page.fill("#login_id", account.loginId);
  await page.fill("#password", account.password);
  await submit(page);
  await expectHeading(page, "プロフィール設定");
  await page.getByText("入力した内容を、この画面に戻しました").waitFor();
  assert.equal(await page.inputValue("#nickname"), "打ち直さない");
  await submit(page);
  assert.equal(page.url(), url("/profile/done"));
});
