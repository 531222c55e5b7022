// Runs the browser tests against a demo of their own:  run.js [--build DIR] [--times N] [--pictures DIR] [FILE…]
//   --times N       the journey from the postcard to Home so many times in a row (3)
//   --pictures DIR  no tests: a picture of every page at every width and mode (tests/browser/gallery)
//   --states TEXT   of pages.test.js and the pictures only the states whose name holds this
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { membersFile, OUR_SYMBOL } from "./members.js";

const here = import.meta.dirname;
const source = path.resolve(here, "../..");
const START_SECONDS_MAX = 300;  // on a machine that others use, too
const CARDS = { mihon: { preset: 110, plain: 80 }, tameshi: { preset: 0, plain: 6 } };

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    build: { type: "string", default: path.join(source, "build") },
    times: { type: "string", default: "3" },
    pictures: { type: "string" },
    states: { type: "string", default: "" },
  },
});
options.times = Number(options.times);

async function startDemo(folder) {
  const log = fs.openSync(path.join(folder, "demo.log"), "w");
  const ports = ["--port", "0", "--inbox-port", "0"];
  // It ends with us, however we end.
  const tied = ["--pdeathsig", "TERM", "--", "/usr/bin/python3", path.join(source, "demo/demo.py"), ...ports];
  const child = spawn("setpriv", [...tied, "--var", path.join(folder, "var"), "--build", options.build], {
    stdio: ["ignore", log, log],
  });
  const facts = path.join(folder, "var/addresses.json");
  const deadline = Date.now() + START_SECONDS_MAX * 1000;
  while (!fs.existsSync(facts) && child.exitCode === null && Date.now() < deadline) await sleep(50);
  assert(fs.existsSync(facts), `the demo did not start:\n${fs.readFileSync(path.join(folder, "demo.log"), "utf8")}`);
  return { child, facts: JSON.parse(fs.readFileSync(facts, "utf8")) };
}

/// Members of our own in a society, by the commands that a sysadmin uses, and their postcards.
function issueCards(folder, config, society, { preset, plain }) {
  const portalctl = (...command) =>
    execFileSync(path.join(options.build, "portalctl"), ["--config", config, "--society", society, ...command]);
  const people = path.join(folder, `${society}-members.csv`);
  const postcards = path.join(folder, `${society}-postcards.csv`);
  fs.writeFileSync(people, membersFile(preset, plain));
  portalctl("member", "import", people, "--apply");
  portalctl("postcard", "issue", "--apply", "--csv", postcards);
  const ours = readCards(postcards).filter((card) => card.symbol === OUR_SYMBOL);
  assert.equal(ours.length, preset + plain);
  return { preset: ours.slice(0, preset), plain: ours.slice(preset) };
}

function readCards(file) {
  const lines = fs.readFileSync(file, "utf8").replace(/^\uFEFF/, "").trim().split(/\r?\n/);
  const [head, ...rows] = lines.map((line) => line.split(",").map((cell) => cell.replace(/^"(.*)"$/, "$1")));
  const cell = (row, name) => row[head.indexOf(name)];
  return rows.map((row) => ({
    symbol: cell(row, "記号"),
    number: cell(row, "番号"),
    name: cell(row, "氏名"),
    loginId: cell(row, "ログインID"),
    password: cell(row, "仮パスワード"),
    email: cell(row, "メールアドレス"),
  }));
}

function chosenFiles() {
  if (options.pictures) return ["pictures.js"];
  const every = fs.readdirSync(here).filter((name) => name.endsWith(".test.js"));
  return positionals.length > 0 ? positionals.map((name) => path.basename(name)) : every.sort();
}

async function runTests(demo) {
  const how = ["--test", "--test-isolation=none", "--test-force-exit", "--test-reporter=spec"];
  const tests = spawn(process.execPath, [...how, ...chosenFiles().map((name) => path.join(here, name))], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, BROWSER_TEST_OPTIONS: JSON.stringify(options), BROWSER_TEST_DEMO: JSON.stringify(demo) },
  });
  const [code] = await once(tests, "exit");
  return code ?? 1;
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "kenko-browser-"));
const { child, facts } = await startDemo(folder);
try {
  CARDS.mihon.plain += options.times;
  facts.cards = Object.fromEntries(
    Object.entries(CARDS).map(([society, counts]) => [society, issueCards(folder, facts.config, society, counts)]),
  );
  process.exitCode = await runTests({ ...facts, folder: path.join(folder, "var") });
} finally {
  child.kill("SIGTERM");
  if (child.exitCode === null) await once(child, "exit");
}
if (process.exitCode === 0) fs.rmSync(folder, { recursive: true });
else console.log(`The demo's logs: ${folder}`);
