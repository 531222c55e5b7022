// 家族の医療費の表示: a household of two, and one who must not be found.
import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, expectHeading, newPage, registeredMember, sql, submit, url } from "./support.js";

/// Makes one registered member the other's dependent, as the society's roster would have it.
function makeDependent(account, principal, { branch = "01", bornYearsAgo = 40 } = {}) {
  const member = (one) => `(SELECT member_id FROM accounts WHERE login_id = '${one.loginId}')`;
  sql(`UPDATE members m JOIN members p ON p.society_id = m.society_id AND p.id = ${member(principal)}
    SET m.number = p.number, m.branch = '${branch}', m.relation = '妻', m.name = '試験　${account.loginId}',
        m.birth_date = DATE(UTC_TIMESTAMP() + INTERVAL 9 HOUR) - INTERVAL ${bornYearsAgo} YEAR
    WHERE m.id = ${member(account)}`);
  return `試験　${account.loginId}`;
}

const protect = (account, isProtected) =>
  sql(`UPDATE members JOIN accounts ON members.id = member_id SET is_protected = ${isProtected}
    WHERE login_id = '${account.loginId}'`);

async function choose(page, choice) {
  await page.goto(url("/home"));
  await page.getByRole("link", { name: "家族の医療費の表示" }).click();
  await page.getByLabel(choice, { exact: true }).check();
  await submit(page);
  await expectHeading(page, "保存しました");
  await page.getByText(`あなたの医療費を${choice === "表示する" ? "表示します" : "表示しません"}`).waitFor();
}

test("an adult dependent hides their expenses and shows them again; the principal sees whose are shown", async (t) => {
  const [principal, wife] = [await registeredMember(t), await registeredMember(t)];
  const name = makeDependent(wife, principal);
  const [hers, his] = [await newPage(t), await newPage(t)];
  await enter(his, principal);
  await enter(hers, wife);
  await his.goto(url("/family"));
  await his.getByText(`${name} 様`).waitFor();
  await choose(hers, "表示しない");
  await his.reload();
  assert.equal(await his.getByText(name).count(), 0);
  await hers.getByRole("link", { name: "家族の医療費の表示に戻る" }).click();
  assert.equal(await hers.getByLabel("表示しない", { exact: true }).isChecked(), true);
  await choose(hers, "表示する");
  await his.reload();
  await his.getByText(`${name} 様`).waitFor();
});

test("the choice is made with the keyboard alone", async (t) => {
  const [principal, wife] = [await registeredMember(t), await registeredMember(t)];
  makeDependent(wife, principal);
  const page = await newPage(t);
  await enter(page, wife);
  await page.goto(url("/family"));
  await page.getByLabel("表示する", { exact: true }).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expectHeading(page, "保存しました");
  await page.getByText("あなたの医療費を表示しません").waitFor();
});

test("a protected child leaves no trace on the principal's page", async (t) => {
  const [principal, child] = [await registeredMember(t), await registeredMember(t)];
  const name = makeDependent(child, principal, { bornYearsAgo: 17 });
  const page = await newPage(t);
  await enter(page, principal);
  await page.goto(url("/family"));
  await page.getByText(`${name} 様`).waitFor();
  protect(child, true);
  await page.reload();
  await page.getByText("表示されるのは、あなたの医療費だけです").waitFor();
  const own = await newPage(t);
  await enter(own, child);
  await own.goto(url("/family"));
  await own.getByText("18歳になると").waitFor();
  assert.equal(await own.locator("main form").count(), 0);
});
