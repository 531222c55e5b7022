"""What a worker keeps in its memory of what people typed, and of the keys that it doesn't need."""

import base64
import secrets
import shutil
import socket
import subprocess
import time
import unittest

from installation import PASSWORD, shared


STACK_SKIPPED = 4096  # below the frame that waits: the wait's own frames
STACK_LEFT_MAX = 64  # bytes: the frame that wiped


def stack_below_the_wait(pid):
    """What the process, which waits in a system call, left on its stack below it."""
    call = ["running"]
    for _ in range(200):
        with open(f"/proc/{pid}/syscall") as waiting:
            call = waiting.read().split()
        if call[0] != "running":
            break
        time.sleep(0.02)
    stack_pointer = int(call[-2], 16)
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        (begin,) = (int(line.split("-")[0], 16) for line in maps if "[stack]" in line)
        memory.seek(begin)
        return memory.read(stack_pointer - begin)


def memory_of(pid):
    """All that the process may write to: heap, stack, data."""
    pieces = []
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            span, rights = line.split()[:2]
            if not rights.startswith("rw") or "[v" in line:
                continue
            begin, end = (int(edge, 16) for edge in span.split("-"))
            memory.seek(begin)
            try:
                pieces.append(memory.read(end - begin))
            except OSError:  # a mapping without pages
                pass
    return b"".join(pieces)


class NothingTypedStaysInAWorker(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.portal = shared()

    def memory(self, pool):
        return {pid: memory_of(pid) for pid in self.portal.workers(pool)}

    def test_a_password_is_gone_when_its_request_is_answered(self):
        self.try_with("canary" + secrets.token_hex(12))

    def test_so_is_one_that_fits_into_a_string_without_a_place_of_its_own(self):
        """std::string keeps up to 15 characters in itself: on the stack, where nothing is freed."""
        self.try_with("k" + secrets.token_hex(4))

    def test_nothing_of_a_request_stays_on_the_stack(self):
        """Whatever a dead frame held, however deep; some 6,000 bytes where nobody wipes. The end of a member's PDF
        stayed there: it went deeper than what is wiped."""
        member = self.portal.register()
        for _ in range(4):
            home = self.portal.sign_in(member)
            home.get("/mihon/home")
            self.assertEqual(home.get(f"/mihon/expenses/{time.localtime().tm_year}.pdf").status, 200)
        for pool in ("auth", "web"):
            for pid in self.portal.workers(pool):
                with self.subTest(pool, pid=pid):
                    left = stack_below_the_wait(pid)[:-STACK_SKIPPED]
                    self.assertGreater(len(left), STACK_SKIPPED)
                    self.assertLess(len(left) - left.count(0), STACK_LEFT_MAX)

    def try_with(self, word):
        """As a wrong password, a current one and a new one, each with a few characters more."""
        member = self.portal.register()
        for _ in range(6):
            browser = self.portal.browser()
            browser.get("/mihon/login")
            self.assertEqual(
                browser.post("/mihon/login", {"login_id": member.login_id, "password": f"No {word}"}).status, 422
            )
        self.portal.sign_in(member)
        home = self.portal.sign_in(member)
        home.get("/mihon/password")
        home.post(
            "/mihon/password",
            {"current_password": f"No {word}", "new_password": f"{word} 1", "new_password_confirm": f"{word} 1"},
        )
        for pid, memory in self.memory("auth").items():
            with self.subTest(pid):
                self.assertIn("見本健康保険組合".encode(), memory)
                self.assertEqual(memory.count(word.encode()), 0)
                self.assertEqual(memory.count(PASSWORD.split()[-2].encode()), 0)

    def test_only_the_pool_that_checks_passwords_holds_the_pepper(self):
        text = (self.portal.var / "secrets" / "pepper" / "pepper-1").read_text().strip()
        pepper = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        self.portal.browser().get("/mihon/login")
        for pool, there in (("auth", True), ("web", False)):
            for pid, memory in self.memory(pool).items():
                with self.subTest(pool, pid=pid):
                    self.assertEqual(pepper in memory or text.encode() in memory, there)

    def test_pages_are_served_without_a_pepper_file_and_passwords_are_not(self):
        folder = self.portal.folder / "keys-of-web"
        folder.mkdir()
        for key in ("form", "throttle", "two-step/two-step-1", "mail-seal.public"):
            shutil.copy(self.portal.var / "secrets" / key, folder)
        for pool, goes_on in (("web", True), ("auth", False)):
            listener = socket.socket(socket.AF_UNIX)
            listener.bind(str(self.portal.run / f"{pool}-without-pepper.sock"))
            listener.listen(8)
            worker = subprocess.Popen(
                [self.portal.build / "portal-web", "--config", self.portal.config, "--pool", pool],
                stdin=listener,
                stderr=subprocess.DEVNULL,
                env={"CREDENTIALS_DIRECTORY": str(folder)},
            )
            listener.close()
            time.sleep(3)
            with self.subTest(pool):
                self.assertEqual(worker.poll() is None, goes_on)
            worker.terminate()
            worker.wait(20)
