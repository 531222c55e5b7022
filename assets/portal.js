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

  // Whoever comes back to a check page after its form was sent would be asked by the browser whether to send again. So
  // the browser opens the address anew, and the server says what became of it.
  if (document.querySelector("[data-opens-anew]")) history.replaceState(null, "");

  // What a new password still lacks, as it is typed. What the server refuses besides, it says itself.
  for (const rules of all("[data-rules]")) {
    const input = document.getElementById(rules.dataset.rules);
    const tick = () => {
      for (const rule of rules.children) {
        const met = new RegExp(rule.dataset.rule).test(input.value);
        rule.classList.toggle("met", met);
        rule.querySelector("[data-met]").hidden = !met;
      }
    };
    rules.hidden = false;
    input.addEventListener("input", tick);
    tick();
  }

  for (const offer of all("[data-takes]")) {
    const input = document.getElementById(offer.dataset.into);
    offer.hidden = false;
    offer.addEventListener("click", () => {
      input.value = document.getElementById(offer.dataset.takes).value.trim();
      input.focus();
    });
  }

  for (const button of all("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // Passkeys: the form's button asks for one; on the login page, so does the login ID's field, as the browser sees fit.
  const keys = window.PublicKeyCredential;
  const form = document.querySelector("[data-passkey]");
  if (form && keys && keys.parseCreationOptionsFromJSON) {
    const options = JSON.parse(form.dataset.passkey);
    let asked = new AbortController();
    const ask = async (mediation) => {
      asked.abort();
      asked = new AbortController();
      const signal = asked.signal;
      try {
        const key = await (options.user
          ? navigator.credentials.create({ publicKey: keys.parseCreationOptionsFromJSON(options), signal })
          : navigator.credentials.get({ publicKey: keys.parseRequestOptionsFromJSON(options), mediation, signal }));
        form.credential.value = JSON.stringify(key);
        form.submit();
      } catch {
        if (mediation) return;
        for (const told of all("[data-passkey-told]")) told.hidden = true;
        form.querySelector("[role=alert]").hidden = false;
        if (!options.user) ask("conditional");
      }
    };
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask();
    });
    if (!options.user) ask("conditional");
  }
  // Whether this device could make one.
  for (const input of all("[name=passkeys]"))
    if (keys) keys.isUserVerifyingPlatformAuthenticatorAvailable().then((can) => (input.value = can ? 1 : ""));

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
  const part = (name) => idle.querySelector(`[data-idle-${name}]`);
  const button = idle.querySelector("button");
  const page = idle.dataset.idlePage;
  const warning = idle.dataset.idleWarningSeconds * 1000;
  let end = Date.now() + idle.dataset.idleSeconds * 1000;
  let over = false;
  let timer;
  // Other tabs keep the same session alive, and only the server knows. Asking it doesn't keep the session alive.
  const ask = async () => {
    try {
      const answer = await fetch(`${page}/left`, { redirect: "manual" });
      if (answer.ok) end = Date.now() + (await answer.text()) * 1000;
      else if (answer.type === "opaqueredirect") end = 0;
    } catch {}
  };
  // Only the notice appears: the page and what was typed into it stay as they are. A page whose session is over stays
  // so, whoever signs in later: its forms belong to that session.
  const look = async () => {
    clearTimeout(timer);
    if (over) return;
    if (Date.now() >= end - warning) await ask();
    const left = end - Date.now();
    over = left <= 0;
    idle.hidden = left > warning;
    part("soon").hidden = over;
    part("over").hidden = !over;
    part("minutes").textContent = Math.ceil(left / 60000);
    // Once a minute at least: a computer that slept finds the time gone.
    timer = setTimeout(look, left > warning ? Math.min(left - warning, 60000) : Math.min(left, 15000));
  };
  let before;
  button.addEventListener("focus", (event) => (before = event.relatedTarget));
  button.addEventListener("click", async () => {
    try {
      await fetch(page, { redirect: "manual" });
    } catch {
      return;
    }
    await look();
    part("last").hidden = idle.hidden;
    if (idle.hidden && before) before.focus();
  });
  look();
  addEventListener("pageshow", look);
  document.addEventListener("visibilitychange", look);
})();
