#!/usr/bin/python3
"""Mail inbox of the demo and of the browser tests: takes mail by SMTP, shows it on a small web page.

Both servers listen on loopback only. Every mail is on disk (DIR/000001.eml, byte for byte, and DIR/000001.json,
the envelope) before SMTP answers 250. The first line printed is JSON: {"smtp_port": 2525, "web_port": 8081}.

Pages: /  /messages/N  /messages/N/source      JSON: /messages.json?to=ADDRESS&after=N  /messages/N.json
"""

import argparse
import asyncio
import email
import email.policy
import html
import http.server
import json
import os
import re
import signal
import socket
import sys
import threading
import time
import urllib.parse
from email.utils import parsedate_to_datetime
from pathlib import Path

from aiosmtpd.smtp import SMTP

MESSAGE_BYTES_MAX = 1024 * 1024
LISTED_MAX = 200
URL_PATTERN = re.compile(r"https?://[^\s<>\"'、。（）「」]+")


class Mailbox:
    """The folder of mails. Numbers start at 1 and only grow; both servers share one instance."""

    def __init__(self, directory):
        self.directory = Path(directory)
        self.directory.mkdir(parents=True, exist_ok=True)
        self.lock = threading.Lock()
        self.last_number = max(self.numbers(), default=0)

    def numbers(self):
        return sorted(int(path.stem) for path in self.directory.glob("[0-9]*.eml") if path.stem.isdigit())

    def add(self, envelope):
        """Writes the mail and its envelope durably. The .eml comes last: a mail is listed when it is whole."""
        with self.lock:
            number = self.last_number + 1
            facts = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "received_at": time.time()}
            self._write(f"{number:06}.json", json.dumps(facts, ensure_ascii=False).encode())
            self._write(f"{number:06}.eml", envelope.original_content)
            self.last_number = number

    def _write(self, name, content):
        partial = self.directory / (name + ".part")
        with open(partial, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.rename(self.directory / name)

    def source(self, number):
        """The mail's bytes, or None."""
        try:
            return (self.directory / f"{number:06}.eml").read_bytes()
        except FileNotFoundError:
            return None

    def envelope(self, number):
        return json.loads((self.directory / f"{number:06}.json").read_bytes())

    def message(self, number):
        """The mail as plain values with every header decoded, or None."""
        source = self.source(number)
        if source is None:
            return None
        parsed = email.message_from_bytes(source, policy=email.policy.default)
        envelope = self.envelope(number)
        text = text_of(parsed)
        return {
            "number": number,
            "subject": str(parsed.get("Subject", "")),
            "from": str(parsed.get("From", "")),
            "to": str(parsed.get("To", "")),
            "date": str(parsed.get("Date", "")),
            "message_id": str(parsed.get("Message-ID", "")),
            "envelope_from": envelope["from"],
            "envelope_to": envelope["to"],
            "received_at": envelope["received_at"],
            "headers": [[name, str(value)] for name, value in parsed.items()],
            "text": text,
            "links": URL_PATTERN.findall(text),
        }

    def messages(self, to=None, after=0):
        """Newest first, at most LISTED_MAX; only those with number > after, and for address `to` when given."""
        found = []
        for number in reversed(self.numbers()):
            if number <= after or len(found) == LISTED_MAX:
                break
            if to is None or to in self.envelope(number)["to"]:  # reading a mail takes a hundred times as long
                found.append(self.message(number))
        return found


def text_of(parsed):
    """The plain text of a mail; a damaged one is shown with replacement characters rather than hidden."""
    body = parsed.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    try:
        text = body.get_content()
    except (LookupError, UnicodeError):
        text = (body.get_payload(decode=True) or b"").decode("utf-8", "replace")
    return text.replace("\r\n", "\n")


class Receiver:
    """What aiosmtpd calls for each mail."""

    def __init__(self, mailbox):
        self.mailbox = mailbox

    async def handle_DATA(self, server, session, envelope):
        self.mailbox.add(envelope)
        return "250 2.0.0 kept"


STYLE = """
:root { color-scheme: light dark;
        font: 1.0625rem/1.7 "BIZ UDPGothic", "Noto Sans JP", "Hiragino Sans", Meiryo, sans-serif }
body { margin: 0 auto; max-width: 46rem; padding: 0 1rem 3rem }
header { border-bottom: 1px solid #949494; margin-bottom: 1rem }
h1 { font-size: 1.375rem; margin: 1rem 0 .25rem; overflow-wrap: anywhere }
p.note { color: GrayText; margin: 0 0 .75rem }
ol { list-style: none; margin: 0; padding: 0 }
ol a { border-bottom: 1px solid #94949466; color: inherit; display: block; padding: .75rem .25rem;
       text-decoration: none }
ol a:hover strong, ol a:focus strong { text-decoration: underline }
ol strong, ol span { display: block; overflow-wrap: anywhere }
ol span { color: GrayText; font-size: .9375rem }
dl { display: grid; gap: .125rem 1rem; grid-template-columns: max-content 1fr; margin: 0 0 1rem }
dt { color: GrayText } dd { margin: 0; overflow-wrap: anywhere }
pre { border: 1px solid #949494; border-radius: .5rem; font: inherit; margin: 1rem 0; overflow-wrap: anywhere;
      padding: 1rem; white-space: pre-wrap }
a:focus-visible { outline: 3px solid; outline-offset: 2px }
"""


def page(title, body, refresh_seconds=None):
    refresh = f'<meta http-equiv="refresh" content="{refresh_seconds}">' if refresh_seconds else ""
    return (
        '<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'{refresh}<title>{html.escape(title)}</title><link rel="stylesheet" href="/style.css"></head>'
        f"<body>{body}</body></html>"
    )


def list_page(messages):
    rows = "".join(list_row(message) for message in messages)
    body = (
        "<header><h1>デモ用メール受信箱</h1>"
        '<p class="note">ここに届いたメールは、外へは送られていません。この画面は5秒ごとに新しくなります。</p></header><main>'
        + (f"<ol>{rows}</ol>" if rows else "<p>メールはまだ届いていません。</p>")
        + "</main>"
    )
    return page("デモ用メール受信箱", body, refresh_seconds=5)


def list_row(message):
    received = time.strftime("%m/%d %H:%M:%S", time.gmtime(message["received_at"] + JAPAN_OFFSET_SECONDS))
    return (
        f'<li><a href="/messages/{message["number"]}"><strong>{html.escape(message["subject"] or "（件名なし）")}</strong>'
        f'<span>{html.escape(", ".join(message["envelope_to"]))}　{received}</span></a></li>'
    )


JAPAN_OFFSET_SECONDS = 9 * 60 * 60


def message_page(message):
    subject = message["subject"] or "（件名なし）"
    rows = [("差出人", message["from"]), ("宛先", message["to"]), ("日時", japan_time(message["date"]))]
    body = (
        f'<header><p class="note"><a href="/">← 受信箱</a></p><h1>{html.escape(subject)}</h1></header><main>'
        f"{definition_list(rows)}<pre>{with_links(message['text'])}</pre>"
        f"<details><summary>すべてのヘッダー</summary>{definition_list(message['headers'])}"
        f'<p><a href="/messages/{message["number"]}/source">届いたままのメール</a></p></details></main>'
    )
    return page(subject, body)


def definition_list(rows):
    items = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(value)}</dd>" for name, value in rows)
    return f"<dl>{items}</dl>"


def japan_time(date_header):
    try:
        seconds = parsedate_to_datetime(date_header).timestamp()
    except (TypeError, ValueError):
        return date_header
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seconds + JAPAN_OFFSET_SECONDS))


def with_links(text):
    """HTML of the text in which each URL can be clicked."""
    pieces, end = [], 0
    for match in URL_PATTERN.finditer(text):
        url = html.escape(match.group())
        pieces.append(html.escape(text[end : match.start()]))
        pieces.append(f'<a href="{url}" rel="noreferrer">{url}</a>')
        end = match.end()
    return "".join(pieces) + html.escape(text[end:])


class WebPage(http.server.BaseHTTPRequestHandler):
    """Read-only pages over the mailbox that the server object carries."""

    protocol_version = "HTTP/1.1"
    server_version = "inbox"
    sys_version = ""

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = urllib.parse.parse_qs(url.query)
        if url.path == "/":
            self.reply_html(list_page(self.server.mailbox.messages()))
        elif url.path == "/style.css":
            self.reply(200, "text/css; charset=utf-8", STYLE.encode())
        elif url.path == "/messages.json":
            after = query.get("after", ["0"])[0]
            to = query.get("to", [None])[0]
            self.reply_json(self.server.mailbox.messages(to, int(after) if after.isdecimal() else 0))
        else:
            self.reply_message(url.path)

    do_HEAD = do_GET

    def reply_message(self, path):
        match = re.fullmatch(r"/messages/(\d{1,6})(\.json|/source|)", path)
        message = self.server.mailbox.message(int(match[1])) if match else None
        if message is None:
            self.reply_html(page("見つかりません", '<h1>見つかりません</h1><p><a href="/">受信箱へ</a></p>'), 404)
        elif match[2] == ".json":
            self.reply_json(message)
        elif match[2] == "/source":
            self.reply(200, "text/plain; charset=utf-8", self.server.mailbox.source(int(match[1])))
        else:
            self.reply_html(message_page(message))

    def reply_html(self, text, status=200):
        self.reply(status, "text/html; charset=utf-8", text.encode())

    def reply_json(self, value):
        self.reply(200, "application/json", json.dumps(value, ensure_ascii=False, indent=1).encode())

    def reply(self, status, content_type, content):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'self'")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format, *arguments):
        """Nothing: a request line says nothing that the page doesn't."""


class WebServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, mailbox):
        super().__init__(("127.0.0.1", port), WebPage)
        self.mailbox = mailbox


async def serve_smtp(listener, mailbox):
    def connection():
        return SMTP(Receiver(mailbox), data_size_limit=MESSAGE_BYTES_MAX, hostname="localhost", ident="inbox")

    server = await asyncio.get_running_loop().create_server(connection, sock=listener)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()
    server.close()


def main():
    parser = argparse.ArgumentParser(description="mail inbox on loopback: SMTP in, a web page out")
    parser.add_argument("--directory", required=True, help="where the mails are kept")
    parser.add_argument("--smtp-port", type=int, default=0, help="0 (the default) takes a free one")
    parser.add_argument("--web-port", type=int, default=0, help="0 (the default) takes a free one")
    arguments = parser.parse_args()

    mailbox = Mailbox(arguments.directory)
    try:
        listener = socket.create_server(("127.0.0.1", arguments.smtp_port))
        web = WebServer(arguments.web_port, mailbox)
    except OSError as error:
        sys.exit(f"inbox: cannot listen: {error}")
    threading.Thread(target=web.serve_forever, daemon=True).start()
    print(json.dumps({"smtp_port": listener.getsockname()[1], "web_port": web.server_address[1]}), flush=True)
    asyncio.run(serve_smtp(listener, mailbox))


if __name__ == "__main__":
    main()
