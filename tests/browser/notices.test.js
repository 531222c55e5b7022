// 健保からのお知らせ and トピックス: from the clerk's file to the member's page.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clerksFile, enter, expectHeading, memberNumber, newPage, portalctl, registeredMember, url,
} from "./support.js";

let published = 0;

/// Publishes a notice for these members and tells its title.
function publishFor(accounts, body = "本文です。\n") {
  const title = `検診のご案内 その${++published}`;
  const numbers = accounts.map((account) => `"${memberNumber(account)}"`).join(", ");
  const text = `+++\ntitle = "${title}"\naudience = [${numbers}]\n+++\n${body}`;
  const file = clerksFile(`journey-${published}.md`, text);
  assert.match(portalctl("notice", "publish", file), new RegExp(`人数　　　${accounts.length}人`));
  portalctl("notice", "publish", file, "--apply");
  return title;
}

const unreadCount = async (page) => Number((await page.locator("main .lead").textContent()).match(/(\d+)件/)?.[1] ?? 0);

test("a member finds an unread notice on Home, reads it, and it is no longer unread", async (t) => {
  const account = await registeredMember(t);
  const title = publishFor([account], "# 受け方\n\n1. **予約**する\n2. 受ける\n\n[ヘルプ](/help)\n");
  const page = await newPage(t);
  await enter(page, account);
  await page.goto(url("/notices"));
  const before = await unreadCount(page);
  await page.goto(url("/home"));
  await page.getByText(`未読が${before}件あります`).waitFor();
  await page.locator(".tile").getByRole("link", { name: "健保からのお知らせ" }).click();
  await page.getByRole("link", { name: title }).click();
  await expectHeading(page, title);
  await page.getByRole("heading", { level: 2, name: "受け方" }).waitFor();
  assert.equal(await page.locator("article ol li").count(), 2);
  await page.getByRole("link", { name: "健保からのお知らせの一覧に戻る" }).click();
  assert.equal(await unreadCount(page), before - 1);
  const line = page.locator(".news li", { hasText: title });
  assert.equal(await line.locator(".tag").count(), 0);
  await line.getByRole("link").click();
  await page.getByRole("article").getByRole("link", { name: "ヘルプ" }).click();
  await expectHeading(page, "ヘルプ");
});

test("nobody else finds it, not even by its address", async (t) => {
  const [addressed, other] = [await registeredMember(t), await registeredMember(t)];
  const title = publishFor([addressed]);
  const [hers, his] = [await newPage(t), await newPage(t)];
  await enter(hers, addressed);
  await hers.goto(url("/notices"));
  await hers.getByRole("link", { name: title }).click();
  await expectHeading(hers, title);
  await enter(his, other);
  await his.goto(url("/notices"));
  assert.equal(await his.getByText(title).count(), 0);
  const answer = await his.goto(hers.url());
  assert.equal(answer.status(), 404);
});

test("a withdrawn notice is gone at once, and published again it is back and still read", async (t) => {
  const account = await registeredMember(t);
  const title = publishFor([account]);
  const page = await newPage(t);
  await enter(page, account);
  await page.goto(url("/notices"));
  await page.getByRole("link", { name: title }).click();
  await expectHeading(page, title);
  portalctl("notice", "withdraw", "--apply", `journey-${published}`);
  assert.equal((await page.reload()).status(), 404);
  const text = `+++\ntitle = "${title}"\naudience = ["${memberNumber(account)}"]\n+++\n直しました。\n`;
  portalctl("notice", "publish", clerksFile(`journey-${published}.md`, text), "--apply");
  await page.reload();
  await page.getByText("直しました。").waitFor();
  await page.goto(url("/notices"));
  assert.equal(await page.locator(".news li", { hasText: title }).locator(".tag").count(), 0);
});

test("an article is found by the keyboard alone from Home", async (t) => {
  const account = await registeredMember(t);
  const title = `歩きましょう その${++published}`;
  const file = clerksFile(`topic-${published}.md`, `+++\ntitle = "${title}"\n+++\n毎日歩く。\n`);
  portalctl("topic", "publish", file, "--apply");
  const page = await newPage(t);
  await enter(page, account);
  await page.locator(".tile a", { hasText: "トピックス" }).focus();
  await page.keyboard.press("Enter");
  await expectHeading(page, "トピックス");
  await page.getByRole("link", { name: title }).focus();
  await page.keyboard.press("Enter");
  await expectHeading(page, title);
  await page.getByText("毎日歩く。").waitFor();
});
