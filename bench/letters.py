"""Rows 11 to 13: mails, measured by mails.py."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from table import Figure

HERE = Path(__file__).resolve().parent


def mails(bench):
    build = Path(bench.options.build).resolve()
    command = [sys.executable, HERE / "mails.py"]
    if bench.options.quick:
        subprocess.run([*command, "--quick", build], check=True, stdout=subprocess.DEVNULL)
        return [Figure("11", "statements a mail: as many as they should be")]
    with tempfile.NamedTemporaryFile("r") as found:
        command += ["--rounds", "3", "--mails", str(bench.scale.mails), "--json", found.name, build]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        rows = json.load(found)["rows"]
    slow, at_once, links = (next(rows[title] for title in rows if title.startswith(f"{row}:")) for row in (11, 12, 13))
    alone, ours = slow
    figures = [Figure("11", "mails to a mail server that takes 20 ms ÷ libcurl alone", ours["ratio"], least=3.5,
                      note=f"{ours['rate']:.0f} ÷ {alone['rate']:.0f}/s; {ours['writes']:.2f} writes to disk a mail")]
    alone, one, two = at_once
    return figures + [
        Figure("12", "mails to one that answers at once ÷ libcurl alone", one["ratio"], least=0.10,
               note=f"{one['rate']:.0f} ÷ {alone['rate']:.0f}/s"),
        Figure("12", "two mailers ÷ one", two["rate"] / one["rate"], least=1.6),
        Figure("13", "links while 100,000 news wait: p99", links[0]["p99_ms"] / 1000, 2, unit=" s",
               note=f"half {links[0]['p50_ms']:.0f} ms")]
