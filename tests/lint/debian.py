#!/usr/bin/env python3
"""What debian/ repeats must be what it repeats: the packages of packages/*.txt, every key of portal.toml that
base/config.cpp reads, the settings of MariaDB that the demo has, the version of CMakeLists.txt."""

import re
import sys
from pathlib import Path

# Of the demo alone, or another package's: a server comes whole, and its tools with it.
OF_THE_DEMO = {"mariadb-server-core", "mariadb-client-core", "python3", "python3-aiosmtpd"}
# debhelper finds it by what the programs are linked with.
LINKED = {"libpangocairo-1.0-0"}
# Of the demo's server; a production's is sized and reached as its sysadmin decides.
DEMO_SETTINGS = {"skip_networking", "innodb_buffer_pool_size", "innodb_log_file_size", "max_connections",
                 "performance_schema"}


def names(file):
    return {line.split()[0] for line in Path(file).read_text().splitlines() if line.strip() and line[0] != "#"}


def field(control, name):
    found = re.search(rf"^{name}:((?:.*\n)(?: .*\n)*)", control, re.M)
    return set(re.findall(r"(?:^|[\s,])([a-z][a-z0-9.+-]+)", found.group(1)))


def settings(file):
    return {line.split("=")[0].strip(): line.split("=", 1)[1].strip()
            for line in Path(file).read_text().splitlines() if "=" in line and line[0] != "#"}


def faults():
    control = Path("debian/control").read_text()
    for name in names("packages/build.txt") - {"build-essential"} - field(control, "Build-Depends"):
        yield f"debian/control: Build-Depends lacks {name} of packages/build.txt"
    for name in names("packages/run.txt") - OF_THE_DEMO - LINKED - field(control, "Depends"):
        yield f"debian/control: Depends lacks {name} of packages/run.txt"
    toml = Path("debian/etc/portal.toml").read_text()
    for key in sorted(set(re.findall(r'\.(?:text|path|path_or_none|integer|boolean|table|table_or_empty)\("(\w+)"',
                                     Path("base/config.cpp").read_text()))):
        if not re.search(rf"(?:^#?|\[|\{{ |, ){key}(?:\]| *=)", toml, re.M):
            yield f"debian/etc/portal.toml: says nothing of {key}, which base/config.cpp reads"
    demo, ours = settings("demo/mariadb.cnf"), settings("debian/etc/60-kenko-portal.cnf")
    for key in sorted(demo.keys() - DEMO_SETTINGS):
        if ours.get(key) != demo[key]:
            yield f"debian/etc/60-kenko-portal.cnf: {key} is not {demo[key]}, as demo/mariadb.cnf has it"
    version = re.search(r"^project\(\S+ VERSION (\S+)", Path("CMakeLists.txt").read_text(), re.M).group(1)
    if not Path("debian/changelog").read_text().startswith(f"kenko-portal ({version}) "):
        yield f"debian/changelog: its newest entry is not of {version}, the version of CMakeLists.txt"


found = list(faults())
print("\n".join(found) if found else "debian/ says what the rest says")
sys.exit(1 if found else 0)
