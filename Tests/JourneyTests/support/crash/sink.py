"""A mail server that remembers when it took which mail."""

import collections
import email
import email.policy
import threading
import time

from aiosmtpd.controller import Controller

from ..mails import CODE, LINK
from ..ports import free_port


class Taken:
    """One mail that was answered 250."""

    def __init__(self, recipient, octets):
        self.at = time.monotonic()
        self.recipient = recipient.lower()
        message = email.message_from_bytes(octets, policy=email.policy.default)
        self.message_id = str(message["Message-ID"])
        text = message.get_body(("plain",)).get_content()
        self.links = list(dict.fromkeys(link.rstrip(".") for link in LINK.findall(text)))
        code = CODE.search(text)
        self.code = "".join(code.groups()) if code and not self.links else None


class Sink:
    """Takes every mail at once."""

    def __init__(self):
        self.port = free_port()
        self.mails = []
        self._by_recipient = collections.defaultdict(list)
        self._changed = threading.Condition()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def __enter__(self):
        self._controller.start()
        return self

    def __exit__(self, *_):
        self._controller.stop()

    async def handle_DATA(self, server, session, envelope):
        with self._changed:
            for recipient in envelope.rcpt_tos:
                taken = Taken(recipient, envelope.original_content)
                self.mails.append(taken)
                self._by_recipient[taken.recipient].append(taken)
            self._changed.notify_all()
        return "250 2.0.0 Taken"

    def to(self, address):
        with self._changed:
            return list(self._by_recipient[address.lower()])

    def code(self, address, after, ends):
        """The first code to that address beyond the first `after` mails; none if `ends` is set before one comes."""
        with self._changed:
            while not ends.is_set():
                codes = [mail.code for mail in self._by_recipient[address.lower()][after:] if mail.code]
                if codes:
                    return codes[0]
                self._changed.wait(0.05)
        return None

    def repeated(self):
        """For each mail that was taken more than once the times at which."""
        times = collections.defaultdict(list)
        for mail in self.mails:
            times[mail.message_id, mail.recipient].append(mail.at)
        return {mail: at for mail, at in times.items() if len(at) > 1}
