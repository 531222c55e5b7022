// What must hold on every page, at every width and in every state.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { everyPage } from "./every_page.js";
import { newPage, options, origin, url } from "./support.js";

const CONTENT_BEGINS_MAX = 120;  // px, on a phone, also with 大
const HOME_HEIGHT_MAX = 2_200;
const HOMES = /^(?:home|life-.*-home)$/;  // of every society; long names and a banner come on top of it
const FINGER = 44;  // px
const ORPHAN_CHARACTERS = 1;  // a last line of so many is one
const CONTRAST_MIN = 4.5;
// States that stand for all others where looking at each would cost more than it finds.
const TYPICAL = ["login", "home", "expenses-open", "screenings", "register-account-faulty", "life-family-home"];
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
  // A page is called what it is about, however long a society calls a document.
  rules: { "tel-non-breaking": ["error", { ignoreClasses: ["telephone"] }], "long-title": "off" },
});

test("every page is accessible, valid, light, fits narrow windows and prints", async (t) => {
  const page = await newPage(t, { viewport: { width: 1280, height: 900 } });
  const html = keepHtml(page);
  const titles = new Map();
  const looks = new Set();
  for await (const name of everyPage(page)) {
    if (!name.includes(options.states)) continue;
    await page.waitForLoadState();  // a click comes back when the answer begins
    await t.test(name, async () => {
      await judgeHtml(await html());
      await judgeOutline(page);
      await judgeTitle(page, titles, html.status());
      const looksNew = await addLooks(page, looks);
      await judgeWidths(page, { looksNew });
      await judgeWords(page);
      if (looksNew) await judgeDark(page);
      await judgeFingers(page, { contactMayEnd: name.startsWith("help") });
      if (TYPICAL.includes(name)) await judgeForcedColours(page);
      if (HOMES.test(name)) await judgeHomeHeight(page);
      await judgePrint(page, name);
    });
    await page.emulateMedia({ media: null, forcedColors: null, colorScheme: null });
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});

/// The source of the page that is shown, as it came over the wire, and its status.
function keepHtml(page) {
  let latest;
  page.on("response", (response) => {
    const request = response.request();
    if (request.isNavigationRequest() && response.status() !== 303) latest = response;
  });
  return Object.assign(() => latest.text(), { status: () => latest.status() });
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
  const summaries = await page.locator("main summary").allTextContents();
  assert.equal(new Set(summaries).size, summaries.length, "two that open share a name");
  const faulty = await page.locator(".summary").count();
  assert.equal((await page.title()).startsWith("エラー："), faulty > 0 && !page.url().endsWith("/components"));
}

/// What a window, a bookmark and the history are called is what the page is called, and no other page is. Home greets;
/// a society may give two articles one title.
async function judgeTitle(page, titles, status) {
  const bare = (text) => text.replaceAll(/\s/g, "");
  const title = bare((await page.title()).replace(/^エラー：/, "").replace(/｜健康マイポータル$/, ""));
  const heading = bare(await page.locator("h1").textContent());
  assert.equal(title, heading.startsWith("Homeようこそ") ? "Home" : heading, "the title is not the heading");
  if (status !== 200) return;
  const place = new URL(page.url()).pathname.replaceAll(/\d+/g, "N").replace(/^\/kurashi\//, "/mihon/");
  if (/\/(?:notices|topics|documents)\/N$/.test(place)) return;
  titles.set(title, titles.get(title) ?? place);
  assert.equal(titles.get(title), place, `both are called ${title}`);
}

/// Whether the page has an element that looks as none before it: what decides its colours is what it and its ancestors
/// are, not what they say. Looking at colours is most of axe's work.
async function addLooks(page, known) {
  const seen = await page.evaluate(() => {
    const states = ["type", "open", "hidden", "aria-current", "aria-invalid", "aria-pressed", "fill"];
    const look = (element) => [element.tagName, element.className.baseVal ?? element.className,
      ...states.map((state) => element.getAttribute(state) ?? ""), element.checked ?? ""].join(" ");
    const chains = new Set();
    const walk = (element, above) => {
      const chain = `${above} > ${look(element)}`;
      chains.add(chain);
      for (const child of element.children) walk(child, chain);
    };
    walk(document.documentElement, "");
    return [...chains];
  });
  const before = known.size;
  for (const chain of seen) known.add(chain);
  return known.size > before;
}

/// The clocks of Home and of the menu stood out from 10 in the morning on, and were looked at before.
function showTheWidestTime() {
  for (const time of document.querySelectorAll(":is(.hello p, .sheet-who) .nw:last-child"))
    time.textContent = "12月31日（木）23:59";
}

/// What looks as others before it was looked at for its colours with them, and for what only a PC shows.
async function judgeWidths(page, { looksNew }) {
  await page.evaluate(showTheWidestTime);
  await page.setViewportSize({ width: 1280, height: 900 });
  if (looksNew) await judgeAccessibility(page, 1280);
  await judgeFit(page, 1280, { fontSize: "200%" });
  await judgeFit(page, 640);
  await page.setViewportSize({ width: 390, height: 844 });
  await judgeAccessibility(page, 390, looksNew ? {} : { "color-contrast": { enabled: false } });
  await judgeFit(page, 320, { fontSize: "200%" });
  await judgeFit(page, 390, { spaced: true });
  await judgeFit(page, 768);
  await judgeBeginning(page);
}

/// The bar leaves the first screen to the page; a banner that must be read first may stand before it.
async function judgeBeginning(page) {
  if (await page.locator(".menu[open]").count() > 0) return;
  await page.setViewportSize({ width: 360, height: 740 });
  for (const large of [false, true]) {
    const begins = await page.evaluate((isLarge) => {
      document.documentElement.classList.toggle("large", isLarge);
      const first = document.querySelector("main :is(h1, .summary, .back, .steps, .note, .panel)");
      const banners = document.querySelector(".banner")?.offsetHeight ?? 0;
      const top = first.getBoundingClientRect().top + scrollY - banners;
      document.documentElement.classList.remove("large");
      return Math.round(top);
    }, large);
    assert(begins <= CONTENT_BEGINS_MAX, `the content begins at ${begins} px${large ? " with 大" : ""}`);
  }
}

async function judgeHomeHeight(page) {
  await page.setViewportSize({ width: 360, height: 740 });
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert(height <= HOME_HEIGHT_MAX, `Home is ${height} px high`);
}

/// On a phone: nothing of a date, an amount or a count turns into the next line, and no heading, button, label or
/// fault ends with a line of one character.
async function judgeWords(page) {
  await page.setViewportSize({ width: 360, height: 740 });
  const broken = await page.evaluate((orphan) => {
    const linesOf = (element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const tops = [...range.getClientRects()].filter(({ width }) => width > 1).map(({ bottom }) => Math.round(bottom));
      return new Set(tops).size;
    };
    const isShown = (element) => element.checkVisibility() && !element.closest(".sr") && element.offsetWidth > 1;
    const found = [];
    // There each number of a sentence would become a column of its own.
    const isRow = (element) => /flex|grid/.test(getComputedStyle(element).display);
    for (const number of document.querySelectorAll(".nw"))
      if (isShown(number) && isRow(number.parentElement) && number.nextSibling?.data?.trim())
        found.push(`columns: ${number.parentElement.textContent.trim().slice(0, 60)}`);
    for (const element of document.querySelectorAll(".nw, time, .yen, .telephone"))
      if (isShown(element) && !element.querySelector("*:not(wbr)") && linesOf(element) > 1)
        found.push(`breaks: ${element.textContent}`);
    // What is written with figures, wherever it stands in running text.
    const figures = /\d[\d,]*(?:円|件|回|行|歳|か月)|\d+月\d+日|\d+:\d\d/g;
    const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (!isShown(node.parentElement) || node.parentElement.closest(".article, .as-written, option")) continue;
      for (const { 0: words, index } of node.data.matchAll(figures)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + words.length);
        const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
        if (lines.size > 1) found.push(`breaks: ${words} in ${node.data.trim().slice(0, 40)}`);
      }
    }
    const lastLine = (element) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const characters = [];
      while (walker.nextNode()) {
        const node = walker.currentNode;
        if (!isShown(node.parentElement)) continue;
        for (let at = 0; at < node.length; at++) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getBoundingClientRect();
          if (box.width > 1 && node.data[at].trim()) characters.push(Math.round(box.bottom / 8));
        }
      }
      const last = characters.at(-1);
      return { count: characters.filter((bottom) => Math.abs(bottom - last) <= 1).length, all: characters.length };
    };
    const short = "h1, h2, h3, .button, label, legend, .row-link, .summary li, .message > span";
    for (const element of document.querySelectorAll(short)) {
      if (!isShown(element)) continue;
      const { count, all } = lastLine(element);
      if (all > orphan && count <= orphan) found.push(`a line of ${count}: ${element.textContent.trim()}`);
    }
    return found;
  }, ORPHAN_CHARACTERS);
  assert.deepEqual(broken, []);
}

/// On a phone: what is nothing but a link is as high as a finger, and no telephone stands right above the footer's.
async function judgeFingers(page, { contactMayEnd }) {
  const found = await page.evaluate((least) => {
    const isAlone = (link) => link.textContent.trim() === link.parentElement.textContent.trim();
    const links = [...document.querySelectorAll("main :is(li, p, dd) > a, footer a")];
    const low = links.filter((link) => link.checkVisibility() && (isAlone(link) || link.closest("footer li")))
      .map((link) => [link.getBoundingClientRect().height, link.textContent.trim()])
      .filter(([height]) => height > 1 && height < least)
      .map(([height, words]) => `${height} px: ${words}`);
    const end = (element) => element.getBoundingClientRect().bottom;
    const contact = [...document.querySelectorAll("main .contact")].at(-1);
    const isLast = contact && end(document.querySelector("main > .wrap").lastElementChild) - end(contact) < least;
    return isLast ? [...low, "the telephone stands twice at the end"] : low;
  }, FINGER).then((words) => words.filter((one) => !contactMayEnd || !one.startsWith("the telephone")));
  assert.deepEqual(found, []);
}

/// In forced colours what is drawn and what is written stands out from what it lies on.
async function judgeForcedColours(page) {
  await page.setViewportSize({ width: 768, height: 900 });
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ forcedColors: "active", colorScheme });
    const weak = await page.evaluate((least) => {
      const channels = (colour) => (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
      const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      const light = (colour) => {
        const [r, g, b] = channels(colour).map((value) => linear(value / 255));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
          const colour = getComputedStyle(at).backgroundColor;
          if ((channels(colour)[3] ?? 1) > 0) return colour;
        }
        return getComputedStyle(document.body).backgroundColor;
      };
      const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
      return [...document.querySelectorAll("a, button, h1, h2, h3, p, dt, dd, th, td, label, svg, rect")]
        .filter((element) => getComputedStyle(element).fill !== "none" || element.tagName !== "rect")
        .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
        .map((element) => {
          const style = getComputedStyle(element);
          return [element, contrast(element.tagName === "rect" ? style.fill : style.color, ground(element))];
        })
        .filter(([, ratio]) => ratio < least)
        .map(([element, ratio]) => `${ratio.toFixed(1)}: ${element.outerHTML.slice(0, 100)}`);
    }, CONTRAST_MIN);
    assert.deepEqual(weak, [], `forced colours, ${colorScheme}`);
  }
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
}

async function judgeAccessibility(page, width, rules = {}) {
  await page.evaluate(axe);
  const how = { resultTypes: ["violations"], preload: false, rules };
  const { violations } = await page.evaluate((options) => window.axe.run(options), how);
  const places = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`));
  assert.deepEqual(places, [], `axe at ${width} px`);
}

/// The dark scheme has colours of its own: their contrast.
async function judgeDark(page) {
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });  // not the colours on the way there
  const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["color-contrast"], preload: false }));
  const places = violations.flatMap(({ nodes }) => nodes.map((node) => node.html));
  assert.deepEqual(places, [], "too pale in the dark scheme");
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/// `spaced`: with the spacing that a reader may set for themselves (WCAG 1.4.12).
async function judgeFit(page, width, { fontSize = "", large = false, spaced = false } = {}) {
  await page.setViewportSize({ width, height: 800 });
  const tooWide = await page.evaluate(([size, isLarge, isSpaced]) => {
    const root = document.documentElement;
    const wasLarge = root.classList.contains("large");
    root.style.fontSize = size;
    root.classList.toggle("large", isLarge || wasLarge);
    const everything = isSpaced ? [...document.body.querySelectorAll("*")] : [];
    for (const { style } of everything)
      Object.assign(style, { lineHeight: "1.5", letterSpacing: "0.12em", wordSpacing: "0.16em" });
    const scrolled = document.scrollingElement;
    const result = scrolled.scrollWidth - scrolled.clientWidth;
    const widest = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility())
      .findLast((element) => element.getBoundingClientRect().right > scrolled.clientWidth);
    root.style.fontSize = "";
    root.classList.toggle("large", wasLarge);
    for (const { style } of everything) Object.assign(style, { lineHeight: "", letterSpacing: "", wordSpacing: "" });
    return result > 0 ? `${result} px: ${widest?.outerHTML.slice(0, 100)}` : "";
  }, [fontSize, large, spaced]);
  const how = `${fontSize}${large ? "文字サイズ大" : ""}${spaced ? " with wide spacing" : ""}`;
  assert.equal(tooWide, "", `too wide at ${width} px ${how}`);
}

async function judgePrint(page, name) {
  await page.emulateMedia({ media: "print" });
  const onlyOnScreen = page.locator("nav:visible, .tools:visible, .menu:visible, .skip:visible");
  assert.equal(await onlyOnScreen.count(), 0, "shown in print");
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
