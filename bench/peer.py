"""PHP-FPM as the peer of bench/run: pages of peer/ with the portal's markup, in several ways of asking the database."""

import os
import re
import shutil
from pathlib import Path

from stage import SOURCE, wait_for

PEER = Path(__file__).resolve().parent / "peer"
CHILDREN = 2
WAYS = ("kept", "plain", "old")
PREPARES = ("emulated", "native")
POOL = """
[{name}]
listen = {socket}
{user}
pm = static
pm.max_children = {children}
env[WAY] = {way}
env[PREPARES] = {prepares}
access.log = {log}
catch_workers_output = yes
decorate_workers_output = no
"""
SETTINGS = """
opcache.enable = 1
opcache.validate_timestamps = 0
opcache.jit_buffer_size = 64M
opcache.jit = tracing
apc.enabled = 1
expose_php = 0
output_buffering = 65536
display_errors = 0
log_errors = 1
"""


def program():
    """Where Debian's PHP-FPM is, of whatever version; None: it isn't installed."""
    found = sorted(Path("/usr/sbin").glob("php-fpm[0-9]*"))
    return found[-1] if found else None


def write_pages(stage, folder):
    """The peer's files with this run's configuration."""
    import sys

    sys.path.append(str(PEER))
    import templates

    folder.mkdir()
    for file in PEER.glob("*.php"):
        shutil.copy(file, folder)
    names = ["home.tpl", "expenses.tpl", "expenses/parts/chart.tpl",
             *(f"parts/{name}.tpl"
               for name in ("layout", "clock", "news_item", "text_size", "society_name", "contact_ways"))]
    names += [str(file.relative_to(SOURCE / "templates")) for file in (SOURCE / "templates/parts/icons").glob("*.tpl")]
    (folder / "pages.php").write_text(templates.php_of(SOURCE / "templates", names))
    demo = stage.demo
    made = (stage.build / "gen/assets.hpp").read_text()
    assets = dict(re.findall(r'\b(css|js|icon|touch_icon)\b[^"]*"(/assets/[^"]+)"', made))
    password = demo.database.password_file("web").read_text().strip()
    pairs = ", ".join(f"'ASSETS_{name.upper()}' => '{path}'" for name, path in assets.items())
    config = (f"['socket' => '{demo.folders.run / 'mariadb.sock'}', 'password' => '{password}',"
              f" 'form_key' => '{os.urandom(16).hex()}', 'assets' => [{pairs}]]")
    front = folder / "front.php"
    front.write_text(front.read_text().replace("CONFIG_OF_THIS_RUN", config))
    return front


def serve(stage):
    """{(way, prepares): Served}, all of one PHP-FPM."""
    fpm = program()
    folder = stage.folder / "php"
    front = write_pages(stage, folder)
    names = [(way, prepares) for way in WAYS for prepares in PREPARES]
    user = "user = root\ngroup = root" if os.getuid() == 0 else ""
    pools = ""
    for way, prepares in names:
        name = f"php-{way}-{prepares}"
        (stage.folder / name / "run").mkdir(parents=True)
        pools += POOL.format(name=name, socket=stage.folder / name / "run" / "web.sock", user=user, way=way,
                             children=CHILDREN, prepares=prepares, log=folder / "access.log")
    (folder / "fpm.conf").write_text(f"[global]\nerror_log = {folder / 'fpm.log'}\ndaemonize = no\n{pools}")
    scan = fpm.name.removeprefix("php-fpm")
    (folder / "php.ini").write_text(SETTINGS)
    command = [fpm, "--nodaemonize", "--fpm-config", folder / "fpm.conf", "-c", folder / "php.ini"]
    master = stage.start(command + ["--allow-to-run-as-root"] * (os.getuid() == 0), f"fpm-{scan}")
    last = stage.folder / f"php-{names[-1][0]}-{names[-1][1]}" / "run" / "web.sock"
    wait_for(last.exists, "PHP-FPM")

    def pids(_):
        return lambda: [master.pid, *Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()]

    site = f"fastcgi_param SCRIPT_FILENAME {front};"
    return {(way, prepares): stage.serve(f"php-{way}-{prepares}", pids, site) for way, prepares in names}
