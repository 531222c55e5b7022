// Comforts on top of pages that do everything without them.
"use strict";
(() => {
  const all = (selector) => document.querySelectorAll(selector);

  const summary = document.querySelector("[data-focus]");
  if (summary) summary.focus();

  const reveal = (button, shown) => {
    const input = document.getElementById(button.dataset.reveals);
    input.type = shown ? "text" : "password";
    input.autocapitalize = "none";
    button.querySelector("[data-word]").textContent = shown ? "隠す" : "表示";
  };
  for (const button of all("[data-reveals]")) {
    const input = document.getElementById(button.dataset.reveals);
    button.hidden = false;
    button.addEventListener("click", () => reveal(button, input.type === "password"));
    // A password manager looks for a password field, and the browser must not remember the text as an ordinary entry.
    input.form.addEventListener("submit", () => reveal(button, false));
  }

  // A second submission right after the first is dropped. No button is ever disabled, so a page that comes back from
  // the browser's cache works at once.
  const pause = 5000;
  let sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const now = Date.now();
    if (now - (sent.get(event.target) || 0) < pause) event.preventDefault();
    else sent.set(event.target, now);
  });
  addEventListener("pageshow", () => (sent = new WeakMap()));

  const idle = document.querySelector("[data-idle-seconds]");
  if (!idle) return;
  const soon = idle.querySelector("[data-idle-soon]");
  const over = idle.querySelector("[data-idle-over]");
  const page = idle.dataset.idlePage;
  const limit = idle.dataset.idleSeconds * 1000;
  const warning = Math.min(180000, limit / 2);
  const key = "seen " + page;
  let seen = 0;
  // Pages in other tabs keep the same session alive; storage tells when. Without storage this page counts alone.
  const mark = () => {
    seen = Date.now();
    try {
      localStorage.setItem(key, seen);
    } catch {}
  };
  const last = () => {
    try {
      return Math.max(seen, Number(localStorage.getItem(key)));
    } catch {
      return seen;
    }
  };
  // Only the notice appears: the page and what was typed into it stay as they are.
  const look = () => {
    const left = last() + limit - Date.now();
    if (left <= 0) over.hidden = false;
    soon.hidden = !over.hidden;
    idle.hidden = left > warning && over.hidden;
  };
  idle.querySelector("button").addEventListener("click", async () => {
    try {
      const answer = await fetch(page, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected) mark();
      else over.hidden = false;
    } catch {
      return;
    }
    look();
  });
  mark();
  setInterval(look, 10000);
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
})();
