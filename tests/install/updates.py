"""The only source of a machine's apt: a folder that calls itself what Debian's security archive does, and offers what a
test says. Nobody is there to ask for the real ones."""

import hashlib

FOLDER = "/srv/updates"
RELEASE = """Origin: Debian
Label: Debian-Security
Suite: stable-security
Date: Tue, 01 Dec 2026 00:00:00 UTC
SHA256:
 {digest} {size} Packages
"""
PACKAGE = """Package: {name}
Version: {version}
Architecture: all
Maintainer: Nobody <nobody@example.jp>
Filename: {name}.deb
Size: 1
SHA256: {digest}
Description: made up

"""


def offer(machine, **versions):
    """Of packages, by name; nobody can have them. Then apt looks for what there is."""
    nothing = hashlib.sha256(b"").hexdigest()
    packages = "".join(PACKAGE.format(name=name, version=version, digest=nothing) for name, version in versions.items())
    release = RELEASE.format(digest=hashlib.sha256(packages.encode()).hexdigest(), size=len(packages))
    machine.put(f"{FOLDER}/Packages", packages)
    machine.put(f"{FOLDER}/Release", release)
    machine.put("/etc/apt/sources.list", f"deb [trusted=yes] file:{FOLDER} ./\n")
    machine.shell("rm -rf /etc/apt/sources.list.d /var/lib/apt/lists/*; apt-get -q update")
