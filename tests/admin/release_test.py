#!/usr/bin/python3
"""portalctl of two releases on one schema, as who upgrades meets them:  release_test.py BUILD_FOLDER [TEST…]"""

import json

from installation import CONFIGURATION, GOOD, PortalctlCase, run_tests

OLDER = "the tables are one release older (generation {}) than this program ({}), which runs on them"
NEWER = "the tables are one release newer than this program (generation {}), which runs on them"
MIGRATE = "portalctl schema migrate --apply, when all hosts run this release"


class ReleaseTest(PortalctlCase):
    """The next release is BUILD_FOLDER/next: this tree with tests/support/next_release.sql. The steps follow on one
    another, as an upgrade's do."""

    def next_release(self, *words, expected=GOOD):
        this, self.installation.program = self.installation.program, self.build / "next" / "portalctl"
        try:
            return self.run_it(*words, expected=expected, society=None)
        finally:
            self.installation.program = this

    def states(self, told):
        return {row["migration"]: row["state"] for row in json.loads(told.stdout)}

    def generation(self):
        return int(self.installation.sql("SELECT MAX(generation) FROM schema_migrations WHERE number < 9000;")[0][0])

    def test_1_the_next_release_s_programs_run_and_say_what_to_run(self):
        words = OLDER.format(self.generation(), self.generation() + 1)
        told = self.next_release("schema", "status", "--json")
        self.assertEqual(told.stderr, f"portalctl: {words}\n  -> {MIGRATE}\n")
        self.assertEqual(self.states(told)["9001_next"], "pending")
        self.assertIn("mihon", self.next_release("society", "list").stdout)
        for command in (("config", "check"), ("doctor",)):
            found = self.next_release(*command, expected=CONFIGURATION).stdout
            self.assertRegex(found, rf"✗ {words.replace('(', '.').replace(')', '.')}\s+-> {MIGRATE}", command)
        self.assertIn("would apply 9001_next", self.next_release("schema", "migrate").stdout)

    def test_2_after_migrate_both_releases_run(self):
        told = self.next_release("schema", "migrate", "--apply").stdout
        self.assertEqual(told, "applied 9001_next\nthe schema is current\n")
        self.assertIn("✓ the schema is current", self.next_release("config", "check").stdout)
        told = self.run_it("schema", "status", "--json", society=None)
        self.assertEqual(told.stderr, f"portalctl: {NEWER.format(self.generation())}\n")
        self.assertEqual(self.states(told)["9001_next"], "newer")
        self.assertIn("mihon", self.run_it("society", "list", society=None).stdout)
        self.assertIn(f"✓ {NEWER.format(self.generation())}", self.run_it("config", "check", society=None).stdout)

    def test_3_migrate_of_who_went_back_changes_nothing(self):
        facts = "SELECT * FROM schema_migrations; SHOW GRANTS FOR portal_web@localhost;"
        before = self.installation.sql(facts)
        told = self.run_it("schema", "migrate", "--apply", society=None).stdout
        self.assertEqual(told, f"{NEWER.format(self.generation())}\n")
        self.assertEqual(self.installation.sql(facts), before)

    def test_4_tables_two_releases_newer_are_refused_with_what_to_do(self):
        self.installation.sql("UPDATE schema_migrations SET generation = generation + 1 WHERE number > 9000;")
        for words in (("schema", "status"), ("society", "list")):
            told = self.run_it(*words, expected=CONFIGURATION, society=None).stderr
            self.assertIn("9001_next (generation ", told)
            self.assertIn("install the release that made these tables, or the one before it", told)


if __name__ == "__main__":
    run_tests()
