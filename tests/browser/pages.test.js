// What must hold on every page, at every width and in every state.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { everyPage } from "./every_page.js";
import { newPage, origin, url } from "./support.js";

const HTML_BYTES_MAX = 30 * 1024;
const FIRST_VISIT_BYTES_MAX = 60 * 1024;
const FIRST_VISIT_REQUESTS_MAX = 4;
const PDF_BYTES_MIN = 5_000;
const PRINTED = ["front", "help-mail", "register-sent", "register-account-faulty", "home", "family-principal",
  "expenses-open", "expenses-tax", "limit-certificate-received", "error-404"];
const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  // The style sheet keeps these numbers on one line; a hyphen of another kind would spoil them for copying.
  rules: { "tel-non-breaking": ["error", { ignoreClasses: ["telephone"] }] },
});

test("every page is accessible, valid, light, fits narrow windows and prints", async (t) => {
  const page = await newPage(t, { viewport: { width: 1280, height: 900 } });
  const html = keepHtml(page);
  for await (const name of everyPage(page)) {
    await t.test(name, async () => {
      await judgeHtml(await html());
      await judgeOutline(page);
      await judgeWidths(page);
      await judgePrint(page, name);
    });
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});

/// The source of the page that is shown, as it came over the wire.
function keepHtml(page) {
  let latest;
  page.on("response", (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && response.status() !== 303) latest = response.text();
  });
  return () => latest;
}

async function judgeHtml(html) {
  assert(Buffer.byteLength(html) <= HTML_BYTES_MAX, `${Buffer.byteLength(html)} bytes of HTML`);
  const report = await validator.validateString(html);
  const messages = report.results.flatMap((result) => result.messages);
  assert.deepEqual(messages.map(({ line, ruleId, message }) => `${line}: ${message} (${ruleId})`), []);
}

async function judgeOutline(page) {
  assert.equal(await page.locator("h1").count(), 1);
  assert.match(await page.title(), /｜健康マイポータル$/);
  const faulty = await page.locator(".summary").count();
  assert.equal((await page.title()).startsWith("エラー："), faulty > 0 && !page.url().endsWith("/components"));
}

async function judgeWidths(page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await judgeAccessibility(page, 1280);
  await judgeFit(page, 1280, { fontSize: "200%" });
  await judgeFit(page, 640);
  await page.setViewportSize({ width: 390, height: 844 });
  await judgeAccessibility(page, 390);
  await judgeFit(page, 320);
  await judgeFit(page, 320, { large: true });
}

async function judgeAccessibility(page, width) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"], preload: false }));
  const places = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  assert.deepEqual(places, [], `axe at ${width} px`);
}

async function judgeFit(page, width, { fontSize = "", large = false } = {}) {
  await page.setViewportSize({ width, height: 800 });
  const tooWide = await page.evaluate(([size, isLarge]) => {
    const root = document.documentElement;
    const wasLarge = root.classList.contains("large");
    root.style.fontSize = size;
    root.classList.toggle("large", isLarge || wasLarge);
    const scrolled = document.scrollingElement;
    const result = scrolled.scrollWidth - scrolled.clientWidth;
    root.style.fontSize = "";
    root.classList.toggle("large", wasLarge);
    return result;
  }, [fontSize, large]);
  assert(tooWide <= 0, `${tooWide} px too wide at ${width} px ${fontSize}${large ? "文字サイズ大" : ""}`);
}

async function judgePrint(page, name) {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav:visible, .tools:visible, .skip:visible").count(), 0, "shown in print");
  if (PRINTED.includes(name)) assert((await page.pdf({ format: "A4" })).length > PDF_BYTES_MIN, "the print is empty");
  await page.emulateMedia({ media: null });
}

test("a first visit costs at most four requests and 60 KB", async (t) => {
  for (const place of ["/", "/login", "/register", "/help"]) {
    const page = await newPage(t);
    const requests = [];
    page.on("requestfinished", (request) => requests.push(request));
    await page.goto(url(place), { waitUntil: "networkidle" });
    const sizes = await Promise.all(requests.map((request) => request.sizes()));
    const bytes = sizes.reduce((sum, size) => sum + size.responseBodySize + size.responseHeadersSize, 0);
    assert(requests.length <= FIRST_VISIT_REQUESTS_MAX, `${place}: ${requests.length} requests`);
    assert(bytes <= FIRST_VISIT_BYTES_MAX, `${place}: ${bytes} bytes`);
  }
});

test("help is one click away on every page of a society, in the same place", async (t) => {
  const page = await newPage(t);
  for (const place of ["/", "/login", "/login/preset", "/register", "/register/sent", "/help/mail", "/nothing-here"]) {
    await page.goto(url(place));
    await page.locator("header .tools").getByRole("link", { name: "ヘルプ", exact: true }).click();
    assert.match(page.url(), new RegExp(`^${origin()}/mihon/help`));
    await page.goto(url(place));
  }
});
