#!/usr/bin/python3
"""What the programs are made of, as a bill of materials (CycloneDX 1.5):  sbom.py BUILD_FOLDER VERSION PROGRAM… > FILE

Each Debian package whose library they load, or whose headers were compiled into them, with its version on the machine
that built them, its source package and its address (purl), by which scanners look for CVEs. Programs that ours start
(age, mariadb-dump, zstd) are packages that the portal's depends on. The same programs give the same file: it holds no
time and no number of its own."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

OURS = re.compile(r"/(?:portal[-_]\w+|portalctl)\.dir/|/cmake_pch\.")
FIELDS = "${Package}\t${Version}\t${Architecture}\t${source:Package}\n"


def output_of(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def libraries(programs):
    """Paths of all that the loader would load for them, itself among it."""
    return set(re.findall(r"(/\S+) \(0x", "".join(output_of("ldd", program) for program in programs)))


def headers(build):
    """Paths of what was read from the system for an object of ours; tests' objects aren't."""
    read, is_ours = set(), False
    for line in output_of("ninja", "-C", build, "-t", "deps").splitlines():
        if line and not line.startswith(" "):
            is_ours = OURS.search("/" + line.split(":")[0]) is not None
        elif is_ours and line.strip().startswith("/usr/"):
            read.add(str(Path(line.strip()).resolve()))
    return read


def packages_of(paths):
    """Names, as dpkg has them; a merged /usr has two names for one file."""
    both = sorted({name for path in paths for name in (path, path.removeprefix("/usr"), str(Path(path).resolve()))})
    told = subprocess.run(["dpkg-query", "--search", *both], capture_output=True, text=True, check=False).stdout
    found = dict(line.rsplit(": ", 1)[::-1] for line in told.splitlines() if not line.startswith("diversion "))
    unknown = [path for path in paths if not {path, path.removeprefix("/usr"), str(Path(path).resolve())} & set(found)]
    if unknown:
        sys.exit(f"sbom.py: of no package: {' '.join(sorted(unknown))}")
    return {name for names in found.values() for name in names.split(", ")}


def components(names):
    told = output_of("dpkg-query", "--show", f"--showformat={FIELDS}", *sorted(names))
    return [line.split("\t") for line in sorted(told.splitlines())]


def main():
    build, version, *programs = sys.argv[1:]
    loaded = components(packages_of(libraries(programs)))
    sources = {source for *_, source in loaded}
    compiled = [one for one in components(packages_of(headers(build))) if one[3] not in sources]
    bill = {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
        "metadata": {"component": {"type": "application", "name": "kenko-portal", "version": version}},
        "components": [
            {"type": "library", "name": package, "version": its_version, "scope": "required",
             "purl": f"pkg:deb/debian/{package}@{quote(its_version, safe=':~')}?arch={architecture}&upstream={source}",
             "properties": [{"name": "use", "value": use}]}
            for use, found in (("loaded", loaded), ("compiled in", compiled))
            for package, its_version, architecture, source in found],
    }
    json.dump(bill, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
