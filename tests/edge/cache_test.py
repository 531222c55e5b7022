"""HD-06: a cache that somebody puts in front, of a proxy or a provider, keeps nothing of a member's."""

import getpass
import os
import socket
import subprocess
import time
import unittest

from client import Browser
from installation import shared
from ports import held_port

CONFIG = """
daemon off; {user} pid nginx.pid; worker_processes 1; error_log error.log warn;
events {{ worker_connections 256; }}
http {{
  access_log off;
  client_body_temp_path body; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
  proxy_temp_path temporary;
  proxy_cache_path kept keys_zone=kept:1m;
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://127.0.0.1:{portal};
      proxy_set_header Host localhost:{portal};
      proxy_cache kept;
      add_header X-Kept $upstream_cache_status always;
    }}
  }}
}}
"""


class ACacheInFrontKeepsNothing(unittest.TestCase):
    """nginx as such a cache, which keeps whatever the answers allow."""

    @classmethod
    def setUpClass(cls):
        cls.portal = shared()
        cls.port = held_port()
        folder = cls.portal.folder / "cache"
        folder.mkdir()
        user = f"user {getpass.getuser()};" if os.getuid() == 0 else ""
        (folder / "nginx.conf").write_text(CONFIG.format(user=user, port=cls.port, portal=cls.portal.port))
        command = ["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf", "-e", folder / "error.log"]
        cls.cache = subprocess.Popen(["setpriv", "--pdeathsig", "TERM", "--", *command])
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", cls.port), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the cache doesn't start")

    @classmethod
    def tearDownClass(cls):
        cls.cache.terminate()
        cls.cache.wait(10)

    def through_cache(self, member):
        """A browser that signed in, and reads on through the cache."""
        signed_in = self.portal.sign_in(member)
        browser = Browser(self.port, signed_in.source, signed_in.host)
        browser.cookies = dict(signed_in.cookies)
        return browser

    def test_each_member_gets_their_own_page_and_a_stranger_none(self):
        members = [self.portal.register() for _ in range(3)]
        browsers = [self.through_cache(member) for member in members]
        stranger = Browser(self.port, self.portal.browser().source, browsers[0].host)
        kept = set()
        for _ in range(3):
            for member, browser in zip(members, browsers):
                for path in ("/mihon/home", "/mihon/profile", "/mihon/expenses", "/mihon/login", "/mihon/help"):
                    answer = browser.get(path)
                    kept.add(answer.header("X-Kept"))
                    others = [other.login_id for other in members if other is not member]
                    self.assertEqual([one for one in others if one in answer.text], [], path)
                self.assertIn(member.login_id, browser.get("/mihon/profile").text)
            self.assertEqual(stranger.get("/mihon/home").status, 303)
            self.assertEqual(stranger.get("/mihon/profile").status, 303)
        self.assertEqual(kept & {"HIT", "STALE", "UPDATING", "REVALIDATED"}, set())

    def test_a_page_asked_for_by_the_name_of_a_style_sheet_is_no_page(self):
        """Some caches keep by the name's ending, whatever the answer says."""
        browser = self.through_cache(self.portal.register())
        for path in ("/mihon/home/x.css", "/mihon/home.css", "/mihon/home;x.css", "/mihon/home%2Fx.css",
                     "/mihon/home%0Ax.css", "/mihon/profile/x.js", "/mihon/home%3Fx.css", "/mihon/home%23x.css"):
            answer = browser.get(path)
            self.assertIn(answer.status, (400, 404), path)

    def test_what_is_the_same_for_everybody_is_kept(self):
        """The test's own test: a cache that keeps nothing at all would show nothing."""
        browser = self.through_cache(self.portal.register())
        sheet = browser.get("/mihon/help").text.partition('<link rel="stylesheet" href="')[2].partition('"')[0]
        self.assertEqual([browser.get(sheet).header("X-Kept") for _ in range(2)], ["MISS", "HIT"])
