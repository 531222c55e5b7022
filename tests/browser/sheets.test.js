// The style sheets keep the usual rules, and their colours and sizes are those of デジタル庁デザインシステム.
import assert from "node:assert/strict";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import stylelint from "stylelint";
import { source } from "./support.js";

const require = createRequire(import.meta.url);
const TOKENS_COMPARED_MIN = 20;
const rules = {
  // One block a component: the order is that of the components.
  "no-descending-specificity": null,
  // The unprefixed property is not known to Safari on the iPhone.
  // A font that iOS names with its size, which no list may follow.
  "font-family-no-missing-generic-family-keyword": [true, { ignoreFontFamilies: ["-apple-system-body"] }],
  "property-no-vendor-prefix": [true, { ignoreProperties: ["-webkit-text-size-adjust"] }],
};

test("the style sheets keep the standard rules", async () => {
  const { results } = await stylelint.lint({
    files: path.join(source, "assets/*.css"),
    config: { extends: require.resolve("stylelint-config-standard"), rules },
  });
  const warnings = results.flatMap(
    (sheet) => sheet.warnings.map(({ line, text }) => `${sheet.source}:${line} ${text}`));
  assert.deepEqual(warnings, []);
  assert(results.length >= 2);
});

test("our tokens have the design system's values", () => {
  const theirs = tokensOf(fs.readFileSync(require.resolve("@digital-go-jp/design-tokens/dist/tokens.css"), "utf8"));
  const ours = fs.readFileSync(path.join(source, "assets/tokens.css"), "utf8");
  const named = [...ours.matchAll(/^\s*--[\w-]+: (.+); \/\* ([a-z]+(?:-[a-z]+)*-\d+) \*\/$/gm)];
  for (const [line, value, token] of named) {
    const matching = theirs.filter(([name]) => name === token || name.endsWith(`-${token}`)).map(([, text]) => text);
    const agrees = matching.some((text) => plain(text) === plain(value));
    assert(agrees, `${line.trim()} is there ${matching.join(" or ") || "unknown"}`);
  }
  assert(named.length >= TOKENS_COMPARED_MIN, `${named.length} tokens compared`);
});

function tokensOf(sheet) {
  return [...sheet.matchAll(/^\s*--([\w-]+): (.+);$/gm)].map(([, name, value]) => [name, value]);
}

/// The same value in the same letters: #666666 as #666, rgba(0,0,0,0.1) as rgb(0 0 0 / 10%).
function plain(value) {
  return value.toLowerCase()
    .replace(/#([0-9a-f])\1([0-9a-f])\2([0-9a-f])\3\b/g, "#$1$2$3")
    .replace(/rgba?\((\d+)[ ,]+(\d+)[ ,]+(\d+)[ ,/]+([\d.]+)(%?)\)/g,
      (_, red, green, blue, part, percent) => `rgb(${red} ${green} ${blue} / ${percent ? part : part * 100}%)`);
}
