// 医療費通知: what a principal finds there for themselves and their wife, on a phone and on paper, and takes along.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import {
  enter, expectHeading, familiar, fillCard, monthsAgo, newPage, registeredMember, sql, takeInExpenses, url,
} from "./support.js";

const PDF_BYTES_MIN = 10_000;

function makeWife(account, principal) {
  const member = (one) => `(SELECT member_id FROM accounts WHERE login_id = '${one.loginId}')`;
  sql(`UPDATE members m JOIN members p ON p.society_id = m.society_id AND p.id = ${member(principal)}
    SET m.number = p.number, m.branch = '01', m.relation = '妻', m.name = '試験　妻' WHERE m.id = ${member(account)}`);
}

/// A household of two whose expenses came three and four months ago.
async function household(t) {
  const [principal, wife] = [await registeredMember(t), await registeredMember(t)];
  makeWife(wife, principal);
  takeInExpenses([
    { account: principal, ago: 3, provider: "本人の医院", total: 10_010, window: 3_003 },
    { account: wife, ago: 3, provider: "妻の病院", category: "医科入院", total: 500_000, window: 150_000, high: 60_000,
      meals: 5_000 },
    { account: wife, ago: 3, provider: "", category: "柔整", days: 3, total: 6_000, window: 1_800 },
  ]);
  return { principal, wife };
}

const year = () => monthsAgo(3).year;

test("a principal finds the household's expenses from Home, chooses one and reads why a receipt differs", async (t) => {
  const { principal } = await household(t);
  const page = await newPage(t);
  await enter(page, principal);
  await page.locator("main").getByRole("link", { name: "医療費通知", exact: true }).click();
  await expectHeading(page, "医療費通知");
  await page.goto(url(`/expenses?year=${year()}`));
  for (const words of ["本人の医院", "妻の病院", "（名称なし）", "接骨院・整骨院（柔道整復）"]) await page.getByText(words).first().waitFor();
  await page.getByText("154,803円").first().waitFor();
  const row = page.locator("tr", { hasText: "本人の医院" });
  await row.getByText(/^内訳/).click();
  await row.getByText("領収書は3,000円になることがあります").waitFor();
  await page.getByText("高額療養費があるため、窓口で払った額はこれより少ないことがあります。").waitFor();
  await page.getByLabel("受診した人").selectOption({ label: "試験　妻" });
  await page.getByRole("button", { name: "表示する" }).click();
  await expectHeading(page, "試験　妻");
  await page.getByText("妻の病院").first().waitFor();
  assert.equal(await page.getByText("本人の医院").count(), 0);
  await page.getByText("151,800円").first().waitFor();
});

test("a wife finds her own alone, and hiding them takes them out of her husband's sums", async (t) => {
  const { principal, wife } = await household(t);
  const [his, hers] = [await newPage(t), await newPage(t)];
  await enter(hers, wife);
  await hers.goto(url(`/expenses?year=${year()}`));
  await hers.getByText("妻の病院").first().waitFor();
  assert.equal(await hers.getByText("本人の医院").count(), 0);
  assert.equal(await hers.getByLabel("受診した人").count(), 0);
  await hers.goto(url("/family"));
  await hers.getByLabel("表示しない", { exact: true }).check();
  await hers.locator("main form button[type=submit]").click();
  await expectHeading(hers, "保存しました");
  await enter(his, principal);
  await his.goto(url(`/expenses?year=${year()}`));
  await his.getByText("本人の医院").first().waitFor();
  assert.equal(await his.getByText("妻の病院").count(), 0);
  await his.locator(".totals .key", { hasText: "3,003円" }).waitFor();
});

test("the file holds what the page holds", async (t) => {
  const { principal } = await household(t);
  const page = await newPage(t);
  await enter(page, principal);
  await page.goto(url(`/expenses?year=${year()}`));
  const file = page.getByRole("link", { name: /^表計算用に保存\s*（CSV \d+KB）$/ });
  const [download] = await Promise.all([page.waitForEvent("download"), file.click()]);
  assert.equal(download.suggestedFilename(), `医療費通知_${year()}年.csv`);
  const text = fs.readFileSync(await download.path(), "utf8");
  assert.equal(text.trim().split("\r\n").length, 4);
  assert.match(text, /本人の医院,1,10010,7007,0,3003,0,0,0/);
});

test("a member prepares 医療費控除 from the page, for whom they choose, and takes the files along", async (t) => {
  const { principal } = await household(t);
  const page = await newPage(t);
  await enter(page, principal);
  await page.goto(url(`/expenses?year=${year()}`));
  const saved = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
  };
  const paper = await saved("印刷用に保存（PDF）");
  assert.equal(paper.name, `医療費通知_${year()}年.pdf`);
  assert.equal(paper.bytes.subarray(0, 5).toString(), "%PDF-");
  await page.getByRole("link", { name: "医療費控除（確定申告）の準備" }).click();
  await expectHeading(page, "医療費控除の準備");
  const sum = (label) => page.locator(".totals > div", { hasText: label }).locator("dd").textContent();
  assert.deepEqual([await sum("(1) 医療費通知に"), await sum("(3) (2)のうち")], ["153,003円", "60,000円"]);
  await page.getByText("合計1,800円を除きました").waitFor();
  assert.equal(await page.locator("[name^=person-]:not(:checked)").count(), 0, "the whole family's sum names all");
  await page.getByLabel("試験　妻").uncheck();
  await page.getByRole("button", { name: "選んだ人で集計する" }).click();
  await page.waitForURL(/person-00=yes/);
  assert.equal(await sum("(1) 医療費通知に"), "3,003円");
  assert.equal(await page.getByLabel("試験　妻").isChecked(), false);
  const rows = await saved(/^集計フォーム用のCSV/);
  assert.equal(rows.name, `医療費集計フォーム用_${year()}年.csv`);
  assert.match(rows.bytes.toString("utf8"), /^\uFEFF医療を受けた人,.*\r\n[^,]+,本人の医院,該当する,,,,3003,,\r\n$/);
});

test("on a phone bars lie, lines stack without a word twice, and without script all of it opens", async (t) => {
  const { principal } = await household(t);
  const page = await newPage(t, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await page.goto(url("/login"));
  await enter(page, principal);
  await page.goto(url(`/expenses?year=${year()}`));
  const bar = await page.locator(".bars a svg").boundingBox();
  assert(bar.width > bar.height, "the bar stands");
  const line = page.locator("tr", { hasText: "妻の病院" });
  const [place, who] = await Promise.all([".place", ".who"].map((cell) => line.locator(cell).boundingBox()));
  assert(who.y >= place.y + place.height - 1);
  await line.getByText(/^内訳/).click();
  await line.getByText("あとから支給されるか").waitFor();
});

test("from 64rem on the bars stand and the lines are a table whose last column is on the screen", async (t) => {
  const { principal } = await household(t);
  const page = await newPage(t, { viewport: { width: 1024, height: 800 } });
  await enter(page, principal);
  await page.goto(url(`/expenses?year=${year()}`));
  const bar = await page.locator(".bars a svg").boundingBox();
  assert(bar.height > bar.width, "the bar lies");
  const cells = await page.locator("tr", { hasText: "妻の病院" }).locator("th, td").all();
  const boxes = await Promise.all(cells.map((cell) => cell.boundingBox()));
  for (const box of boxes) assert.equal(Math.round(box.y), Math.round(boxes[0].y));
  assert(boxes.at(-1).x + boxes.at(-1).width <= 1024);
});

test("paper says who and which year, repeats the heads, and the year's total stands once", async (t) => {
  const { principal } = await household(t);
  const page = await newPage(t);
  await enter(page, principal);
  await page.goto(url(`/expenses?year=${year()}&person=01`));
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("select:visible, .take:visible, .bars:visible, .button:visible").count(), 0);
  assert.equal(await page.locator("thead:visible").count(), 1);
  assert.equal(await page.locator("tfoot").count(), 0);
  await expectHeading(page, new RegExp(`${year()}年）の医療費通知 試験　妻`));
  assert((await page.pdf({ format: "A4" })).length > PDF_BYTES_MIN);
});

test("a family's year of 150 lines opens month by month, with the sums first", async (t) => {
  const page = await newPage(t, { viewport: { width: 360, height: 800 } });
  const { family } = familiar();
  await page.goto(url("/login", "kurashi"));
  await fillCard(page, { loginId: family.login_id, password: family.password });
  await page.goto(url(`/expenses?year=${monthsAgo(14).year}`, "kurashi"));
  const top = async (words) => (await page.getByText(words, { exact: true }).first().boundingBox()).y;
  assert(await top("医療費控除（確定申告）の準備") < 1_500, "the way to the tax page is far down");
  assert.equal(await page.locator("details.month[open]").count(), 1);
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert(height <= 7_000, `${height} px`);
  await page.locator(".bars a", { hasText: "5月" }).first().click();
  await page.locator("#m5[open]").getByText("薬局").first().waitFor();
  await page.getByText("5月に高額療養費があるため").waitFor();
});
