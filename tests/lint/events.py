#!/usr/bin/env python3
"""The audit log's events: each is written somewhere, and what SQL says of one is one of the list."""
import pathlib
import re
import sys

LIST = "sql/audit/audit_events.hpp"
LAYERS = ("sql", "domain", "handlers", "admin")


def events(code):
    """Yields (place, words). `code`: file name to text, of every .cpp and .hpp."""
    names = re.findall(r"^  (\w+),$", re.search(r"enum class Event \{(.*?)\};", code[LIST], re.S).group(1), re.M)
    written = {name for file, text in code.items() if file != LIST for name in re.findall(r"\bEvent::(\w+)", text)}
    for name in names:
        if name not in written:
            yield LIST, f"Event::{name} is never written"
    for file, text in code.items():
        for told in re.findall(r"\bevent (?:=|<>|IN) ?\(?((?:'\w+'[,\s]*)+)", text):
            for name in re.findall(r"'(\w+)'", told):
                if name not in names:
                    yield file, f"'{name}' is no event of the audit log"


def main():
    files = [file for layer in LAYERS for file in pathlib.Path(layer).rglob("*.[ch]pp")]
    found = list(events({str(file): file.read_text(encoding="utf-8") for file in files}))
    for place, words in found:
        print(f"{place}: {words}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
