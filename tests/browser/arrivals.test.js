// 新着のお知らせ: the mail, its links, and how it is stopped.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clerksFile, enter, expectHeading, mailTo, memberNumber, newPage, portalctl, registeredMember, sql, url,
} from "./support.js";

let published = 0;

/// A notice that is to be mailed, for this member alone, who was last here yesterday; and its mail.
async function mailOfNewNotice(account) {
  sql(`UPDATE accounts SET created_at = created_at - INTERVAL 1 DAY, signed_in_at = signed_in_at - INTERVAL 1 DAY
    WHERE login_id = '${account.loginId}'`);
  const head = `title = "健診のご案内"\nmail = true\naudience = ["${memberNumber(account)}"]`;
  const file = clerksFile(`arrival-${++published}.md`, `+++\n${head}\n+++\n本文です。\n`);
  assert.match(portalctl("notice", "publish", file, "--apply"), /新着のお知らせ/);
  portalctl("arrivals", "send", "--apply");
  const address = sql(`SELECT address FROM account_emails WHERE account_id =
    (SELECT id FROM accounts WHERE login_id = '${account.loginId}')`);
  return mailTo(address, "新着のお知らせ");
}

const linkTo = (mail, place) => mail.links.find((link) => link.startsWith(url(place)));

test("a member follows the mail's link to what is new, signing in on the way", async (t) => {
  const account = await registeredMember(t);
  const mail = await mailOfNewNotice(account);
  const page = await newPage(t);
  await page.goto(linkTo(mail, "/go"));
  await page.fill("#login_id", account.loginId);
  await page.fill("#password", account.password);
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
  await expectHeading(page, "健保からのお知らせ");
  await page.getByRole("link", { name: "健診のご案内" }).waitFor();
});

test("a member stops the mails by the mail's link without signing in, and wants them again", async (t) => {
  const account = await registeredMember(t);
  const mail = await mailOfNewNotice(account);
  const page = await newPage(t);
  await page.goto(linkTo(mail, "/unsubscribe"));
  await expectHeading(page, "新着のお知らせメールを止める");
  await page.getByRole("button", { name: "メールを止める" }).click();
  await expectHeading(page, "止めました");
  await page.goto(url("/login"));
  await enter(page, account);
  await page.goto(url("/profile"));
  const section = page.locator("section", { hasText: "新着のお知らせメール" });
  await section.getByText("止めています。").waitFor();
  await section.getByRole("button", { name: "新着のお知らせメールを受け取る" }).click();
  await page.getByRole("status").filter({ hasText: "受け取る設定にしました" }).waitFor();
  await section.getByRole("button", { name: "新着のお知らせメールを止める" }).click();
  await page.getByRole("status").filter({ hasText: "メールを止めました" }).waitFor();
});
