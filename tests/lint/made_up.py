#!/usr/bin/env python3
"""Whoever can be written to or called from this repository is made up: mail addresses are under example.jp and its like
(RFC 2606), telephone numbers hold 0000, as no exchange gives out. What must look real to be tested stands in EXCUSED;
an excuse that isn't needed any more is a finding, too."""

import re
import subprocess
import sys
from pathlib import Path

ADDRESS = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]*@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.([A-Za-z]{2,}))\b")
RESERVED = re.compile(r"(?:^|[.-])example-?(?:\.[A-Za-z.]*)?$|\.(?:invalid|test|localhost)$", re.IGNORECASE)
UNITS = {"service", "path", "timer", "socket", "target"}
TELEPHONE = re.compile(r"(?<![\d-])0\d{1,4}[-（(]\d{1,4}[-）)]\d{3,4}(?![\d-])")
# A file, and what of it may look real: rules about carriers' and large services' addresses can't be tried with others.
EXCUSED = {
    "domain/accounts/address_near_miss.hpp": {"gmail.com", "gmail.con"},
    "mailer/outgoing_mail.hpp": {"docomo.ne.jp"},
    "tests/browser/every_page.js": {"gmail.con"},
    "tests/fuzz/corpus/address/relic": {"docomo.ne.jp"},
    "tests/fuzz/corpus/address/slip": {"gmail.con"},
    "tests/integration/reissue_test.cpp": {"gmail.con", "gmail.com"},
    "tests/mail/delivery_test.cpp": {"docomo.ne.jp"},
    "tests/unit/address_near_miss_test.cpp": {
        "Gmail.CON", "gmail.com", "docomo.co.jp", "docomo.ne.jp", "yahoo.co.jo", "yahoo.co.jp", "ezweb.ne.jp", "au.com",
        "i.softbank.jp", "softbank.ne.jp", "icloud.com"},
    "tests/unit/dialogue_test.cpp": {"docomo.ne.jp"},
    "tests/unit/message_test.cpp": {"docomo.ne.jp", "ezweb.ne.jp"},
    "tests/unit/text_test.cpp": {"docomo.ne.jp", "xn--wgv71a119e.jp", "b.jp"},
}


def real_looking(text):
    for match in ADDRESS.finditer(text):
        if not RESERVED.search(match.group(1)) and match.group(2) not in UNITS:
            yield match.start(), match.group(1)
    for match in TELEPHONE.finditer(text):
        if "0000" not in match.group():
            yield match.start(), match.group()


def findings(root, excuses=EXCUSED):
    listed = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True,
                            text=True, check=True).stdout
    needed = {name: set() for name in excuses}
    for name in filter(None, listed.split("\0")):
        path = root / name
        if not path.is_file() or name == "tests/lint/made_up.py":
            continue
        raw = path.read_bytes()
        text = raw.decode("cp932" if name.startswith("demo/data/") and name.endswith(".csv") else "utf-8", "replace")
        for place, found in real_looking(text):
            if found in excuses.get(name, ()):
                needed[name].add(found)
            else:
                line = text.count("\n", 0, place) + 1
                yield f"{name}:{line}: {found} may be somebody's: write example.jp, 03-0000-…"
    for name, excused in excuses.items():
        for unused in sorted(excused - needed[name]):
            yield f"tests/lint/made_up.py: {name} needs no excuse for {unused} any more"


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    found = list(findings(root))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
