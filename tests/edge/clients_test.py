"""TH-04 where addresses cost nothing: a line of IPv6 has more of them than anybody could block one by one."""

import http.client
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from ports import held_port

SNIPPETS = Path(__file__).resolve().parents[2] / "nginx" / "snippets"
CONFIGURATION = """
daemon off;
pid {folder}/nginx.pid;
error_log /dev/null;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {snippets}/portal-http.conf;
    set_real_ip_from 127.0.0.1;
    real_ip_header X-Client;
    limit_req_status 429;
    server {{
        listen 127.0.0.1:{port};
        location / {{ limit_req zone=portal_client; empty_gif; }}
        location /mihon/login {{ limit_req zone=portal_guess; error_page 405 =200 /pixel; empty_gif; }}
    }}
}}
"""


class AClientIsALine(unittest.TestCase):
    """nginx itself with the portal's own counting; the client's address is told by a header: nobody here has many."""

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="clients-"))
        cls.port = held_port()
        file = cls.folder / "nginx.conf"
        file.write_text(CONFIGURATION.format(folder=cls.folder, snippets=SNIPPETS, port=cls.port))
        cls.nginx = subprocess.Popen(["/usr/sbin/nginx", "-e", "stderr", "-p", cls.folder, "-c", file])
        deadline = time.monotonic() + 10
        while socket.socket().connect_ex(("127.0.0.1", cls.port)) != 0:
            if time.monotonic() > deadline or cls.nginx.poll() is not None:
                raise RuntimeError("nginx does not start")
            time.sleep(0.02)

    @classmethod
    def tearDownClass(cls):
        cls.nginx.send_signal(signal.SIGTERM)
        cls.nginx.wait(10)
        shutil.rmtree(cls.folder)

    def statuses(self, method, path, addresses):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        answers = []
        for address in addresses:
            connection.request(method, path, headers={"X-Client": address})
            answer = connection.getresponse()
            answer.read()
            answers.append(answer.status)
        connection.close()
        return answers

    def test_a_new_address_of_the_same_line_for_each_request_is_still_one_client(self):
        for method, path in (("GET", "/"), ("POST", "/mihon/login")):
            one_line = [f"2001:db8:1:2{number:02x}::{number}" for number in range(20)]
            self.assertIn(429, self.statuses(method, path, one_line), method)

    def test_neighbours_on_other_lines_do_not_count_together(self):
        for method, path in (("GET", "/"), ("POST", "/mihon/login")):
            lines = [f"2001:db8:9:{number:02x}00::1" for number in range(20)]
            self.assertNotIn(429, self.statuses(method, path, lines), method)
            streets = [f"192.0.2.{number}" for number in range(20)]
            self.assertNotIn(429, self.statuses(method, path, streets), method)


if __name__ == "__main__":
    unittest.main()
