// Signing in, staying in, signing out.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  expectHeading, expectHome, fillCard, newPage, origin, registeredMember, signIn, sql, takeCard, url,
} from "./support.js";

const signOut = (page) => page.getByRole("button", { name: "ログアウト" }).click();

test("who signs out is out: the back button and the old cookie show nothing", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await signIn(page, account);
  const cookies = await page.context().cookies();
  await signOut(page);
  await expectHeading(page, "ログアウトしました");
  await page.goBack();
  await expectHeading(page, "ログイン");
  assert(!(await page.content()).includes(account.nickname));
  await page.context().addCookies(cookies);
  await page.goto(url("/home"));
  await expectHeading(page, "ログイン");
  assert(!(await page.content()).includes(account.nickname));
});

test("a member's login ID is taken in full width and in capitals", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  const inFullWidth = (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0);
  const wide = account.loginId.toUpperCase().replace(/[!-~]/g, inFullWidth);
  await page.goto(url("/login"));
  await fillCard(page, { ...account, loginId: ` ${wide} ` });
  await expectHome(page, account);
});

test("a page asked for before signing in is what signing in leads to", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await page.goto(url("/home"));
  assert.match(page.url(), new RegExp(`^${origin()}/mihon/login`));
  await fillCard(page, account);
  await expectHome(page, account);
});

test("a session that was idle too long leads to the login page", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await signIn(page, account);
  sql(`UPDATE sessions JOIN accounts ON accounts.id = account_id AND accounts.society_id = sessions.society_id
    SET seen_at = seen_at - INTERVAL 31 MINUTE WHERE login_id = '${account.loginId}'`);
  await page.reload();
  await expectHeading(page, "ログイン");
});

test("the postcard's password works in registration only, and the login page says so", async (t) => {
  const page = await newPage(t);
  await page.goto(url("/login"));
  await fillCard(page, takeCard());
  await page.locator(".summary").getByRole("link", { name: "新規利用登録" }).click();
  await expectHeading(page, "新規利用登録①");
});
