// What every journey needs: the demo, a browser, members with postcards, their mails, and the database's clock.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, request as requests } from "playwright-core";
import { BIRTH_DATE } from "./members.js";

export const source = path.resolve(import.meta.dirname, "../..");
const WAIT_SECONDS_MAX = 30;
const ACTION_MILLISECONDS_MAX = 20_000;
const TOTP_STEP_SECONDS = 30;

export const options = JSON.parse(process.env.BROWSER_TEST_OPTIONS);
const demo = JSON.parse(process.env.BROWSER_TEST_DEMO);
const browser = await chromium.launch({
  // Half of the time that chromium takes, and no desktop to install.
  executablePath: "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-gpu"],
});
after(() => browser.close());

// The demo

export const origin = () => demo.origin;
export const url = (place, society = "mihon") => `${demo.origin}/${society}${place}`;
export const errorPages = () => path.join(demo.folder, "error-pages");

const databaseSocket = fs.readFileSync(demo.config, "utf8").match(/^socket\s*=\s*"(.+)"/m)[1];

/// Runs a statement as the database's root; the way to move time: rows grow old.
export function sql(statement) {
  const server = ["--no-defaults", `--socket=${databaseSocket}`, "--batch", "--skip-column-names", "kenko_portal"];
  return execFileSync("/usr/bin/mariadb", server, { input: statement, encoding: "utf8" }).trim();
}

/// The command as a clerk or a sysadmin would give it; what it prints.
export function portalctl(...words) {
  const program = path.join(options.build, "portalctl");
  return execFileSync(program, ["--config", demo.config, "--society", "mihon", ...words], { encoding: "utf8" });
}

/// A file that a clerk wrote, for portalctl.
export function clerksFile(name, text) {
  const folder = fs.mkdtempSync(path.join(demo.folder, "clerk-"));
  const file = path.join(folder, name);
  fs.writeFileSync(file, text);
  return file;
}

/// The member behind an account, as staff names them: 記号-番号-枝番.
export function memberNumber(account) {
  return sql(`SELECT CONCAT(symbol, '-', number, '-', branch) FROM members JOIN accounts ON members.id = member_id
    WHERE login_id = '${account.loginId}'`);
}

/// All tests come from one client address: what it may do an hour, it may do again.
export function anHourPasses() {
  sql("DELETE FROM throttles; DELETE FROM sign_in_attempts;");
}

/// Requests that nginx has answered so far.
export function requestsAnswered() {
  return fs.readFileSync(path.join(demo.folder, "log/nginx-access.log"), "utf8").split("\n").length - 1;
}

/// The demo's running processes whose command line matches, by pid.
export function processes(pattern) {
  const children = fs.readFileSync(`/proc/${demo.pid}/task/${demo.pid}/children`, "utf8");
  return children.trim().split(" ").map(Number).filter((pid) => pattern.test(commandLine(pid)));
}

function commandLine(pid) {
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";  // it has just ended
  }
}

export async function until(what, condition, secondsMax = WAIT_SECONDS_MAX) {
  const deadline = Date.now() + secondsMax * 1000;
  for (;;) {
    const result = await condition();
    if (result) return result;
    assert(Date.now() < deadline, `waited ${secondsMax} s in vain: ${what}`);
    await sleep(50);
  }
}

// Members and mails

let accountsMade = 0;

/// A postcard that nobody has used; `preset`: one that carries a mail address.
export function takeCard({ society = "mihon", preset = false } = {}) {
  const card = demo.cards[society][preset ? "preset" : "plain"].shift();
  assert(card, `no postcards left for ${society}; run.js orders more`);
  return card;
}

/// What the holder of a card chooses at ③.
export function choicesFor(card) {
  const number = ++accountsMade;
  return {
    loginId: `tester.${number}`,
    password: `mizu umi 4 kaze ${number}`,
    nickname: `テスト${number}`,
    email: `tester${number}.${card.number}@example.jp`,
  };
}

/// The newest mail with this subject to this address, once it is there.
export function mailTo(address, subject, words = "") {
  return until(`the mail 「${subject}」 to ${address}`, async () => {
    const answer = await fetch(`${demo.inbox}/messages.json?to=${encodeURIComponent(address)}`);
    return (await answer.json()).find((mail) => mail.subject === subject && mail.text.includes(words));
  });
}

export async function linkMailedTo(address) {
  return (await mailTo(address, "利用登録手続きのご案内")).links.find((link) => link.includes("?t="));
}

/// 確認番号 of a mail, as it stands there: "482 915".
export function codeIn(mail) {
  return mail.text.match(/^\d{3} \d{3}$/m)[0];
}

/// Types a code on the page that says the mail was sent.
export async function fillMailCode(page, code) {
  await page.fill("#code", code);
  await page.locator("form", { has: page.locator("#code") }).getByRole("button").click();
}

// Visitors

/// A page in a browser of its own. When the test ends, it also fails for any error on the console, any violation of the
/// content policy and any request to a foreign host.
export async function newPage(t, contextOptions = {}) {
  const context = await browser.newContext({ locale: "ja-JP", timezoneId: "Asia/Tokyo", ...contextOptions });
  context.setDefaultTimeout(ACTION_MILLISECONDS_MAX);
  const faults = watch(context);
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, []);
  });
  return context.newPage();
}

function watch(context) {
  const faults = [];
  context.on("request", (request) => {
    if (!request.url().startsWith(`${demo.origin}/`)) faults.push(`request to ${request.url()}`);
  });
  context.on("weberror", (error) => faults.push(`script: ${error.error()}`));
  context.on("console", (message) => {
    // Chromium notes the status of every page that is not 200 there.
    const statusOfPage = message.text().startsWith("Failed to load resource: the server responded with a status of");
    if (["error", "warning"].includes(message.type()) && !statusOfPage) faults.push(`console: ${message.text()}`);
  });
  return faults;
}

// Steps of the journeys

export const submit = (page) => page.locator("main form button[type=submit]").first().click();

export async function expectHeading(page, words) {
  const heading = page.locator("h1");
  await heading.filter({ hasText: words }).waitFor({ state: "attached" });
  assert.equal(await heading.count(), 1);
}

export async function askForGuide(page, address, society = "mihon") {
  await page.goto(url("/register", society));
  await page.fill("#email", address);
  await submit(page);
  await expectHeading(page, "ご案内のメールを");
}

export async function fillCard(page, card) {
  await page.fill("#login_id", card.loginId);
  await page.fill("#password", card.password);
  await submit(page);
}

export async function fillAccount(page, account) {
  await page.fill("#new_login_id", account.loginId);
  await page.fill("#new_password", account.password);
  await page.fill("#new_password_confirm", account.password);
  await page.fill("#nickname", account.nickname);
  await submit(page);
}

export async function signIn(page, account) {
  if (!page.url().endsWith("/login")) await page.goto(url("/login"));
  await page.fill("#login_id", account.loginId);
  await page.fill("#password", account.password);
  await submit(page);
  await expectHome(page, account);
}

export async function expectHome(page, account, society = "mihon") {
  await page.getByText(new RegExp(`ようこそ\\s*${RegExp.escape(account.nickname)}さん`)).waitFor();
  assert.equal(page.url(), url("/home", society));
}

/// Those of the demo's third society who have registered: what they sign in with, by who they are.
export function familiar() {
  const [family, left, long] = demo.accounts.kurashi;
  return { family, left, long };
}

/// From ① to ④. Leaves the page at ④ and tells what was chosen.
export async function register(page, card) {
  const account = choicesFor(card);
  await askForGuide(page, account.email);
  await page.goto(await linkMailedTo(account.email));
  await fillCard(page, card);
  await expectHeading(page, "新規利用登録③");
  await fillAccount(page, account);
  await expectHeading(page, "完了しました");
  return account;
}

/// Opens the page, sends its form as a browser would, and tells where that led; no page is drawn. `request` is
/// Playwright's: a context's own shares its cookies.
async function send(request, place, fields) {
  const page = await (await request.get(url(place))).text();
  const csrf = page.match(/name="csrf" value="([^"]+)"/)[1];
  const answer = await request.post(url(place), {
    form: { ...fields, csrf }, headers: { origin: demo.origin }, maxRedirects: 0,
  });
  assert.equal(answer.status(), 303, `${place} answers ${answer.status()}`);
  return answer.headers().location;
}

/// A member who has registered: what the tests begin with that are about something else.
export async function registeredMember(t, choices = {}) {
  anHourPasses();
  const card = takeCard({ preset: true });
  const account = { ...choicesFor(card), ...choices };
  const visitor = await requests.newContext();
  t.after(() => visitor.dispose());
  await send(visitor, "/login/preset", { login_id: card.loginId, password: card.password });
  const led = await send(visitor, "/register/account", {
    new_login_id: account.loginId, new_password: account.password, new_password_confirm: account.password,
    email: card.email, nickname: account.nickname,
  });
  assert.equal(led, "/mihon/register/done");
  return account;
}

/// Leaves the page at Home, signed in: what the tests go on with that are not about signing in.
export async function enter(page, account) {
  await send(page.context().request, "/login", { login_id: account.loginId, password: account.password });
  await page.goto(url("/home"));
  await expectHome(page, account);
}

/// What the reissue mail to the address holds.
export async function askForReissue(page, address) {
  await page.goto(url("/reissue"));
  await page.fill("#email", address);
  await submit(page);
  await expectHeading(page, "再発行のメールを");
  const mail = await mailTo(address, "パスワード再発行手続きのご案内");
  const below = (heading) => mail.text.split(`\n${heading}\n`)[1].split("\n")[0];
  return {
    loginId: below("ログインID"),
    password: below("仮パスワード"),
    link: mail.links.find((link) => link.includes("?t=")),
  };
}

/// Orders a new postcard for the member behind an account; the page is left at what follows.
export async function orderPostcard(page, account) {
  const [symbol, number, branch] = memberNumber(account).split("-");
  await page.goto(url("/reissue/postcard"));
  await page.fill("#symbol", symbol);
  await page.fill("#number", number);
  await page.fill("#branch", branch);
  await page.fill("#birth_date", BIRTH_DATE);
  await page.fill("#kana", "しけん　たろう");
  await submit(page);
  await expectHeading(page, "受け付けました");
}

export async function linkThatStops(address) {
  return (await mailTo(address, "お知らせハガキ再発行の受付のお知らせ")).links.find((link) => link.includes("/stop?t="));
}

/// The card that a member ordered, made by the command that a clerk uses.
export function issueOrdered(account) {
  const file = path.join(fs.mkdtempSync(path.join(demo.folder, "clerk-")), "cards.csv");
  portalctl("postcard", "issue", "--only", memberNumber(account), "--csv", file, "--apply");
  const [head, row] = fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "").trim().split(/\r?\n/)
    .map((line) => line.split(",").map((cell) => cell.replace(/^"(.*)"$/, "$1")));
  const cell = (name) => row[head.indexOf(name)];
  return { loginId: cell("ログインID"), password: cell("仮パスワード"), address: cell("住所") };
}

/// The first address of an account.
export function addressOf(account) {
  return sql(`SELECT address FROM account_emails JOIN accounts ON accounts.id = account_id
    AND accounts.society_id = account_emails.society_id WHERE login_id = '${account.loginId}' AND is_primary`);
}

/// The link that proves a further address of the member who is signed in.
export async function askForAddress(page, address) {
  await page.goto(url("/profile/emails"));
  await page.fill("#email", address);
  await page.getByRole("button", { name: "確認のメールを受け取る" }).click();
  await expectHeading(page, "確認のメールを");
  return (await mailTo(address, "メールアドレス確認のお願い")).links.find((link) => link.includes("?t="));
}

// Two-step sign-in

function bytesOf(key) {
  const bits = [...key].map(
    (letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"));
  return Buffer.from(bits.join("").match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/// What an authenticator app shows now (RFC 6238).
export function codeOf(key) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / TOTP_STEP_SECONDS)));
  const digest = createHmac("sha1", bytesOf(key)).update(counter).digest();
  const place = digest.at(-1) & 15;
  return String((digest.readUInt32BE(place) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/// The app's next code is half a minute away; the server forgets instead which one it has seen.
export const forgetUsedCodes = () => sql("UPDATE two_step SET used_step = 0");

export const wrongCodeOf = (key) => (codeOf(key) === "000000" ? "000001" : "000000");

/// The key that an authenticator app can be given by hand, on the page with the QR code.
export const manualKey = async (page) => (await page.locator("#key").textContent()).replaceAll(/\s/g, "");

// Expenses

/// Month and year so many months ago, in Japan; three months ago have come by the demo's settings.
export function monthsAgo(count) {
  const now = new Date(Date.now() + 9 * 3600 * 1000);
  const then = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - count, 1));
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, text: then.toISOString().slice(0, 7) };
}

// Documents

let documentFolders = 0;

/// Issues one PDF of the demo's to a member by the command that a clerk uses: { kind, title, issued }. Its number.
export function issueDocument(account, { kind = "支給決定通知書", title, issued = "2026-04-01" }) {
  documentFolders += 1;
  const folder = path.join(demo.folder, `issued-${process.pid}-${documentFolders}`);
  fs.mkdirSync(folder);
  const pdf = path.join(source, "demo/data/mihon-documents/kettei-0001002-00.pdf");
  fs.copyFileSync(pdf, path.join(folder, "a.pdf"));
  const member = sql(`SELECT CONCAT_WS(',', symbol, number, branch) FROM members JOIN accounts ON member_id = members.id
    WHERE login_id = '${account.loginId}'`);
  fs.writeFileSync(path.join(folder, "index.csv"),
    `記号,番号,枝番,種別,件名,発行日,ファイル名\r\n${member},${kind},${title},${issued},a.pdf\r\n`);
  portalctl("document", "import", folder, "--apply");
  return Number(sql("SELECT MAX(id) FROM documents"));
}

let expenseFiles = 0;

/// Takes lines in by the command that a clerk uses: { account, ago, category, provider, days, total, window, funds … }.
export function takeInExpenses(lines) {
  const head = "レセプト番号,記号,番号,枝番,診療年月,診療区分,医療機関名,日数,医療費総額,健保負担額,公費負担額,窓口負担額,食事療養費,高額療養費,付加給付";
  expenseFiles += 1;
  const rows = lines.map((line, index) => {
    const member = sql(`SELECT CONCAT_WS(',', symbol, number, branch) FROM members
      JOIN accounts ON member_id = members.id
      WHERE login_id = '${line.account.loginId}'`);
    const { category = "医科外来", provider = "見本クリニック", days = 1, total, window, funds = 0 } = line;
    const paid = total - window - funds;
    return `T${process.pid}X${expenseFiles}X${index},${member},${monthsAgo(line.ago).text},${category},${provider},`
      + `${days},${total},${paid},${funds},${window},${line.meals ?? 0},${line.high ?? 0},${line.additional ?? 0}`;
  });
  portalctl("expense", "import", clerksFile("expenses.csv", [head, ...rows, ""].join("\r\n")), "--apply");
}
