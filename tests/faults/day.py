"""A society's day: who plays it, on what, and how it comes to rest. What goes wrong meanwhile is the caller's."""

import csv
import shutil
import threading
import time
from pathlib import Path

import installation
from ledger import Ledger
from players import Clerk, Person

TREE = Path(__file__).resolve().parents[2]
DOCUMENTS = 40  # members with one
DEPENDENTS = 15  # MEMBERS_MAX players, each fourth one of them
MEMBERS_MAX = 60
QUIET_SECONDS_MAX = 240
DEATH = "取り込みの途中でプログラムが止まりました"  # admin/imports/inbox.cpp


def answers(portal):
    try:
        return portal.browser().get("/mihon/help").status == 200
    except OSError:
        return False


def add_dependents(portal):
    """Grown-up children of members who don't play: a principal's reading would be counted for both. Their cards."""
    roster, cards = portal.folder / "dependents.csv", portal.folder / "dependents-postcards.csv"
    with open(roster, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(installation.MEMBER_COLUMNS)
        for number in range(installation.EDGE_MEMBERS - DEPENDENTS + 1, installation.EDGE_MEMBERS + 1):
            rows.writerow(("90", f"{number:07}", "01", "子", f"縁側　{number}子", "エンガワ　ムスメ", installation.BORN, "女",
                           "2010-04-01", "", f"dependent{number}@example.jp", "000-0090", "縁側県縁側市1番地"))
    portal.portalctl("--society", "mihon", "member", "import", roster, "--apply")
    portal.portalctl("--society", "mihon", "postcard", "issue", "--apply", "--csv", cards)
    with open(cards, encoding="utf-8-sig", newline="") as file:
        return [installation.Postcard("mihon", row["ログインID"], row["仮パスワード"], row["氏名"],
                                      "-".join((row["記号"], row["番号"], row["枝番"]))) for row in csv.DictReader(file)]


def give_documents(portal):
    """The demo's PDFs, for members of ours."""
    source = TREE / "demo" / "data" / "mihon-documents"
    target = portal.folder / "documents-of-ours"
    target.mkdir()
    pdfs = sorted(source.glob("*.pdf"))
    with open(target / "index.csv", "w", encoding="cp932", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("記号", "番号", "枝番", "種別", "件名", "発行日", "ファイル名"))
        for number in range(1, DOCUMENTS + 1):
            name = f"ours-{number}.pdf"
            shutil.copy(pdfs[number % len(pdfs)], target / name)
            rows.writerow(("90", f"{number:07}", "00", "資格情報のお知らせ", "資格情報のお知らせ", "令和8年4月1日", name))
    portal.portalctl("--society", "mihon", "document", "import", target, "--apply")


def play(options, seed, portal, dependents, relay, breaker_until):
    """`options.members` members and a clerk for `options.minutes`, while what `breaker_until(stop)` made
    goes on. The ledger and the breaker."""
    ledger, stop = Ledger(), threading.Event()
    numbers = [f"{number:07}" for number in range(1, installation.EDGE_MEMBERS + 1)]
    ours = {card.number: card for card in portal.all_postcards("mihon")}
    players = []
    for place in range(options.members):
        card = dependents[place] if place % 4 == 3 else ours[f"90-{numbers[place]}-00"]
        players.append(Person(f"member {place}", seed, portal, ledger, stop, mails=relay, card=card))
    players.append(Clerk("clerk", seed, portal, ledger, stop, folder=portal.folder,
                         inbox=Path(portal.var) / "inbox", numbers=numbers))
    breaker = breaker_until(stop)
    for thread in (*players, breaker):
        thread.start()
    deadline = time.monotonic() + 60 * options.minutes
    while time.monotonic() < deadline and not any(thread.failure for thread in (*players, breaker)):
        time.sleep(0.5)
    stop.set()
    for thread in (breaker, *players):
        thread.join(90)
        if thread.failure:
            raise RuntimeError(f"{thread.name}: {thread.failure!r}") from thread.failure
    return ledger, breaker


def settle(portal, relay, ledger):
    """Nothing breaks any more: until the inbox is empty and each mail has come to its end."""
    relay.misbehave("")
    portal.sql.close()
    inbox = Path(portal.var) / "inbox" / "mihon"
    wait_for_inbox(inbox)
    for file in refused(inbox):
        # Its run was killed. Whoever dropped it is told to do so again, and that nothing is taken in twice by it.
        if DEATH in words_about(file):
            ledger.note("a file is dropped again, as its run was killed")
            part = inbox / "expenses" / f"{file.name}.part"
            shutil.copy(file, part)
            part.rename(part.with_suffix(""))
        else:
            ledger.refused[file.name] = words_about(file)
    already = set(refused(inbox))
    wait_for_inbox(inbox)
    ledger.refused |= {file.name: words_about(file) for file in refused(inbox) if file not in already}
    began = time.monotonic()
    while open_mails(portal):
        # Who sends them put them off; an operator says now.
        portal.portalctl("mail", "retry", "ALL", "--apply")
        if time.monotonic() - began > QUIET_SECONDS_MAX:
            break
        time.sleep(2)


def wait_for_inbox(inbox):
    """Until all that was dropped is in done/ or failed/."""
    def waiting():
        return [*(inbox / "expenses").glob("*.csv"), *(inbox / "taking").iterdir()]
    installation.wait_until(lambda: not waiting(), 60, lambda: f"the inbox takes in {waiting()}")


def refused(inbox):
    """What was dropped, without what was written about it (.faults.csv)."""
    return [file for file in sorted((inbox / "failed").glob("*/*.csv")) if "." not in file.stem]


def words_about(file):
    return file.with_suffix(".faults.csv").read_text(encoding="utf-8-sig")


def open_mails(portal):
    return portal.sql.number("SELECT COUNT(*) FROM mail_queue WHERE outcome IS NULL")


def logs_of(portal):
    for file in sorted(portal.log.glob("*.log")):
        yield file.name, file.read_text(encoding="utf-8", errors="replace")
