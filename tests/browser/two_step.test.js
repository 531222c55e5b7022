// 2段階ログイン and the sessions of ログインの安全設定, from the set-up to its end.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  codeOf, enter, expectHeading, expectHome, fillCard, forgetUsedCodes, mailTo, manualKey, newPage, registeredMember,
  sql, submit, url, wrongCodeOf,
} from "./support.js";

async function setUp(page) {
  await page.getByRole("link", { name: "ログインの安全設定" }).click();
  await page.getByRole("link", { name: "2段階ログインを設定する" }).click();
  await expectHeading(page, "2段階ログインの設定①");
  await submit(page);
  await expectHeading(page, "2段階ログインの設定②");
  await page.getByText("QRコードを読み取れないとき").click();
  const key = await manualKey(page);
  assert.equal(key.length, 32);
  const link = await page.getByRole("link", { name: "この端末の認証アプリに登録する" }).getAttribute("href");
  assert(new URL(link).searchParams.get("secret") === key, link);
  await page.fill("#code", "12345");
  await submit(page);
  await page.locator(".summary").getByText("確認コードは6桁の数字").waitFor();
  await page.fill("#code", codeOf(key));
  await submit(page);
  await expectHeading(page, "予備コード");
  const codes = await page.locator(".codes li").allInnerTexts();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) assert.match(code, /^[0-9a-z]{4}(-[0-9a-z]{4}){3}$/);
  await page.getByRole("button", { name: "印刷する" }).waitFor();
  await page.getByRole("link", { name: "保管しました" }).click();
  await expectHeading(page, "安全設定");
  forgetUsedCodes();
  return { key, codes };
}

async function signOut(page) {
  await page.getByRole("button", { name: "ログアウト", exact: true }).click();
  await expectHeading(page, "ログアウトしました");
}

async function givePassword(page, account) {
  await page.goto(url("/login"));
  await fillCard(page, account);
  await expectHeading(page, "確認コード");
}

async function giveCode(page, code) {
  await page.fill("#code", code);
  await submit(page);
}

test("a member sets two-step sign-in up, signs in by app and by recovery code, and switches it off", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await enter(page, account);
  const { key, codes } = await setUp(page);
  await signOut(page);

  await givePassword(page, account);
  await giveCode(page, wrongCodeOf(key));
  await page.locator(".summary").getByText("コードが正しくないか").waitFor();
  assert.equal(await page.locator("#code").inputValue(), "");
  await giveCode(page, codeOf(key));
  await expectHome(page, account);
  await signOut(page);

  await givePassword(page, account);
  await page.getByRole("link", { name: "認証アプリが使えない方" }).click();
  await expectHeading(page, "予備コード");
  await giveCode(page, codes[0].toUpperCase());
  await expectHome(page, account);
  await page.getByRole("link", { name: "ログインの安全設定" }).click();
  await page.getByText("9個").waitFor();
  await page.getByRole("cell", { name: "パスワードと予備コード" }).waitFor();

  forgetUsedCodes();
  await page.getByRole("link", { name: "2段階ログインを解除する" }).click();
  await page.fill("#current_password", account.password);
  await giveCode(page, codeOf(key));
  await page.getByRole("status").getByText("2段階ログインを解除しました").waitFor();
  await signOut(page);
  await enter(page, account);
});

test("recovery codes are shown once and a new set replaces them", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await enter(page, account);
  const { key, codes } = await setUp(page);
  await page.getByRole("link", { name: "予備コードを作り直す" }).click();
  await giveCode(page, codeOf(key));
  await expectHeading(page, "予備コード");
  const fresh = await page.locator(".codes li").allInnerTexts();
  assert.equal(fresh.filter((code) => codes.includes(code)).length, 0);
  await page.getByRole("link", { name: "保管しました" }).click();
  await page.goBack();
  await expectHeading(page, "作り直し");
});

test("a session on another device is ended, the new device is told by mail until the member stops it", async (t) => {
  const account = await registeredMember(t);
  const address = sql(`SELECT address FROM account_emails JOIN accounts ON accounts.id = account_id
    AND accounts.society_id = account_emails.society_id WHERE login_id = '${account.loginId}'`);
  const phone = await newPage(t);
  await enter(phone, account);
  const page = await newPage(t);
  await enter(page, account);
  assert.match((await mailTo(address, "ログインのお知らせ")).text, /はじめての端末でログインが\nありました/);
  await page.getByRole("link", { name: "ログインの安全設定" }).click();
  await page.getByText("この端末", { exact: true }).waitFor();
  await page.locator(".devices").getByRole("button").click();
  await page.getByRole("status").getByText("ログアウトしました").waitFor();
  await phone.reload();
  await expectHeading(phone, "ログイン");
  await page.getByRole("button", { name: "お知らせメールを止める" }).click();
  await page.getByText("止めています").waitFor();
  await mailTo(address, "ログインの安全設定のお知らせ");
});
