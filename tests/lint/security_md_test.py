#!/usr/bin/env python3
"""Whether the lint of docs/security.md finds what it is there for."""

import tempfile
import unittest
from pathlib import Path

import security_md

TESTS = {
    "unit/a_test.cpp": "BOOST_AUTO_TEST_CASE(a_door_is_shut) {}\n"
                       "BOOST_FIXTURE_TEST_CASE(\n    a_key_is_one, Keys) {}\n",
    "edge/b_test.py": "class B:\n    def test_a_guess_is_counted(self):\n",
    "browser/c.test.js": 'test("a page, and its script", async (t) => {\n',
    "refused/sql/d.cpp": "",
}
GOOD = "`tests/unit/a_test.cpp` `a_door_is_shut` `a_key_is_one`"


class Rows(unittest.TestCase):
    def found(self, *rows):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in TESTS.items():
                (root / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
                (root / "tests" / name).write_text(text)
            (root / "docs").mkdir()
            (root / "docs" / "security.md").write_text("".join(f"{row}\n" for row in rows))
            return list(security_md.faults(root))

    def row(self, shown, name="AU-01"):
        return f"| {name} | a promise | ASVS 1.2.3 | {shown} |"

    def test_tests_of_every_kind_are_found(self):
        for shown in (GOOD, f"{GOOD}, `tests/edge/b_test.py` `a_guess_is_counted`; 3 of them",
                      "`tests/edge/b_test.py` `test_a_guess_is_counted`",
                      "`tests/browser/c.test.js` `a page, and its script`",
                      "`tests/refused/sql/d.cpp`", "**Doesn't apply:** nothing is taken in",
                      f"**Doesn't hold:** it was never tried at that size. {GOOD}"):
            self.assertEqual(self.found(self.row(shown)), [], shown)

    def test_what_proves_nothing_is_a_fault(self):
        for shown, words in (("it is so", "names no test"), ("", "cells"),
                             ("`tests/unit/a_test.cpp`", "without a test's name"),
                             ("`tests/unit/none_test.cpp` `a_door_is_shut`", "isn't there"),
                             ("`tests/unit/a_test.cpp` `a_door_is_open`", "has no test a_door_is_open"),
                             (GOOD.split()[0] + " `tests/edge/b_test.py` `a_guess_is_counted`", "without a test"),
                             ("**Doesn't hold:** no", "names no test")):
            found = self.found(self.row(shown))
            self.assertEqual(len(found), 1, found)
            self.assertIn(words, found[0])

    def test_an_id_stands_once(self):
        self.assertIn("stands twice", self.found(self.row(GOOD), self.row(GOOD))[0])
        self.assertEqual(self.found(self.row(GOOD), self.row(GOOD, "AU-02")), [])

    def test_a_page_without_rows_is_a_fault(self):
        self.assertEqual(self.found("# Security"), ["docs/security.md has no row"])


if __name__ == "__main__":
    unittest.main()
