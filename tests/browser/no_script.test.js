// The whole way with JavaScript switched off.
import { test } from "node:test";
import { anHourPasses, expectHeading, newPage, register, signIn, submit, takeCard, url } from "./support.js";

test("a member registers, signs in and signs out without scripts", async (t) => {
  anHourPasses();
  const page = await newPage(t, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  const account = await register(page, takeCard());
  await page.getByRole("link", { name: "ログイン画面へ" }).click();
  await submit(page);
  await page.getByText("入力を確認してください").waitFor();
  await signIn(page, account);
  await page.locator("header summary").click();
  await page.locator("header details a[aria-current=page]").click();
  await page.locator("header summary").click();
  await page.getByRole("button", { name: "ログアウト" }).click();
  await expectHeading(page, "ログアウトしました");
  await page.goto(url("/help"));
});
