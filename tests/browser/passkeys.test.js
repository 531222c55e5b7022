// パスキー, with authenticators of Chromium's own making: on the device and beside it, that verify their owner and don't.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  enter, expectHeading, expectHome, fillCard, mailTo, newPage, registeredMember, sql, submit, url,
} from "./support.js";

const PHONE = { transport: "internal", hasUserVerification: true, isUserVerified: true };
const SECURITY_KEY = { transport: "usb", hasUserVerification: true, isUserVerified: true };
const WITHOUT_VERIFICATION = { transport: "usb", hasUserVerification: false, isUserVerified: false };

/// An authenticator in the page's browser. `touched`: its owner answers whenever it asks.
async function plugIn(page, kind, touched = true) {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("WebAuthn.enable");
  const { authenticatorId } = await devTools.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", hasResidentKey: true, automaticPresenceSimulation: touched, ...kind },
  });
  const send = (method, values = {}) => devTools.send(`WebAuthn.${method}`, { authenticatorId, ...values });
  return {
    send,
    credentials: async () => (await send("getCredentials")).credentials,
    touch: (enabled) => send("setAutomaticPresenceSimulation", { enabled }),
  };
}

const makeButton = (page) => page.getByRole("button", { name: "パスキーを作る" });
const signInButton = (page) => page.getByRole("button", { name: "パスキーでログイン" });
const count = (account) => sql(`SELECT COUNT(*) FROM passkeys p JOIN accounts a ON a.id = p.account_id
  WHERE a.login_id = '${account.loginId}'`);

async function addPasskey(page, name) {
  await page.goto(url("/security/passkeys/new"));
  await page.fill("#name", name);
  await makeButton(page).click();
  await page.getByRole("status").getByText("パスキーを登録しました").waitFor();
}

async function signOut(page) {
  await page.goto(url("/home"));
  await page.getByRole("button", { name: "ログアウト", exact: true }).click();
  await expectHeading(page, "ログアウトしました");
}

/// What a page begins by itself is begun with nobody there, and goes on waiting: somebody comes, presses, and is gone
/// before the answer is there, whose page may begin by itself again.
async function signInByButton(page, authenticator, society = "mihon") {
  await authenticator.touch(false);
  // One that waits when unroute comes has been let go on by it.
  const leaveFirst = (route) => authenticator.touch(false).then(() => route.continue()).catch(() => {});
  await page.route("**/login/passkey", leaveFirst);
  await page.goto(url("/login", society));
  await authenticator.touch(true);
  const outcome = Promise.race([
    page.waitForRequest((request) => request.method() === "POST" && request.url().endsWith("/login/passkey")),
    page.getByRole("alert").getByText("もう一度押すか").waitFor(),
  ]);
  await signInButton(page).click();
  await outcome;
  await authenticator.touch(false);
  await page.unroute("**/login/passkey", leaveFirst);
}

for (const [words, kind] of [["on the device", PHONE], ["in a security key", SECURITY_KEY]]) {
  test(`a member adds a passkey ${words}, signs in by it, renames it and removes it`, async (t) => {
    const account = await registeredMember(t);
    const page = await newPage(t);
    const authenticator = await plugIn(page, kind);
    await enter(page, account);
    await page.getByRole("link", { name: "ログインの安全設定" }).click();
    await page.getByRole("link", { name: "パスキーを登録する" }).click();
    await expectHeading(page, "パスキーの登録");
    await page.fill("#name", "いつもの端末");
    await makeButton(page).click();
    await page.getByRole("status").getByText("パスキーを登録しました").waitFor();
    await page.getByRole("heading", { name: "いつもの端末" }).waitFor();
    await mailTo((await addressOf(account)), "ログインの安全設定のお知らせ");
    await signOut(page);

    await signInByButton(page, authenticator);
    await expectHome(page, account);
    await page.getByRole("link", { name: "ログインの安全設定" }).click();
    await page.getByRole("cell", { name: "パスキー" }).waitFor();
    await page.getByRole("link", { name: "パスキーの名前の変更・追加・削除" }).click();
    await page.getByRole("link", { name: "名前を変更する" }).click();
    await page.fill("#name", "新しい名前");
    await submit(page);
    await page.getByRole("heading", { name: "新しい名前" }).waitFor();
    await page.getByRole("link", { name: "削除する" }).click();
    await submit(page);
    await page.getByRole("status").getByText("パスキーを削除しました").waitFor();
    assert.equal(count(account), "0");
    await signOut(page);

    await signInByButton(page, authenticator);
    await page.getByText("登録されていないか、削除されています").waitFor();
    await authenticator.touch(false);
    await page.goto(url("/login"));
    await fillCard(page, account);
    await page.waitForURL(/\/(home|login\/passkey-offer)$/);
  });
}

const addressOf = (account) => sql(`SELECT address FROM account_emails e JOIN accounts a ON a.id = e.account_id
  WHERE a.login_id = '${account.loginId}' LIMIT 1`);

test("an authenticator that verifies nobody makes no passkey, and the page says so", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await plugIn(page, WITHOUT_VERIFICATION);
  await enter(page, account);
  await page.goto(url("/security/passkeys/new"));
  await makeButton(page).click();
  await page.getByRole("alert").getByText("登録していません").waitFor();
  assert.equal(count(account), "0");
});

test("whoever isn't verified at the sign-in stays outside, and may type the password", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  const authenticator = await plugIn(page, SECURITY_KEY);
  await enter(page, account);
  await addPasskey(page, "鍵");
  await signOut(page);
  await authenticator.send("setUserVerified", { isUserVerified: false });
  await signInByButton(page, authenticator);
  await page.getByRole("alert").getByText("もう一度押すか").waitFor();
  await authenticator.touch(false);
  await fillCard(page, account);
  await expectHome(page, account);
});

test("a passkey of another society leads to that society's login page and opens nothing here", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  const authenticator = await plugIn(page, SECURITY_KEY);
  await enter(page, account);
  await addPasskey(page, "鍵");
  await signOut(page);
  await signInByButton(page, authenticator, "tameshi");
  await authenticator.touch(false);
  await page.waitForURL(url("/login?passkey=elsewhere"));
  await page.getByText("健康保険組合の画面に移りました").waitFor();
  await page.goto(url("/home", "tameshi"));
  await expectHeading(page, "ログイン");
  await signInByButton(page, authenticator);
  await expectHome(page, account);
});

test("a clone, whose counter stayed behind, is refused and told by mail", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  const authenticator = await plugIn(page, SECURITY_KEY);
  await enter(page, account);
  await addPasskey(page, "鍵");
  const [copy] = await authenticator.credentials();
  await signOut(page);
  await signInByButton(page, authenticator);
  await expectHome(page, account);
  await signOut(page);
  // Its owner went on with the passkey, so that the copy is far behind whatever else the page asks it for.
  sql(`UPDATE passkeys p JOIN accounts a ON a.id = p.account_id SET p.counter = p.counter + 100
    WHERE a.login_id = '${account.loginId}'`);
  await authenticator.send("removeCredential", { credentialId: copy.credentialId });
  await authenticator.send("addCredential", { credential: copy });
  await signInByButton(page, authenticator);
  await page.getByText("選んだパスキーではログインできません").waitFor();
  await mailTo(addressOf(account), "ログインの安全設定のお知らせ", "複製");
});

test("a passkey that was removed on the device alone leaves the password, and the page says what to do", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  const authenticator = await plugIn(page, SECURITY_KEY);
  await enter(page, account);
  await addPasskey(page, "鍵");
  await signOut(page);
  await authenticator.send("clearCredentials");
  await signInByButton(page, authenticator);
  await page.getByRole("alert").getByText("もう一度押すか").waitFor();
  assert.equal(count(account), "1");
  await fillCard(page, account);
  await expectHome(page, account);
});

test("who can make one is asked once after a sign-in by password, and both answers lead on", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  const authenticator = await plugIn(page, PHONE);
  await page.goto(url("/login?next=/notices"));
  await page.locator("[name=passkeys][value='1']").first().waitFor({ state: "attached" });
  await fillCard(page, account);
  await expectHeading(page, "パスキーで");
  await page.getByRole("link", { name: "パスキーを登録する" }).click();
  await makeButton(page).click();
  await page.getByRole("link", { name: "続きの画面へ進む" }).click();
  await page.waitForURL(url("/notices"));
  sql(`DELETE p FROM passkeys p JOIN accounts a ON a.id = p.account_id WHERE a.login_id = '${account.loginId}'`);
  await signOut(page);
  await authenticator.touch(false);
  await page.goto(url("/login"));
  await page.locator("[name=passkeys][value='1']").first().waitFor({ state: "attached" });
  await fillCard(page, account);
  await expectHome(page, account);
});

test("without script, or in a browser that knows no passkeys, the login page is as it was", async (t) => {
  for (const options of [{ javaScriptEnabled: false }, {}]) {
    const account = await registeredMember(t);
    const page = await newPage(t, options);
    if (options.javaScriptEnabled === undefined) await page.addInitScript(() => delete window.PublicKeyCredential);
    await page.goto(url("/login"));
    assert.equal(await signInButton(page).count(), 0);
    await fillCard(page, account);
    await expectHome(page, account);
    await page.goto(url("/security/passkeys/new"));
    assert.equal(await makeButton(page).count(), 0);
    await page.getByRole("heading", { name: "ボタンがないとき" }).waitFor();
  }
});
