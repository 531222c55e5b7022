// A picture of every page and state at every width and mode, and one sheet of them all: tests/browser/gallery.
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { everyPage } from "./every_page.js";
import { enter, newPage, options, registeredMember } from "./support.js";

const HEIGHT_MAX = 9_000;
const QUALITY = 70;
const A4_INSIDE = 680;  // 180 mm
const SCREEN = { media: "screen", colorScheme: "light", forcedColors: "none" };
const MODES = [
  { name: "320-200", title: "320 px、文字200%", width: 320, fontSize: "200%" },
  { name: "360", title: "360 px", width: 360, always: true },
  { name: "390-large", title: "390 px、大", width: 390, large: true },
  { name: "768", title: "768 px", width: 768 },
  { name: "1280", title: "1280 px", width: 1280, always: true },
  { name: "print", title: "印刷", width: A4_INSIDE, media: { media: "print" } },
  { name: "forced", title: "ハイコントラスト", width: 768, media: { forcedColors: "active", colorScheme: "dark" } },
  { name: "dark", title: "ダーク", width: 360, media: { colorScheme: "dark" } },
];
const PAGES_SIDE_BY_SIDE = 4;
// Every mode of what members come for, a phone and a PC of all else: a run must end while somebody waits to look at it.
const EVERY_MODE = /home|expenses|login|register|security$|security-on|postcard|limit-certificate|screenings/;

async function dress(page, { width, media, fontSize = "", large = false }) {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ ...SCREEN, ...media });
  await page.evaluate(([size, isLarge]) => {
    document.documentElement.style.fontSize = size;
    document.documentElement.classList.toggle("large", isLarge);
  }, [fontSize, large]);
}

/// What a designer asks first: how high, whether it scrolls sideways, and where the content begins.
const measure = (page) => page.evaluate(() => ({
  height: document.documentElement.scrollHeight,
  tooWide: document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth,
  begins: Math.round(document.querySelector("main :is(h1, .summary, .back, .steps)")?.getBoundingClientRect().top ?? 0),
}));

const modesOf = (name) => (EVERY_MODE.test(name) || options.states ? MODES : MODES.filter((one) => one.always));

async function takePictures(page, { name, address, html }) {
  await page.unrouteAll();
  await page.route(address, (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }));
  await page.goto(address);
  const row = [];
  for (const mode of modesOf(name)) {
    await dress(page, mode);
    const facts = await measure(page);
    const file = `${name}-${mode.name}.jpg`;
    const clip = { x: 0, y: 0, width: mode.width, height: Math.min(facts.height, HEIGHT_MAX) };
    const target = path.join(options.pictures, file);
    await page.screenshot({ path: target, type: "jpeg", quality: QUALITY, fullPage: true, clip });
    row.push({ mode, file, ...facts });
  }
  return row;
}

/// Takes the pictures of a state's source, on pages of their own side by side, while the walk goes on.
class Studio {
  #free;
  #busy = new Set();

  constructor(pages) {
    this.#free = pages;
  }

  async take(state, keep) {
    if (this.#free.length === 0) await Promise.race(this.#busy);
    const page = this.#free.pop();
    const work = takePictures(page, state).then(keep).finally(() => {
      this.#free.push(page);
      this.#busy.delete(work);
    });
    this.#busy.add(work);
  }

  end = () => Promise.all(this.#busy);
}

const cell = (picture) => (picture ? pictureCell(picture) : "<td></td>");
const pictureCell = ({ mode, file, height, tooWide, begins }) => `<td><a href="${file}"><img src="${file}"
  loading="lazy" alt="${mode.title}"></a><br>${height} px${mode.name === "print" ? "" : `、本文 ${begins} px`}${
  tooWide > 0 ? `、<strong>横に${tooWide} px</strong>` : ""}</td>`;

function sheet(rows) {
  const cells = (row) => MODES.map(({ name }) => row.find(({ mode }) => mode.name === name));
  const line = ([name, row]) => `<tr id="${name}"><th>${name}</th>${cells(row).map(cell).join("")}</tr>`;
  return `<!DOCTYPE html><html lang="ja"><meta charset="utf-8"><title>すべての画面</title>
<style>body{font:14px sans-serif}table{border-collapse:collapse}th,td{border:1px solid #999;padding:4px;
vertical-align:top}
thead th{position:sticky;top:0;background:#fff}img{width:200px;max-height:600px;object-fit:cover;object-position:top}
strong{color:#a90000}</style>
<table><thead><tr><th>状態</th>${MODES.map(({ title }) => `<th>${title}</th>`).join("")}</tr></thead>
${rows.map(line).join("\n")}</table></html>`;
}

test("every page has its pictures taken", async (t) => {
  fs.mkdirSync(options.pictures, { recursive: true });
  const page = await newPage(t);
  const studio = new Studio(await Promise.all(Array.from({ length: PAGES_SIDE_BY_SIDE }, () => newPage(t))));
  const rows = new Map();
  for await (const name of everyPage(page)) {
    if (!name.includes(options.states)) continue;
    rows.set(name, []);
    await page.waitForLoadState();  // a click comes back when the answer begins
    await studio.take({ name, address: page.url(), html: await page.content() }, (row) => {
      rows.set(name, row);
      // What was taken stays to be looked at, however the run ends.
      fs.writeFileSync(path.join(options.pictures, "index.html"), sheet([...rows]));
    });
  }
  await studio.end();
  fs.writeFileSync(path.join(options.pictures, "sizes.json"), JSON.stringify(Object.fromEntries(rows), null, 1));
});

test("the README's picture of Home is taken", async (t) => {
  const account = await registeredMember(t, { nickname: "はなこ", loginId: "hanako.1980" });
  const page = await newPage(t, { viewport: { width: 1280, height: 776 } });
  await enter(page, account);
  await page.screenshot({ path: path.join(options.pictures, "home.png") });
});
