#!/usr/bin/python3
"""How fast mails go, rows 11 to 13 of the table of goals:  bench/mails.py [--quick] [--json FILE] BUILD [BUILD …]

Each BUILD (portalctl, portal-mailer; of the first one bench-mails too: `ninja bench-mails`) gets a MariaDB of its own
that writes every commit to disk, and a queue full of real, sealed mails. In turns, as many mails go through
- one libcurl connection, one after another, to a mail server that takes 20 ms for each (11) or answers at once (12);
- one portal-mailer to the same, and for row 12 two of them;
and for row 13 mails with links are queued while 100,000 news wait. Rates are the mail server's: the mails after the
first one, by the seconds from the first to the last. Statements, writes to disk and CPU are per mail. Compare within
one run: by themselves, figures of a busy machine mean little. --quick looks at the counts alone and fails when they are
more than they should be.
"""

import argparse
import contextlib
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "admin"))
from cpu import run_microseconds  # noqa: E402
from installation import Installation  # noqa: E402

SLOW, AT_ONCE = 20_000, 0  # microseconds that the mail server takes for a mail
STATEMENTS_MAX = 2.5  # a mail, if no two end together
LINKS = 200
NEWS = 100_000
COUNTS = """
    SELECT SUM(IF(VARIABLE_NAME LIKE 'COM%', VARIABLE_VALUE, 0)), SUM(IF(VARIABLE_NAME LIKE 'COM%', 0, VARIABLE_VALUE))
    FROM information_schema.GLOBAL_STATUS
    WHERE VARIABLE_NAME IN ('COM_STMT_EXECUTE', 'COM_BEGIN', 'COM_COMMIT', 'INNODB_DATA_FSYNCS');"""
COPIES = """
    INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, sealed_payload, queued_at, due_at,
                            not_after)
    SELECT society_id, {mail_class}, purpose, recipient, CONCAT({run}, '.', seq, '.', message_id), sealed_payload,
           UTC_TIMESTAMP(6), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 5 DAY
    FROM sample_mail JOIN seq_1_to_{count};"""


class MailServer:
    """bench-mails' sink; ends when it is asked what came."""

    def __init__(self, program, microseconds):
        self.process = subprocess.Popen([program, "sink", str(microseconds)], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def rate(self):
        """Mails a second, and how many."""
        self.process.stdin.close()
        mails, seconds = self.process.stdout.read().split()
        self.process.wait()
        return (int(mails) - 1) / float(seconds), int(mails)


class Portal:
    """One BUILD with a database of its own and a sample of a mail to be sent."""

    def __init__(self, build, conversations):
        self.build = Path(build).resolve()
        self.installation = Installation(self.build)
        self.installation.set_up()
        config = self.installation.config
        if conversations:
            config.write_text(config.read_text() + f"conversations = {conversations}\n")
        self.template = config.read_text()
        assert "port = 9\n" in self.template
        self.run = 0
        sent = self.installation.portalctl("mail", "test", "--apply", "taro@example.jp", "--no-wait", society="mihon")
        sent.check_returncode()
        self.sql("CREATE TABLE sample_mail AS SELECT * FROM mail_queue; DELETE FROM mail_queue;")

    def sql(self, text):
        return self.installation.sql(text)

    def queue(self, mail_class, count):
        self.run += 1
        self.sql(COPIES.format(mail_class=mail_class, run=self.run, count=count))

    def open_mails(self, mail_class):
        rows = self.sql(f"SELECT COUNT(*) FROM mail_queue WHERE class = {mail_class} AND due_at IS NOT NULL;")
        return int(rows[0][0])

    @contextlib.contextmanager
    def mailers(self, port, count):
        self.installation.config.write_text(self.template.replace("port = 9\n", f"port = {port}\n"))
        log = open(self.installation.folder / "mailer.log", "ab")
        running = [subprocess.Popen([self.build / "portal-mailer", "--config", self.installation.config], stderr=log)
                   for _ in range(count)]
        try:
            yield running
        finally:
            for mailer in running:
                mailer.terminate()
            for mailer in running:
                mailer.wait()
            log.close()

    def send(self, server, mails, mailer_count, mail_class=5):
        """Mails a second; per mail statements, writes to disk, and CPU of mailers and MariaDB."""
        self.sql("DELETE FROM mail_queue;")
        self.queue(mail_class, mails)
        before = self.costs()
        with self.mailers(server.port, mailer_count) as running:
            while self.open_mails(mail_class) > 0:
                time.sleep(0.2)
            mailer_us = sum(run_microseconds(each.pid) for each in running)
            after = self.costs()
        rate, came = server.rate()
        assert came == mails, f"{came} of {mails} came"
        found = {name: (after[name] - before[name]) / mails for name in before}
        return {"rate": rate, **found, "mailer_us": mailer_us / mails}

    def costs(self):
        statements, writes = self.sql(COUNTS)[0]
        return {"statements": float(statements), "writes": float(writes),
                "mariadb_us": run_microseconds(self.installation.server.process.pid)}

    def links_wait(self, server, links):
        """Milliseconds from queueing to hand-off for each of them, while news are waiting."""
        self.sql("DELETE FROM mail_queue;")
        self.queue(5, NEWS)
        with self.mailers(server.port, 1):
            time.sleep(2)
            for _ in range(links):
                self.queue(0, 1)
                time.sleep(0.03)
            while self.open_mails(0) > 0:
                time.sleep(0.2)
            assert self.open_mails(5) > 0, "the news were sent before the links"
        server.rate()
        rows = self.sql("""
            SELECT TIMESTAMPDIFF(MICROSECOND, queued_at, finished_at) FROM mail_queue
            WHERE class = 0 AND outcome = 'sent' ORDER BY 1;""")
        waited = [int(row[0]) / 1000 for row in rows]
        assert len(waited) == links, f"{len(waited)} of {links} links were sent"
        self.sql("DELETE FROM mail_queue;")
        return waited

    def close(self):
        self.installation.close()


class Bench:
    def __init__(self, options):
        self.options = options
        self.program = Path(options.builds[0]).resolve() / "bench-mails"
        self.portals = [Portal(build, options.conversations) for build in options.builds]
        self.found = {"machine": machine(), "rows": {}}

    def close(self):
        for portal in self.portals:
            portal.close()

    def libcurl(self, microseconds, mails, file):
        server = MailServer(self.program, microseconds)
        subprocess.run([self.program, "send", str(server.port), str(mails), file], check=True,
                       stdout=subprocess.DEVNULL)
        return server.rate()[0]

    def sample(self):
        """A file with a mail as the mailer sends it, as long as the one in the queue."""
        file = tempfile.NamedTemporaryFile("w", newline="", suffix=".eml")
        sealed = int(self.portals[0].sql("SELECT LENGTH(sealed_payload) FROM sample_mail;")[0][0])
        headers = [f"{name}: {'x' * 60}" for name in ("Date", "From", "To", "Subject", "Message-Id", "Auto-Submitted")]
        file.write("\r\n".join([*headers, "", *["x" * 76] * (sealed // 76), ""]))
        file.flush()
        return file

    def row(self, title, microseconds, own_mails, curl_mails, mailer_counts):
        """One row of the table, in turns: libcurl alone, then each build with each count of mailers."""
        rounds = {}
        with self.sample() as file:
            for _ in range(self.options.rounds):
                alone = self.libcurl(microseconds, curl_mails, file.name)
                rounds.setdefault(("libcurl", 1), []).append({"rate": alone})
                for portal in self.portals:
                    for count in mailer_counts:
                        took = portal.send(MailServer(self.program, microseconds), own_mails, count)
                        took["ratio"] = took["rate"] / alone
                        rounds.setdefault((portal.build, count), []).append(took)
                        progress(f"{title}: {portal.build.parent.name}, {count} mailer(s): {took['rate']:.0f}/s,"
                                 f" {took['ratio']:.2f} of libcurl's {alone:.0f}/s")
        print(f"\n## {title}\n")
        print("| | mailers | mails/s | ÷ libcurl alone | ÷ one mailer | statements | writes | mailer µs | MariaDB µs |")
        print("|---|---|---|---|---|---|---|---|---|")
        self.found["rows"][title] = []
        rates = {}
        for (build, count), all_of in rounds.items():
            median = {name: statistics.median(each[name] for each in all_of) for name in all_of[0]}
            rates[build, count] = median["rate"]
            self.found["rows"][title].append({"build": str(build), "mailers": count, **median,
                                              "rates": [each["rate"] for each in all_of]})
            if build == "libcurl":
                print(f"| libcurl alone | | {median['rate']:.0f} | 1 | | | | | |")
                continue
            beside_one = f"{median['rate'] / rates[build, 1]:.2f}" if count > 1 else ""
            print(f"| {build} | {count} | {median['rate']:.0f} | **{median['ratio']:.2f}** | {beside_one} |"
                  f" {median['statements']:.2f} | {median['writes']:.2f} | {median['mailer_us']:.0f} |"
                  f" {median['mariadb_us']:.0f} |", flush=True)

    def links(self):
        title = f"13: links handed over while {NEWS:,} news wait, to a mail server that takes 20 ms"
        print(f"\n## {title}\n\n| | half ms | p99 ms | longest ms |\n|---|---|---|---|")
        self.found["rows"][title] = []
        for portal in self.portals:
            waited = portal.links_wait(MailServer(self.program, SLOW), LINKS)
            p99 = waited[int(len(waited) * 0.99) - 1]
            self.found["rows"][title].append({"build": str(portal.build), "p50_ms": statistics.median(waited),
                                              "p99_ms": p99, "longest_ms": waited[-1]})
            print(f"| {portal.build} | {statistics.median(waited):.0f} | **{p99:.0f}** | {waited[-1]:.0f} |",
                  flush=True)

    def quick(self):
        for portal in self.portals:
            took = portal.send(MailServer(self.program, AT_ONCE), 400, 1)
            print(f"{portal.build}: {took['statements']:.2f} statements a mail, at most {STATEMENTS_MAX}")
            assert took["statements"] <= STATEMENTS_MAX

    def all_rows(self):
        print(f"# Mails\n{self.found['machine']}")
        mails = self.options.mails
        if 11 in self.options.rows:
            self.row("11: to a mail server that takes 20 ms a mail", SLOW, mails, mails // 4, (1,))
        if 12 in self.options.rows:
            self.row("12: to a mail server that answers at once", AT_ONCE, 4 * mails, 8 * mails, (1, 2))
        if 13 in self.options.rows:
            self.links()


def progress(text):
    print(text, file=sys.stderr, flush=True)


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    cores, load = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    return f"{cores} cores of {model}, load {load:.1f}, {time.strftime('%Y-%m-%d')}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--quick", action="store_true", help="the counts alone, no times")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--mails", type=int, default=400, help="in row 11; four times as many in row 12")
    parser.add_argument("--rows", type=int, nargs="*", default=(11, 12, 13))
    parser.add_argument("--conversations", type=int, help="[smtp] conversations (otherwise the programs' own default)")
    parser.add_argument("--json", help="a file for all figures")
    parser.add_argument("builds", nargs="+", metavar="BUILD")
    options = parser.parse_args()
    bench = Bench(options)
    try:
        bench.quick() if options.quick else bench.all_rows()
        if options.json:
            Path(options.json).write_text(json.dumps(bench.found, indent=1, ensure_ascii=False) + "\n")
    finally:
        bench.close()


if __name__ == "__main__":
    main()
