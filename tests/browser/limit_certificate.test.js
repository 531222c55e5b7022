// 限度額申請: from the guide to the receipt, its mail, a correction, a withdrawal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, expectHeading, mailTo, monthsAgo, newPage, registeredMember, sql, submit, url } from "./support.js";

const PDF_BYTES_MIN = 5_000;
const PHONE = { viewport: { width: 390, height: 844 } };

async function fillForm(page, { telephone = "０３－００００－００００", to = 0 } = {}) {
  await page.selectOption("#to", monthsAgo(-to).text);
  await page.fill("#postal_code", "1000001");
  await page.fill("#address", "見本県見本市見本町9-9");
  await page.fill("#telephone", telephone);
  await submit(page);
}

async function applied(page) {
  await page.goto(url("/limit-certificate/new"));
  await fillForm(page);
  await expectHeading(page, "内容の確認");
  await submit(page);
  await expectHeading(page, "受け付けました");
  return page.locator(".receipt-number").textContent();
}

const judge = (account, status, message) =>
  sql(`UPDATE applications JOIN accounts ON applicant_id = accounts.member_id
    SET status = '${status}', message = '${message}'
    WHERE login_id = '${account.loginId}'`);

test("on a phone without script: guide, wrong input, check, back, receipt, mail, list, withdrawal", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t, { ...PHONE, javaScriptEnabled: false });
  await enter(page, account);
  await page.getByRole("link", { name: "限度額申請入力" }).click();
  await page.getByRole("link", { name: "必要かどうかを確かめる" }).click();
  await submit(page);
  await page.locator(".summary a", { hasText: "マイナ保険証を使うかどうか" }).waitFor();
  await page.getByLabel("使わない・持っていない").check();
  await page.getByLabel("確かめられない").check();
  await page.getByLabel("課税されている", { exact: true }).check();
  await submit(page);
  await expectHeading(page, "申請できます");
  await page.getByRole("link", { name: "申請へ進む" }).click();
  await expectHeading(page, "限度額申請の入力");
  await fillForm(page, { telephone: "12345" });
  await page.locator("#telephone-about .message", { hasText: "10桁か11桁" }).waitFor();
  assert.equal(await page.inputValue("#address"), "見本県見本市見本町9-9");
  await fillForm(page, { to: 2 });
  await expectHeading(page, "内容の確認");
  await page.getByText("（3か月）").waitFor();
  await page.getByRole("button", { name: /^変更\s*：電話番号$/ }).click();
  assert.equal(await page.locator("[autofocus]").getAttribute("id"), "telephone");
  assert.equal(await page.inputValue("#telephone"), "０３－００００－００００");
  await submit(page);
  await page.getByRole("button", { name: "この内容で申請する" }).click();
  await expectHeading(page, "受け付けました");
  const receipt = await page.locator(".receipt-number").textContent();
  const address = sql(`SELECT address FROM account_emails JOIN accounts ON accounts.id = account_id
    WHERE login_id = '${account.loginId}'`);
  assert.match((await mailTo(address, "受付完了のお知らせ")).text, new RegExp(receipt));
  await page.getByRole("link", { name: "限度額申請に戻る" }).click();
  await page.getByRole("link", { name: receipt }).click();
  await page.getByRole("link", { name: "この申請を取り下げる" }).click();
  await submit(page);
  await expectHeading(page, "取り下げました");
});

test("a double click applies once, and who goes back or applies again is told which is open", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await enter(page, account);
  await page.goto(url("/limit-certificate/new"));
  await fillForm(page);
  await page.getByRole("button", { name: "この内容で申請する" }).dblclick();
  await expectHeading(page, "受け付けました");
  assert.equal(sql(`SELECT COUNT(*) FROM applications JOIN accounts ON applicant_id = accounts.member_id
    WHERE login_id = '${account.loginId}'`), "1");
  await page.goBack();
  await expectHeading(page, "受付済みです");
  await page.goto(url("/limit-certificate/new"));
  await expectHeading(page, "受付済みです");
  await page.getByRole("link", { name: "受け付けた申請を見る" }).click();
  await expectHeading(page, "受け付けました");
});

test("who applies for another says so with the keyboard, and the fields for it come and go", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await enter(page, account);
  await page.goto(url("/limit-certificate/new"));
  assert.equal(await page.locator("#proxy_name").isVisible(), false);
  await page.getByLabel("本人が申請する").focus();
  await page.keyboard.press("ArrowDown");
  await page.locator("#proxy_name").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("見本　代理");
  await page.keyboard.press("Tab");
  await page.keyboard.type("妻");
  await page.keyboard.press("Tab");
  await page.keyboard.type("本人が入院しているため");
  await fillForm(page);
  await page.getByText("見本　代理 様（妻）が代わりに申請する").waitFor();
});

test("what was sent back is put right from Home, and prints as a receipt", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await enter(page, account);
  const receipt = await applied(page);
  judge(account, "returned", "住所の番地を入力してください");
  await page.goto(url("/home"));
  await page.getByText("差戻しが1件あります。").waitFor();
  await page.locator(".answers").getByRole("link", { name: "申請の内容を確かめる" }).click();
  await page.getByText("住所の番地を入力してください").waitFor();
  await page.getByRole("link", { name: "直して送る" }).click();
  await page.fill("#address", "見本県見本市見本町9-9-9");
  await submit(page);
  await submit(page);
  await page.getByText("見本県見本市見本町9-9-9").waitFor();
  assert.equal(await page.locator(".receipt-number").textContent(), receipt);
  judge(account, "checking", "");
  await page.getByRole("link", { name: "この申請を取り下げる" }).click();
  await expectHeading(page, "取下げはできません");
  await page.getByRole("link", { name: "いまの状況を見る" }).click();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".actions:visible, .steps:visible, .back:visible, nav:visible").count(), 0);
  assert.equal(await page.locator(".receipt-number").isVisible(), true);
  assert((await page.pdf({ format: "A4" })).length > PDF_BYTES_MIN);
});
