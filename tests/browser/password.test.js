// パスワード変更, by wish and by its end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expectHeading, expectHome, fillCard, newPage, registeredMember, signIn, sql, submit, url } from "./support.js";

const NEW_PASSWORD = "natsu matsuri 8 hanabi";

async function change(page, current, password = NEW_PASSWORD) {
  await page.fill("#current_password", current);
  await page.fill("#new_password", password);
  await page.fill("#new_password_confirm", password);
  await submit(page);
}

const setAge = (account, days) =>
  sql(`UPDATE accounts SET password_set_at = UTC_TIMESTAMP(6) - INTERVAL ${days} DAY
    WHERE login_id = '${account.loginId}'`);

test("a member changes the password from Home; this browser stays in, the others are out", async (t) => {
  const account = await registeredMember(t);
  const other = await newPage(t);
  await signIn(other, account);
  const page = await newPage(t);
  await signIn(page, account);
  await page.getByRole("link", { name: "パスワード変更" }).click();
  await change(page, "wrong password 1");
  await page.locator(".summary").getByText("いまのパスワードが正しくありません").waitFor();
  for (const box of await page.locator("input[type=password]").all()) assert.equal(await box.inputValue(), "");
  await change(page, account.password);
  await expectHeading(page, "変更しました");
  await page.getByRole("link", { name: "Homeへ" }).click();
  await expectHome(page, account);
  await other.reload();
  await expectHeading(other, "ログイン");
});

test("Home warns 30 days before the end, and after it only the change is open until it is made", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await signIn(page, account);
  assert.equal(await page.locator(".banner").count(), 0);
  setAge(account, 336);
  await page.reload();
  await page.locator(".banner").getByText("パスワードの有効期限は").waitFor();
  setAge(account, 366);
  await page.goto(url("/login"));
  await expectHeading(page, "パスワード変更");
  await page.getByText("が過ぎました").waitFor();
  await change(page, account.password);
  await expectHeading(page, "変更しました");
  await page.goto(url("/home"));
  await expectHome(page, account);
});

test("signing in with an ended password leads to the change", async (t) => {
  const account = await registeredMember(t);
  setAge(account, 366);
  const page = await newPage(t);
  await page.goto(url("/login"));
  await fillCard(page, account);
  await expectHeading(page, "パスワード変更");
});
