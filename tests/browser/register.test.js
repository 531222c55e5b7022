// From the postcard to Home, by the mailed link and by the address that the postcard carries.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BIRTH_DATE, presetAddress } from "./members.js";
import {
  anHourPasses, askForGuide, choicesFor, codeIn, expectHeading, expectHome, fillAccount, fillCard, fillMailCode,
  linkMailedTo, mailTo, newPage, options, register, requestsAnswered, signIn, sql, takeCard, url,
} from "./support.js";

const REQUESTS_MAX = 15;

test("a member registers by mail and signs in, again and again", async (t) => {
  for (let time = 1; time <= options.times; time++) {
    await t.test(`time ${time}, in at most ${REQUESTS_MAX} requests`, async (t) => {
      anHourPasses();
      const page = await newPage(t);
      const answeredBefore = requestsAnswered();
      const account = await register(page, takeCard());
      await page.getByRole("link", { name: "ログイン画面へ" }).click();
      await signIn(page, account);
      const requests = requestsAnswered() - answeredBefore;
      assert(requests <= REQUESTS_MAX, `${requests} requests`);
      await mailTo(account.email, "利用登録完了のお知らせ");
    });
  }
});

test("the page before the last step shows for whom the registration is", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard();
  const { email } = choicesFor(card);
  await askForGuide(page, email);
  await page.goto(await linkMailedTo(email));
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");
  const facts = await page.locator("dl").innerText();
  assert(facts.includes(`${card.name} 様`), facts);
  assert(facts.includes(card.number), facts);
  assert.equal(await page.inputValue("#email"), email);
});

test("a member whose postcard carries an address needs no mail to begin", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard({ preset: true });
  const account = choicesFor(card);
  await page.goto(url("/login"));
  await page.getByRole("link", { name: /印字されている方/ }).click();
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");
  assert.equal(await page.inputValue("#email"), presetAddress(card.number));
  await fillAccount(page, account);
  await expectHeading(page, "完了しました");
  await mailTo(presetAddress(card.number), "利用登録完了のお知らせ");
  await page.getByRole("link", { name: "ログイン画面へ" }).click();
  await signIn(page, account);
});

test("mail read on another device goes on here by its six digits, without scripts, over a wrong one", async (t) => {
  anHourPasses();
  const page = await newPage(t, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
  const card = takeCard();
  const account = choicesFor(card);
  await askForGuide(page, account.email);
  const code = codeIn(await mailTo(account.email, "利用登録手続きのご案内"));
  await fillMailCode(page, code === "000 000" ? "000001" : "000000");
  await expectHeading(page, "ご案内のメールを");
  await page.locator("#code-about .message").waitFor();
  assert.equal(await page.inputValue("#code"), "");
  await fillMailCode(page, code);
  await expectHeading(page, "新規利用登録②");
  await fillCard(page, card);
  await fillAccount(page, account);
  await expectHeading(page, "完了しました");
});

test("a society may ask for the birth date, written as people write it", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard({ society: "tameshi" });
  const account = choicesFor(card);
  await askForGuide(page, account.email, "tameshi");
  await page.goto(await linkMailedTo(account.email));
  await page.fill("#birth_date", "昭和六十年");
  await fillCard(page, card);
  await page.locator("#birth_date-about .message").waitFor();
  await page.fill("#birth_date", BIRTH_DATE);
  await fillCard(page, card);
  await fillAccount(page, account);
  await expectHeading(page, "完了しました");
});

test("a postcard registers one account, however often it is tried", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard();
  await register(page, card);
  const { email } = choicesFor(card);
  await askForGuide(page, email);
  await page.goto(await linkMailedTo(email));
  await fillCard(page, card);
  await page.getByText("お知らせハガキの内容と一致しません").waitFor();
  assert.equal(sql(`SELECT COUNT(*) FROM accounts JOIN members ON members.id = accounts.member_id
    AND members.society_id = accounts.society_id JOIN societies ON societies.id = accounts.society_id
    WHERE slug = 'mihon' AND symbol = '試験' AND number = '${card.number}'`), "1");
});

test("a double click on the last button registers once and ends well", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard();
  const account = choicesFor(card);
  await askForGuide(page, account.email);
  await page.goto(await linkMailedTo(account.email));
  await fillCard(page, card);
  await page.fill("#new_login_id", account.loginId);
  await page.fill("#new_password", account.password);
  await page.fill("#new_password_confirm", account.password);
  await page.fill("#nickname", account.nickname);
  await page.locator("main form button[type=submit]").dblclick();
  await expectHeading(page, "完了しました");
  await page.getByRole("link", { name: "ログイン画面へ" }).click();
  await signIn(page, account);
  await expectHome(page, account);
});

test("at ③ the rules are ticked as one types, and the address becomes the login ID by one button", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard();
  const { email } = choicesFor(card);
  await askForGuide(page, email);
  await page.locator("dd.url", { hasText: email }).waitFor();
  await page.goto(await linkMailedTo(email));
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");
  const met = async () => (await page.locator(".rules .met").allTextContents()).map((rule) => rule.split("：")[1]);
  assert.deepEqual(await met(), []);
  await page.locator("#new_password").pressSequentially("kaze");
  assert.deepEqual(await met(), ["英小文字がある", "すべて半角"]);
  await page.locator("#new_password").pressSequentially("2026夏");
  assert.deepEqual(await met(), ["8文字以上", "英小文字がある", "数字がある"]);
  await page.getByRole("button", { name: "メールアドレスをログインIDにする" }).click();
  assert.equal(await page.inputValue("#new_login_id"), email);
});
