"""Whatever is typed into a form that may cost a hash: its length is judged first, and others sign in meanwhile."""

import base64
import hashlib
import hmac
import os
import re
import struct
import threading
import time
import unittest
from pathlib import Path

from costs_test import PAGE_BYTES_MAX
from installation import PASSWORD, SOURCE, routes, shared, tell, wait_until

ENDLESS = 16 * 1024  # the longest that one field of a request may be
CPU_SECONDS_MAX = 0.25  # of an auth worker, for one form: a hash or two, and what judges a password
SIGN_IN_SECONDS_MAX = 2.0
ATTACKERS = 6
ATTACK_SECONDS = 15
# What 16 KB are made of, and the longest password there may be, made to cost most beside them: thousands of words that
# are everywhere in it, letters that stand for others, marks that have to be put in order, names that aren't ASCII.
COSTLY = {
    "words": ("aaa.", "a" * 127 + "1"),
    "look-alikes": ("4a@1!i|", "4a@1!i|" * 18 + "a1"),
    "marks": ("a\u0315\u0300\u0327\u0301", "a" * 127 + "1"),
    "kanji": ("a@一丁七万三上下", "ab" * 63 + "a1"),
}
ADDRESS = re.compile(r'action="(?P<action>/[^"?]*)(?P<query>\?[^"]*)?"')
# Whose forms hold choices of ours alone: nothing is typed there.
NOTHING_TYPED = {"/{s}/profile/arrivals", "/{s}/reissue/postcard/stop", "/{s}/security", "/{s}/security/sessions"}
# A browser fills them in, and they hash nothing: nginx sends them to the other workers.
OF_SCRIPTS = {"/{s}/login/passkey", "/{s}/security/passkeys"}


def long(part, size=ENDLESS):
    """As long as a request may say it: `size` bytes of UTF-8 at most, and no half letter."""
    return (part * (size // len(part.encode()) + 1)).encode()[:size].decode("utf-8", "ignore")


def guarded_routes():
    """POST routes that nginx sends to the workers which hash (nginx/snippets/portal-http.conf)."""
    pool = re.search(r'"~\^POST (\S+)" portal_auth', (SOURCE / "nginx/snippets/portal-http.conf").read_text()).group(1)
    return {route for route in routes(r"post\w*") if re.match(pool.replace("[^/]+", r"\{s\}", 1), route)}


def forms_of(page):
    """Of each form that something is typed into: where it goes, its typed fields, its hidden ones."""
    for form in re.findall(r"<form [^>]*>.*?</form>", page, re.DOTALL):
        action = ADDRESS.search(form).group("action")
        inputs = [dict(re.findall(r'(\w+)="([^"]*)"', one)) for one in re.findall(r"<input [^>]*>", form)]
        typed = [one["name"] for one in inputs if "name" in one and one["type"] in ("text", "email", "password", "tel")]
        hidden = {one["name"]: one["value"] for one in inputs if one["type"] == "hidden" and one["name"] != "csrf"}
        if typed:
            yield action, typed, hidden


def totp(key, at=None):
    moment = struct.pack(">Q", int((time.time() if at is None else at) // 30))
    digest = hmac.new(base64.b32decode(key), moment, hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


class Stage:
    """A browser before forms, and the pages that show them."""

    def __init__(self, browser, *pages):
        self.browser, self.pages = browser, pages


class Cast:
    """Everybody who stands before a form: made once, as each costs a member."""

    def __init__(self, portal):
        self.portal = portal
        self.card = portal.postcard()
        self.member, self.careful = portal.register(), portal.register()
        self.stages = [
            Stage(portal.browser(), "/mihon/login", "/mihon/login/preset", "/mihon/register", "/mihon/reissue",
                  "/mihon/reissue/postcard"),
            self.registering(),
            self.by_link("register", "register/start"),
            *self.reissuing(),
            self.changing(),
            self.confirming(),
            *self.with_two_steps(),
        ]

    def registering(self):
        browser = self.portal.browser()
        self.portal.enter_with_postcard(browser, self.card)
        return Stage(browser, "/mihon/register/account")

    def by_link(self, form, page, address="long.answers@example.jp"):
        browser = self.portal.browser()
        browser.get(f"/mihon/{form}")
        assert browser.post(f"/mihon/{form}", {"email": address}).status == 303
        browser.get(self.mailed(address, rf"https?://[^/]+(/mihon/{page}\?t=\S+)"))
        return Stage(browser, f"/mihon/{form}/sent", f"/mihon/{page}")

    def mailed(self, address, pattern):
        """What the newest mail that has it says; other mails may come before it and behind."""
        found = []

        def came():
            texts = self.portal.mails_to(address, 0)
            found[:] = [hit.group(1) for text in texts if (hit := re.search(pattern, text))]
            return found

        wait_until(came, 20, f"a mail to {address} with {pattern}")
        return found[-1]

    def reissuing(self):
        first = self.by_link("reissue", "reissue/start", self.address_of(self.member))
        second = self.by_link("reissue", "reissue/start", self.address_of(self.careful))
        password = self.mailed(self.address_of(self.careful), r"仮パスワード\n(\S+)")
        second.browser.get("/mihon/reissue/start")
        entered = second.browser.post(
            "/mihon/reissue/start", {"login_id": self.careful.login_id, "password": password}
        )
        assert entered.location == "/mihon/reissue/password", entered.status
        return first, Stage(second.browser, entered.location)

    def address_of(self, member):
        return self.portal.sql(
            "SELECT address FROM account_emails e JOIN accounts a ON a.society_id = e.society_id AND a.id ="
            f" e.account_id WHERE a.login_id = '{member.login_id}'"
        )[0][0]

    def changing(self):
        """Signed in, with a second address, and so long ago that the password is asked for again."""
        self.portal.sql(
            "INSERT INTO account_emails (society_id, account_id, address, is_primary, proved_at) SELECT society_id, id,"
            f" 'long.second@example.jp', FALSE, created_at FROM accounts WHERE login_id = '{self.member.login_id}'"
        )
        self.portal.sql(
            "INSERT INTO passkeys (society_id, account_id, credential_id, user_handle, public_key, counter, transports,"
            " backed_up, name, created_at) SELECT society_id, id, 'long', '', '', 0, '[]', FALSE, 'long', created_at"
            f" FROM accounts WHERE login_id = '{self.member.login_id}'"
        )
        browser = self.portal.sign_in(self.member)
        browser.get("/mihon/security/two-step")
        assert browser.post("/mihon/security/two-step").location == "/mihon/security/two-step/app"
        self.forget_the_password()
        second = re.search(r"/mihon/profile/emails/\d+/primary", browser.get("/mihon/profile/emails").text).group(0)
        passkey = re.search(r"/mihon/security/passkeys/\d+/name", browser.get("/mihon/security/passkeys").text).group(0)
        pages = ("/password", "/profile", "/profile/emails", "/security/two-step", "/security/two-step/app",
                 "/security/passkeys/new")
        return Stage(browser, *("/mihon" + page for page in pages), second, second.replace("primary", "removal"),
                     passkey, passkey.replace("/name", "/removal"))

    def confirming(self):
        """With a new address whose link was opened."""
        browser = self.portal.sign_in(self.member)
        browser.get("/mihon/profile/emails")
        assert browser.post("/mihon/profile/emails", {"email": "long.third@example.jp"}).status == 303
        link = r"https?://[^/]+(/mihon/profile/emails/start\?t=\S+)"
        browser.get(self.mailed("long.third@example.jp", link))
        self.forget_the_password()
        return Stage(browser, "/mihon/profile/emails/sent", "/mihon/profile/emails/confirm")

    def with_two_steps(self):
        """With two-step sign-in on; and another browser that waits for its code."""
        owner = self.portal.register()
        browser = self.portal.sign_in(owner)
        browser.get("/mihon/security/two-step")
        page = browser.get(browser.post("/mihon/security/two-step").location).text
        key = re.search(r"secret=([A-Z2-7]+)", page) or re.search(r"\b([A-Z2-7]{32})\b", page)
        done = browser.post("/mihon/security/two-step/app", {"code": totp(key.group(1))})
        assert done.location == "/mihon/security/recovery-codes?setup=done", done.status
        browser.cookies.pop("codes")
        self.forget_the_password()
        waiting = self.portal.browser()
        waiting.get("/mihon/login")
        given = waiting.post("/mihon/login", {"login_id": owner.login_id, "password": owner.password})
        assert given.location == "/mihon/login/code", given.status
        return (
            Stage(browser, "/mihon/security/two-step/off", "/mihon/security/recovery-codes", "/mihon/security/closure"),
            Stage(waiting, "/mihon/login/code"),
        )

    def forget_the_password(self):
        self.portal.sql("UPDATE sessions SET authenticated_at = authenticated_at - INTERVAL 10 MINUTE")

    def forms(self):
        """Each form that something is typed into: the browser, where it goes, its typed fields, its hidden ones."""
        for stage in self.stages:
            for page in stage.pages:
                shown = stage.browser.move().get(page)
                assert shown.status == 200, (page, shown.status)
                for action, typed, hidden in forms_of(shown.text):
                    yield stage.browser, action, typed, hidden


def cpu_seconds(pids):
    """What processes have used so far."""
    ticks = 0
    for pid in pids:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")


class LongAnswers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.portal.forget_throttles()
        cls.cast = Cast(cls.portal)

    def answers(self, typed, kind, long_one):
        """The longest password there may be; in one field 16 KB; in the others what may be there."""
        part, password = COSTLY[kind]
        answers = {name: password if "password" in name else "aaa.aaa" for name in typed}
        answers[long_one] = long(part)
        return answers

    def test_every_field_of_every_form_takes_16_kb_for_a_slip_and_little_time(self):
        sent, slowest, cost = 0, ("", 0.0), 0.0
        met = set()
        workers = self.portal.workers("auth")
        for browser, action, typed, hidden in self.cast.forms():
            part = "{passkey}" if "/passkeys/" in action else "{email}"
            met.add(re.sub(r"/\d+/", f"/{part}/", action.replace("/mihon/", "/{s}/", 1)))
            for field in typed:
                for kind, (part, _) in COSTLY.items():
                    self.portal.forget_throttles()
                    before = cpu_seconds(workers)
                    answer = browser.move().post(action, {**hidden, **self.answers(typed, kind, field)})
                    used = cpu_seconds(workers) - before
                    sent, cost, slowest = sent + 1, cost + used, max(slowest, (action, used), key=lambda one: one[1])
                    with self.subTest(action, field=field, kind=kind):
                        self.assertEqual(answer.status, 422)
                        about = answer.text.partition(f'id="{field}-about"')[2].partition('class="entry"')[0]
                        self.assertIn('class="message"', about)
                        self.assertLess(answer.text.count(part), 100)
                        self.assertLessEqual(len(answer.body), PAGE_BYTES_MAX)
                        self.assertLessEqual(used, CPU_SECONDS_MAX)
        tell(f"{sent} forms with 16 KB in a field: {cost / sent * 1000:.0f} ms of a worker each, at most {slowest}")
        self.assertEqual(guarded_routes() - met - NOTHING_TYPED - OF_SCRIPTS, set(), "a form that nobody tried")

    def test_others_sign_in_while_six_send_them_without_end(self):
        self.portal.forget_throttles()
        bystander = self.portal.register()
        stop, statuses = threading.Event(), []
        attackers = [
            threading.Thread(target=self.attack, args=(number, stop, statuses)) for number in range(ATTACKERS)
        ]
        for attacker in attackers:
            attacker.start()
        try:
            took, outcomes = self.sign_ins(bystander)
        finally:
            stop.set()
            for attacker in attackers:
                attacker.join()
        counts = {status: statuses.count(status) for status in sorted(set(statuses))}
        tell(
            f"{len(took)} sign-ins beside {counts}: median {sorted(took)[len(took) // 2]:.2f} s,"
            f" slowest {max(took):.2f} s"
        )
        self.assertEqual(set(outcomes), {303})
        self.assertLessEqual(sorted(took)[len(took) * 9 // 10], SIGN_IN_SECONDS_MAX)
        self.assertGreater(len(statuses), ATTACKERS)
        self.assertLessEqual(set(statuses), {422, 429, 503})

    def attack(self, number, stop, statuses):
        """One postcard, or one session, and all that it may send."""
        stage = self.cast.stages[1] if number % 2 else next(s for s in self.cast.stages if "/mihon/password" in s.pages)
        copy = self.portal.browser()
        copy.cookies = dict(stage.browser.cookies)
        page = stage.pages[0]
        ((action, typed, hidden),) = forms_of(copy.get(page).text)
        part, password = COSTLY["words"]
        answers = {name: password if "password" in name else long(part) for name in typed}
        while not stop.is_set():
            statuses.append(copy.move().post(action, {**hidden, **answers}).status)

    def sign_ins(self, member):
        """Seconds that each took, and how it ended."""
        took, outcomes, began = [], [], time.monotonic()
        while time.monotonic() - began < ATTACK_SECONDS:
            browser = self.portal.browser()
            browser.get("/mihon/login")
            started = time.monotonic()
            outcomes.append(browser.post("/mihon/login", {"login_id": member.login_id, "password": PASSWORD}).status)
            took.append(time.monotonic() - started)
            browser.close()
            time.sleep(max(0.0, 0.3 - took[-1]))
        return took, outcomes


class NobodySendsPasswordFormsWithoutEnd(unittest.TestCase):
    def test_the_31st_choice_of_a_password_in_ten_minutes_is_refused_and_another_members_is_not(self):
        portal = shared()
        portal.forget_throttles()
        one, other = portal.browser(), portal.browser()
        portal.enter_with_postcard(one, portal.postcard())
        portal.enter_with_postcard(other, portal.postcard())

        def choose(browser):
            return browser.move().post("/mihon/register/account", {"new_password": "aaaa1111"}).status

        self.assertEqual([choose(one) for _ in range(32)], [422] * 30 + [429] * 2)
        self.assertEqual(choose(other), 422)
