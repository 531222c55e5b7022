// What the small script adds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { expectHeading, newPage, registeredMember, signIn, submit, url } from "./support.js";

const IDLE_MINUTES = 30;

test("a password can be shown, hidden again, pasted and filled by a password manager", async (t) => {
  const page = await newPage(t);
  await page.goto(url("/login"));
  const box = page.locator("#password");
  await page.evaluate(() => document.querySelector("#password").focus());
  await page.keyboard.insertText("pasted 1");
  assert.equal(await box.inputValue(), "pasted 1");
  await page.getByRole("button", { name: /^パスワードを *表示$/ }).click();
  assert.equal(await box.getAttribute("type"), "text");
  await page.getByRole("button", { name: /^パスワードを *隠す$/ }).click();
  assert.equal(await box.getAttribute("type"), "password");
  assert.equal(await box.getAttribute("autocomplete"), "current-password");
  assert.equal(await page.getAttribute("#login_id", "autocomplete"), "username");
});

test("two clicks send a form once", async (t) => {
  const page = await newPage(t);
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.goto(url("/login"));
  await page.locator("main form").evaluate((form) => {
    form.requestSubmit();
    form.requestSubmit();
  });
  await page.locator(".summary").waitFor();
  assert.equal(sent.length, 1);
  await submit(page);
  await page.locator(".summary").waitFor();
  assert.equal(sent.length, 2, "the page that came back sends again");
});

test("before the idle end a notice appears and going on keeps the session", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await page.clock.install();
  await signIn(page, account);
  const notice = page.getByText("まもなく自動でログアウトします");
  assert.equal(await notice.isVisible(), false);
  await page.clock.fastForward((IDLE_MINUTES - 2) * 60_000);
  await notice.waitFor();
  await page.getByRole("button", { name: "利用を続ける" }).click();
  await notice.waitFor({ state: "hidden" });
  await page.clock.fastForward((IDLE_MINUTES + 1) * 60_000);
  await page.getByText("自動でログアウトしました").waitFor();
  await expectHeading(page, "Home");
});
