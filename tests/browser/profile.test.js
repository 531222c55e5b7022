// プロフィール設定: login ID, nickname and mail addresses.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  askForAddress, enter, expectHeading, expectHome, fillCard, mailTo, newPage, registeredMember, sql, submit, url,
} from "./support.js";

const TABS_MAX = 60;

let addressesMade = 0;
const newAddress = () => `other${++addressesMade}.${Date.now()}@example.jp`;

async function signedIn(t, contextOptions) {
  const account = await registeredMember(t);
  const page = await newPage(t, contextOptions);
  await enter(page, account);
  return { account, page };
}

const minutesPass = (account, minutes) =>
  sql(`UPDATE sessions SET authenticated_at = authenticated_at - INTERVAL ${minutes} MINUTE
    WHERE account_id = (SELECT id FROM accounts WHERE login_id = '${account.loginId}')`);

const row = (page, address) => page.locator(".emails > li", { hasText: address });

async function firstAddress(page) {
  await page.goto(url("/profile"));
  return page.locator(".email").first().innerText();
}

test("a member changes nickname and login ID, is told by mail, and signs in with the new one", async (t) => {
  const { account, page } = await signedIn(t);
  const address = await firstAddress(page);
  await page.goto(url("/home"));
  await page.getByRole("link", { name: "プロフィール設定" }).click();
  await expectHeading(page, "プロフィール設定");
  await page.fill("#nickname", "はな🌸");
  await submit(page);
  await expectHeading(page, "変更しました");
  await page.locator(".tools-who", { hasText: "はな🌸さん" }).waitFor();
  await page.getByRole("link", { name: "プロフィール設定に戻る" }).click();
  minutesPass(account, 6);
  await page.reload();
  const renamed = { ...account, loginId: `renamed.${account.loginId}`, nickname: "はな🌸" };
  await page.fill("#login_id", renamed.loginId.toUpperCase());
  await submit(page);
  await page.locator(".summary").getByText("いまのパスワードを入力してください").waitFor();
  assert.equal(await page.inputValue("#login_id"), renamed.loginId.toUpperCase());
  await page.fill("#current_password", account.password);
  await submit(page);
  await expectHeading(page, "変更しました");
  const mail = await mailTo(address, "ログインID変更のお知らせ");
  assert(!mail.text.includes(account.loginId));
  await page.getByRole("button", { name: "ログアウト" }).click();
  await page.getByRole("link", { name: "もう一度ログインする" }).click();
  await fillCard(page, account);
  await page.locator(".summary").waitFor();
  await fillCard(page, renamed);
  await expectHome(page, renamed);
});

test("a member adds an address by its mail, makes it the primary one and removes the old one", async (t) => {
  const { page } = await signedIn(t);
  const before = await firstAddress(page);
  const address = newAddress();
  const link = await askForAddress(page, address);
  for (let time = 0; time < 5; time++) await page.request.get(link);
  await page.goto(link);
  assert.equal(new URL(page.url()).search, "");
  await expectHeading(page, "メールアドレスの登録");
  await page.getByText(address).waitFor();
  await page.getByRole("button", { name: "登録する" }).click();
  await expectHeading(page, "変更しました");
  for (const told of [before, address]) await mailTo(told, "メールアドレス変更のお知らせ");
  await page.getByRole("link", { name: "メールアドレスの設定に戻る" }).click();
  await row(page, address).getByRole("link", { name: "主なメールアドレスにする" }).click();
  await page.getByRole("button", { name: "主なメールアドレスにする" }).click();
  await expectHeading(page, "変更しました");
  await row(page, address).getByText("主なメールアドレス").waitFor();
  await page.goto(url("/profile/emails"));
  await row(page, before).getByRole("link", { name: "削除する" }).click();
  await expectHeading(page, "メールアドレスの削除");
  await page.getByRole("button", { name: "削除する" }).click();
  await expectHeading(page, "変更しました");
  assert.deepEqual(await page.locator(".email").allInnerTexts(), [address]);
  await page.goto(link);
  await expectHeading(page, "使えなくなりました");
});

test("a link opened on another device asks to sign in first, and somebody else's sign-in does not do", async (t) => {
  const { account, page } = await signedIn(t);
  const address = newAddress();
  const link = await askForAddress(page, address);
  const stranger = (await signedIn(t)).page;
  await stranger.goto(link);
  await expectHeading(stranger, "別のログインIDで");
  const phone = await newPage(t, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await phone.goto(link);
  await expectHeading(phone, "メールアドレスの確認");
  await phone.getByRole("link", { name: "ログインして進む" }).click();
  await fillCard(phone, account);
  await expectHeading(phone, "メールアドレスの登録");
  await phone.getByRole("button", { name: "登録する" }).click();
  await expectHeading(phone, "変更しました");
  assert.equal(await phone.locator(".email", { hasText: address }).count(), 1);
});

test("a link that is three hours old says so", async (t) => {
  const { page } = await signedIn(t);
  const address = newAddress();
  const link = await askForAddress(page, address);
  await page.goto(link);
  sql(`UPDATE mail_links SET expires_at = expires_at - INTERVAL 3 HOUR WHERE address = '${address}'`);
  await page.getByRole("button", { name: "登録する" }).click();
  await expectHeading(page, "使えなくなりました");
  await page.getByRole("link", { name: "メールアドレスの設定へ" }).click();
  await expectHeading(page, "メールアドレスの設定");
});

test("an address that bounced is announced on Home and good again once a fresh mail arrived", async (t) => {
  const { account, page } = await signedIn(t);
  const address = await firstAddress(page);
  sql(`UPDATE account_emails SET bounced_at = UTC_TIMESTAMP(6) WHERE address = '${address}'`);
  await page.goto(url("/home"));
  await page.locator(".banner").getByRole("link", { name: "メールアドレスの設定" }).click();
  await row(page, address).getByText("届いていません").waitFor();
  minutesPass(account, 6);
  await page.getByRole("button", { name: "確認のメールを送る" }).click();
  await page.locator(".summary").getByText("いまのパスワードを入力してください").waitFor();
  assert.equal(await page.inputValue("#email"), address);
  await page.fill("#current_password", account.password);
  await page.getByRole("button", { name: "確認のメールを受け取る" }).click();
  await expectHeading(page, "確認のメールを");
  const mail = await mailTo(address, "メールアドレス確認のお願い");
  await page.goto(mail.links.find((link) => link.includes("?t=")));
  await page.getByRole("button", { name: "登録する" }).click();
  await expectHeading(page, "変更しました");
  await page.goto(url("/home"));
  assert.equal(await page.locator(".banner").count(), 0);
});

test("the whole of it works by keyboard", async (t) => {
  const { page } = await signedIn(t, { viewport: { width: 390, height: 844 } });
  const tabTo = async (target) => {
    await page.waitForLoadState();
    for (let tabs = 0; tabs < TABS_MAX; tabs++) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    assert.fail(`${target} can't be reached by Tab`);
  };
  await tabTo(page.getByRole("link", { name: "プロフィール設定" }));
  await page.keyboard.press("Enter");
  await expectHeading(page, "プロフィール設定");
  await tabTo(page.getByRole("link", { name: "メールアドレスの設定" }));
  await page.keyboard.press("Enter");
  await expectHeading(page, "メールアドレスの設定");
  const address = newAddress();
  await tabTo(page.locator("#email"));
  await page.keyboard.type(address);
  await page.keyboard.press("Enter");
  await expectHeading(page, "確認のメールを");
  const mail = await mailTo(address, "メールアドレス確認のお願い");
  await page.goto(mail.links.find((link) => link.includes("?t=")));
  await tabTo(page.getByRole("button", { name: "登録する" }));
  await page.keyboard.press("Space");
  await expectHeading(page, "変更しました");
});
