"""What the portal acknowledged to whom, and whether all of it came true: the invariants I1 to I10.

Players write into the ledger; check() reads the database, the mail server's record and the logs, and names each breach.
A promise is what an answer said (303, 200, exit 0); whatever ended without an answer may have happened or not, once."""

import collections
import json
import re
import threading
from dataclasses import dataclass, field

LATE_SECONDS = 8  # so long after it a mail may still be sent in vain: a mail server that is slow answers late
UNCHOSEN = "0"  # what no row of household_choices means
MARKER = re.compile(r"縁\d+さん")
RULES = {
    "I1": "what was acknowledged is there, once",
    "I2": "every mail came to its end",
    "I3": "a mail that is called sent was taken by the mail server, and one that was taken has its row",
    "I4": "a mail went twice only where something was killed or cut off around it",
    "I5": "a mail that expired, died or was deleted was not sent after that",
    "I6": "what opens once opened once",
    "I7": "a page shows whose session it is and nobody else",
    "I8": "each document and page of expenses that was shown stands in the audit log",
    "I9": "no secret stands in a log",
    "I10": "no mail is held by a mailer that is gone",
}


@dataclass
class Ledger:
    """All lists grow by append, which threads may do at once."""

    counts: collections.Counter = field(default_factory=collections.Counter)  # what was played, by name and answer
    addresses: list = field(default_factory=list)  # asked for the guide with one, acknowledged
    accounts: list = field(default_factory=list)  # login IDs
    nicknames: dict = field(default_factory=dict)  # login ID → those that may stand there now
    hides: dict = field(default_factory=dict)  # login ID → those choices
    links_used: collections.Counter = field(default_factory=collections.Counter)  # a link → its acknowledged uses
    codes_used: collections.Counter = field(default_factory=collections.Counter)  # a recovery code → uses
    receipts: list = field(default_factory=list)  # numbers of applications
    withdrawn: list = field(default_factory=list)
    ordered: list = field(default_factory=list)  # members' numbers who ordered a postcard
    lines: dict = field(default_factory=dict)  # beginning of receipt numbers → how many lines
    refused: dict = field(default_factory=dict)  # a file of them that should have been taken in → what was said
    shown: collections.Counter = field(default_factory=collections.Counter)  # (login ID, audit's event) → answers
    asked: collections.Counter = field(default_factory=collections.Counter)  # the same → requests
    foreign: list = field(default_factory=list)  # pages that showed somebody else
    pages: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, what):
        with self.lock:
            self.counts[what] += 1

    def add(self, counter, key):
        with self.lock:
            counter[key] += 1

    def may_be(self, choices, key, value, acknowledged):
        """A choice that was acknowledged is the only one; one without an answer stands beside those before it."""
        with self.lock:
            choices[key] = {value} if acknowledged else choices.get(key, {UNCHOSEN}) | {value}

    def look_for_others(self, page, own):
        """`own` is the marker in the nickname of whose session it is."""
        with self.lock:
            self.pages += 1
        found = set(MARKER.findall(page))
        if found - {own}:
            self.foreign.append((own, sorted(found)))


def accepted(log):
    """The mail server's record: message ID → when it took that mail, as seconds since 1970, oldest first."""
    taken = collections.defaultdict(list)
    with open(log, encoding="utf-8") as file:
        for line in file:
            event = json.loads(line)
            if event["event"] == "accepted":
                taken[event["message_id"].strip("<>")].append(event["time"])
    return taken


class Check:
    """One look at everything. `doubling` are the spans (seconds since 1970) in which something was done that can make a
    program do again what it doesn't know to be done: a mailer send a mail, in each span as many as it has
    conversations, once at its beginning and once at its end; a worker record that a page was shown."""

    def __init__(self, ledger, sql, taken, doubling, conversations, logs, secrets):
        self.ledger, self.database, self.taken, self.doubling = ledger, sql, taken, doubling
        self.conversations, self.logs, self.secrets = conversations, logs, secrets
        self.breaches = []

    def run(self, rules=RULES):
        for rule in rules:
            getattr(self, rule.lower())()
        return self.breaches

    def breach(self, rule, words):
        self.breaches.append((rule, words))

    def sql(self, statement):
        rows = self.database(statement)
        assert not rows or not rows[0][0].startswith("ERROR "), rows[0][0]
        return rows

    def counted(self, statement):
        return {row[0]: int(row[1]) for row in self.sql(statement)}

    def number(self, statement):
        return int(self.sql(statement)[0][0])

    def column(self, statement):
        return [row[0] for row in self.sql(statement)]

    def i1(self):
        ledger = self.ledger
        links = self.counted("SELECT address, COUNT(*) FROM mail_links WHERE purpose = 'registration' GROUP BY address")
        mails = self.counted("SELECT recipient, COUNT(*) FROM mail_queue GROUP BY recipient")
        for address in ledger.addresses:
            if (links.get(address), mails.get(address)) != (1, 1):
                self.breach("I1", f"{links.get(address, 0)} links, {mails.get(address, 0)} mails for one request")
        logins = self.counted("SELECT login_id, COUNT(*) FROM accounts GROUP BY login_id")
        for login_id in ledger.accounts:
            if logins.get(login_id) != 1:
                self.breach("I1", f"{logins.get(login_id, 0)} accounts for one registration")
        nicknames = dict(self.sql("SELECT login_id, nickname FROM accounts"))
        hides = dict(self.sql(
            "SELECT a.login_id, c.hides_expenses FROM accounts a JOIN household_choices c"
            " ON c.society_id = a.society_id AND c.member_id = a.member_id"))
        for name, choices, stored in (("nickname", ledger.nicknames, nicknames), ("choice", ledger.hides, hides)):
            for login_id, may_be in choices.items():
                if stored.get(login_id, UNCHOSEN) not in may_be:
                    self.breach("I1", f"a {name} is none of those that were chosen last")
        self.applications()
        open_or_issued = set(self.column(
            "SELECT DISTINCT m.number FROM postcard_orders o JOIN members m"
            " ON m.society_id = o.society_id AND m.id = o.member_id"))
        for number in ledger.ordered:
            if number not in open_or_issued:
                self.breach("I1", "an ordered postcard is not there")
        for beginning, count in ledger.lines.items():
            there = self.number(f"SELECT COUNT(*) FROM expenses WHERE receipt_number LIKE '{beginning}%'")
            if there != count:
                self.breach("I1", f"{there} of {count} lines of a file that was taken in")
        for file, words in ledger.refused.items():
            self.breach("I1", f"{file} was refused: {words}")
        cards = self.counted(
            "SELECT o.id, COUNT(p.id) FROM postcard_orders o LEFT JOIN postcards p ON p.society_id = o.society_id"
            " AND p.member_id = o.member_id AND p.issued_at = o.issued_at WHERE o.issued_at IS NOT NULL GROUP BY o.id")
        for count in cards.values():
            if count != 1:
                self.breach("I1", f"{count} postcards for one order")

    def applications(self):
        states = dict(self.sql("SELECT id, status FROM applications"))
        for number in self.ledger.receipts:
            if number not in states:
                self.breach("I1", "an application with a receipt is not there")
        if len(set(self.ledger.receipts)) != len(self.ledger.receipts):
            self.breach("I1", "two applications have one receipt")
        for number in self.ledger.withdrawn:
            if states.get(number) != "withdrawn":
                self.breach("I1", f"a withdrawn application is {states.get(number)}")
        places = self.sql(
            "SELECT p.taken, (SELECT COUNT(*) FROM applications a WHERE a.society_id = p.society_id"
            " AND a.programme_id = p.id AND a.status <> 'withdrawn')"
            " FROM screening_programmes p")
        for taken, applied in places:
            if taken != applied:
                self.breach("I1", f"{taken} places are counted where {applied} members have one")

    def i2(self):
        for (outcome, count) in self.sql("SELECT COALESCE(outcome, 'open'), COUNT(*) FROM mail_queue GROUP BY outcome"):
            if outcome == "open":
                self.breach("I2", f"{count} mails are open")

    def i3(self):
        rows = dict(self.sql("SELECT message_id, COALESCE(outcome, 'open') FROM mail_queue"))
        rows = {message_id.strip("<>"): outcome for message_id, outcome in rows.items()}
        for message_id, outcome in rows.items():
            if outcome == "sent" and message_id not in self.taken:
                self.breach("I3", "a mail is called sent that nobody took")
        for message_id in self.taken:
            if message_id not in rows:
                self.breach("I3", "a mail was taken that has no row")

    def duplicates(self):
        return [times for times in self.taken.values() if len(times) > 1]

    def i4(self):
        spare = collections.Counter({span: 2 * self.conversations for span in self.doubling})
        for times in sorted(self.duplicates()):
            for first, again in zip(times, times[1:]):
                # What was done while its answer or its row was under way, or just before.
                causes = [(began, ended) for began, ended in spare
                          if began <= again and first <= ended + LATE_SECONDS and spare[began, ended] > 0]
                if causes:
                    spare[causes[-1]] -= 1
                else:
                    self.breach("I4", f"a mail went twice, {again - first:.1f} s apart, and nothing was done meanwhile")

    def i5(self):
        rows = self.sql(
            "SELECT message_id, TIMESTAMPDIFF(MICROSECOND, '1970-01-01', finished_at) / 1000000 FROM mail_queue"
            " WHERE outcome IN ('expired', 'dead', 'deleted')")
        for message_id, finished in rows:
            late = [taken for taken in self.taken.get(message_id.strip("<>"), ()) if taken > float(finished) + 1]
            if late:
                self.breach("I5", "a mail was sent after it had come to its end")

    def i6(self):
        for kind, uses in (("link", self.ledger.links_used), ("recovery code", self.ledger.codes_used)):
            for count in uses.values():
                if count > 1:
                    self.breach("I6", f"a {kind} opened {count} times")

    def i7(self):
        for own, found in self.ledger.foreign:
            self.breach("I7", f"a page of {own} names {found}")

    def i8(self):
        written = self.counted(
            "SELECT CONCAT(a.login_id, ' ', l.event), COUNT(*) FROM audit_log l JOIN accounts a"
            " ON a.society_id = l.society_id AND a.id = l.account_id"
            " WHERE l.event IN ('document_opened', 'expenses_seen') GROUP BY 1")
        again = 0
        for (login_id, event), shown in self.ledger.shown.items():
            there = written.get(f"{login_id} {event}", 0)
            again += max(0, there - self.ledger.asked[login_id, event])
            if there < shown:
                self.breach("I8", f"{event}: shown {shown}, in the log {there}")
        if again > len(self.doubling):
            self.breach("I8", f"{again} more than were asked for stand in the log, after {len(self.doubling)} faults")

    def i9(self):
        for name, text in self.logs():
            if self.secrets.found_in(text.encode()):
                self.breach("I9", f"a secret stands in {name}")

    def i10(self):
        held = self.number("SELECT COUNT(*) FROM mail_queue WHERE leased_at IS NOT NULL AND outcome IS NULL")
        if held:
            self.breach("I10", f"{held} mails are held by nobody")
