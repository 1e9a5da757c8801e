"""A mail server that can be told to refuse, to put off, to hang up."""

import asyncio

from aiosmtpd.controller import Controller

from .mails import Box, Mail
from .ports import free_port


class SMTPTrap(Box):
    """Takes every mail while `mode` is `accept`. `refuse` and `delay` answer the recipient with 550 and 451, `drop` hangs up
    after the mail was handed over, before it is acknowledged, `hold` says nothing any more; all but for mail to staff."""

    def __init__(self):
        self.port = free_port()
        self.mode = "accept"
        self.attempts = 0
        self._mails = []
        self._controller = None

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def all(self):
        return list(self._mails)

    def start(self, **options):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()
        return self

    def stop(self):
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        self.attempts += 1
        if self.mode == "hold":
            await asyncio.Event().wait()
        mode = "accept" if address == "chief@local.test" else self.mode
        if mode == "refuse":
            return "550 5.1.1 There is nobody of that name here"
        if mode == "delay":
            return "451 4.7.1 Come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        for recipient in envelope.rcpt_tos:
            self._mails.append(Mail(envelope.original_content, recipient))
        if self.mode == "drop":
            server.transport.close()
        return "250 2.0.0 Taken"
