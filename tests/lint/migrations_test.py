#!/usr/bin/env python3
"""Shows migrations.py what would stop the programs of the release before, in made-up migrations."""
import pathlib
import shutil
import tempfile
import unittest

import migrations

SOURCE = pathlib.Path(__file__).resolve().parents[2]
FIRST = """
CREATE TABLE topics (
  society_id BIGINT NOT NULL,
  id BIGINT NOT NULL AUTO_INCREMENT,
  title VARCHAR(100) NOT NULL,   -- a word; or two
  picture VARCHAR(20) CHARACTER SET ascii NULL,
  views INT NOT NULL,
  PRIMARY KEY (society_id, id),
  KEY by_title (society_id, title)
) ENGINE=InnoDB;
CREATE TABLE old_topics (id BIGINT NOT NULL PRIMARY KEY) ENGINE=InnoDB;
"""
EXPANDS = "-- Generation 2, expands: made up.\n"
CONTRACTS = "-- Generation 3, contracts: made up.\n"
UNUSED = (EXPANDS + "-- Unused from here on: topics.picture, topics.by_title\n"
          "-- Unused from here on: old_topics, REVOKE UPDATE ON x FROM {web}\n")

# What programs that don't know of it don't notice.
ADDS = [
    "CREATE TABLE pictures (id BIGINT NOT NULL PRIMARY KEY, name CHAR(3) UNIQUE, CHECK (id > 0)) ENGINE=InnoDB;\n"
    "ALTER TABLE pictures ADD UNIQUE KEY by_name (name);\nINSERT INTO pictures (id) VALUES (1);",
    "ALTER TABLE topics ADD COLUMN colour VARCHAR(7) NULL AFTER title, ADD COLUMN rank INT NOT NULL DEFAULT 5;\n"
    "UPDATE topics SET colour = 'red', rank = 4 WHERE id = 1;",
    "ALTER TABLE topics ADD COLUMN kind VARCHAR(9) NOT NULL DEFAULT 'a;b' CHECK (kind IN ('a;b', 'other')); -- why; so",
    "ALTER TABLE topics ADD COLUMN words INT AS (CHAR_LENGTH(title)) STORED, ALGORITHM=INSTANT;",
    "ALTER TABLE topics ADD KEY by_id (society_id, id, title), ADD FULLTEXT KEY by_words (title);",
    "ALTER TABLE topics MODIFY title VARCHAR(200) NOT NULL, MODIFY views BIGINT NOT NULL;",
    "ALTER TABLE topics MODIFY title VARCHAR(100) NOT NULL DEFAULT '', ALTER COLUMN views SET DEFAULT 0;",
    "GRANT SELECT ON {schema}.topics TO {web};",
]
# By what is wrong with it.
BREAKS = {
    "is nothing that only adds": [
        "DROP TABLE topics;", "ALTER TABLE topics DROP COLUMN picture;", "ALTER TABLE topics DROP KEY by_title;",
        "ALTER TABLE topics ADD UNIQUE KEY once (society_id, title);", "ALTER TABLE topics ADD CHECK (views >= 0);",
        "ALTER TABLE topics ADD CONSTRAINT x FOREIGN KEY (id) REFERENCES old_topics (id);",
        "ALTER TABLE topics ADD COLUMN a INT NULL, DROP PRIMARY KEY;", "TRUNCATE TABLE topics;",
        "REVOKE SELECT ON {schema}.topics FROM {web};",
        "CREATE TRIGGER a BEFORE INSERT ON topics FOR EACH ROW SET @a = 1;",
        "ALTER TABLE topics ALTER COLUMN views DROP DEFAULT;", "ALTER TABLE topics CONVERT TO CHARACTER SET ascii;",
    ],
    "the other name": ["RENAME TABLE topics TO news;", "ALTER TABLE topics RENAME COLUMN title TO name;",
                       "ALTER TABLE topics CHANGE title name VARCHAR(100) NOT NULL;",
                       "ALTER TABLE topics RENAME news;"],
    "NOT NULL without a DEFAULT": ["ALTER TABLE topics ADD COLUMN colour VARCHAR(7) NOT NULL;"],
    "older programs insert rows without it": [
        "ALTER TABLE topics ADD COLUMN code INT NOT NULL DEFAULT 0 UNIQUE;",
        "ALTER TABLE topics ADD COLUMN old BIGINT NULL REFERENCES old_topics (id);"],
    "which older programs write": ["ALTER TABLE topics ADD COLUMN top INT NULL CHECK (top > views);"],
    "more room": ["ALTER TABLE topics MODIFY title VARCHAR(50) NOT NULL;", "ALTER TABLE topics MODIFY views INT NULL;",
                  "ALTER TABLE topics MODIFY views SMALLINT NOT NULL;",
                  "ALTER TABLE topics MODIFY COLUMN picture VARCHAR(20) CHARACTER SET utf8mb4 NULL;"],
    "changes rows": ["UPDATE topics SET title = 'a';", "DELETE FROM topics;", "INSERT INTO topics (id) VALUES (1);"],
}


class MigrationsLint(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.write("sql/migrations/0001_first.sql", FIRST)

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def found(self, *texts):
        """In the migrations after those of the first release."""
        for number, text in enumerate(texts, migrations.FIRST_RELEASE + 1):
            self.write(f"sql/migrations/{number:04}_made_up.sql", text)
        return list(migrations.findings(self.folder))

    def assert_one(self, words, *texts):
        found = self.found(*texts)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_what_only_adds_may_stand_beside_the_programs_of_the_release_before(self):
        for text in ADDS:
            with self.subTest(text):
                self.assertEqual(self.found(EXPANDS + text + "\n"), [])

    def test_what_they_would_notice_is_refused(self):
        for why, texts in BREAKS.items():
            for text in texts:
                with self.subTest(text):
                    self.assert_one(why, EXPANDS + text + "\n")

    def test_a_column_of_the_generation_before_is_one_that_programs_use(self):
        self.assert_one("changes rows", EXPANDS + "ALTER TABLE topics ADD COLUMN rank INT NULL;\n",
                        "-- Generation 3, expands: a.\nUPDATE topics SET rank = 1;\n")
        self.assertEqual(self.found(EXPANDS + "ALTER TABLE topics ADD COLUMN rank INT NULL;\n",
                                    EXPANDS + "UPDATE topics SET rank = 1;\n"), [])

    def test_what_an_earlier_generation_declared_unused_may_be_dropped(self):
        self.assertEqual(self.found(UNUSED, CONTRACTS + "ALTER TABLE topics DROP COLUMN picture, DROP KEY by_title;\n"
                                    "DROP TABLE old_topics;\nREVOKE UPDATE ON x FROM {web};\n"), [])

    def test_what_was_not_declared_or_in_the_same_generation_only_may_not(self):
        drop = "ALTER TABLE topics DROP COLUMN picture;\n"
        self.assert_one('"-- Unused from here on: topics.picture"', EXPANDS, CONTRACTS + drop)
        self.assert_one('"-- Unused from here on: topics.picture"', EXPANDS,
                        CONTRACTS + "-- Unused from here on: topics.picture\n" + drop)
        self.assert_one('"-- Unused from here on: REVOKE SELECT ON x FROM {web}"', EXPANDS,
                        CONTRACTS + "REVOKE SELECT ON x FROM {web};\n")

    def test_a_narrowing_is_what_the_programs_before_hold_already(self):
        narrow = "ALTER TABLE topics ADD CHECK (views >= 0);\n"
        self.assert_one('"-- Held since generation 2', EXPANDS, CONTRACTS + narrow)
        self.assert_one('"-- Held since generation 2', EXPANDS,
                        CONTRACTS + "-- Held since generation 3: so.\n" + narrow)
        self.assertEqual(self.found(EXPANDS, CONTRACTS + "-- Held since generation 2: no view is lost.\n" + narrow), [])

    def test_a_name_changes_in_no_single_release(self):
        self.assert_one("the other name", EXPANDS, CONTRACTS + "-- Held since generation 2: so.\n"
                        "ALTER TABLE topics CHANGE title name VARCHAR(100) NOT NULL;\n")

    def test_what_is_unused_is_named_by_no_statement_and_no_grant(self):
        self.write("sql/topics.cpp", 'db.select("SELECT title "\n  "FROM topics");  // no picture\n')
        self.write("sql/grants.sql", "GRANT SELECT, UPDATE (title) ON {schema}.topics TO {web}; -- picture\n")
        self.assertEqual(self.found(UNUSED), [])
        self.write("sql/topics.cpp", 'db.select("SELECT picture "\n  "FROM topics");\n')
        self.assert_one("sql/topics.cpp: names topics.picture", UNUSED)
        self.write("sql/topics.cpp", 'db.select(R"(SELECT id\n FROM old_topics)");\n')
        self.assert_one("sql/topics.cpp: names old_topics", UNUSED)
        self.write("sql/topics.cpp", "")
        self.write("sql/grants.sql", "GRANT SELECT, UPDATE (picture) ON {schema}.topics TO {web};\n")
        self.assert_one("sql/grants.sql: names topics.picture", UNUSED)

    def test_a_name_that_was_dropped_may_come_again(self):
        self.write("sql/topics.cpp", 'db.select("SELECT picture FROM topics");\n')
        self.assertEqual(self.found(UNUSED, CONTRACTS + "ALTER TABLE topics DROP COLUMN picture;\n"), [])

    def test_every_migration_says_its_generation_and_none_is_left_out(self):
        self.assert_one("doesn't begin with", "-- Pictures.\n")
        self.assert_one("generation 3 follows 1", CONTRACTS)
        self.assert_one("generation 2 follows 3", EXPANDS, CONTRACTS, EXPANDS)

    def test_a_condition_goes_with_the_generation_that_it_waits_for(self):
        self.write("handlers/topics.cpp", "if (visit.db.generation() >= 2) show();\n")
        self.assertEqual(self.found(EXPANDS), [])
        self.assert_one("take the condition out", EXPANDS, CONTRACTS)

    def test_the_tests_next_release_keeps_the_rules(self):
        shutil.rmtree(self.folder / "sql")
        shutil.copytree(SOURCE / "sql" / "migrations", self.folder / "sql" / "migrations")
        there = sorted((self.folder / "sql" / "migrations").glob("*.sql"))
        newest = max(migrations.Migration(file.stem, file.read_text()).generation for file in there)
        text = (SOURCE / "tests" / "support" / "next_release.sql").read_text()
        self.write("sql/migrations/9001_next.sql", text.replace("Generation 2", f"Generation {newest + 1}"))
        self.assertEqual(list(migrations.findings(self.folder)), [])


if __name__ == "__main__":
    unittest.main()
