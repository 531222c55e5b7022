#!/usr/bin/python3
"""portalctl stats, as Prometheus, Zabbix and a person read it:  stats_test.py BUILD_FOLDER [TEST…]"""

import json
import re
import resource
import shutil
import signal
import subprocess
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from installation import DISK, MEMBERS_HEADING, PortalctlCase, member_row, run_tests

TEMPLATES = Path(__file__).resolve().parents[2] / "debian" / "examples" / "zabbix"
NAME = r"[a-zA-Z_:][a-zA-Z0-9_:]*"
SAMPLE = re.compile(rf'({NAME})(?:\{{((?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\}})? (-?\d+)')
ROWS = """
SET @mihon = (SELECT id FROM societies WHERE slug = 'mihon'), @now = UTC_TIMESTAMP(6);
INSERT INTO mail_queue (society_id, class, purpose, recipient, message_id, queued_at, due_at, not_after, outcome,
                        finished_at, held_due_at)
SELECT @mihon, m.class, 'test', 'taro@example.jp', m.name, @now - INTERVAL m.queued MINUTE,
       @now + INTERVAL m.due MINUTE, @now, m.outcome, @now - INTERVAL m.finished MINUTE, IF(m.name = 'held', @now, NULL)
FROM (SELECT 'ready' AS name, 0 AS class, 10 AS queued, -1 AS due, NULL AS outcome, NULL AS finished
      UNION ALL SELECT 'deferred', 0, 5, 5, NULL, NULL
      UNION ALL SELECT 'held', 5, 9000, NULL, NULL, NULL
      UNION ALL SELECT 'sent', 0, 100, NULL, 'sent', 30
      UNION ALL SELECT 'sent before', 0, 200, NULL, 'sent', 120
      UNION ALL SELECT 'dead', 0, 2000, NULL, 'dead', 1200
      UNION ALL SELECT 'dead before', 0, 2000, NULL, 'dead', 1800) AS m;
INSERT INTO audit_log (society_id, at, event, client_address, request_id)
SELECT @mihon, @now - INTERVAL 600 - q.seq MINUTE, 'sign_in_failed', '', '' FROM seq_1_to_500 q ORDER BY q.seq DESC;
INSERT INTO audit_log (society_id, at, event, client_address, request_id)
VALUES (@mihon, @now - INTERVAL 61 MINUTE, 'sign_in', '', ''), (@mihon, @now - INTERVAL 59 MINUTE, 'sign_in', '', ''),
       (@mihon, @now - INTERVAL 10 MINUTE, 'sign_in_failed', '', ''), (@mihon, @now, 'sign_in_failed', '', ''),
       (@mihon, @now, 'registered', '', ''), (@mihon, @now, 'document_opened', '', '');
SET foreign_key_checks = 0;
INSERT INTO sessions (society_id, account_id, token_digest, created_at, seen_at, expires_at, authenticated_at, device,
                      ended_at)
VALUES (@mihon, 1, 'a', @now - INTERVAL 40 DAY, @now - INTERVAL 40 DAY, @now - INTERVAL 39 DAY, @now, '', NULL),
       (@mihon, 1, 'b', @now - INTERVAL 2 HOUR, @now - INTERVAL 1 HOUR, @now + INTERVAL 9 HOUR, @now, '', NULL),
       (@mihon, 1, 'c', @now - INTERVAL 2 HOUR, @now - INTERVAL 1 MINUTE, @now + INTERVAL 9 HOUR, @now, '', NULL),
       (@mihon, 1, 'd', @now - INTERVAL 1 HOUR, @now, @now + INTERVAL 9 HOUR, @now, '', @now),
       (@mihon, 1, 'e', @now - INTERVAL 1 MINUTE, @now, @now + INTERVAL 12 HOUR, @now, '', NULL);
"""


def read_prometheus(text):
    """The samples of a text, after the rules of the format 0.0.4: HELP and TYPE once, before a metric's samples, which
    stand together and differ in their labels; each line ends in a line feed."""
    assert text.endswith("\n"), "the last line must end, too"
    found, typed, now = {}, set(), None
    for line in text.splitlines():
        if comment := re.fullmatch(rf"# (HELP|TYPE) ({NAME}) (.+)", line):
            kind, name, rest = comment.groups()
            assert kind == "HELP" or rest == "gauge", line
            assert (name == now and kind == "TYPE") or (name not in typed and kind == "HELP"), line
            typed.add(name)
            now = name
            continue
        sample = SAMPLE.fullmatch(line)
        assert sample, line
        name, labels, value = sample.groups()
        assert name == now, f"{line}: outside of its metric"
        labels = tuple(re.findall(r'([a-z_]+)="([^"]*)"', labels or ""))
        assert (name, labels) not in found, f"{line}: twice"
        found[name, labels] = int(value)
    return found


class StatsTest(PortalctlCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.inbox, cls.backups = cls.files / "inbox", cls.files / "backups"
        cls.inbox.mkdir()
        cls.backups.mkdir()
        with open(cls.installation.config, "a") as config:
            config.write(f'[inbox]\nfolder = "{cls.inbox}"\nsettle_seconds = 0\n[backup]\nfolder = "{cls.backups}"\n'
                         f'[metrics]\nfolder = "{cls.files}/metrics"\n')
        roster = cls.files / "roster.csv"
        roster.write_text(MEMBERS_HEADING + member_row(1))
        cls.installation.portalctl("member", "import", roster, "--apply", society="mihon").check_returncode()
        cls.installation.sql(ROWS)
        made_at = datetime.now(timezone.utc) - timedelta(hours=3)
        (cls.backups / f"portal-{made_at:%Y%m%dT%H%M%SZ}.tar.zst.age").write_bytes(b"x" * 1234)
        cls.installation.portalctl("inbox", "run", "--apply", society="mihon").check_returncode()
        (cls.inbox / "mihon" / "members" / "waits.csv").write_text("x")
        (cls.inbox / "mihon" / "failed" / "20261122-132000-members").mkdir()

    def stats(self, *words, society=None):
        return self.run_it("stats", *words, society=society).stdout

    def test_figures_are_those_of_the_rows_by_society(self):
        found = read_prometheus(self.stats("--prometheus"))

        def of(name, **labels):
            return found[f"portal_{name}", tuple(labels.items())]

        mihon = {"society": "mihon"}
        link = {**mihon, "class": "link"}
        self.assertEqual(of("mails_waiting", **link, state="ready"), 1)
        self.assertEqual(of("mails_waiting", **link, state="deferred"), 1)
        self.assertEqual(of("mails_waiting", **mihon, **{"class": "news"}, state="held"), 1)
        self.assertAlmostEqual(of("mails_oldest_seconds", **link), 60, delta=30)
        self.assertEqual(of("mails_oldest_seconds", **mihon, **{"class": "news"}), 0)
        self.assertEqual(of("mails_sent_last_hour", **link), 1)
        self.assertEqual(of("mails_failed_last_day", **link, outcome="dead"), 1)
        self.assertEqual(of("sign_ins_last_hour", **mihon, result="ok"), 1)
        self.assertEqual(of("sign_ins_last_hour", **mihon, result="failed"), 2)
        self.assertEqual(of("sign_ins_last_hour", **mihon, result="blocked"), 0)
        self.assertEqual(of("registrations_last_hour", **mihon), 1)
        self.assertEqual(of("documents_opened_last_hour", **mihon), 1)
        self.assertEqual(of("sessions_open", **mihon), 2)
        self.assertEqual(of("imports_last_day", **mihon), 1)
        self.assertEqual(of("inbox_files_waiting", **mihon), 1)
        self.assertEqual(of("inbox_files_refused", **mihon), 1)
        self.assertAlmostEqual(of("backup_age_seconds"), 3 * 3600, delta=60)
        self.assertEqual(of("backup_bytes"), 1234)
        self.assertEqual(of("keys_wrong"), 0)
        self.assertGreaterEqual(of("schema_migrations"), 27)
        for name, labels in found:
            if dict(labels).get("society") == "tameshi":
                self.assertEqual(found[name, labels], 0, (name, labels))

    def test_what_stands_nowhere_is_a_zero_and_what_nobody_knows_is_left_out(self):
        kept = next(self.backups.iterdir())
        moved = kept.rename(self.files / "moved")
        self.addCleanup(moved.rename, kept)
        found = read_prometheus(self.stats("--prometheus"))
        self.assertNotIn("portal_backup_age_seconds", {name for name, _ in found})
        labels = (("society", "tameshi"), ("class", "link"), ("state", "ready"))
        self.assertEqual(found["portal_mails_waiting", labels], 0)
        away = self.backups.rename(self.files / "backups-away")
        self.addCleanup(away.rename, self.backups)
        found = read_prometheus(self.stats("--prometheus"))
        self.assertNotIn("portal_backup_age_seconds", {name for name, _ in found})

    def test_a_backup_s_name_from_a_clock_that_ran_ahead_or_of_no_moment_makes_none_younger(self):
        for name in (f"{datetime.now(timezone.utc) + timedelta(days=3):%Y%m%dT%H%M%SZ}", "29991231T235959Z",
                     "2026XXXXT000000Z", "20269999T999999Z", "20260230T000000Z", "zzzzzzzzTzzzzzzZ"):
            file = self.backups / f"portal-{name}.tar.zst.age"
            file.write_text("")
            self.addCleanup(file.unlink)
        folder = self.backups / f"portal-{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}.tar.zst.age"
        folder.mkdir()
        self.addCleanup(folder.rmdir)
        found = read_prometheus(self.stats("--prometheus"))
        self.assertAlmostEqual(found["portal_backup_age_seconds", ()], 3 * 3600, delta=120)
        self.assertEqual(found["portal_backup_bytes", ()], 1234)

    def test_json_says_the_same_and_one_society_only_its_own(self):
        told = json.loads(self.stats("--json"))
        flat = {(f"portal_{name}", tuple((key, value) for key, value in row.items() if key != "value"))
                for name, rows in told.items() for row in rows}
        self.assertEqual(flat, set(read_prometheus(self.stats("--prometheus"))))
        own = json.loads(self.stats("--json", society="tameshi"))
        self.assertEqual({row["society"] for rows in own.values() for row in rows if "society" in row}, {"tameshi"})
        self.assertIn("MAILS_WAITING:", self.stats())

    def test_it_says_nothing_of_a_person(self):
        for words in ((), ("--json",), ("--prometheus",)):
            self.assertNotRegex(self.stats(*words), "@|見本|ミホン|0000001")

    def test_a_file_for_node_exporter_is_replaced_whole_and_nobody_s_folder_is_made(self):
        folder = self.files / "metrics"
        self.assertIn("no such folder; nothing is written", self.stats("--write"))
        self.assertFalse(folder.exists())
        folder.mkdir()
        (folder / "portal.prom").write_text("old")
        before = (folder / "portal.prom").stat().st_ino
        self.stats("--write")
        self.assertEqual([file.name for file in folder.iterdir()], ["portal.prom"])
        self.assertNotEqual((folder / "portal.prom").stat().st_ino, before)
        self.assertIn(("portal_sessions_open", (("society", "mihon"),)),
                      read_prometheus((folder / "portal.prom").read_text()))

    def test_what_can_t_be_written_whole_leaves_the_old_file_alone(self):
        folder = self.files / "metrics"
        folder.mkdir(exist_ok=True)
        (folder / "portal.prom").write_text("old")

        def small():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

        done = subprocess.run(self.installation.command("stats", "--write"), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60, preexec_fn=small)
        self.assertEqual(done.returncode, DISK, done.stderr)
        self.assertRegex(done.stderr, "portal.prom.*File too large\n  -> see to that file or disk")
        self.assertEqual([(file.name, file.read_text()) for file in folder.iterdir()], [("portal.prom", "old")])
        shutil.rmtree(folder)

    def test_a_trigger_of_zabbix_says_when_figures_that_it_needs_stay_away(self):
        """A figure that doesn't come is under every limit."""
        text = (TEMPLATES / "kenko-portal.yaml").read_text()
        silent = set(re.findall(r"nodata\(/健康マイポータル/([a-z_.-]+),", text))
        discarded = {re.search(r"key: (\S+)", item)[1] for item in re.split(r"^        - uuid: ", text, flags=re.M)
                     if "DISCARD_VALUE" in item and "triggers:" in item}
        self.assertEqual(discarded - silent, {"kenko-portal.inbox.waiting"})  # no inbox, no file in it
        self.assertLessEqual({"kenko-portal.doctor.bad", "kenko-portal.mails.waiting"}, silent)

    def test_the_template_of_zabbix_asks_for_figures_that_there_are(self):
        text = (TEMPLATES / "kenko-portal.yaml").read_text()
        told = json.loads(self.stats("--json"))
        items = re.split(r"^        - uuid: ", text.partition("      items:\n")[2].partition("      macros:\n")[0],
                         flags=re.M)[1:]
        masters, keys = set(), []
        for item in items:
            key = re.search(r"^          key: (\S+)$", item, re.M)[1]
            keys.append(key)
            if "type: DEPENDENT" not in item:
                masters.add(key)
            for path in re.findall(r"type: JSONPATH\n +parameters:\n +- '(.*)'", item):
                name, wanted = re.match(r"\$\.(\w+)(?:\[\?\(@\.(\w+) [!=]= '')?", path).groups()
                self.assertIn(name, told)
                self.assertTrue(wanted is None or wanted in told[name][0], path)
            for expression in re.findall(r"expression: '(.*)'", item):
                self.assertEqual(re.findall(r"/健康マイポータル/([a-z_.-]+)", expression), [key], "beside its item")
        self.assertEqual(len(keys), len(set(keys)))
        self.assertEqual(set(re.findall(r"master_item:\n +key: (\S+)", text)), masters)
        self.assertEqual(set(re.findall(r"^UserParameter=([a-z.-]+),", (TEMPLATES / "kenko-portal.conf").read_text(),
                                        re.M)), masters)
        uuids = re.findall(r"uuid: (\S+)", text)
        self.assertEqual(len(uuids), len(set(uuids)))
        self.assertTrue(all(re.fullmatch(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}", one) for one in uuids))

    def test_it_takes_a_moment(self):
        begun = time.monotonic()
        self.stats("--json")
        self.assertLess(time.monotonic() - begun, 2)


if __name__ == "__main__":
    run_tests()
