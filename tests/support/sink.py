#!/usr/bin/python3
"""Scripted SMTP server for tests of the mailer: accepts mails, or misbehaves just as a script file says.

The first line printed is the port. Standard library only; loopback only.

Log (--log FILE): one JSON line per event. An accepted mail
    {"event": "accepted", "message_id": …, "from": …, "to": […], "sha256": …, "bytes": …, "tls": …, "time": …}
is on disk (fsync) before 250 is sent, so the log is the truth about what was taken over. sha256 is over the mail with
its dot-stuffing taken out. "fault" events are breaches of the byte rules: bare CR, bare LF, a line over 998 bytes, a
dot that was not doubled, bytes sent before the reply was read, AUTH without TLS. "silent": a hang has begun.

Script (--script FILE, read again at each connection; a missing file means no rule): one rule a line, '#' comments,
    WHO ACTION [COUNT]
WHO is a recipient's address or * for all; COUNT ends the rule after so many uses. Actions:
    421@banner  close@banner  close@EHLO  535@AUTH  noSTARTTLS  badtls          (WHO is *)
    550@MAIL  451@MAIL  close@MAIL                                              (WHO is *)
    451@RCPT  550@RCPT  close@RCPT        any three digits will do
    close@DATA            after DATA was asked for, before 354
    close@mid             after the first 200 bytes of the mail
    451@DOT  550@DOT      after the mail was received, which is refused
    close@DOT             after the mail was received, before any reply; not accepted
    sleepN@DOT            accepted, then N seconds (a fraction will do) of silence before 250
    accept-then-RST@DOT   accepted, then the connection is reset without a reply
    hang@banner  hang@EHLO  hang@MAIL  hang@RCPT  hang@DATA  hang@DOT  hang@QUIT
                          silence until the client leaves; not accepted
    sleepN@MAIL  sleepN@RCPT  sleepN@DATA         N seconds (a fraction will do) before the reply
    tarpit                each reply at one byte a second, or at --tarpit-seconds
    multiline             each reply in three lines          long-reply   each reply line 2,000 bytes long
"""

import argparse
import asyncio
import email
import email.policy
import hashlib
import json
import os
import re
import socket
import ssl
import struct
import time
from dataclasses import dataclass
from pathlib import Path

LINE_BYTES_MAX = 998
COMMAND_BYTES_MAX = 4096
MAIL_BYTES_MAX = 16 * 1024 * 1024
MID_BYTES = 200
BREACHES = {
    "bare CR": re.compile(rb"\r(?!\n)"),
    "bare LF": re.compile(rb"(?<!\r)\n"),
    "line over 998 bytes": re.compile(rb"[^\r\n]{%d}" % (LINE_BYTES_MAX + 1)),
    "dot not doubled": re.compile(rb"(?m)^\.(?!\.)"),
}


@dataclass
class Rule:
    who: str
    action: str
    count: float


class Script:
    """The rules of the script file; a rule's uses are counted over the life of the sink."""

    def __init__(self, path):
        self.path = Path(path) if path else None
        self.rules = []
        self.uses = {}

    def read(self):
        lines = self.path.read_text().splitlines() if self.path and self.path.exists() else []
        rows = [line.split("#")[0].split() for line in lines]
        rows = [(row + ["inf"])[:3] for row in rows if len(row) in (2, 3)]
        self.rules = [Rule(who.lower(), action, float(count)) for who, action, count in rows]

    def take(self, action_pattern, recipients=()):
        """Counts one use of the first rule that fits and returns the match of its action, or None."""
        addresses = {"*", *(address.lower() for address in recipients)}
        for rule in self.rules:
            match = re.fullmatch(action_pattern, rule.action)
            key = (rule.who, rule.action, rule.count)
            if match and rule.who in addresses and self.uses.get(key, 0) < rule.count:
                self.uses[key] = self.uses.get(key, 0) + 1
                return match
        return None


class Log:
    """JSON lines; an accepted mail is on disk when add() returns."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="utf-8") if path else None

    def add(self, event, **facts):
        if self.file is None:
            return
        self.file.write(json.dumps({"event": event, "time": time.time(), **facts}, ensure_ascii=False) + "\n")
        self.file.flush()
        if event == "accepted":
            os.fsync(self.file.fileno())


class Hangup(Exception):
    """The conversation ends here, with or without the client's consent."""


class Wire:
    """The bytes of one connection: what came but was not read yet stays visible in `waiting`."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer
        self.waiting = bytearray()

    async def read_until(self, end, bytes_max):
        while (position := self.waiting.find(end)) < 0:
            if len(self.waiting) > bytes_max:
                raise Hangup
            await self._fill()
        return self.take(position + len(end))

    async def read_exactly(self, count):
        while len(self.waiting) < count:
            await self._fill()
        return self.take(count)

    async def _fill(self):
        received = await self.reader.read(65536)
        if not received:
            raise Hangup
        self.waiting += received

    def take(self, count):
        taken = bytes(self.waiting[:count])
        del self.waiting[:count]
        return taken

    def reset(self):
        """Ends the connection by RST instead of FIN."""
        connection = self.writer.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


class Conversation:
    """One SMTP connection, from the banner to QUIT."""

    def __init__(self, wire, sink):
        self.wire = wire
        self.script = sink.script
        self.log = sink.log
        self.tls_context = sink.tls_context
        self.kept = sink.kept
        self.tarpit_seconds = sink.tarpit_seconds if self.script.take("tarpit") else 0
        self.lines_per_reply = 3 if self.script.take("multiline") else 1
        self.long_replies = bool(self.script.take("long-reply"))
        self.offers_starttls = self.tls_context and not sink.implicit_tls and not self.script.take("noSTARTTLS")
        self.encrypted = sink.implicit_tls
        self.forget_mail()

    def forget_mail(self):
        self.sender = None
        self.recipients = []

    async def run(self):
        self.log.add("connection")
        await self.leave_if("banner")
        await self.reply_or_refuse("@banner", 220, "sink.localhost ESMTP")
        while True:
            line = await self.read_command()
            verb, _, rest = line.partition(" ")
            answer = getattr(self, "on_" + verb.lower(), None)
            if answer is None:
                await self.reply(502, "5.5.1 unknown command")
            else:
                await answer(rest)

    async def read_command(self):
        raw = await self.wire.read_until(b"\n", COMMAND_BYTES_MAX)
        if not raw.endswith(b"\r\n"):
            self.log.add("fault", kind="bare LF", where="command")
        if self.wire.waiting:
            self.log.add("fault", kind="pipelined", where="command")
        return raw.decode("utf-8", "backslashreplace").strip()

    async def on_ehlo(self, rest):
        await self.leave_if("EHLO")
        keywords = ["SIZE %d" % MAIL_BYTES_MAX, "8BITMIME", "AUTH PLAIN LOGIN"]
        if self.offers_starttls and not self.encrypted:
            keywords.append("STARTTLS")
        await self.send(["250-sink.localhost"] + ["250-" + word for word in keywords[:-1]] + ["250 " + keywords[-1]])

    async def on_helo(self, rest):
        await self.leave_if("EHLO")
        await self.reply(250, "sink.localhost")

    async def on_starttls(self, rest):
        if not self.offers_starttls or self.encrypted:
            return await self.reply(502, "5.5.1 no TLS here")
        await self.reply(220, "2.0.0 ready")
        if self.script.take("badtls"):
            await self.send(["this is not TLS"])
            raise Hangup
        await self.wire.writer.start_tls(self.tls_context)
        self.encrypted = True
        self.forget_mail()

    async def on_auth(self, rest):
        if not self.encrypted:
            self.log.add("fault", kind="AUTH without TLS", where="AUTH")
        words = rest.split()
        prompts = {"PLAIN": 1, "LOGIN": 2}.get(words[0].upper(), 0) if words else 0
        for _ in range(prompts - (len(words) - 1)):
            await self.reply(334, "")
            await self.read_command()
        await self.reply_or_refuse("@AUTH", 235, "2.7.0 welcome")

    async def on_mail(self, rest):
        await self.leave_if("MAIL")
        if await self.reply_or_refuse("@MAIL", 250, "2.1.0 sender noted"):
            self.forget_mail()
            self.sender = address_in(rest)

    async def on_rcpt(self, rest):
        address = address_in(rest)
        await self.leave_if("RCPT", [address])
        accepted = await self.reply_or_refuse("@RCPT", 250, "2.1.5 recipient noted", [address])
        self.log.add("recipient", address=address, accepted=accepted)
        if accepted:
            self.recipients.append(address)

    async def on_data(self, rest):
        if not self.recipients:
            return await self.reply(503, "5.5.1 no recipient")
        await self.leave_if("DATA", self.recipients)
        await self.reply(354, "go on")
        if self.script.take("close@mid", self.recipients):
            await self.wire.read_exactly(MID_BYTES)
            raise Hangup
        await self.finish_mail(await self.read_mail())
        self.forget_mail()

    async def read_mail(self):
        """The mail as sent, its end mark left out."""
        start = await self.wire.read_exactly(3)
        if start == b".\r\n":
            return b""
        self.wire.waiting[:0] = start
        return (await self.wire.read_until(b"\r\n.\r\n", MAIL_BYTES_MAX))[:-3]

    async def finish_mail(self, sent):
        self.note_breaches(sent)
        await self.leave_if("DOT", self.recipients)
        refusal = self.script.take(r"(\d{3})@DOT", self.recipients)
        if refusal:
            return await self.reply(int(refusal[1]), "mail refused")
        mail = re.sub(rb"(?m)^\.", b"", sent)
        self.keep(mail)
        self.note_accepted(mail)
        if self.script.take("accept-then-RST@DOT", self.recipients):
            self.wire.reset()
            raise Hangup
        pause = self.script.take(r"sleep([\d.]+)@DOT", self.recipients)
        await asyncio.sleep(float(pause[1]) if pause else 0)
        await self.reply(250, "2.0.0 mail accepted")

    def keep(self, mail):
        for recipient in self.recipients if self.kept else ():
            (self.kept / f"{recipient}.{time.time_ns()}").write_bytes(mail)

    def note_breaches(self, sent):
        for kind, pattern in BREACHES.items():
            if pattern.search(sent):
                self.log.add("fault", kind=kind, where="DATA")
        if self.wire.waiting:
            self.log.add("fault", kind="pipelined", where="DATA")

    def note_accepted(self, mail):
        headers = email.message_from_bytes(mail, policy=email.policy.compat32)
        self.log.add(
            "accepted",
            message_id=headers.get("Message-ID"),
            to=self.recipients,
            sha256=hashlib.sha256(mail).hexdigest(),
            bytes=len(mail),
            tls=bool(self.encrypted),
            **{"from": self.sender},
        )

    async def on_rset(self, rest):
        self.forget_mail()
        await self.reply(250, "2.0.0 forgotten")

    async def on_noop(self, rest):
        await self.reply(250, "2.0.0 ok")

    async def on_quit(self, rest):
        await self.leave_if("QUIT")
        await self.reply(221, "2.0.0 bye")
        raise Hangup

    async def leave_if(self, place, recipients=()):
        """Hangs up, or falls silent, where the script says so."""
        if self.script.take("close@" + place, recipients):
            raise Hangup
        if self.script.take("hang@" + place, recipients):
            self.log.add("silent")
            while True:
                await self.wire.read_until(b"\n", COMMAND_BYTES_MAX)
        pause = None if place == "DOT" else self.script.take(r"sleep([\d.]+)@" + place, recipients)
        await asyncio.sleep(float(pause[1]) if pause else 0)

    async def reply_or_refuse(self, place, code, text, recipients=()):
        """True when the good reply was sent; a 421 or a refused banner ends the connection."""
        refusal = self.script.take(r"(\d{3})" + place, recipients)
        await self.reply(int(refusal[1]) if refusal else code, "as the script says" if refusal else text)
        if refusal and (refusal[1] == "421" or place == "@banner"):
            raise Hangup
        return not refusal

    async def reply(self, code, text):
        if self.long_replies:
            text = text.ljust(2000, ".")
        lines = [f"{code}-{text}"] * (self.lines_per_reply - 1)
        await self.send(lines + [f"{code} {text}"])

    async def send(self, lines):
        content = "".join(line + "\r\n" for line in lines).encode()
        if not self.tarpit_seconds:
            self.wire.writer.write(content)
        for byte in content if self.tarpit_seconds else b"":
            self.wire.writer.write(bytes([byte]))
            await self.wire.writer.drain()
            await asyncio.sleep(self.tarpit_seconds)
        await self.wire.writer.drain()


def address_in(rest):
    """The address of 'FROM:<a@b> SIZE=…' or 'TO:<a@b>', exactly as sent."""
    match = re.search(r"<([^>]*)>", rest)
    return match[1] if match else rest


class Sink:
    def __init__(self, arguments):
        self.script = Script(arguments.script)
        self.log = Log(arguments.log)
        self.kept = Path(arguments.keep) if arguments.keep else None
        self.tarpit_seconds = arguments.tarpit_seconds
        self.implicit_tls = arguments.implicit_tls
        self.connections = 0
        self.connections_max = arguments.connections_max
        self.tls_context = None
        if arguments.certificate:
            self.tls_context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            self.tls_context.load_cert_chain(arguments.certificate, arguments.key)

    async def converse(self, reader, writer):
        self.script.read()
        self.connections += 1
        try:
            conversation = Conversation(Wire(reader, writer), self)
            if self.connections > self.connections_max:
                self.log.add("refused")
                await conversation.reply(421, "4.7.0 too many connections")
            else:
                await conversation.run()
        except (Hangup, ConnectionError, ssl.SSLError):
            pass
        finally:
            self.connections -= 1
            writer.close()

    async def serve(self, port):
        context = self.tls_context if self.implicit_tls else None
        server = await asyncio.start_server(self.converse, "127.0.0.1", port, ssl=context, backlog=1024)
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()


def main():
    parser = argparse.ArgumentParser(description="scripted SMTP server on loopback, for tests")
    parser.add_argument("--port", type=int, default=0, help="0 (the default) takes a free one")
    parser.add_argument("--log", help="JSON lines of what happened")
    parser.add_argument("--script", help="how to misbehave")
    parser.add_argument("--keep", metavar="FOLDER", help="where accepted mails are kept, each named RECIPIENT.TIME")
    parser.add_argument("--certificate", help="PEM file: offers STARTTLS")
    parser.add_argument("--key", help="PEM file of the certificate's key")
    parser.add_argument("--implicit-tls", action="store_true", help="TLS from the first byte")
    parser.add_argument("--connections-max", type=float, default=float("inf"), help="421 as the banner of one more")
    parser.add_argument("--tarpit-seconds", type=float, default=1.0, help="pause after each byte of a tarpit reply")
    arguments = parser.parse_args()
    asyncio.run(Sink(arguments).serve(arguments.port))


if __name__ == "__main__":
    main()
