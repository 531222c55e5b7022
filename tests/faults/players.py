"""Who uses the portal while things break: members, a clerk at portalctl, and files that are dropped into the inbox.

Each has a random generator of its own, made of the run's seed, and does what members do. An answer that promises
something goes into the ledger; where none came, the same form is sent again, as a member would who reloads the page."""

import base64
import csv
import hashlib
import hmac
import http.client
import html.parser
import random
import re
import secrets
import struct
import subprocess
import threading
import time

from installation import BORN, MEMBER_COLUMNS, PASSWORD, Member, kanji_number

TRIES = 6
PAUSE_SECONDS = (0.05, 0.4)
MAIL_SECONDS = 40
AWAY = (OSError, http.client.HTTPException)
EXPENSE_COLUMNS = ("レセプト番号", "記号", "番号", "枝番", "診療年月", "診療区分", "医療機関名", "日数", "医療費総額", "健保負担額",
                   "公費負担額", "窓口負担額", "食事療養費", "高額療養費", "付加給付")
LINES_PER_FILE = 60


class Stop(Exception):
    """The run is over."""


class Nothing(Exception):
    """It came to nothing this time: the portal said no, or nothing at all. The player goes on with something else."""


class Forms(html.parser.HTMLParser):
    """The hidden fields of each form of a page, by where the form is sent."""

    def __init__(self, page):
        super().__init__()
        self.fields, self._at = {}, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag == "form":
            self._at = self.fields.setdefault(named.get("action", ""), {})
        elif tag == "input" and self._at is not None and named.get("type") == "hidden" and "name" in named:
            self._at[named["name"]] = named.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "form":
            self._at = None


class Player(threading.Thread):
    """Plays one of `actions` after another until it is stopped. What goes wrong beyond Nothing ends the whole run."""

    def __init__(self, name, seed, portal, ledger, stop):
        super().__init__(daemon=True, name=name)
        self.random = random.Random(f"{seed}/{name}")
        self.portal, self.ledger, self.stop = portal, ledger, stop
        self.failure, self.began = None, time.monotonic()

    def run(self):
        try:
            while not self.stop.is_set():
                action = self.random.choice(self.actions())
                try:
                    action()
                    self.ledger.note(f"{action.__name__}: done")
                except (Nothing, *AWAY):
                    self.ledger.note(f"{action.__name__}: nothing")
                self.pause(*PAUSE_SECONDS)
        except Stop:
            pass
        except Exception as failure:  # noqa: BLE001: told by who waits for the player
            self.failure = failure

    def pause(self, least, most):
        if self.stop.wait(self.random.uniform(least, most)):
            raise Stop

    def get(self, browser, path):
        for _ in range(TRIES):
            try:
                answer = browser.get(path)
            except AWAY:
                answer = None
            self.ledger.note(f"GET {answer.status if answer else 'no answer'}")
            if answer and answer.status < 500:
                return answer
            self.pause(0.2, 1)
        raise Nothing

    def post(self, browser, path, fields, expected=(303,)):
        """Sends one form, the same again when no answer or a 5xx came. Its Location; Nothing when it was refused."""
        fields = {"csrf": browser.csrf, **fields}
        for _ in range(TRIES):
            try:
                answer = browser.post(path, fields)
            except AWAY:
                answer = None
            self.ledger.note(f"POST {answer.status if answer else 'no answer'}")
            if answer and answer.status in expected:
                return answer
            if answer and answer.status < 500:
                raise Nothing
            self.pause(0.2, 1)
        raise Nothing


class Person(Player):
    """One member, from the postcard on."""

    def __init__(self, *arguments, mails, card):
        super().__init__(*arguments)
        self.mails, self.card = mails, card
        self.member = self.own = self.browser = self.totp = self.code_given = None
        self.recovery_codes, self.reissues, self.orders = [], 0, 0

    def actions(self):
        if self.member is None:
            return [self.register]
        if self.browser is None:
            return [self.sign_in, self.sign_in, self.ask_for_guide] + ([self.reissue] if self.reissues < 2 else [])
        seldom = [self.sign_out, self.order_postcard]
        if not self.card.number.endswith("-00"):
            seldom.append(self.choose_family)
        if self.totp is None and self.random.random() < 0.2:
            seldom.append(self.turn_on_two_step)
        return [self.read_home, self.read_expenses, self.read_document, self.rename, self.apply, self.ask_for_guide,
                *seldom]

    # From outside

    def register(self):
        browser, login_id = self.portal.browser(), self.portal.login_id()
        self.own = f"縁{self.random.randrange(10**6)}さん"
        wanted = Member("mihon", login_id, PASSWORD, self.card.name, self.own)
        self.get(browser, "/mihon/login/preset")
        self.post(browser, "/mihon/login/preset", {"login_id": self.card.login_id, "password": self.card.password})
        page = self.get(browser, "/mihon/register/account").text
        email = re.search(r'name="email"[^>]* value="([^"]*)"', page)
        if not email:
            raise Nothing
        self.post(browser, "/mihon/register/account", {
            "new_login_id": login_id, "new_password": PASSWORD, "new_password_confirm": PASSWORD,
            "email": email.group(1), "nickname": self.own})
        self.member, self.email = wanted, email.group(1)
        self.ledger.accounts.append(login_id)
        self.ledger.may_be(self.ledger.nicknames, login_id, self.own, True)

    def ask_for_guide(self):
        """A society answers more than 2,000 requests an hour alike, and sends nothing: so many aren't made."""
        if len(self.ledger.addresses) > 250 + 25 * (time.monotonic() - self.began) / 60:
            raise Nothing
        browser, address = self.portal.browser(), f"{self.random.randbytes(8).hex()}@example.jp"
        self.get(browser, "/mihon/register")
        self.post(browser, "/mihon/register", {"email": address})
        self.ledger.addresses.append(address)

    def sign_in(self):
        if self.totp and code_of(self.totp) == self.code_given and not self.recovery_codes:
            raise Nothing  # half a minute long, it would end at the code
        browser = self.portal.browser()
        self.get(browser, "/mihon/login")
        answer = self.post(browser, "/mihon/login",
                           {"login_id": self.member.login_id, "password": self.member.password})
        if answer.location.endswith("/login/code"):
            self.give_code(browser)
        elif not answer.location.endswith("/home"):
            raise Nothing
        self.browser = browser

    def give_code(self, browser):
        """Now and then a recovery code, in two browsers at once: one of them at most gets in."""
        self.get(browser, "/mihon/login/code")
        if not self.recovery_codes or self.random.random() < 0.5:
            code = code_of(self.totp)
            if code == self.code_given:  # each opens once
                raise Nothing
            self.code_given = code
            self.post(browser, "/mihon/login/code", {"code": code})
            return
        code = self.recovery_codes.pop()
        other = self.portal.browser()
        other.cookies, other.csrf = dict(browser.cookies), browser.csrf
        self.get(other, "/mihon/login/code?use=recovery")
        self.get(browser, "/mihon/login/code?use=recovery")
        opened = self.at_once(lambda one: one.post("/mihon/login/code?use=recovery", {"code": code}), browser, other)
        good = [one for one, answer in zip((browser, other), opened)
                if answer and answer.status == 303 and answer.location == "/mihon/home"]
        for _ in good:
            self.ledger.add(self.ledger.codes_used, code)
        if not good:
            raise Nothing
        browser.cookies = good[0].cookies

    def at_once(self, send, *browsers):
        answers = [None] * len(browsers)

        def one(place):
            try:
                answers[place] = send(browsers[place])
            except AWAY:
                pass

        threads = [threading.Thread(target=one, args=(place,)) for place in range(len(browsers))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def reissue(self):
        """By the mail's link and temporary password; two browsers try both at once, one gets to the new password."""
        self.reissues += 1
        browser = self.portal.browser()
        since = time.time()
        self.get(browser, "/mihon/reissue")
        self.post(browser, "/mihon/reissue", {"email": self.email})
        mail = self.mails.wait_for(self.email, "/mihon/reissue/start?t=", since, self.stop)
        link = re.search(r"/mihon/reissue/start\?t=\S+", mail).group()
        temporary = re.search(r"\n仮パスワード\n(\S+)", mail)
        given = {"login_id": self.member.login_id} | ({"password": temporary.group(1)} if temporary else {})
        browsers = [self.portal.browser(), self.portal.browser()]
        for one in browsers:
            self.get(one, link)
            self.get(one, "/mihon/reissue/start")
        self.at_once(lambda one: one.post("/mihon/reissue/start", given), *browsers)
        wanted = f"Midori {secrets.token_hex(6)} 85"
        for one in browsers:
            try:
                self.get(one, "/mihon/reissue/password")
            except Nothing:
                pass
        set_now = self.at_once(lambda one: one.post("/mihon/reissue/password", {
            "new_password": wanted, "new_password_confirm": wanted}), *browsers)
        good = [answer for answer in set_now if answer and answer.status == 303 and answer.location.endswith("/done")]
        for _ in good:
            self.ledger.add(self.ledger.links_used, link)
        if not good and all(set_now):
            raise Nothing
        self.find_password(wanted)

    def find_password(self, wanted):
        """Where no answer came, the new password holds or the old one does."""
        for password in (wanted, self.member.password):
            browser = self.portal.browser()
            self.get(browser, "/mihon/login")
            try:
                self.post(browser, "/mihon/login", {"login_id": self.member.login_id, "password": password})
            except Nothing:
                continue
            self.member.password = password
            return
        raise Nothing

    # Signed in

    def own_page(self, path):
        """A page of the session; signed out when the session has ended."""
        answer = self.get(self.browser, path)
        if answer.status == 303:
            self.browser = None
            raise Nothing
        if answer.status == 200 and "text/html" in (answer.header("Content-Type") or ""):
            self.ledger.look_for_others(answer.text, self.own)
        return answer

    def recorded(self, path, event):
        """Reads what the audit log must tell of. Tried once, on a fresh connection: each try that nobody answered may
        stand there, and on one that was kept the browser tries again by itself."""
        key = (self.member.login_id, event)
        self.browser.close()
        self.ledger.add(self.ledger.asked, key)
        answer = self.browser.get(path)
        if answer.status == 303:
            self.browser = None
            raise Nothing
        if answer.status != 200:
            raise Nothing
        self.ledger.add(self.ledger.shown, key)
        return answer

    def read_home(self):
        if self.own not in self.own_page("/mihon/home").text:
            raise Nothing

    def read_expenses(self):
        self.ledger.look_for_others(self.recorded("/mihon/expenses", "expenses_seen").text, self.own)

    def read_document(self):
        found = re.findall(r'/mihon/documents/\d+(?=")', self.own_page("/mihon/documents").text)
        if not found:
            raise Nothing
        answer = self.recorded(f"{self.random.choice(found)}.pdf", "document_opened")
        assert answer.body.startswith(b"%PDF"), answer.body[:20]

    def rename(self):
        nickname = f"{self.own}{self.random.randrange(1000)}"
        self.own_page("/mihon/profile")
        self.change(self.ledger.nicknames, nickname, "/mihon/profile",
                    {"login_id": self.member.login_id, "nickname": nickname})

    def choose_family(self):
        hides = self.random.choice(("0", "1"))
        self.own_page("/mihon/family")
        self.change(self.ledger.hides, hides, "/mihon/family", {"principal_sees": "no" if hides == "1" else "yes"})

    def change(self, choices, value, path, fields):
        self.ledger.may_be(choices, self.member.login_id, value, False)
        answer = self.post(self.browser, path, fields)
        if not answer.location.endswith("/done"):
            self.browser = None
            raise Nothing
        self.ledger.may_be(choices, self.member.login_id, value, True)

    def apply(self):
        """For a screening, or out of one that is applied for."""
        page = self.own_page("/mihon/screenings").text
        applied = set(re.findall(r'/mihon/screenings/applications/(\d+)"', page)) - set(self.ledger.withdrawn)
        if applied:
            self.withdraw(min(applied, key=int))
            return
        programmes = sorted(set(re.findall(r'/mihon/screenings/\d+(?=")', page)))
        if not programmes:
            raise Nothing
        path = self.random.choice(programmes)
        form = Forms(self.own_page(path).text).fields.get(path, {})
        given = {**form, "item": "1", "postal_code": "100-0001", "address": "東京都見本区見本町1-2-3",
                 "telephone": "0300000000", "consent": "yes"}
        check = self.post(self.browser, path, given, (200, 303))
        sent = Forms(check.text).fields.get("/mihon/screenings") if check.status == 200 else None
        if sent is None:
            raise Nothing
        answer = self.post(self.browser, "/mihon/screenings", sent)
        number = re.search(r"/applications/(\d+)", answer.location)
        if not number:
            raise Nothing
        self.ledger.receipts.append(number.group(1))

    def withdraw(self, number):
        path = f"/mihon/screenings/applications/{number}/cancellation"
        form = Forms(self.own_page(path).text).fields.get(path)
        if form is None:
            raise Nothing
        self.post(self.browser, path, form)
        self.ledger.withdrawn.append(number)

    def turn_on_two_step(self):
        self.own_page("/mihon/security/two-step")
        self.post(self.browser, "/mihon/security/two-step", {"current_password": self.member.password})
        page = self.own_page("/mihon/security/two-step/app").text
        key = re.search(r"secret=([A-Z2-7]{32})", page)
        if not key:
            raise Nothing
        # From now on the portal may ask for codes, whether the answer comes or not.
        self.totp = key.group(1)
        try:
            self.code_given = code_of(self.totp)
            answer = self.post(self.browser, "/mihon/security/two-step/app",
                               {"code": self.code_given, "current_password": self.member.password})
        except Nothing:
            self.browser = None
            raise
        codes = self.own_page(answer.location).text
        self.recovery_codes = re.findall(r"\b[0-9a-z]{4}(?:-[0-9a-z]{4}){3}\b", codes)

    def sign_out(self):
        self.own_page("/mihon/home")
        browser, self.browser = self.browser, None
        self.post(browser, "/mihon/logout", {})

    def order_postcard(self):
        """Two a year are sent; an order that is open stays the only one."""
        if self.orders == 2:
            raise Nothing
        self.orders += 1
        browser, (symbol, number, branch) = self.portal.browser(), self.card.number.split("-")
        self.get(browser, "/mihon/reissue/postcard")
        self.post(browser, "/mihon/reissue/postcard", {
            "symbol": symbol, "number": number, "branch": branch, "birth_date": BORN,
            "kana": "エンガワ　シロウ" if branch == "00" else "エンガワ　ムスメ"})
        self.ledger.ordered.append(number)


class Clerk(Player):
    """At portalctl: takes files in, issues what was ordered, publishes. A command that was killed is given again."""

    def __init__(self, *arguments, folder, inbox, numbers):
        super().__init__(*arguments)
        self.folder, self.inbox, self.numbers = folder, inbox, numbers
        self.files = 0

    def actions(self):
        return [self.take_in_expenses, self.drop_expenses, self.issue_postcards, self.publish_notice,
                self.take_in_members, self.pause_a_while]

    def pause_a_while(self):
        self.pause(1, 3)

    def command(self, *words):
        """Whether it said that all is well; a refusal (65: done already, …) counts as done."""
        for _ in range(TRIES):
            run = subprocess.run([self.portal.build / "portalctl", "--config", self.portal.config, *words],
                                 stdin=subprocess.DEVNULL, capture_output=True, text=True)
            self.ledger.note(f"portalctl {run.returncode}")
            if run.returncode in (0, 65):
                return run.returncode == 0
            self.pause(0.5, 2)
        raise Nothing

    def expense_file(self):
        """A file of lines of its own; its name, and how its lines' numbers begin."""
        self.files += 1
        beginning = f"99{self.files:05}"
        path = self.folder / f"lines-{beginning}.csv"
        with open(path, "w", encoding="cp932", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(EXPENSE_COLUMNS)
            for line in range(LINES_PER_FILE):
                total = self.random.randrange(100, 5000) * 10
                rows.writerow((f"{beginning}{line:04}", "90", self.random.choice(self.numbers), "00", "202606", "外来",
                               "見本医院", 1, total, total * 7 // 10, 0, total - total * 7 // 10, 0, 0, 0))
        return path, beginning

    def take_in_expenses(self):
        path, beginning = self.expense_file()
        if not self.command("--society", "mihon", "expense", "import", path, "--apply"):
            self.ledger.refused[path.name] = "portalctl refused it"
        self.ledger.lines[beginning] = LINES_PER_FILE

    def drop_expenses(self):
        """Into the inbox, as a core system's transfer does: under another name first."""
        path, beginning = self.expense_file()
        target = self.inbox / "mihon" / "expenses" / path.name
        part = target.with_suffix(".part")
        try:
            part.write_bytes(path.read_bytes())
        except OSError:  # the disk is full; what rests half written would keep all that comes later waiting
            part.unlink(missing_ok=True)
            raise
        part.rename(target)
        self.ledger.lines[beginning] = LINES_PER_FILE
        self.pause(1, 2)

    def issue_postcards(self):
        self.files += 1
        cards = self.folder / f"cards-{self.files}.csv"
        self.command("--society", "mihon", "postcard", "issue", "--apply", "--csv", cards)

    def publish_notice(self):
        """To everybody, so that the mailers have work: one a member and day at most."""
        self.files += 1
        path = self.folder / f"notice-{self.files}.md"
        path.write_text("+++\ntitle = \"見本のお知らせ\"\nfrom = 2026-04-01\nmail = true\n+++\n見本です。\n")
        self.command("--society", "mihon", "notice", "publish", path, "--apply")
        self.command("arrivals", "send", "--apply")

    def take_in_members(self):
        """The roster again, with other addresses."""
        self.files += 1
        path = self.folder / f"members-{self.files}.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(MEMBER_COLUMNS)
            for number in self.numbers:
                place = int(number)
                rows.writerow(("90", number, "00", "本人", f"m縁側　{kanji_number(place)}郎", "エンガワ　シロウ", BORN, "男",
                               "2010-04-01", "", f"edge{place}@example.jp", "000-0090",
                               f"縁側県縁側市{self.files}丁目{place}番地"))
        self.command("--society", "mihon", "member", "import", path, "--apply")


def code_of(key, at=None):
    """RFC 6238, as an authenticator app makes it."""
    count = struct.pack(">Q", int(at or time.time()) // 30)
    digest = hmac.digest(base64.b32decode(key), count, hashlib.sha1)
    place = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[place:place + 4])[0] & 0x7fffffff) % 10**6:06}"
