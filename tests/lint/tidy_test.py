#!/usr/bin/env python3
"""Shows tidy.py every mistake that it is there for, in a small tree that is made up:  tests/lint/tidy_test.py"""
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import tidy

# A tree with a page, a statement and a test, in which everything is as it should be.
TREE = {
    "README.md": "`handlers/topics/topic.cpp` shows `sql/topics.hpp` (docs/decisions/0001, decision 0001).\n",
    "docs/decisions/0001-why.md": "# 0001 Why\n\nBecause.\n",
    "sql/topics.hpp": '#pragma once\n#include <string>\n\nnamespace portal::topics {\n\n'
                      'std::string find(int id);\n\n}\n',
    "sql/topics.cpp": '#include "sql/topics.hpp"\n\nnamespace portal::topics {\n\n'
                      'std::string find(int id) { return select("SELECT title FROM topics WHERE id = ?", id); }\n\n}\n',
    "handlers/routes.cpp": 'constexpr Route routes[] = {\n    get("/{s}/topics/{topic}", topics_show),\n};\n',
    "handlers/topics/topic.cpp": '// GET /{s}/topics/{topic}: one article.\n#include "gen/topics/topic.hpp"\n\n'
                                 '#include "sql/topics.hpp"\n\nnamespace portal {\n\n'
                                 'Response topics_show(Visit& visit) { return topics::find(visit.db.id); }\n\n}\n',
    "templates/topics/topic.tpl": tidy.PRAGMA + '\n<a href="{{BASE}}/topics">一覧</a>\n',
    "templates/mail/news.txt": "新着\n",
    "domain/news.cpp": '#include "gen/mail/news.hpp"\n',
    "tests/integration/topics/topic_test.cpp": '#include "handlers/topics.hpp"\n',
    "handlers/topics.hpp": "#pragma once\n",
}

PROGRAM = "domain/news.cpp"
TEMPLATE = "templates/topics/topic.tpl"
PAGE = "handlers/topics/topic.cpp"
LONG_FUNCTION = "void f() {\n" + "  g();\n" * 71 + "}\n"

# By rule: where the mistake is found, and the lines that make it, after those of TREE in that file or else in PROGRAM;
# or files as they would be.
MISTAKES = {
    "folder_size": [("docs", {f"docs/{number}.txt": "" for number in range(41)})],
    "line_length": [(f"{PROGRAM}:2", "//" + "x" * 119 + "\n"), ("a.py:1", {"a.py": "#" + "x" * 120 + "\n"}),
                    (f"{TEMPLATE}:3", "<p " + "x" * 118 + ">\n")],
    "missing_path": [("README.md:2", "See `handlers/nothing.cpp`.\n"), ("run:1", {"run": "exec docs/nothing.py\n"}),
                     (f"{PROGRAM}:2", "// sql/nowhere/, as ever\n"), ("README.md:2", "See decision 0002.\n"),
                     ("README.md:2", "See decisions 0001, 0003 and 0002.\n")],
    "decision_number": [("docs/decisions/0002-a.md", {"docs/decisions/0002-a.md": "# 0003 A\n"}),
                        ("docs/decisions/0002-b.md", {"docs/decisions/0002-a.md": "# 0002 A\n",
                                                      "docs/decisions/0002-b.md": "# 0002 B\n"})],
    "missing_file": [("README.md:2", "See `nothing.cpp`.\n"), (f"{PROGRAM}:2", "// as in nothing.hpp\n")],
    "nginx_volatile": [("nginx/a.conf:2", {"nginx/a.conf": "server {\n    rewrite ^ /;\n}\n"}),
                       ("nginx/a.conf:1", {"nginx/a.conf": "fastcgi_param A $tcpinfo_rtt;\n"})],
    "machine_path": [("README.md:2", "cd /ho" "me/someone/\n")],
    "registry_name": [("run:1", {"run": "curl https://registry.np" "mjs.org/\n"})],
    "unfinished": [("README.md:2", "TO" "DO: the rest\n"), (f"{TEMPLATE}:3", "<p>準備" "中</p>\n")],
    "hollow_assertion": [("a.py:1", {"a.py": "assertTrue(" "True)\n"}),
                         ("tests/integration/topics/topic_test.cpp:2", "BOOST_TEST(" "true);\n")],
    "layer": [("sql/topics.cpp", '#include "domain/news.hpp"\n'),
              ("base/a.cpp", {"base/a.cpp": '#include "gen/a.hpp"\n'})],
    "staff_only": [("mailer/a.cpp", {"mailer/a.cpp": '#include "sql/accounts/phone_desk.hpp"\n'})],
    "library_home": [(PROGRAM, "#include <cgicc/Cgicc.h>\n"),
                     ("handlers/x.cpp", {"handlers/x.cpp": "#include <fcgiapp.h>\n"})],
    "pragma_once": [("domain/a.hpp", {"domain/a.hpp": "// first\n#pragma once\n"})],
    "connector_commit": [(f"{PROGRAM}:2", "connection->commit();\n")],
    "reconnecting": [(f"{PROGRAM}:2", 'options["OPT_RECONNECT"] = true;\n')],
    "randomness": [(f"{PROGRAM}:2", "std::mt19937 generator;\n")],
    "machine_clock": [(f"{PROGRAM}:2", "auto now = std::chrono::system_clock::now();\n")],
    "macro": [(f"{PROGRAM}:2", "#define LIMIT 3\n")],
    "environment": [(f"{PROGRAM}:2", 'auto home = std::getenv("HOME");\n')],
    "mutable_static": [(f"{PROGRAM}:3", "void f() {\n  static int count = 0;\n}\n"),
                       (f"{PROGRAM}:2", "static std::map<std::string, int> cache2;\n"),
                       (f"{PROGRAM}:2", "thread_local int count = 0;\n"),
                       (f"{PROGRAM}:2", "inline static int count{};\n")],
    "vague_name": [(f"{PROGRAM}:2", "class NewsManager {};\n")],
    "using_namespace": [(f"{PROGRAM}:2", "using namespace std;\n")],
    "shell": [(f"{PROGRAM}:2", 'int done = std::system("ls");\n')],
    "byte_cast": [(f"{PROGRAM}:2", "auto bytes = reinterpret_cast<char*>(found);\n")],
    "whole_applications": [("sql/topics.cpp:8", 'db.select("SELECT id FROM applications WHERE id = ?");\n'),
                           ("sql/topics.cpp:9", 'db.select(R"(SELECT id FROM\n applications)");\n')],
    "handler_length": [(PAGE, "//\n" * 120)],
    "function_length": [(f"{PROGRAM}:2", LONG_FUNCTION)],
    "parameters": [("many", "void many(int a, int b, int c, std::map<int, int> d, int e, int f = g(1, 2));\n"),
                   ("news::Made::with", "namespace portal::news {\nstruct Made {\n  int with(\n      int a, int b,"
                                        " int c, int d, int e, int f) const { return a; }\n};\n}\n")],
    "name_case": [(f"{PROGRAM}:2", "int FindNews(int id);\n"), (PROGRAM, "struct news_item {};\n")],
    "unused_function": [("sql/topics.hpp:11", {"sql/topics.hpp": TREE["sql/topics.hpp"]
                                               + "namespace portal::topics {\n\nint count();\n}\n"}),
                        ("domain/b.hpp:5", {"domain/b.hpp": "#pragma once\nnamespace portal::b {\n\n// the same name\n"
                                                            "int find(int id);\n\n}\n"})],
    "unwritten_event": [(tidy.EVENTS, {tidy.EVENTS: "enum class Event {\n  signed_in,\n};\n"})],
    "unwritten_journal_event": [(tidy.JOURNAL, {tidy.JOURNAL: 'EventWords{"stopped", "It stopped.", ""},\n'})],
    "untried_event": [(tidy.EVENTS, {tidy.EVENTS: "enum class Event {\n  signed_in,\n};\n",
                                     "tests/unit/a_test.cpp": "// signed_in\n"}),
                      (tidy.JOURNAL, {tidy.JOURNAL: 'EventWords{"stopped", "It stopped.", ""},\n',
                                      "tests/refused/base/a.cpp": 'auto event = log::Event("stopped");\n'})],
    "alarms": [(tidy.JOURNAL, {tidy.JOURNAL: 'EventWords{"on_fire", "It burns.",\n           "run"},\n',
                               PROGRAM: '#include "base/log.hpp"\nauto event = log::Event("on_fire");\n'}),
               (tidy.BOOK, {tidy.BOOK: "## Alarms\n| `on_fire` | it burns | run |\n## Keys\n"})],
    "unknown_event": [("sql/topics.cpp:8", """db.select("SELECT id FROM audit_log WHERE event IN ('sign_in')");\n""")],
    "unused_include": [(PROGRAM, "#include <vector>\n"), (PROGRAM, '#include "sql/topics.hpp"\n')],
    "unused_template": [("templates/old.tpl", {"templates/old.tpl": tidy.PRAGMA + "\n"}),
                        ("templates/mail/old.txt", {"templates/mail/old.txt": "\n"})],
    "page_head": [("handlers/routes.cpp", '    post("/{s}/topics/{topic}", topics_submit),\n'),
                  ("handlers/go.cpp", {"handlers/go.cpp": "// GET /{s}/go: on.\n"})],
    "page_path": [("handlers/articles.cpp", {"handlers/articles.cpp": "// GET /{s}/topics/{topic}: one article.\n"}),
                  ("handlers/a.cpp", {"handlers/a.cpp": "// GET /{s}/a, GET /{s}/a/{id}: of a number.\n"}),
                  ("handlers/topics.cpp", {"handlers/topics.cpp": "// GET /{s}/topics, /{s}/topics/{topic}: all.\n"})],
    "page_template": [("handlers/go.cpp",
                       {"handlers/go.cpp": '// GET /{s}/go: on.\n#include "gen/topics/topic.hpp"\n'})],
    "page_test": [("handlers/go.cpp", {"handlers/go.cpp": "// POST /{s}/go: on.\n"}),
                  ("handlers/go.cpp", {"handlers/go.cpp": "// GET /{s}/go: on.\nauto found = go::find(visit.db);\n"})],
    "template_pragma": [("templates/new.tpl", {"templates/new.tpl": "<p>新着</p>\n"}),
                        ("templates/mail/news.txt", tidy.PRAGMA + "\n")],
    "template_form_token": [(TEMPLATE, '<form method="post" action="{{BASE}}/topics"></form>\n')],
    "template_quote": [(f"{TEMPLATE}:3", '<p class="small\nsoft">\n')],
    "help_languages": [
        ("templates/help/en/login.tpl",
         {"templates/help/login.tpl": tidy.PRAGMA + "\n<h2>a</h2><p>{{BASE}}</p>\n",
          "templates/help/en/login.tpl": tidy.PRAGMA + f"\n<h2>a</h2>{words}\n"})
        for words in ("<p>x</p>", '<p>{{BASE}}</p><a href="{{BASE}}/x">x</a>', "<p>{{BASE}}</p><h2>b</h2>")],
    "mail_line": [("templates/mail/news.txt:2", "あ" * 19 + "\n"),
                  ("templates/mail/news.txt:2", "{{A}}" + "x" * 37 + "\n")],
    "template_link": [(f"{TEMPLATE}:3", '<a href="/mihon/topics">\n')],
    "template_modifier": [(f"{TEMPLATE}:3", "{{TITLE:none}}\n")],
    "template_url_attribute": [(f"{TEMPLATE}:3", '<button formaction="{{URL}}">\n')],
    "template_inline": [(f"{TEMPLATE}:3", '<p style="color: red">\n'), (f"{TEMPLATE}:3", '<p onclick="go()">\n'),
                        (f"{TEMPLATE}:3", '<script type="module">go()</script>\n')],
    "template_hint": [(f"{TEMPLATE}:3", '<input placeholder="例">\n')],
}

# What looks like a mistake and is none: the rules that it might offend find nothing.
FINE = {
    "a call with six values is no declaration": (PROGRAM, "void f() { g(1, 2, 3, 4, 5, 6); }\n"),
    "commas in template arguments part no parameters":
        (PROGRAM, "void f(std::map<int, std::pair<int, std::pair<int, std::pair<int, int>>>> a, int b);\n"),
    "a value that is asked after its braces is no function":
        {"domain/a.hpp": "#pragma once\nnamespace portal::a {\n\nconstexpr int day = 2 * Hours{12}.count();\n}\n"},
    "a comment may name what code may not": (PROGRAM, "// std::mt19937 is not for secrets; system(3) starts a shell\n"),
    "a string may too": (PROGRAM, 'auto words = R"(using the // shell)";\n'),
    "Japanese makes no line long": (TEMPLATE, "<p>" + "長" * 200 + "</p>\n"),
    "a pattern of files that exist is a path": ("README.md", "`sql/*.hpp`, `handlers/topics/`\n"),
    "a page may stand up the path from its URL": {
        "handlers/routes.cpp": TREE["handlers/routes.cpp"] + 'get("/{s}/help", help), get("/{s}/help/{word}", help)\n',
        "handlers/help.cpp": "// GET /{s}/help, GET /{s}/help/{word}: words.\n"},
    "a page without a form or a question needs no test": {
        "handlers/routes.cpp": TREE["handlers/routes.cpp"] + 'get("/{s}/go", go_on)\n',
        "handlers/go.cpp": "// GET /{s}/go: on.\n"},
}


class Rules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        subprocess.run(["git", "init", "-q", folder.name], check=True)

    def setUp(self):
        for entry in self.folder.iterdir():
            if entry.name != ".git":
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        self.write(TREE)

    def write(self, files):
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)

    def add(self, mistake):
        """(file, its further lines) or files as they are to be."""
        self.write(mistake if isinstance(mistake, dict) else {mistake[0]: TREE[mistake[0]] + mistake[1]})

    def found(self, excused=None):
        found = tidy.findings(tidy.Tree(str(self.folder)), excused or {})
        # That a tree as small as this has no home for most libraries is no finding of it.
        return [one for one in found if "is listed" not in one[2]]

    def test_a_tree_in_which_all_is_well_has_no_finding(self):
        self.assertEqual(self.found(), [])

    def test_every_rule_finds_its_mistakes_by_name(self):
        for rule, mistakes in MISTAKES.items():
            for place, mistake in mistakes:
                with self.subTest(rule, place=place, mistake=mistake):
                    self.setUp()
                    file = place.split(":")[0]
                    self.add((file if file in TREE else PROGRAM, mistake) if isinstance(mistake, str) else mistake)
                    self.assertIn((rule, place), [(name, where) for name, where, _ in self.found()])

    def test_no_rule_is_without_its_mistake(self):
        self.assertEqual(sorted(tidy.RULES), sorted(MISTAKES))

    def test_every_rule_says_why(self):
        for name, rule in tidy.RULES.items():
            self.assertRegex(rule.__doc__ or "", r"^.+\.", name)

    def test_what_looks_like_a_mistake_is_none(self):
        for why, text in FINE.items():
            with self.subTest(why):
                self.setUp()
                self.add(text)
                self.assertEqual(self.found(), [])

    def test_a_file_that_git_does_not_know_yet_is_read_and_one_that_it_ignores_is_not(self):
        self.write({".gitignore": "/build/\n", "build/old.cpp": "using namespace std;\n",
                    PROGRAM: "using namespace std;\n"})
        self.assertIn(("using_namespace", f"{PROGRAM}:1"), [(name, place) for name, place, _ in self.found()])
        self.assertNotIn("build/old.cpp:1", [place for _, place, _ in self.found()])

    def test_an_excuse_silences_its_finding_and_is_one_when_it_is_not_needed(self):
        self.write({PROGRAM: TREE[PROGRAM] + "using namespace std;\n"})
        excuse = {("using_namespace", PROGRAM): "for once"}
        self.assertEqual(self.found(excuse), [])
        self.write({PROGRAM: TREE[PROGRAM]})
        self.assertEqual([(name, place) for name, place, _ in self.found(excuse)], [("stale_excuse", PROGRAM)])

    def test_the_path_of_a_url_is_the_path_of_its_page(self):
        for url, path in {"/": "societies", "/{s}/": "front", "/{s}/register/start": "register/start",
                          "/{s}/text-size": "text_size",
                          "/{s}/profile/emails/{email}/primary": "profile/emails/primary",
                          "/{s}/limit-certificate/{application}": "limit_certificate/application",
                          "/{s}/documents/{document}.pdf": "documents/document",
                          "/{s}/expenses/tax.csv": "expenses/tax"}.items():
            self.assertEqual(tidy.path_of(url), path)


if __name__ == "__main__":
    unittest.main()
