#!/usr/bin/python3
"""What ./run says when it can't start the demo:  demo_test.py BUILD_FOLDER [TEST…]"""

import socket
import subprocess
import sys
import tempfile
import unittest
import urllib.error
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "demo"))
import demo  # noqa: E402
from ports import held_port  # noqa: E402


class DemoTest(unittest.TestCase):
    build = None

    def said(self, *options):
        done = subprocess.run(["/usr/bin/python3", demo.HERE / "demo.py", "--build", self.build, *options],
                              capture_output=True, text=True, timeout=60)
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("Traceback", done.stderr)
        return done.stderr

    def demo_of(self, folder, cards):
        """A demo whose portal runs, before its member is registered."""
        options = SimpleNamespace(var=folder, build=self.build)
        made = demo.Demo(options)
        made.folders.members.mkdir(parents=True)
        made.port, made.origin = 1, "http://localhost:1"
        for name, value in (("unused_postcards", cards), ("once", None), ("portalctl", None)):
            setattr(made, name, mock.Mock(return_value=value))
        made.supervisor = mock.Mock()
        return made

    def test_a_port_that_can_t_be_one_is_refused_with_those_that_can(self):
        for option, value in (("--port", "99999"), ("--inbox-port", "-1"), ("--port", "x"),
                              ("--smtp", "localhost:99999")):
            self.assertIn("write a number from 0 to 65535", self.said(f"{option}={value}"))

    # The inbox found its port taken by another test's server, two runs in a row: it was only looked up, seconds before.
    def test_a_port_is_nobody_else_s_until_its_server_starts_and_after_it_ended(self):
        port = held_port()
        for _ in range(2):
            with socket.socket() as stranger, self.assertRaises(OSError):
                stranger.bind(("127.0.0.1", port))
            with socket.create_server(("127.0.0.1", port)):  # as our servers do, with SO_REUSEADDR
                self.assertIn(f"port {port} can't be had", self.said("--port", str(port)))

    def test_a_var_that_is_or_lies_in_a_file_is_named_with_what_to_do(self):
        with tempfile.NamedTemporaryFile() as file:
            for var in (file.name, f"{file.name}/var"):
                said = self.said("--var", var)
                self.assertIn(var, said)
                self.assertIn("choose another with --var", said)

    # doctor named it on every demo: "workers can't see which PDFs are missing".
    def test_who_may_not_read_the_documents_may_look_whether_one_is_there(self):
        with tempfile.TemporaryDirectory() as folder:
            folders = demo.Folders(f"{folder}/var")
            folders.create()
            self.assertEqual(folders.documents.stat().st_mode & 0o777, 0o711)

    def test_a_member_who_can_t_be_registered_stops_the_start_with_what_to_do(self):
        with tempfile.TemporaryDirectory() as folder:
            card = {"email": "a@example.jp", "login_id": "x", "password": "x", "member": "1-1-00"}
            made = self.demo_of(folder, [card])
            for error in (urllib.error.HTTPError("http://localhost:1/", 503, "Service Unavailable", {}, None),
                          ValueError("ended elsewhere")):
                with (mock.patch("demo.register", side_effect=error),
                      self.assertRaisesRegex(demo.CannotStart, "--fresh")):
                    made.show_arrivals()

    def test_the_demo_starts_without_its_member_when_visitors_used_up_the_printed_cards(self):
        with tempfile.TemporaryDirectory() as folder, mock.patch("demo.register") as register:
            made = self.demo_of(folder, [{"email": "", "login_id": "x", "password": "x", "member": "12-0000001-00"}])
            made.show_arrivals()
            register.assert_not_called()
            self.assertFalse(made.was_done("member"))


if __name__ == "__main__":
    DemoTest.build = Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
