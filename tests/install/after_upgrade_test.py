#!/usr/bin/python3
"""debian/lib/after-upgrade, which postinst runs, among commands that only write down how they were called."""

import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2]
WORKER = "portal-web@1.service loaded active running"


class AfterUpgrade(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="after-upgrade-"))
        self.addCleanup(shutil.rmtree, self.folder)
        shutil.copy(SOURCE / "debian" / "lib" / "after-upgrade", self.folder)
        self.stands_for("rolling-restart", "")
        self.stands_for("systemd-tmpfiles", "")

    def stands_for(self, name, what):
        program = self.folder / name
        program.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.folder}/called\n{what}\n')
        program.chmod(0o755)

    def run_it(self, *, running=WORKER, tables_fit=True, nginx_takes_it=True):
        """What it said, and what it called."""
        self.stands_for("systemctl", f'[ "$1" != list-units ] || echo "{running}"')
        self.stands_for("portalctl", "echo 'portalctl: the tables are such and such' >&2; "
                        f"exit {0 if tables_fit else 78}")
        self.stands_for("nginx", f"exit {0 if nginx_takes_it else 1}")
        (self.folder / "called").write_text("")
        done = subprocess.run([self.folder / "after-upgrade"], capture_output=True, text=True, timeout=30,
                              env={"PATH": f"{self.folder}:{os.environ['PATH']}"})
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout, (self.folder / "called").read_text().splitlines()

    def test_new_programs_come_first_then_nginx_takes_its_new_snippets(self):
        said, called = self.run_it()
        self.assertIn("健康マイポータル: the tables are such and such", said)
        self.assertLess(called.index("rolling-restart "), called.index("systemctl try-reload-or-restart nginx"))
        self.assertEqual(called[0], "systemctl daemon-reload")

    def test_where_the_old_programs_go_on_so_does_nginx(self):
        said, called = self.run_it(tables_fit=False)
        self.assertIn("the old programs go on running. the tables are such and such", said)
        self.assertIn("then /usr/lib/kenko-portal/rolling-restart, systemctl start portal-error-pages, "
                      "systemctl reload nginx", said)
        self.assertNotIn("rolling-restart ", called)
        self.assertFalse([line for line in called if "reload-or-restart" in line], called)

    def test_where_nothing_runs_it_says_so_and_starts_nothing(self):
        said, called = self.run_it(running="")
        self.assertIn("no worker and no mailer runs", said)
        self.assertIn("systemctl start portal.target", said)
        self.assertNotIn("rolling-restart ", called)
        self.assertIn("systemctl try-reload-or-restart nginx", called)

    def test_a_configuration_that_nginx_refuses_is_said(self):
        said, called = self.run_it(nginx_takes_it=False)
        self.assertIn("nginx goes on with its old configuration", said)
        self.assertFalse([line for line in called if "reload-or-restart" in line], called)


if __name__ == "__main__":
    unittest.main(verbosity=2)
