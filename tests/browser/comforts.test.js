// What the small script adds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage, submit, url } from "./support.js";

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
  assert.equal(await page.getAttribute("#login_id", "autocomplete"), "username webauthn");
});

test("two clicks send a form once", async (t) => {
  const page = await newPage(t);
  const sent = [];
  page.on("request", (request) => request.method() === "POST" && sent.push(request.url()));
  await page.goto(url("/login"));
  await page.locator("main form").first().evaluate((form) => {
    form.requestSubmit();
    form.requestSubmit();
  });
  await page.locator(".summary").waitFor();
  assert.equal(sent.length, 1);
  await submit(page);
  await page.locator(".summary").waitFor();
  assert.equal(sent.length, 2, "the page that came back sends again");
});
