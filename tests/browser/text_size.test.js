// 文字サイズ: kept from page to page, said, and back on the page it came from.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, newPage, registeredMember, url } from "./support.js";

const choice = (page, size) => page.getByRole("button", { name: new RegExp(`^文字サイズ *${size}$`) });
async function rootSize(page) {
  await page.waitForLoadState();
  return page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
}

for (const javaScriptEnabled of [true, false]) {
  test(`large text stays on every page ${javaScriptEnabled ? "with" : "without"} scripts`, async (t) => {
    const account = await registeredMember(t);
    const page = await newPage(t, { javaScriptEnabled });
    await page.goto(url("/help/mail"));
    assert.equal(await rootSize(page), 16);
    await choice(page, "大").click();
    assert.equal(page.url(), url("/help/mail"));
    for (const place of ["/", "/login", "/register", "/nothing-here"]) {
      await page.goto(url(place));
      assert.equal(await rootSize(page), 20);
    }
    await page.goto(url("/login"));
    await enter(page, account);
    assert.equal(await rootSize(page), 20);
    assert.equal(await choice(page, "大").getAttribute("aria-pressed"), "true");
    assert.equal(await choice(page, "中").getAttribute("aria-pressed"), "false");
    await page.getByRole("button", { name: "ログアウト" }).click();
    assert.equal(await rootSize(page), 20);
    await choice(page, "中").click();
    assert.equal(await rootSize(page), 16);
  });
}
