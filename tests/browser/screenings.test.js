// がん検診: from the tile on Home to the receipt, and back out of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clerksFile, enter, expectHeading, mailTo, newPage, portalctl, registeredMember, sql, submit, url,
} from "./support.js";

const YEAR = Number(sql("SELECT MIN(fiscal_year) FROM screening_programmes"));
const PHONE = { viewport: { width: 390, height: 844 } };

/// Offers a programme by the command that a clerk uses: { name, title, women, capacity, fee }. Its number.
function offer({ name, title, women = false, capacity = 100, fee = 1000 }) {
  portalctl("screening", "import", clerksFile(`${name}.toml`, `
title = "${title}"
cancer = "${name}"
items = ["基本の検査", "くわしい検査"]
women_only = ${women}
fiscal_year = ${YEAR}
from = ${YEAR}-04-01
until = ${YEAR + 1}-03-31
capacity = ${capacity}
fee = ${fee}
consent = "結果を健康保険組合が受け取ることに、同意します。"
`), "--apply");
  return Number(sql(`SELECT id FROM screening_programmes WHERE name = '${name}'`));
}

const become = (account, sex) =>
  sql(`UPDATE members JOIN accounts ON members.id = member_id SET sex = '${sex}'
    WHERE login_id = '${account.loginId}'`);

async function fillForm(page) {
  await page.getByLabel("くわしい検査").check();
  await page.fill("#postal_code", "１００ー０００１");
  await page.fill("#address", "東京都見本区見本町1-2-3 見本荘101");
  await page.fill("#telephone", "03(0000)0000");
  await page.getByLabel("上の内容に同意する").check();
  await submit(page);
}

const expectReceipt = (page) => expectHeading(page, "受け付けました");

test("on a phone a member applies, mends what was wrong, goes back and forth, and keeps one receipt", async (t) => {
  offer({ name: "phone", title: "見本がん検診" });
  const account = await registeredMember(t);
  const page = await newPage(t, PHONE);
  await enter(page, account);
  await page.locator(".tile", { hasText: "まで受付中" }).getByRole("link", { name: "がん検診", exact: true }).click();
  await expectHeading(page, "がん検診");
  await page.getByRole("link", { name: "見本がん検診", exact: true }).click();
  await page.fill("#telephone", "12");
  await submit(page);
  await expectHeading(page, "見本がん検診の申込み");
  assert.match(await page.title(), /^エラー：/);
  for (const words of ["受ける検査を選んでください", "電話番号は、0から始まる", "同意するときは印を付けて"])
    await page.locator(".summary").getByText(words).waitFor();
  await fillForm(page);
  await expectHeading(page, "内容の確認");
  await page.getByRole("button", { name: /^変更\s*：検査$/ }).click();
  await expectHeading(page, "見本がん検診の申込み");
  assert.equal(await page.getByLabel("くわしい検査").isChecked(), true);
  assert.match(await page.inputValue("#address"), /見本荘101/);
  await submit(page);
  await page.getByText("〒100-0001 東京都見本区見本町1-2-3 見本荘101").waitFor();
  await page.getByRole("button", { name: "この内容で申し込む" }).dblclick();
  await expectReceipt(page);
  const receipt = await page.locator(".receipt-number").textContent();
  assert.match(receipt, /^K-\d{7}-\d$/);
  const mail = await mailTo(sql(`SELECT address FROM account_emails JOIN accounts ON account_id = accounts.id
    WHERE login_id = '${account.loginId}'`), "受付完了のお知らせ");
  assert(mail.text.includes(receipt) && mail.text.includes("がん検診") && !mail.text.includes("見本がん検診"));
  assert.equal(sql("SELECT taken FROM screening_programmes WHERE name = 'phone'"), "1");
});

test("on a PC a woman prints her receipt and cancels; a man is told that the page is for women", async (t) => {
  const id = offer({ name: "women", title: "見本女性検診", women: true });
  const [wife, husband] = [await registeredMember(t), await registeredMember(t)];
  become(wife, "f");
  become(husband, "m");
  const [hers, his] = [await newPage(t), await newPage(t)];
  await enter(his, husband);
  assert.equal(await his.getByRole("link", { name: "がん検診 女性専用" }).count(), 0);
  for (const place of ["/screenings/women", `/screenings/women/${id}`]) {
    assert.equal((await his.goto(url(place))).status(), 403);
    await expectHeading(his, "女性専用の");
  }
  await enter(hers, wife);
  await hers.getByRole("link", { name: "がん検診 女性専用" }).click();
  await hers.getByRole("link", { name: "見本女性検診" }).click();
  await fillForm(hers);
  await hers.getByRole("button", { name: "この内容で申し込む" }).click();
  await expectReceipt(hers);
  await hers.emulateMedia({ media: "print" });
  assert.equal(await hers.getByText("印刷する").isVisible(), false);
  assert.equal(await hers.locator(".receipt-number").isVisible(), true);
  await hers.emulateMedia({ media: "screen" });
  await hers.getByRole("link", { name: "この申込みを取り消す" }).click();
  await expectHeading(hers, "申込みの取消");
  await hers.getByRole("button", { name: "この申込みを取り消す" }).click();
  await expectHeading(hers, "取り消しました");
  assert.equal(sql("SELECT taken FROM screening_programmes WHERE name = 'women'"), "0");
});

test("whoever is late, or applies while the clerk changes it, reads what happened", async (t) => {
  offer({ name: "busy", title: "混みあう検診", capacity: 1 });
  const [first, second] = [await registeredMember(t), await registeredMember(t)];
  const [one, other] = [await newPage(t), await newPage(t)];
  for (const [page, account] of [[one, first], [other, second]]) {
    await enter(page, account);
    await page.goto(url("/screenings"));
    await page.getByRole("link", { name: "混みあう検診" }).click();
  }
  offer({ name: "busy", title: "混みあう検診", capacity: 1, fee: 2000 });
  await fillForm(one);
  await expectHeading(one, "検診の内容が変わりました");
  await one.getByRole("link", { name: "いまの内容を確かめる" }).click();
  await one.getByText("2,000円").waitFor();
  await fillForm(one);
  await one.getByRole("button", { name: "この内容で申し込む" }).click();
  await expectReceipt(one);
  await fillForm(other);
  await expectHeading(other, "いまは申し込めません");
  await other.getByText("定員に達しました").waitFor();
  await one.goto(url("/screenings"));
  await one.getByText("受付番号 K-").first().waitFor();
});
