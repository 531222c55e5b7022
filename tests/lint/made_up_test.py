#!/usr/bin/env python3
"""Whether the lint of made-up addresses and numbers finds what it is there for."""

import subprocess
import tempfile
import unittest
from pathlib import Path

import made_up

REAL = "@gma" "il.com"  # in two pieces: this file is read, too


class Findings(unittest.TestCase):
    def found(self, text, excuses=None, name="a.md"):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["git", "-C", folder, "init", "-q"], check=True)
            (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / name).write_text(text, encoding="cp932" if name.endswith(".csv") else "utf-8")
            return list(made_up.findings(Path(folder), excuses or {}))

    def test_what_belongs_to_nobody_is_taken(self):
        self.assertEqual(self.found("a@example.jp b@mihon.example.jp 03-0000-0000 portal-report@mihon.service"), [])

    def test_an_address_that_somebody_may_have_is_found_with_its_line(self):
        (finding,) = self.found(f"one\nhanako{REAL}\n")
        self.assertTrue(finding.startswith("a.md:2: "), finding)

    def test_so_is_a_telephone_number(self):
        self.assertEqual(len(self.found("03-" "1234-5678, 090(" "1234)5678")), 2)

    def test_files_of_core_systems_are_read_in_their_own_code(self):
        self.assertEqual(len(self.found(f"見本,hanako{REAL}\n", name="demo/data/mihon-members.csv")), 1)

    def test_an_excuse_holds_for_its_file_and_is_a_finding_when_nobody_needs_it(self):
        excuses = {"a.md": {REAL[1:]}}
        self.assertEqual(self.found(f"hanako{REAL}", excuses), [])
        self.assertEqual(len(self.found("nobody", excuses)), 1)
        self.assertEqual(len(self.found(f"hanako{REAL}", {"b.md": {REAL[1:]}})), 2)


if __name__ == "__main__":
    unittest.main()
