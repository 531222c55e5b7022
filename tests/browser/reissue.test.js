// パスワード再発行: from the registered address to a new password.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf, anHourPasses, askForReissue, codeIn, expectHeading, expectHome, fillCard, fillMailCode, mailTo, newPage,
  registeredMember, signIn, sql, submit, until, url,
} from "./support.js";

const GUIDE = "パスワード再発行手続きのご案内";
const NEW_PASSWORD = "natsu matsuri 8 hanabi";

async function setNewPassword(page, password, again = password) {
  await page.fill("#new_password", password);
  await page.fill("#new_password_confirm", again);
  await submit(page);
}

async function asked(t) {
  const account = await registeredMember(t);
  const address = addressOf(account);
  const page = await newPage(t);
  const { link, ...held } = await askForReissue(page, address);
  return { account, address, page, held, link };
}

test("the six digits of the mail lead where its link leads", async (t) => {
  const { account, address, page, held } = await asked(t);
  await fillMailCode(page, codeIn(await mailTo(address, GUIDE)));
  await expectHeading(page, "仮ログイン");
  await fillCard(page, held);
  await setNewPassword(page, NEW_PASSWORD);
  await expectHeading(page, "新しいパスワードを設定しました");
  await page.goto(url("/login"));
  await signIn(page, { ...account, password: NEW_PASSWORD });
});

test("a member who forgot sets a new password by mail and is told of it", async (t) => {
  const { account, address, page, held, link } = await asked(t);
  assert.equal(held.loginId, account.loginId);
  await page.goto(url("/login"));
  await page.getByRole("link", { name: "ログインID・パスワードを忘れた方" }).click();
  await expectHeading(page, "忘れた方");
  const phone = await newPage(t);
  await signIn(phone, account);
  await page.goto(link);
  assert.equal(new URL(page.url()).search, "");
  await fillCard(page, { ...held, password: "abcdefgh2345" });
  await expectHeading(page, "仮ログイン");
  await page.locator(".summary").getByText("メールの内容と一致しません").waitFor();
  await fillCard(page, held);
  await expectHeading(page, "新しいパスワード");
  await setNewPassword(page, account.password);
  await page.locator(".summary").getByText("いまと同じパスワードは使えません").waitFor();
  await setNewPassword(page, NEW_PASSWORD, "something else 9");
  await page.locator(".summary").getByText("一致しません").waitFor();
  await setNewPassword(page, NEW_PASSWORD);
  await expectHeading(page, "設定しました");
  await mailTo(address, "パスワード変更のお知らせ");
  await phone.reload();
  await expectHeading(phone, "ログイン");
  await page.getByRole("link", { name: "ログイン画面へ" }).click();
  await signIn(page, { ...account, password: NEW_PASSWORD });
});

test("a reissue link that is three hours old, was used or is replaced says so and begins again", async (t) => {
  const { address, page, held, link } = await asked(t);
  anHourPasses();
  await askForReissue(page, address);
  const newer = await until("a second mail", async () => {
    const latest = (await mailTo(address, GUIDE)).links.find((one) => one.includes("?t="));
    return latest !== link && latest;
  });
  await page.goto(link);
  await expectHeading(page, "使えなくなりました");
  await page.goto(newer);
  await expectHeading(page, "仮ログイン");
  sql(`UPDATE mail_links SET expires_at = expires_at - INTERVAL 3 HOUR WHERE address = '${address}'`);
  await fillCard(page, held);
  await expectHeading(page, "使えなくなりました");
  await page.getByRole("link", { name: "再発行をやり直す" }).click();
  await expectHeading(page, "忘れた方");
});

test("a locked account opens by a reissue", async (t) => {
  const { account, page, held, link } = await asked(t);
  await page.goto(url("/login"));
  for (let tries = 0; tries < 5; tries++) {
    await fillCard(page, { ...account, password: "wrong password 1" });
    await expectHeading(page, "ログイン");
  }
  await fillCard(page, account);
  await page.locator(".summary").waitFor();
  await page.goto(link);
  await fillCard(page, held);
  await setNewPassword(page, NEW_PASSWORD);
  await expectHeading(page, "設定しました");
  await page.goto(url("/login"));
  await fillCard(page, { ...account, password: NEW_PASSWORD });
  await expectHome(page, account);
});
