#!/usr/bin/python3
"""A mail server that takes mails after STARTTLS and AUTH alone, and writes each into a file of the folder:

    relay.py ADDRESS PORT CERTIFICATE KEY USER PASSWORD FOLDER

Its certificate is for another name than this machine's; the mailer has to be told whom to trust."""

import asyncio
import ssl
import sys
import uuid
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult


class Keeper:
    def __init__(self, folder):
        self.folder = Path(folder)

    async def handle_DATA(self, server, session, envelope):
        if not session.authenticated or session.ssl is None:
            return "530 first AUTH, inside TLS"
        part = self.folder / f"{uuid.uuid4()}.part"
        part.write_bytes(envelope.content)
        part.rename(part.with_suffix(".eml"))
        return "250 kept"


async def serve(address, port, certificate, key, user, password, folder):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, key)

    def judge(server, session, envelope, mechanism, told):
        return AuthResult(success=(told.login, told.password) == (user.encode(), password.encode()))

    def greet():
        return SMTP(Keeper(folder), hostname="relay", tls_context=context, require_starttls=True, auth_required=True,
                    authenticator=judge, loop=asyncio.get_running_loop())

    server = await asyncio.get_running_loop().create_server(greet, address, int(port))
    await server.serve_forever()


if __name__ == "__main__":
    if len(sys.argv) != 8:
        sys.exit(__doc__)
    asyncio.run(serve(*sys.argv[1:]))
