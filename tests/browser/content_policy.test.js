// What the Content-Security-Policy is for: the day on which escaping fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newPage, origin, url } from "./support.js";

// As a page would be whose escaping failed, under the headers that it has.
const SMUGGLED = `
  <script>window.ran = "an inline script";</script>
  <img src="/assets/nothing.png" onerror="window.ran = 'a handler'">
  <a id="address" href="javascript:window.ran = 'an address'">x</a>
  <script src="data:text/javascript,window.ran = 'data'"></script>
  <form id="elsewhere" action="https://evil.example.jp/"><button>x</button></form>
  <style>h1 { position: fixed !important; }</style>
  <base href="https://evil.example.jp/">`;

// Not newPage(): the violations that it watches for are the aim.
async function violatedPage(t) {
  const browser = (await newPage(t)).context().browser();
  const context = await browser.newContext();
  t.after(() => context.close());
  return context.newPage();
}

test("what got into a page past all escaping is not run, sent or shown", async (t) => {
  const page = await violatedPage(t);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.route(url("/login"), async (route) => {
    const answer = await route.fetch();
    const text = await answer.text();
    assert(text.includes("<main"));
    await route.fulfill({ response: answer, body: text.replace("<main", `${SMUGGLED}<main`) });
  });
  await page.goto(url("/login"));
  await page.locator("#address").evaluate((link) => link.click());
  assert.equal(await page.locator("h1").evaluate((heading) => getComputedStyle(heading).position), "static");
  assert.equal(await page.evaluate(() => document.baseURI), url("/login"));
  assert.equal(await page.evaluate(() => window.ran), undefined);
  await page.locator("#elsewhere").evaluate((form) => form.submit());  // the page is asked nothing after this
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(page.url(), url("/login"));
  assert.deepEqual(asked.filter((address) => !address.startsWith(origin()) && !address.startsWith("data:")), []);
});

test("no page of ours is shown inside another one, not even inside one of ours", async (t) => {
  const page = await violatedPage(t);
  await page.route(url("/help"), async (route) => {
    const answer = await route.fetch();
    const headers = { ...answer.headers() };
    delete headers["content-security-policy"];
    const body = `<!DOCTYPE html><title>x</title><iframe src="${url("/login")}"></iframe>`;
    await route.fulfill({ status: 200, headers, body });
  });
  await page.goto(url("/help"));
  await page.waitForTimeout(500);
  const [, inside] = page.frames();
  assert(inside, "there is a frame");
  assert.notEqual(inside.url(), url("/login"));
  assert.equal(await inside.locator("#login_id").count(), 0);
});
