#!/usr/bin/env python3
"""Mistakes that must not compile.

    tests/refused/check.py [COMPILER ...]

In the files below this folder, a paragraph that begins with "// Refused: WORDS" holds statements that the compiler must
refuse, each with these words (a regular expression); all else must compile. A file is read as if it stood where its
path below this folder says: one in tests/refused/sql as one of sql/.
"""

import concurrent.futures
import pathlib
import re
import subprocess
import sys

folder = pathlib.Path(__file__).resolve().parent
source = folder.parent.parent


def mistakes_of(lines):
    """By each line's number: the number of its statement's first line and, if it is a mistake, the words to be said."""
    found, words, first = {}, None, 0
    for number, line in enumerate(lines, 1):
        if refused := re.match(r"  // Refused: (.*)", line):
            words = refused[1]
        elif not line.strip():
            words = None
        elif words:
            if re.match(r"  \S", line):  # what goes on with a statement is indented further
                first = number
            found[number] = (first, words)
    return found


def faults_of(compiler, file):
    mistakes = mistakes_of(file.read_text().splitlines())
    said = subprocess.run(
        [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wno-unused", f"-I{source}",
         f"-ffile-prefix-map={folder}/={source}/",  # for std::source_location
         *(["-ferror-limit=0"] if "clang" in compiler else []), str(file)],
        capture_output=True, text=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}).stderr
    firsts = sorted(set(mistakes.values()))
    statement = firsts[0][0] if len(firsts) == 1 else 0  # g++ may say no line for what stands by default
    said_of = {}  # by a mistake's first line; 0: of what is none
    for line in said.splitlines():
        if place := re.match(re.escape(str(file)) + r":(\d+):", line):
            statement = mistakes.get(int(place[1]), (0,))[0]
        said_of[statement] = said_of.get(statement, "") + line + "\n"
    faults = [f"{file}:{first}: {compiler} doesn't refuse it with {words}\n{said_of.get(first, '')}"
              for first, words in firsts
              if not any(re.search(words, line) for line in said_of.get(first, "").splitlines()
                         if re.search(r": (?:error|note): ", line))]
    if "error: " in said_of.get(0, ""):
        faults.append(f"{file}: {compiler} refuses what is right\n{said_of[0]}")
    return len(firsts), faults


def main():
    compilers = sys.argv[1:] or ["g++", "clang++-19"]
    tasks = [(compiler, file) for compiler in compilers for file in sorted(folder.rglob("*.cpp"))]
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda task: faults_of(*task), tasks))
    for (compiler, file), (count, faults) in zip(tasks, results):
        seen = f"{compiler}: {count - len(faults)} of {count} mistakes in {file.relative_to(source)}"
        print("\n".join([*faults, seen]))
    sys.exit(any(faults or count == 0 for count, faults in results))


main()
