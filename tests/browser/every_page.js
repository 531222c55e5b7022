// A walk past every page and every state of a page that a member can meet, for what must hold everywhere.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import {
  addressOf, anHourPasses, askForAddress, askForGuide, askForReissue, choicesFor, clerksFile, codeOf, errorPages,
  expectHeading, expectHome, familiar, fillAccount, fillCard, fillMailCode, forgetUsedCodes, issueDocument,
  issueOrdered, linkMailedTo, linkThatStops, manualKey, monthsAgo, orderPostcard, origin, portalctl, sql, submit,
  takeCard, takeInExpenses, url, wrongCodeOf,
} from "./support.js";

const HELP = [
  "", "/registration", "/mail", "/link", "/postcard", "/login", "/forgotten", "/password", "/profile", "/two-step",
  "/passkeys", "/family", "/expenses", "/tax", "/changes", "/display", "/security", "/documents", "/limit",
  "/screenings", "/notices", "/privacy", "/accessibility", "?q=パスワードを忘れた", "?q=xyzzy", "/registration?lang=easy",
  "/registration?lang=en", "/login?lang=easy", "/login?lang=en", "/forgotten?lang=easy", "/forgotten?lang=en",
];
const TRIES_A_MINUTE = 30;
const EVERY_MARK = `+++
title = "あらゆる書式を使ったとても長い題名のお知らせ（見本健康保険組合の加入者のみなさまへ）"
+++
段落と**太字**と*強調*と\`文字どおり\`と[リンク](https://www.mihon.example.jp/)。
改行はそのままです。

### 見出し

#### その下の見出し

##### さらに下の見出し

- 箇条書き
  - その中の箇条書き
- ${"とても長い項目".repeat(20)}

3. 三から始まる番号
4. 四

> 引用
>
> 二つ目の段落

    字下げした行 https://www.mihon.example.jp/${"a".repeat(120)}

---

👩‍👩‍👧‍👦 𠮷田 葛󠄀城
`;

/// Leads `page` from state to state and yields each one's name, fit for a file. Takes one postcard.
export async function* everyPage(page) {
  anHourPasses();
  yield* openPages(page);
  yield* faultyForms(page);
  yield* registration(page);
  yield* signedIn(page);
  yield* asInLife(page);
  yield* errors(page);
  yield* refusedPasskeys(page);
}

/// The society of the demo that is as it is in life: a family's year of 150 lines, who has left, names that are long.
async function* asInLife(page) {
  for (const [name, account] of Object.entries(familiar())) {
    await page.context().clearCookies();
    await page.goto(url("/login", "kurashi"));
    yield `life-${name}-login`;
    await fillCard(page, { loginId: account.login_id, password: account.password });
    await expectHome(page, account, "kurashi");
    yield `life-${name}-home`;
    for (const place of ["expenses", "expenses/tax", "screenings", "limit-certificate"]) {
      await page.goto(url(`/${place}`, "kurashi"));
      yield `life-${name}-${place.replace("/", "-")}`;
    }
  }
  await page.context().clearCookies();
}

async function* openPages(page) {
  await page.goto(`${origin()}/`);
  yield "societies";
  for (const place of ["", "login", "login/preset", "register", "register/sent", "reissue", "reissue/sent",
    "reissue/done", "reissue/postcard", "reissue/postcard/sent", "reissue/postcard/stop", "reissue/postcard/stopped",
    "register/renewed", "unsubscribe", "unsubscribe/done", "security/closure/done", "components"]) {
    await page.goto(url(`/${place}`));
    yield place.replaceAll("/", "-") || "front";
  }
  await page.goto(url("/unsubscribe?r=unknown"));
  yield "unsubscribe-with-code";
  for (const topic of HELP) {
    await page.goto(url(`/help${topic}`));
    yield `help${topic.replace(/[/?=]/g, "-")}`;
  }
}

async function* faultyForms(page) {
  for (const place of ["login", "login/preset", "register", "reissue", "reissue/postcard"]) {
    await page.goto(url(`/${place}`));
    await submit(page);
    yield `${place.replace("/", "-")}-empty`;
  }
  for (const place of ["register", "reissue"]) {
    await page.goto(url(`/${place}`));
    await page.fill("#email", "a.rather.long.name@gmail.con");
    await submit(page);
    yield `${place}-sent-near-miss`;
  }
  for (const place of ["login", "login/preset"]) {
    await page.goto(url(`/${place}`));
    await fillCard(page, { loginId: "nobody", password: "wrong password 1" });
    yield `${place.replace("/", "-")}-refused`;
  }
}

async function* registration(page) {
  const card = takeCard();
  const account = choicesFor(card);
  await page.goto(url(`/register/start?t=${"A".repeat(43)}`));
  yield "register-expired";
  await askForGuide(page, account.email);
  yield "register-sent-with-code";
  await fillMailCode(page, "12345");
  yield "register-sent-code-refused";
  await page.goto(await linkMailedTo(account.email));
  yield "register-start";
  await submit(page);
  yield "register-start-empty";
  await fillCard(page, { ...card, password: "wrong password 1" });
  yield "register-start-refused";
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");
  yield "register-account";
  await fillAccount(page, { loginId: "あ", password: "short", nickname: "長".repeat(21) });
  yield "register-account-faulty";
  await fillAccount(page, { ...account, nickname: "とても長い名前を付けたニックネームの人物" });
  await expectHeading(page, "完了しました");
  yield "register-done";
  await page.goto(url("/login"));
  await fillCard(page, account);
  await expectHeading(page, "Home");
  yield "home-first";
  yield* again(page, account);
}

async function* again(page, account) {
  await page.getByRole("button", { name: "ログアウト" }).click();
  yield "logged-out";
  yield* reissue(page, account);
  yield* orderedPostcard(page, account);
  await page.goto(url("/login"));
  await fillCard(page, account);
  await expectHeading(page, "Home");
  yield* secondFactor(page, account);
  yield* twoStep(page, account);
  yield* passkeys(page, account);
  yield* family(page, account);
  yield* endedSession(page, account);
}

/// Where the society asks for two factors: who came by password alone, with none yet and with a passkey to show.
async function* secondFactor(page, account) {
  sql("UPDATE societies SET two_factors_from = '2026-01-01' WHERE slug = 'mihon'");
  try {
    await page.goto(url("/home"));
    await expectHeading(page, "ほかの確認");
    yield "security-second-factor";
    givePasskey(account, 1);
    await page.goto(url("/home"));
    yield "security-second-factor-passkey";
  } finally {
    sql("DELETE FROM passkeys WHERE credential_id LIKE 'every-%'");
    sql("UPDATE societies SET two_factors_from = NULL WHERE slug = 'mihon'");
  }
}

function givePasskey(account, number) {
  sql(`INSERT INTO passkeys (society_id, account_id, credential_id, user_handle, public_key, counter, transports,
      backed_up, name, created_at, used_at)
    SELECT society_id, id, 'every-${number}', '', '', 0, '[]', ${number % 2}, 'とても長い名前を付けたパスキーその${number}',
      UTC_TIMESTAMP(6), IF(${number} = 1, NULL, UTC_TIMESTAMP(6))
    FROM accounts WHERE login_id = '${account.loginId}'`);
}

async function* twoStep(page, account) {
  await page.goto(url("/security"));
  yield "security";
  await page.goto(url("/security/telephone-code"));
  yield "security-telephone-code";
  await page.goto(url("/security/closure"));
  yield "security-closure";
  await submit(page);
  yield "security-closure-empty";
  await page.goto(url("/security/two-step"));
  yield "security-two-step";
  await submit(page);
  await expectHeading(page, "②");
  yield "security-two-step-app";
  await submit(page);
  await page.locator("summary", { hasText: "QRコード" }).click();
  yield "security-two-step-app-empty";
  const key = await manualKey(page);
  await page.fill("#code", codeOf(key));
  await submit(page);
  await expectHeading(page, "予備コード");
  yield "security-recovery-codes";
  await page.goto(url("/security"));
  yield "security-on";
  await page.goto(url("/security/recovery-codes"));
  yield "security-recovery-codes-new";
  await page.goto(url("/security/two-step/off"));
  yield "security-two-step-off";
  await submit(page);
  yield "security-two-step-off-empty";
  await page.getByRole("button", { name: "ログアウト", exact: true }).click();
  await page.getByRole("link", { name: "もう一度ログインする" }).click();
  await fillCard(page, account);
  await expectHeading(page, "確認コード");
  yield "login-code";
  await page.fill("#code", wrongCodeOf(key));
  await submit(page);
  yield "login-code-refused";
  await page.goto(url("/login/code?use=recovery"));
  yield "login-code-recovery";
  await page.goto(url("/login/code"));
  forgetUsedCodes();
  await page.fill("#code", codeOf(key));
  await submit(page);
  await expectHeading(page, "Home");
  sql("DELETE FROM recovery_codes; DELETE FROM two_step");
}

async function* passkeys(page, account) {
  await page.goto(url("/security/passkeys"));
  yield "security-passkeys-none";
  await page.goto(url("/security/passkeys/new?next=/notices"));
  yield "security-passkeys-new";
  await Promise.all([
    page.waitForEvent("load"), page.locator("[data-passkey]").evaluate((form) => form.submit()),
  ]);
  yield "security-passkeys-new-refused";
  for (let number = 1; number <= 10; number++) givePasskey(account, number);
  await page.goto(url("/security/passkeys?done=added&next=/notices"));
  yield "security-passkeys-full";
  await page.goto(url("/security"));
  yield "security-with-passkeys";
  sql("UPDATE sessions SET authenticated_at = authenticated_at - INTERVAL 10 MINUTE WHERE ended_at IS NULL");
  for (const name of ["名前を変更する", "削除する"]) {
    await page.goto(url("/security/passkeys"));
    await page.getByRole("link", { name }).first().click();
    yield `security-passkeys-${name === "削除する" ? "removal" : "name"}`;
    await submit(page);
    yield `security-passkeys-${name === "削除する" ? "removal" : "name"}-empty`;
  }
  sql("DELETE FROM passkeys WHERE credential_id LIKE 'every-%'");
  await page.goto(url("/security/passkeys/new"));
  yield "security-passkeys-new-proof";
  await submit(page);
  yield "security-passkeys-new-proof-empty";
  await page.goto(url("/login/passkey-offer?next=/notices"));
  yield "login-passkey-offer";
}

async function* reissue(page, account) {
  await page.goto(url(`/reissue/start?t=${"A".repeat(43)}`));
  yield "reissue-expired";
  const held = await askForReissue(page, account.email);
  yield "reissue-sent-with-code";
  await fillMailCode(page, "12345");
  yield "reissue-sent-code-refused";
  await page.goto(held.link);
  yield "reissue-start";
  await submit(page);
  yield "reissue-start-empty";
  await fillCard(page, { ...held, password: "wrong password 1" });
  yield "reissue-start-refused";
  await fillCard(page, held);
  await expectHeading(page, "新しいパスワード");
  yield "reissue-password";
  await submit(page);
  yield "reissue-password-empty";
}

/// From the order to the account that is there already, which stays as it is; what the stopping link says meanwhile.
async function* orderedPostcard(page, account) {
  await orderPostcard(page, account);
  const stop = await linkThatStops(addressOf(account));
  await page.goto(stop);
  yield "reissue-postcard-stop-open";
  const card = issueOrdered(account);
  await page.goto(stop);
  yield "reissue-postcard-stop-issued";
  const address = `anew.${account.email}`;
  await askForGuide(page, address);
  await page.goto(await linkMailedTo(address));
  await fillCard(page, card);
  await expectHeading(page, "登録のやり直し");
  yield "register-account-anew";
  await fillAccount(page, { loginId: "あ", password: account.password, nickname: "長".repeat(21) });
  yield "register-account-anew-faulty";
  sql("UPDATE postcards JOIN postcard_orders USING (society_id, member_id, issued_at) SET used_at = issued_at");
  await page.goto(stop);
  yield "reissue-postcard-stop-used";
  sql("DELETE FROM postcard_orders");
}

async function* signedIn(page) {
  await page.goto(url("/home"));
  yield "home";
  const menu = page.locator("summary", { hasText: "メニュー" });
  await page.setViewportSize({ width: 390, height: 844 });
  await menu.click();
  yield "home-menu";
  await page.goto(url("/help"));
  yield "help-signed-in";
  yield* articles(page);
  await page.goto(url("/password"));
  yield "password";
  await submit(page);
  yield "password-empty";
  await page.goto(url("/password/done"));
  yield "password-done";
  await page.goto(url("/session"));
  yield "session";
  yield* profile(page);
  yield* idle(page);
}

/// お知らせ and トピックス: few, none, more than a page holds, and one with every mark of Markdown.
async function* articles(page) {
  for (const noun of ["notice", "topic"]) {
    await page.goto(url(`/${noun}s`));
    yield `${noun}s`;
    await page.locator("main .news a").first().click();
    await page.locator("article").waitFor();
    yield noun;
    portalctl(noun, "publish", clerksFile("every-mark.md", EVERY_MARK), "--apply");
    await page.goto(url(`/${noun}s/${sql(`SELECT id FROM ${noun}s WHERE name = 'every-mark'`)}`));
    yield `${noun}-every-mark`;
    sql(`UPDATE ${noun}s SET withdrawn_at = '2026-01-01'`);
    await page.goto(url(`/${noun}s`));
    yield `${noun}s-none`;
    sql(`UPDATE ${noun}s SET withdrawn_at = NULL`);
  }
  yield* manyNotices(page);
}

async function* manyNotices(page) {
  const society = "(SELECT id FROM societies WHERE slug = 'mihon')";
  sql(`INSERT INTO notices (society_id, name, title, body, shown_from, audience, is_listed, mails, published_at,
      changed_at)
    SELECT ${society}, CONCAT('many-', seq), REPEAT('とても長い題名のお知らせ', 8), '本文', '2026-01-01', 'all', FALSE, FALSE,
      '2026-01-01', '2026-01-01'
    FROM seq_1_to_45`);
  await page.goto(url("/notices?page=2"));
  yield "notices-page-2";
  await page.goto(url("/home"));
  yield "home-unread";
  sql("DELETE FROM notices WHERE name LIKE 'many-%'");
}

async function* idle(page) {
  const show = (name) => page.evaluate((shown) => {
    const notice = document.querySelector(".idle");
    notice.hidden = false;
    notice.querySelector("[data-idle-minutes]").textContent = 5;
    notice.removeAttribute("data-idle-seconds");  // a picture is of a copy, whose script would hide it again
    for (const part of ["soon", "over"]) notice.querySelector(`[data-idle-${part}]`).hidden = part !== shown;
  }, name);
  await page.goto(url("/home"));
  await show("soon");
  yield "idle-soon";
  await show("over");
  yield "idle-over";
}

/// 家族の医療費の表示 as each kind of member meets it: the member becomes one after the other.
async function* family(page, account) {
  const become = (change) =>
    sql(`UPDATE members JOIN accounts ON members.id = member_id JOIN societies ON societies.id = members.society_id
      SET ${change} WHERE login_id = '${account.loginId}'`);
  await page.goto(url("/family"));
  yield "family-principal-alone";
  sql(`INSERT INTO members (society_id, symbol, number, branch, relation, name, kana, search_key, birth_date, sex,
      enrolled_on,
      postal_code, address)
    SELECT m.society_id, m.symbol, m.number, branches.branch, '子', branches.name, 'コ', 'コ', '2015-04-01', 'f',
      '2015-04-01', '', ''
    FROM members m JOIN accounts a ON m.id = a.member_id
    JOIN (SELECT '01' AS branch, '小比類巻　清左衛門光之助' AS name UNION SELECT '02', '山﨑　さくら') AS branches
    WHERE a.login_id = '${account.loginId}'`);
  await page.goto(url("/family"));
  yield "family-principal";
  yield* expenses(page, account);
  yield* documents(page, account);
  yield* limitCertificate(page, account);
  yield* screenings(page, account);
  become("relation = '妻', branch = '90'");
  await page.goto(url("/family"));
  yield "family-chooses";
  const radios = page.locator("main input[type=radio]");
  await radios.evaluateAll((buttons) => buttons.forEach((button) => (button.checked = false)));
  await submit(page);
  yield "family-faulty";
  await page.getByLabel("表示しない", { exact: true }).check();
  become("birth_date = '2015-04-01'");
  await submit(page);
  yield "family-not-saved";
  become("birth_date = '1985-04-01'");
  await page.goto(url("/family"));
  await submit(page);
  await expectHeading(page, "保存しました");
  yield "family-done";
  become("principal_sees_household = FALSE");
  await page.goto(url("/family"));
  yield "family-society-shows-none";
  become("principal_sees_household = TRUE, relation = '本人', branch = '00'");
}

/// 医療費通知 of the principal of a family of three, of whom one has expenses.
async function* expenses(page, account) {
  await page.goto(url("/expenses"));
  yield "expenses-none";
  await page.goto(url("/expenses/tax"));
  yield "expenses-tax-none";
  takeInExpenses([
    { account, ago: 3, provider: "見本クリニック", total: 10_010, window: 3_003 },
    { account, ago: 3, provider: "社会福祉法人見本会　見本総合病院附属みほん診療所", category: "医科入院", days: 9, total: 1_612_340,
      window: 483_702, funds: 10_000, meals: 17_410, high: 395_142, additional: 63_500 },
    { account, ago: 3, provider: "みほん薬局　本店", category: "調剤", total: 4_560, window: 1_368 },
    { account, ago: 4, provider: "", category: "柔整", days: 5, total: 9_150, window: 2_745 },
    { account, ago: 5, provider: "さくら歯科", category: "歯科", days: 2, total: 12_400, window: 3_720 },
  ]);
  await page.goto(url(`/expenses?year=${monthsAgo(3).year}`));
  yield "expenses";
  await page.evaluate(() => document.querySelectorAll("main details").forEach((one) => (one.open = true)));
  yield "expenses-open";
  await page.goto(url(`/expenses?year=${monthsAgo(3).year}&person=01`));
  yield "expenses-person";
  await page.goto(url(`/expenses/tax?year=${monthsAgo(3).year}`));
  yield "expenses-tax";
}

/// 通知書・証明書: none, two of which one was opened, and more than a page holds.
async function* documents(page, account) {
  await page.goto(url("/documents"));
  yield "documents-none";
  const opened = issueDocument(account, { kind: "資格情報のお知らせ", title: "資格情報のお知らせ", issued: "2025-10-01" });
  const long = "とても長い件名の高額療養費・付加給付（一部負担還元金・家族療養費付加金）支給決定通知書（令和8年5月診療分から令和8年7月診療分まで）";
  const id = issueDocument(account, { title: long });
  sql(`INSERT INTO document_reads (society_id, document_id, opened_at)
    SELECT society_id, id, added_at FROM documents WHERE id = ${opened}`);
  await page.goto(url("/documents"));
  yield "documents";
  await page.goto(url(`/documents/${id}`));
  yield "document";
  await page.goto(url("/home"));
  yield "home-document";
  sql(`INSERT INTO documents (society_id, member_id, kind, title, issued_on, file_name, bytes, file_digest, import_id,
      added_at)
    SELECT society_id, member_id, kind, CONCAT('通知', seq), issued_on, file_name, bytes, file_digest, import_id, added_at
    FROM documents JOIN seq_1_to_45 WHERE id = ${opened}`);
  await page.goto(url("/documents?page=2"));
  yield "documents-page-2";
}

/// 限度額申請 of the principal of a family of three: every answer of the guide, every state of an application.
async function* limitCertificate(page, account) {
  await page.goto(url("/limit-certificate"));
  yield "limit-certificate-none";
  await page.goto(url("/limit-certificate/guide"));
  yield "limit-certificate-guide";
  await submit(page);
  yield "limit-certificate-guide-empty";
  for (const advice of ["not-needed", "place-first", "form", "paper-form", "long-stay"]) {
    await page.goto(url(`/limit-certificate/guide/${advice}`));
    yield `limit-certificate-guide-${advice}`;
  }
  await page.goto(url("/limit-certificate/guide/not-needed?tax=unknown"));
  yield "limit-certificate-guide-tax-unknown";
  await page.goto(url("/limit-certificate/new"));
  yield "limit-certificate-new";
  await page.getByLabel("代わりに申請する", { exact: true }).check();
  await page.fill("#telephone", "1");
  await submit(page);
  yield "limit-certificate-new-faulty";
  await page.locator("input[name=person]").first().check();
  await page.selectOption("#to", { index: 12 });
  await page.fill("#postal_code", "1000001");
  await page.fill("#address", `見本県見本市${"とても長い町名".repeat(10)}9-9`);
  await page.fill("#telephone", "09000000000");
  await page.fill("#proxy_name", "小比類巻　清左衛門光之助");
  await page.fill("#proxy_relation", "妻");
  await page.fill("#proxy_reason", "入院していて、自分で申請できないため。".repeat(5));
  await submit(page);
  await expectHeading(page, "内容の確認");
  yield "limit-certificate-check";
  await submit(page);
  await expectHeading(page, "受け付けました");
  for (const summary of await page.locator("main summary").all()) await summary.click();
  yield "limit-certificate-received";
  const own = page.url();
  await page.goto(url("/limit-certificate/new"));
  await page.locator("input[name=person]").first().check();
  await submit(page);
  await expectHeading(page, "受付済みです");
  yield "limit-certificate-open";
  yield* limitApplication(page, account, own);
  sql(`UPDATE members JOIN accounts ON members.id = member_id SET left_on = '2026-01-01'
    WHERE login_id = '${account.loginId}'`);
  await page.goto(url("/limit-certificate/new"));
  yield "limit-certificate-left";
  sql(`UPDATE members JOIN accounts ON members.id = member_id SET left_on = NULL
    WHERE login_id = '${account.loginId}'`);
}

async function* limitApplication(page, account, own) {
  const become = (status, message = "") =>
    sql(`UPDATE applications JOIN accounts ON applicant_id = accounts.member_id
      SET status = '${status}', message = '${message}'
      WHERE login_id = '${account.loginId}'`);
  await page.goto(`${own}/withdrawal`);
  yield "limit-certificate-withdrawal";
  become("checking");
  await submit(page);
  yield "limit-certificate-too-late";
  become("returned", `住所の番地を入力してください。${"長い連絡です。".repeat(20)}`);
  await page.goto(url("/home"));
  yield "home-returned";
  await page.goto(own);
  yield "limit-certificate-returned";
  await page.goto(url("/limit-certificate"));
  yield "limit-certificate";
  await page.goto(`${own}/correction`);
  yield "limit-certificate-correction";
  become("sent", "1月分までの認定証です。");
  await submit(page);
  yield "limit-certificate-not-corrected";
  await page.goto(own);
  yield "limit-certificate-sent";
}

/// がん検診 of a woman of 41: those of the demo, every state of an application, and every reason why not.
async function* screenings(page, account) {
  const id = (name) => sql(`SELECT id FROM screening_programmes
    WHERE society_id = (SELECT id FROM societies WHERE slug = 'mihon') AND name LIKE '${name}-%'
    ORDER BY fiscal_year LIMIT 1`);
  const stomach = id("stomach");
  await page.goto(url("/screenings"));
  yield "screenings";
  await page.goto(url("/screenings/women"));
  yield "screenings-women";
  await page.goto(url(`/screenings/women/${id("breast")}`));
  yield "screenings-form-several";
  await page.goto(url(`/screenings/${id("lung")}`));
  yield "screenings-too-young";
  await page.goto(url(`/screenings/${stomach}`));
  yield "screenings-form";
  await page.fill("#telephone", "1");
  await submit(page);
  yield "screenings-form-faulty";
  sql("UPDATE screening_programmes SET version = version + 1");
  await submit(page);
  yield "screenings-changed";
  await page.goto(url(`/screenings/${stomach}`));
  await page.locator("input[name=item]").last().check();
  await page.fill("#postal_code", "1000001");
  await page.fill("#address", `見本県見本市${"とても長い町名".repeat(10)}9-9`);
  await page.fill("#telephone", "09000000000");
  await page.getByLabel("上の内容に同意する").check();
  await submit(page);
  await expectHeading(page, "内容の確認");
  yield "screenings-check";
  await submit(page);
  await expectHeading(page, "受け付けました");
  yield "screenings-received";
  yield* screeningApplication(page, account, stomach);
}

async function* screeningApplication(page, account, programme) {
  const own = page.url();
  await page.goto(url("/home"));
  yield "home-screening";
  await page.goto(`${own}/cancellation`);
  yield "screenings-cancellation";
  await page.goto(url(`/screenings/${programme}`));
  yield "screenings-applied";
  sql(`UPDATE applications SET status = 'sent', message = '${"受診券を発送しました。".repeat(10)}' WHERE kind = 'screening'`);
  await page.goto(url("/screenings"));
  yield "screenings-applied-list";
  sql(`UPDATE screening_programmes SET closes_on = opens_on WHERE id = ${programme}`);
  await page.goto(own);
  yield "screenings-sent";
  await page.goto(`${own}/cancellation`);
  yield "screenings-cancellation-late";
  sql("UPDATE screening_programmes SET withdrawn_at = '2026-01-01'");
  await page.goto(url("/screenings/women"));
  yield "screenings-none";
  sql(`UPDATE members JOIN accounts ON members.id = member_id SET sex = 'm' WHERE login_id = '${account.loginId}'`);
  await page.goto(url("/screenings/women"));
  yield "screenings-for-women";
  sql(`UPDATE members JOIN accounts ON members.id = member_id SET sex = 'f' WHERE login_id = '${account.loginId}'`);
  sql("UPDATE screening_programmes SET withdrawn_at = NULL");
}

async function* endedSession(page, account) {
  sql(`UPDATE sessions JOIN accounts ON accounts.id = account_id SET seen_at = seen_at - INTERVAL 31 MINUTE
    WHERE login_id = '${account.loginId}'`);
  await page.goto(url("/home"));
  await expectHeading(page, "ログイン");
  yield "login-after-the-end";
  await fillCard(page, account);
  await expectHeading(page, "Home");
}

async function* profile(page) {
  await page.goto(url("/profile"));
  yield "profile";
  await page.fill("#login_id", "あ");
  await page.fill("#nickname", "長".repeat(21));
  await submit(page);
  yield "profile-faulty";
  await page.goto(url("/profile"));
  await submit(page);
  yield "profile-done";
  await page.goto(url("/profile"));
  await page.getByRole("button", { name: "新着のお知らせメールを止める" }).click();
  yield "profile-arrivals-off";
  await page.goto(url("/profile/emails"));
  yield "profile-emails";
  await page.getByRole("button", { name: "確認のメールを受け取る" }).click();
  yield "profile-emails-empty";
  const address = `second.${Date.now()}.with-a-rather-long-local-part@mail.example.jp`;
  const link = await askForAddress(page, address);
  yield "profile-emails-sent";
  await fillMailCode(page, "12345");
  yield "profile-emails-sent-code-refused";
  yield* addressLink(page, link);
  yield* ownAddresses(page, address);
}

async function* addressLink(page, link) {
  const session = await page.context().cookies();
  await page.context().clearCookies();
  await page.goto(link);
  yield "profile-emails-start";
  await page.context().addCookies(session);
  await page.goto(link);
  yield "profile-emails-confirm";
  await submit(page);
  yield "profile-emails-done";
  await page.goto(link);
  yield "profile-emails-expired";
}

/// Addresses whose mails came back, the password asked again, and at last a link that is nobody's here.
async function* ownAddresses(page, address) {
  const account = `(SELECT account_id FROM account_emails WHERE address = '${address}')`;
  sql(`UPDATE account_emails SET bounced_at = UTC_TIMESTAMP(6) WHERE account_id = ${account} AND is_primary`);
  sql("UPDATE sessions SET authenticated_at = authenticated_at - INTERVAL 10 MINUTE WHERE ended_at IS NULL");
  await page.goto(url("/home"));
  yield "home-bounced";
  await page.goto(url("/profile"));
  yield "profile-bounced";
  await page.goto(url("/profile/emails"));
  yield "profile-emails-bounced";
  await page.getByRole("link", { name: "削除する" }).click();
  yield "profile-emails-removal";
  sql(`UPDATE account_emails SET bounced_at = UTC_TIMESTAMP(6) WHERE address = '${address}'`);
  await page.goto(url("/profile/emails"));
  await page.getByRole("link", { name: "主なメールアドレスにする" }).click();
  yield "profile-emails-primary";
  await submit(page);
  yield "profile-emails-primary-empty";
  sql("UPDATE sessions SET authenticated_at = UTC_TIMESTAMP(6) WHERE ended_at IS NULL");
  const link = await askForAddress(page, `third.${Date.now()}@example.jp`);
  sql("UPDATE mail_links SET account_id = NULL WHERE purpose = 'address' AND used_at IS NULL AND replaced_at IS NULL");
  await page.goto(link);
  yield "profile-emails-foreign";
}

/// What the login page says of a passkey that didn't open.
async function* refusedPasskeys(page) {
  for (const outcome of ["late", "unknown", "cloned", "elsewhere", "refused"]) {
    await page.goto(url(`/login?passkey=${outcome}`));
    yield `login-passkey-${outcome}`;
  }
  await page.evaluate(() => {
    document.querySelector("[data-passkey-told]").hidden = true;
    document.querySelector("[data-passkey] [role=alert]").hidden = false;
  });
  yield "login-passkey-cancelled";
}

async function* errors(page) {
  await page.goto(url("/nothing-here"));
  yield "error-404-signed-in";
  await page.context().clearCookies();
  await page.goto(url("/nothing-here"));
  yield "error-404";
  await page.goto(url("/", "nobody"));
  yield "error-404-no-society";
  await page.goto(url("/logout"));
  yield "error-405";
  await page.goto(url("/login"));
  await page.locator("main input[name=csrf]").first().evaluate((input) => (input.value = "stale"));
  await submit(page);
  yield "error-403";
  await page.goto(url("/login"));
  await page.locator("#login_id").evaluate((input) => (input.value = "a".repeat(70_000)));
  await submit(page);
  yield "error-413";
  yield* tooManyTries(page);
  yield* brokenPortal(page);
  yield* copiesOfNginx(page);
}

async function* tooManyTries(page) {
  await page.goto(url("/login/preset"));
  await page.evaluate(async (tries) => {
    const form = new FormData(document.querySelector("main form"));
    form.set("login_id", "nobody");
    form.set("password", "wrong password 1");
    for (let number = 0; number < tries; number++) {
      await fetch(location.href, { method: "POST", body: new URLSearchParams(form), redirect: "manual" });
    }
  }, TRIES_A_MINUTE);
  await fillCard(page, { loginId: "nobody", password: "wrong password 1" });
  yield "error-429";
  anHourPasses();
}

/// A revision makes the workers read anew what they keep of a society.
async function* brokenPortal(page) {
  sql("RENAME TABLE front_items TO front_items_away; UPDATE society_revisions SET revision = revision + 1");
  try {
    const answer = await page.goto(url("/"));
    assert.equal(answer.status(), 500);
  } finally {
    sql("RENAME TABLE front_items_away TO front_items");
  }
  yield "error-500";
}

/// What nginx shows when the workers are away; its copies of the other pages are the workers' own.
async function* copiesOfNginx(page) {
  for (const status of [502, 503]) {
    const address = url(`/copy-of-${status}`);
    const copy = fs.readFileSync(path.join(errorPages(), `mihon/${status}.html`), "utf8");
    const body = copy.replace(/<!--#\s*echo[^>]*-->/, "01234567");  // nginx's part
    await page.route(address, (route) => route.fulfill({ body, contentType: "text/html; charset=utf-8" }));
    await page.goto(address);
    yield `nginx-${status}`;
  }
}
