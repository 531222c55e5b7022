"""Registers a member on the portal's own pages, as who holds a postcard with their address printed on it does."""

import http.cookiejar
import re
import urllib.parse
import urllib.request

PAGE_SECONDS_MAX = 20
CSRF = re.compile(r'name="csrf" value="([^"]+)"')


class Visitor:
    def __init__(self, site):
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def fill(self, path, fields):
        """Opens the page, sends its form, and tells where that led."""
        with self.opener.open(self.site + path, timeout=PAGE_SECONDS_MAX) as page:
            token = CSRF.search(page.read().decode())
        if token is None:
            raise ValueError(f"{path} led to {page.url}, which has no form")
        fields = {**fields, "csrf": token.group(1)}
        with self.opener.open(self.site + path, urllib.parse.urlencode(fields).encode(), PAGE_SECONDS_MAX) as answer:
            return answer.url


def register(site, card, login_id, password, nickname):
    visitor = Visitor(site)
    visitor.fill("/login/preset", {"login_id": card["login_id"], "password": card["password"]})
    led = visitor.fill("/register/account", {
        "new_login_id": login_id, "new_password": password, "new_password_confirm": password, "email": card["email"],
        "nickname": nickname})
    if not led.endswith("/register/done"):
        raise ValueError(f"the registration of the demo's member ended at {led}")
