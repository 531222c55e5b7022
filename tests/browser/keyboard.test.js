// Everything by Tab, Enter and Space, and the focus always in sight.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  anHourPasses, choicesFor, expectHeading, expectHome, linkMailedTo, newPage, registeredMember, takeCard, url,
} from "./support.js";

const TABS_MAX = 40;
const SUBMIT = "main form button[type=submit]";

/// Goes on by Tab until the focus is on `selector`; each stop on the way must be seen.
async function tabTo(page, selector) {
  await page.waitForLoadState();
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    await page.keyboard.press("Tab");
    await expectSeenFocus(page);
    if (await page.locator(selector).first().evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`${selector} can't be reached by Tab`);
}

async function expectSeenFocus(page) {
  const focus = await page.evaluate(() => {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      html: element.outerHTML.slice(0, 120),
      outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
      inSight: box.width > 1 && box.height > 1 && box.top >= 0 && box.bottom <= innerHeight,
      covered: !(seen && (element.contains(seen) || seen.contains(element))),
    };
  });
  assert(focus.outline >= 2 && focus.inSight && !focus.covered, JSON.stringify(focus));
}

async function typeInto(page, selector, text) {
  await tabTo(page, selector);
  await page.keyboard.type(text);
}

async function openMenu(page) {
  await tabTo(page, "header summary");
  await page.keyboard.press("Space");
}

test("the first Tab offers to skip to the content", async (t) => {
  const page = await newPage(t);
  await page.goto(url("/login"));
  await page.keyboard.press("Tab");
  await expectSeenFocus(page);
  await page.keyboard.press("Enter");
  await tabTo(page, "#login_id");
});

test("a member registers and signs in by keyboard alone", async (t) => {
  anHourPasses();
  const page = await newPage(t);
  const card = takeCard();
  const account = choicesFor(card);
  await page.goto(url("/login"));
  await tabTo(page, "main a[href$='/register']");
  await page.keyboard.press("Enter");
  await expectHeading(page, "新規利用登録①");
  await typeInto(page, "#email", account.email);
  await page.keyboard.press("Enter");
  await expectHeading(page, "ご案内のメールを");
  await page.goto(await linkMailedTo(account.email));
  await typeInto(page, "#login_id", card.loginId);
  await typeInto(page, "#password", card.password);
  await tabTo(page, SUBMIT);
  await page.keyboard.press("Space");
  await expectHeading(page, "新規利用登録③");
  await typeInto(page, "#new_login_id", account.loginId);
  await typeInto(page, "#new_password", account.password);
  await typeInto(page, "#new_password_confirm", account.password);
  await typeInto(page, "#nickname", account.nickname);
  await tabTo(page, SUBMIT);
  await page.keyboard.press("Enter");
  await expectHeading(page, "完了しました");
  await tabTo(page, "main a.button");
  await page.keyboard.press("Enter");
  await expectHeading(page, "ログイン");
  await typeInto(page, "#login_id", account.loginId);
  await typeInto(page, "#password", account.password);
  await page.keyboard.press("Enter");
  await expectHome(page, account);
});

test("faults, the phone's menu, the text size and signing out work by keyboard", async (t) => {
  const account = await registeredMember(t);
  const page = await newPage(t, { viewport: { width: 390, height: 844 } });
  await page.goto(url("/login"));
  await tabTo(page, SUBMIT);
  await page.keyboard.press("Enter");
  await page.locator(".summary").waitFor();
  await tabTo(page, ".summary a[href='#login_id']");
  await page.keyboard.press("Enter");
  await page.keyboard.type(account.loginId);
  await typeInto(page, "#password", account.password);
  await page.keyboard.press("Enter");
  await expectHome(page, account);
  await openMenu(page);
  await tabTo(page, "header details a[aria-current=page]");
  await page.reload();
  await openMenu(page);
  await tabTo(page, ".sheet button[name=size][value=large]");
  await page.keyboard.press("Space");
  await page.locator("html.large").waitFor();
  await openMenu(page);
  await tabTo(page, ".sheet form[action$='/logout'] button");
  await page.keyboard.press("Enter");
  await expectHeading(page, "ログアウトしました");
});
