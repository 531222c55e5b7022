// A picture of every page at 390 and 1280 px, to be looked at:  run.js --pictures DIR
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { everyPage } from "./every_page.js";
import { enter, newPage, options, registeredMember } from "./support.js";

test("every page has its picture taken", async (t) => {
  fs.mkdirSync(options.pictures, { recursive: true });
  const page = await newPage(t);
  for await (const name of everyPage(page)) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      await page.screenshot({ path: path.join(options.pictures, `${name}-${width}.png`), fullPage: true });
    }
  }
});

test("the README's picture of Home is taken", async (t) => {
  const account = await registeredMember(t, { nickname: "はなこ", loginId: "hanako.1980" });
  const page = await newPage(t, { viewport: { width: 1280, height: 880 } });
  await enter(page, account);
  await page.screenshot({ path: path.join(options.pictures, "home.png") });
});
