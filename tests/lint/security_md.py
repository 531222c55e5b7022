#!/usr/bin/env python3
"""Every row of docs/security.md says by which test its promise is shown, why it doesn't apply, or what is missing; a
test that it names is there:  tests/lint/security_md.py [FOLDER]

A row's last cell names tests as `FILE` `name` `name` `FILE` `name`. A name is a test's own: of Boost, of unittest with
or without "test_", a title of node's, a rule of tidy.py. What tests/refused and the other lints hold is named by the
file alone."""

import re
import sys
from pathlib import Path

PAGE = "docs/security.md"
ROW = re.compile(r"^\| ([A-Z]{2}-\d+) \| (.*) \|$", re.M)
VERDICTS = ("**Doesn't apply:** ", "**Doesn't hold:** ")
QUOTED = re.compile(r"`([^`]+)`")
FILE = re.compile(r"tests/[\w./-]+\.(?:cpp|py|js|sh)")
WHOLE_FILES = ("tests/refused/", "tests/lint/")


def tests_in(text, ending):
    """The names of the tests that a file defines."""
    if ending == ".cpp":
        return set(re.findall(r"_TEST_CASE\(\s*(\w+)", text))
    if ending == ".js":
        return set(re.findall(r'\btest\(\s*["`](.*?)["`], ', text))
    found = set(re.findall(r"\bdef (\w+)\(", text)) | set(re.findall(r'^nowhere\("(\w+)"', text, re.M))
    return found | {name.removeprefix("test_") for name in found}


def faults_of_tests(cell, root):
    """What is wrong with the tests that a cell names; None when it names none."""
    file, named, defined = None, 0, set()
    for quoted in QUOTED.findall(cell):
        if FILE.fullmatch(quoted):
            if file and not named and not file.startswith(WHOLE_FILES):
                yield f"{file} without a test's name"
            file, named = quoted, 0
            path = root / file
            if not path.is_file():
                yield f"{file} isn't there"
            defined = tests_in(path.read_text(), path.suffix) if path.is_file() else set()
        elif file is not None:
            named += 1
            if defined and quoted not in defined:
                yield f"{file} has no test {quoted}"
    if file and not named and not file.startswith(WHOLE_FILES):
        yield f"{file} without a test's name"


def faults(root):
    page = (root / PAGE).read_text()
    met = set()
    for found in ROW.finditer(page):
        name, cells = found[1], found[2].split(" | ")
        place = f"{PAGE}:{page.count(chr(10), 0, found.start()) + 1}: {name}"
        if name in met:
            yield f"{place} stands twice"
        met.add(name)
        if len(cells) != 3 or not all(cell.strip() for cell in cells):
            yield f"{place} has {len(cells) + 1} cells; a row is id, promise, source, shown by"
            continue
        shown = cells[2]
        names_tests = any(FILE.fullmatch(quoted) for quoted in QUOTED.findall(shown))
        says_why = shown.startswith(VERDICTS) and len(shown) > len(VERDICTS[0]) + 10
        if not names_tests and not says_why:
            yield f"{place} names no test and says neither why it doesn't apply nor what is missing"
        for fault in faults_of_tests(shown, root):
            yield f"{place}: {fault}"
    if not met:
        yield f"{PAGE} has no row"


def figures(root):
    """How many rows say what, as the page says it itself."""
    shown = [found[2].split(" | ")[-1] for found in ROW.finditer((root / PAGE).read_text())]
    no_use, missing = (sum(cell.startswith(verdict) for cell in shown) for verdict in VERDICTS)
    return len(shown), len(shown) - no_use - missing, no_use, missing


def main(root):
    found = list(faults(root))
    rows, held, no_use, missing = figures(root)
    told = f"{rows} checks: {held} are shown by tests, {no_use} don't apply, {missing} don't hold"
    if told not in (root / PAGE).read_text():
        found.append(f"{PAGE} doesn't say: {told}")
    print("\n".join(found) if found else told)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ".")))
