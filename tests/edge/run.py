#!/usr/bin/python3
"""Tries the whole running portal from outside:

  tests/edge/run.py [--build DIR] [--long] [--keep] [--part NAME] [--without MODULE …] [WORD …]

One installation is started for all tests and thrown away afterwards (--keep leaves its folder). WORDs choose tests by
their names. --long takes the samples, floods and loops at full length. Figures are printed as they come."""

import argparse
import itertools
import os
import sys
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
# Those of "times" measure them, or kill; they want the processors for themselves. What looks through everything that
# was written comes last, in a run of either part, too.
PARTS = {
    "answers": (
        "programs_test",
        "headers_test",
        "cache_test",
        "documents_test",
        "production_test",
        "clients_test",
        "framing_test",
        "sessions_test",
        "input_test",
        "links_test",
        "grants_test",
        "memory_test",
        "costs_test",
    ),
    "times": ("lengths_test", "throttles_test", "timing_test", "faults_test", "switch_test"),
}
LAST = "logs_test"


class TimedResult(unittest.TextTestResult):
    """Says after each test how long it took."""

    def startTest(self, test):
        self.began = time.monotonic()
        super().startTest(test)

    def addSuccess(self, test):
        unittest.TestResult.addSuccess(self, test)
        self.stream.writeln(f"ok ({time.monotonic() - self.began:.1f} s)")

    def getDescription(self, test):
        return test.id().replace("_", " ")


def chosen(suite, words):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from chosen(test, words)
        elif not words or any(word in test.id() for word in words):
            yield test


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default=HERE.parents[1] / "build", type=Path, help="where the programs are")
    parser.add_argument("--long", action="store_true", help="full samples, floods and loops")
    parser.add_argument("--keep", action="store_true", help="leave the installation's folder for a look")
    parser.add_argument("--part", choices=PARTS, help="only these modules, and logs_test")
    parser.add_argument("--without", action="append", default=[], metavar="MODULE", help="none of its tests")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only tests whose names have one of these")
    options = parser.parse_args()
    os.environ["EDGE_BUILD"] = str(options.build)
    os.environ["EDGE_LONG"] = "1" if options.long else "0"
    sys.path[:0] = [str(HERE), str(HERE.parents[1] / "demo")]
    import installation
    import production

    loader = unittest.TestLoader()
    suite = unittest.TestSuite()
    parts = [PARTS[options.part]] if options.part else PARTS.values()
    for module in (*itertools.chain(*parts), LAST):
        if module in options.without:
            continue
        suite.addTests(chosen(loader.loadTestsFromName(module), options.words))
    try:
        result = unittest.TextTestRunner(verbosity=2, resultclass=TimedResult).run(suite)
    finally:
        production.stop_shared_production()
        installation.stop_shared(options.keep)
    sys.exit(0 if result.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
