"""ME-05, SY-02: what a mistake in memory meets in the programs as they were built, and who exploits it."""

import re
import subprocess
import unittest
from pathlib import Path

from installation import shared

PROGRAMS = ("portal-web", "portal-mailer", "portalctl", "portal-press.so")


class MistakesInMemoryAreContained(unittest.TestCase):
    @staticmethod
    def read(program, *what):
        command = ["readelf", "--wide", *what, shared().build / program]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def test_every_program_lies_anywhere_binds_at_once_and_runs_no_data(self):
        for program in PROGRAMS:
            with self.subTest(program):
                told = self.read(program, "--file-header", "--program-headers", "--dynamic")
                self.assertRegex(told, r"Type: +DYN")
                self.assertIn("GNU_RELRO", told)
                self.assertRegex(told, r"\(FLAGS(?:_1)?\).*NOW")
                self.assertRegex(told, r"GNU_STACK .* RW +0x")
                self.assertNotRegex(told, r"LOAD .* RWE ")

    def test_every_program_watches_its_stack_and_its_buffers(self):
        for program in PROGRAMS:
            with self.subTest(program):
                symbols = self.read(program, "--dyn-syms")
                self.assertIn("__stack_chk_fail", symbols)
        self.assertRegex(self.read("portal-web", "--dyn-syms"), r"__(?:mem|str|v?sn?printf|read|recv|fd)\w*_chk\b")


class AProgramStartsNoOther(unittest.TestCase):
    @staticmethod
    def filters(pid):
        return int(re.search(r"Seccomp_filters:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1])

    def test_neither_a_worker_nor_the_mailer_may_start_a_program(self):
        """What their filter refuses: tests/unit/service_test.cpp."""
        portal = shared()
        pids = [*portal.workers(), *portal.pids("portal-mailer")]
        self.assertGreaterEqual(len(pids), 3)
        for pid in pids:
            with self.subTest(Path(f"/proc/{pid}/cmdline").read_text()):
                self.assertEqual(self.filters(pid), self.filters("self") + 1)
