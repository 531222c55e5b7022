// お知らせハガキの再発行: back in by paper, from the order to the account set anew; and an order that is stopped.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addressOf, askForGuide, expectHeading, expectHome, fillCard, issueOrdered, linkMailedTo, linkThatStops, mailTo,
  newPage, orderPostcard, registeredMember, signIn, submit, url,
} from "./support.js";

const NEW_PASSWORD = "natsu matsuri 8 hanabi";

test("who lost the mailbox orders a card, sets the account anew with it and is told at the old address", async (t) => {
  const account = await registeredMember(t);
  const old = addressOf(account);
  const page = await newPage(t);
  await page.goto(url("/reissue"));
  await page.getByRole("link", { name: "お知らせハガキの再発行" }).click();
  await expectHeading(page, "お知らせハガキの再発行");
  await orderPostcard(page, account);
  const stop = await linkThatStops(old);
  const card = issueOrdered(account);
  assert.equal(card.address, "見本県見本市見本町9-9");
  const phone = await newPage(t);
  await signIn(phone, account);  // the old ways in live until the card is used
  const address = `moved.${old}`;
  await askForGuide(page, address);
  await page.goto(await linkMailedTo(address));
  await fillCard(page, card);
  await expectHeading(page, "登録のやり直し");
  assert.equal(await page.inputValue("#new_login_id"), account.loginId);
  assert.equal(await page.inputValue("#nickname"), account.nickname);
  await page.fill("#new_password", NEW_PASSWORD);
  await page.fill("#new_password_confirm", NEW_PASSWORD);
  await submit(page);
  await expectHeading(page, "登録のやり直しが完了しました");
  await mailTo(old, "登録のやり直しのお知らせ");
  await mailTo(address, "登録のやり直しのお知らせ");
  assert.equal(addressOf(account), address);
  await phone.reload();
  await expectHeading(phone, "ログイン");
  await page.getByRole("link", { name: "ログイン画面へ" }).click();
  await fillCard(page, { ...account, password: NEW_PASSWORD });
  await expectHome(page, account);
  await phone.goto(stop);
  await expectHeading(phone, "すでに使われています");
});

test("an order that its member didn't make is stopped from the mail, and no card is made", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t);
  await orderPostcard(page, account);
  await page.goto(await linkThatStops(addressOf(account)));
  assert.equal(new URL(page.url()).search, "");
  await expectHeading(page, "止める");
  await submit(page);
  await expectHeading(page, "止めました");
  assert.throws(() => issueOrdered(account));
  await page.goto(url("/login"));
  await signIn(page, account);
});
