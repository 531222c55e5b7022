"""Breaks each invariant on purpose, in a transaction that is taken back, and sees whether check() finds it. A checker
that finds nothing may be one that looks at nothing."""

import copy
import time

from ledger import RULES, Check


def prove(check):
    """0 when each tampering was found under its rule."""
    missed = 0
    for rule, words, tamper in TAMPERINGS:
        tampered = Check(copy_of(check.ledger), check.database, copy.deepcopy(check.taken), check.doubling,
                         check.conversations, check.logs, check.secrets)
        check.sql("SET autocommit = 0, foreign_key_checks = 0; START TRANSACTION")
        try:
            applied = tamper(tampered)
            found = tampered.run([rule])
        finally:
            check.sql("ROLLBACK; SET autocommit = 1, foreign_key_checks = 1")
        if applied is False:
            print(f"  {rule} {words}: nothing to tamper with in so short a run")
        else:
            print(f"  {rule} {words}: {'found' if found else 'NOT FOUND'}")
            missed += not found
    if check.run():
        print("  what was tampered with was not taken back")
        return 1
    proved = {rule for rule, _, _ in TAMPERINGS}
    assert proved == set(RULES), set(RULES) - proved
    return 1 if missed else 0


def copy_of(ledger):
    other = copy.copy(ledger)
    for name, value in vars(ledger).items():
        if name != "lock":
            setattr(other, name, copy.deepcopy(value))
    return other


def lose_a_link(check):
    check.sql(f"DELETE FROM mail_links WHERE address = '{check.ledger.addresses[0]}'")


def queue_a_mail_twice(check):
    check.sql(
        "INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, not_after, outcome,"
        " finished_at) SELECT society_id, class, purpose, recipient, CONCAT('again.', message_id), queued_at,"
        f" not_after, 'deleted', queued_at FROM mail_queue WHERE recipient = '{check.ledger.addresses[0]}'")


def forget_a_nickname(check):
    check.sql(f"UPDATE accounts SET nickname = 'somebody' WHERE login_id = '{next(iter(check.ledger.nicknames))}'")


def lose_an_application(check):
    if not check.ledger.receipts:
        return False
    check.sql(f"DELETE FROM applications WHERE id = {check.ledger.receipts[0]}")
    return True


def lose_a_line(check):
    if not check.ledger.lines:
        return False
    check.sql(f"DELETE FROM expenses WHERE receipt_number = '{next(iter(check.ledger.lines))}0000'")
    return True


def open_a_mail(check):
    check.sql("UPDATE mail_queue SET outcome = NULL WHERE outcome = 'sent' ORDER BY id LIMIT 1")


def forget_a_taken_mail(check):
    check.taken.pop(next(iter(check.taken)))


def take_a_mail_without_a_row(check):
    check.taken["stranger@example.jp"].append(time.time())


def send_twice_in_peace(check):
    check.taken[next(iter(check.taken))] += [1.0, 2.0]


def send_after_the_end(check):
    check.sql("UPDATE mail_queue SET outcome = 'expired', finished_at = '2000-01-01' WHERE outcome = 'sent'"
              " ORDER BY id LIMIT 1")


def open_a_link_twice(check):
    check.ledger.links_used["a link"] = 2


def show_somebody_else(check):
    check.ledger.look_for_others("ようこそ 縁1さん 縁2さん", "縁1さん")


def forget_to_record(check):
    if not check.ledger.shown:
        return False
    check.sql("DELETE FROM audit_log WHERE event IN ('document_opened', 'expenses_seen')")
    return True


def write_a_secret_into_a_log(check):
    secret, logs = next(iter(check.secrets.values)), check.logs
    check.logs = lambda: [*logs(), ("tampered.log", f'{{"event":"x","token":"{secret}"}}')]


def hold_a_mail(check):
    check.sql("UPDATE mail_queue SET outcome = NULL, leased_at = queued_at WHERE outcome = 'sent' ORDER BY id LIMIT 1")


TAMPERINGS = (
    ("I1", "a link that was asked for is gone", lose_a_link),
    ("I1", "a mail is queued twice", queue_a_mail_twice),
    ("I1", "a nickname is another one", forget_a_nickname),
    ("I1", "an application is gone", lose_an_application),
    ("I1", "a line of a file is gone", lose_a_line),
    ("I2", "a mail has no end", open_a_mail),
    ("I3", "a sent mail was taken by nobody", forget_a_taken_mail),
    ("I3", "a taken mail has no row", take_a_mail_without_a_row),
    ("I4", "a mail went twice in peace", send_twice_in_peace),
    ("I5", "a mail went after it had expired", send_after_the_end),
    ("I6", "a link opened twice", open_a_link_twice),
    ("I7", "a page named somebody else", show_somebody_else),
    ("I8", "what was shown is not in the audit log", forget_to_record),
    ("I9", "a token stands in a log", write_a_secret_into_a_log),
    ("I10", "a mail is held", hold_a_mail),
)
