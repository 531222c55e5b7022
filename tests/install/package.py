"""The portal's Debian package: built from the tree as it is, and made again with another version."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from machine import in_root, run

SOURCE = Path(__file__).resolve().parents[2]


def copy_of_source(folder):
    """What git knows or would take, without what is built: a build leaves nothing in the tree."""
    folder.mkdir(parents=True)
    names = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=SOURCE,
                           capture_output=True, check=True).stdout
    there = b"\0".join(name for name in names.split(b"\0") if name and os.path.lexists(SOURCE / name.decode()))
    archive = subprocess.run(["tar", "--null", "--files-from=-", "--create"], cwd=SOURCE, input=there,
                             capture_output=True, check=True).stdout
    subprocess.run(["tar", "--extract"], cwd=folder, input=archive, check=True)


def build(folder, built=None):
    """The .deb in `folder`. `built` holds programs of this tree that are built already; else it builds its own."""
    copy_of_source(folder / "source")
    environment = dict(os.environ, DEB_BUILD_OPTIONS="nocheck noautodbgsym" if built else "nocheck")
    if built:
        environment["PORTAL_BUILD"] = str(Path(built).resolve())
    run("dpkg-buildpackage", "-us", "-uc", "-b", *(["-d"] if built else []), cwd=folder / "source", env=environment,
        timeout=7200)
    return next(folder.glob("kenko-portal_*.deb"))


def depends(deb):
    """Names of the packages that it asks for, the first of alternatives each."""
    told = run("dpkg-deb", "--field", deb, "Depends")
    return [re.match(r"[a-z0-9.+-]+", one.strip()).group(0) for one in told.split(",")]


def without_libraries(deb, folder):
    """The same package for another suite, where libraries have other names: it asks for programs and fonts alone."""
    unpacked = folder / "unpacked-for-another-suite"
    run("dpkg-deb", "--raw-extract", deb, unpacked)
    control = unpacked / "DEBIAN" / "control"
    asked = re.search(r"^Depends: (.*)$", control.read_text(), flags=re.M).group(1).split(", ")
    kept = ", ".join(one for one in asked if not one.startswith("lib"))
    control.write_text(re.sub(r"^Depends: .*$", f"Depends: {kept}", control.read_text(), flags=re.M))
    made = folder / "for-another-suite" / deb.name
    made.parent.mkdir()
    run("dpkg-deb", "--root-owner-group", "-Znone", "--build", unpacked, made)
    return made


def bring_libraries(deb, root):
    """What the package's programs are linked with on this machine, into a root that has no library of that name."""
    there = in_root(root, "ldconfig", "-p")
    unpacked = root / "tmp" / "package"
    run("dpkg-deb", "--extract", deb, unpacked)
    found = run("ldd", *(unpacked / "usr/lib/kenko-portal").glob("port*"))
    shutil.rmtree(unpacked)
    for name, file in set(re.findall(r"^\s+(\S+) => (/\S+)", found, flags=re.M)):
        if f"\t{name} " not in there:
            shutil.copy(file, root / "usr/lib" / name)  # from where units may load
    in_root(root, "ldconfig")


def with_version(deb, version, folder, programs=None):
    """The same package, as if it were another release: with a style sheet of its own, another unit, and with
    those programs."""
    unpacked = folder / f"unpacked-{version}"
    run("dpkg-deb", "--raw-extract", deb, unpacked)
    control = unpacked / "DEBIAN" / "control"
    control.write_text(re.sub(r"^Version: .*$", f"Version: {version}", control.read_text(), flags=re.M))
    (unpacked / "usr" / "share" / "kenko-portal" / "assets" / f"portal.of-{version}.css").write_text("/* */\n")
    unit = next(unpacked.rglob("portal-web@.service"))
    unit.write_text(unit.read_text().replace("[Service]\n", f"[Service]\nEnvironment=IS_OF={version}\n"))
    for program in ("portal-web", "portal-mailer", "portalctl") if programs else ():
        shutil.copy(programs / program, unpacked / "usr" / "lib" / "kenko-portal" / program)
    made = folder / f"kenko-portal_{version}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", unpacked, made)
    return made
