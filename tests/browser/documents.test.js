// 通知書・証明書: from the clerk's folder to the file on the member's device.
import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import { enter, expectHeading, issueDocument, newPage, portalctl, registeredMember, url } from "./support.js";

const SAVE = /^保存する\s*（PDF \d+KB）$/;

async function save(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: SAVE }).click()]);
  return { name: download.suggestedFilename(), bytes: fs.readFileSync(await download.path()) };
}

test("a member finds a new document on Home and saves it on a phone without script; it is new no longer", async (t) => {
  const account = await registeredMember(t);
  issueDocument(account, { title: "療養費支給決定通知書", issued: "令和8年4月1日" });
  const page = await newPage(t, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await page.goto(url("/login"));
  await enter(page, account);
  await page.getByText("新着が1件あります。").waitFor();
  await page.locator(".answers").getByRole("link", { name: "通知書を見る" }).click();
  await expectHeading(page, "療養費支給決定通知書");
  await page.getByText("令和8年（2026年）4月1日").waitFor();
  const saved = await save(page);
  assert.equal(saved.name, "支給決定通知書_20260401.pdf");
  assert.equal(saved.bytes.subarray(0, 5).toString(), "%PDF-");
  assert.match(saved.bytes.subarray(-8).toString(), /%%EOF/);
  await page.getByRole("link", { name: "通知書・証明書の一覧に戻る" }).click();
  await expectHeading(page, "通知書・証明書");
  assert.equal(await page.getByText("新着").count(), 0);
  await page.getByRole("link", { name: /療養費支給決定通知書\s*（PDF \d+KB）/ }).waitFor();
});

test("nobody else finds it, not even by its address, and a withdrawn one is gone for its owner too", async (t) => {
  const [hers, other] = [await registeredMember(t), await registeredMember(t)];
  const id = issueDocument(hers, { title: "傷病手当金支給決定通知書" });
  const [owner, stranger] = [await newPage(t), await newPage(t)];
  await enter(owner, hers);
  await enter(stranger, other);
  for (const place of [`/documents/${id}`, `/documents/${id}.pdf`]) {
    const answer = await stranger.goto(url(place));
    assert.equal(answer.status(), 404);
  }
  await stranger.goto(url("/documents"));
  await stranger.getByText("いまお届けしている通知書・証明書はありません。").waitFor();
  assert.equal((await owner.goto(url(`/documents/${id}`))).status(), 200);
  portalctl("document", "withdraw", "--apply", String(id));
  assert.equal((await owner.reload()).status(), 404);
});

test("by the keyboard alone a document is reached from the navigation and saved", async (t) => {
  const account = await registeredMember(t);
  issueDocument(account, { kind: "資格情報のお知らせ", title: "資格情報のお知らせ" });
  const page = await newPage(t);
  await enter(page, account);
  await page.getByRole("navigation").getByRole("link", { name: "通知書・証明書" }).first().focus();
  await page.keyboard.press("Enter");
  await expectHeading(page, "通知書・証明書");
  await page.getByRole("link", { name: /^資格情報のお知らせ/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("マイナ保険証と一緒に見せてください").waitFor();
  await page.getByRole("link", { name: SAVE }).focus();
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(download.suggestedFilename(), "資格情報のお知らせ_20260401.pdf");
});
