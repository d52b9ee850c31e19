#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real mail server (aiosmtpd) for the tests, which does as the address says.

    mail_server.py FOLDER PORT MODE [SEED]

MODE: starttls, implicit; or a server that is no good: bare (offers no TLS), closes (hangs up),
greets554, mute. Certificate and key are FOLDER/tls.pem and FOLDER/tls.key. It wants the name
"office" with "a password", inside TLS alone.

What it takes lies in FOLDER/taken/NNNN.eml, what it says in FOLDER/talk.log. The local part of the
recipient says what happens: nobody, busy, later, refused, lost, unsaid, slow; with "-once" behind
it, only the first time. With SEED each message meets a fault by chance.
"""

import asyncio
import json
import random
import ssl
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult

folder, port, mode = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
chance = random.Random(int(sys.argv[4])) if len(sys.argv) > 4 else None
taken = folder / "taken"
taken.mkdir(exist_ok=True)
log = open(folder / "talk.log", "a", encoding="utf-8")
times = {}


def note(**words):
    log.write(json.dumps(words) + "\n")
    log.flush()


def behaviour(address):
    """What is to happen to this address now."""
    local = address.split("@")[0]
    if chance is not None:
        return chance.choice(["busy", "later", "lost", "unsaid", "unsaid", "", "", "", "", ""])
    times[local] = times.get(local, 0) + 1
    if local.endswith("-once"):
        return local[:-5] if times[local] == 1 else ""
    return local


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        session.doing = behaviour(address)
        note(rcpt=address, tls=session.ssl is not None or mode == "implicit", user=session.authenticated)
        if session.doing == "nobody":
            return f"550 5.1.1 <{address}> no such person here"
        if session.doing == "busy":
            return "451 4.3.0 please come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        doing = session.doing
        if doing == "later":
            return "452 4.2.2 the mailbox is full"
        if doing == "refused":
            return f"554 5.7.1 <{envelope.rcpt_tos[0]}> this looks like junk"
        if doing == "slow":
            await asyncio.sleep(30)
        if doing == "lost":
            server.transport.abort()
            return "421 gone"
        number = len(list(taken.iterdir())) + 1
        part = folder / "part.eml"
        part.write_bytes(envelope.original_content)
        part.rename(taken / f"{number:04}.eml")
        note(taken=envelope.rcpt_tos, sender=envelope.mail_from)
        if doing == "unsaid":
            server.transport.abort()
            return "421 gone"
        return "250 2.0.0 taken"


def known(server, session, envelope, mechanism, data):
    good = data.login == b"office" and data.password == b"a password"
    return AuthResult(success=good, handled=False)


def context():
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(folder / "tls.pem", folder / "tls.key")
    return made


def smtp():
    starttls = mode == "starttls"
    return SMTP(
        Handler(),
        hostname="mail.example.org",
        tls_context=context() if starttls else None,
        require_starttls=starttls,
        authenticator=known if mode != "bare" else None,
        auth_required=mode != "bare",
        auth_require_tls=starttls,
    )


async def bad(reader, writer):
    if mode == "mute":
        await asyncio.sleep(30)
    if mode == "greets554":
        writer.write(b"554 5.3.2 no mail is taken today\r\n")
        await writer.drain()
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    if mode in ("closes", "greets554", "mute"):
        server = await asyncio.start_server(bad, "127.0.0.1", port)
    else:
        server = await loop.create_server(
            smtp, "127.0.0.1", port, ssl=context() if mode == "implicit" else None
        )
    await server.serve_forever()


asyncio.run(main())
