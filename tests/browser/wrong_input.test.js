// Forms with faults come back: the words at the field and on top, the answers kept, the passwords not.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  anHourPasses, askForGuide, choicesFor, expectHeading, fillAccount, fillCard, linkMailedTo, newPage, registeredMember,
  submit, takeCard, url,
} from "./support.js";

/// The page is a faulty form whose faults are `faults`: field → words.
async function expectFaults(page, faults) {
  await page.locator(".summary").waitFor();
  assert.match(await page.title(), /^エラー：/);
  await expectFocus(page, ".summary");
  const shown = {};
  for (const link of await page.locator(".summary li a").all()) {
    const field = (await link.getAttribute("href")).slice(1);
    shown[field] = await link.innerText();
    assert.equal(await page.locator(`#${field}-about .message`).textContent(), `エラー：${shown[field]}`);
    assert.equal(await page.getAttribute(`#${field}`, "aria-invalid"), "true");
    assert.equal(await page.getAttribute(`#${field}`, "aria-describedby"), `${field}-about`);
    await link.click();
    await expectFocus(page, `#${field}`);
  }
  assert.deepEqual(shown, faults);
}

async function expectFocus(page, selector) {
  await page.waitForLoadState();
  const isThere = await page.locator(selector).evaluate((element) => element === document.activeElement);
  assert(isThere, `the focus is not on ${selector}`);
}

async function expectNoPasswordKept(page) {
  for (const box of await page.locator("input[type=password]").all()) assert.equal(await box.inputValue(), "");
}

test("an empty login form asks for both", async (t) => {
  const page = await newPage(t);
  await page.goto(url("/login"));
  await submit(page);
  await expectFaults(page, {
    login_id: "ログインIDを入力してください",
    password: "パスワードを入力してください",
  });
});

test("a refused sign-in keeps the login ID, forgets the password and does not say which was wrong", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  const words = [];
  for (const loginId of [account.loginId, "nobody"]) {
    await page.goto(url("/login"));
    await fillCard(page, { loginId, password: "wrong password 1" });
    await page.locator(".summary h2", { hasText: "できませんでした" }).waitFor();
    assert.match(await page.title(), /^エラー：/);
    await expectFocus(page, ".summary");
    assert.equal(await page.inputValue("#login_id"), loginId);
    await expectNoPasswordKept(page);
    words.push(await page.locator("main").innerText());
  }
  assert.equal(words[0], words[1]);
});

test("the guide's form says what an address looks like and keeps what was typed", async (t) => {
  const page = await newPage(t);
  await page.goto(url("/register"));
  await submit(page);
  await expectFaults(page, { email: "メールアドレスを入力してください" });
  await page.fill("#email", "hanako.example.jp");
  await submit(page);
  await expectFaults(page, { email: "メールアドレスは、name@example.jpのような形で入力してください" });
  assert.equal(await page.inputValue("#email"), "hanako.example.jp");
});

test("the preset entry asks for both and refuses what is on no postcard", async (t) => {
  const page = await newPage(t);
  await page.goto(url("/login/preset"));
  await submit(page);
  await expectFaults(page, {
    login_id: "ログインIDを入力してください",
    password: "仮パスワードを入力してください",
  });
  await fillCard(page, takeCard());
  await page.getByText("登録へ進めませんでした").waitFor();
  await expectFocus(page, ".summary");
});

test("the steps of registration say what is wrong, keep the answers and go on", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard();
  const account = choicesFor(card);
  await askForGuide(page, account.email);
  await page.goto(await linkMailedTo(account.email));

  await submit(page);
  await expectFaults(page, {
    login_id: "ログインIDを入力してください",
    password: "仮パスワードを入力してください",
  });
  await fillCard(page, { ...card, password: "wrong password 1" });
  await page.getByText("お知らせハガキの内容と一致しません").waitFor();
  assert.equal(await page.inputValue("#login_id"), card.loginId);
  await expectNoPasswordKept(page);
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");

  await page.fill("#email", "");
  await submit(page);
  await expectFaults(page, {
    new_login_id: "新しいログインIDを入力してください",
    new_password: "新しいパスワードを入力してください",
    new_password_confirm: "新しいパスワード（確認）を入力してください",
    email: "メールアドレスを入力してください",
  });
  await page.fill("#email", account.email);
  await fillAccount(page, { loginId: "a b", password: account.loginId, nickname: account.nickname });
  await page.locator("#new_login_id-about .message").waitFor();
  assert.equal(await page.inputValue("#new_login_id"), "a b");
  assert.equal(await page.inputValue("#nickname"), account.nickname);
  await expectNoPasswordKept(page);
  await fillAccount(page, account);
  await expectHeading(page, "完了しました");
});

test("passwords that are too weak, typed in full width or different are refused with the reason", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard({ preset: true });
  const account = choicesFor(card);
  await page.goto(url("/login/preset"));
  await fillCard(page, card);
  const refused = [
    ["umi1", /8文字以上/],
    ["password1", /推測|使われやすい|見破られ/],
    ["ａｂｃｄ１２３４", /半角/],
    [card.password, /仮パスワード/],
    [`${account.loginId}`, /ログインID/],
  ];
  for (const [password, words] of refused) {
    await fillAccount(page, { ...account, password });
    assert.match(await page.locator("#new_password-about .message").innerText(), words);
  }
  await page.fill("#new_password", account.password);
  await page.fill("#new_password_confirm", `${account.password}x`);
  await submit(page);
  await expectFaults(page, { new_password_confirm: "新しいパスワード（確認）が一致しません" });
});

test("a form that waited in an old tab is refused with a page that says what to do", async (t) => {
  const page = await newPage(t);
  await page.goto(url("/login"));
  await page.context().clearCookies();
  await fillCard(page, { loginId: "someone", password: "some password 1" });
  assert.match(await page.locator("main").innerText(), /もう一度|やり直/);
});
