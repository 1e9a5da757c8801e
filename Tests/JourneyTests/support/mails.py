"""Mails as a foreign parser reads them, and the boxes they lie in."""

import email
import email.policy
import pathlib
import re

from .waiting import eventually

LINK = re.compile(r"https?://[^\s<>\"]+/f/[A-Za-z0-9._~-]+")
CODE = re.compile(r"\b(\d{4}) (\d{4})\b")


class Mail:
    """One mail as it arrived: raw octets, and what Python's own parser makes of them."""

    def __init__(self, raw, recipient):
        self.raw = raw
        self.recipient = recipient
        self.message = email.message_from_bytes(raw, policy=email.policy.default)

    def header(self, name):
        value = self.message[name]
        return None if value is None else str(value)

    @property
    def subject(self):
        return self.header("Subject")

    def part(self, kind):
        """The decoded text of the part of that media type."""
        for part in self.message.walk():
            if part.get_content_type() == kind:
                return part.get_content()
        raise AssertionError(f"no {kind} in {self.subject!r}")

    @property
    def text(self):
        return self.part("text/plain")

    @property
    def html(self):
        return self.part("text/html")

    @property
    def links(self):
        """The file links of the text part, in order, each once."""
        return list(dict.fromkeys(link.rstrip(".") for link in LINK.findall(self.text)))

    @property
    def code(self):
        found = CODE.search(self.text)
        assert found, self.text
        return " ".join(found.groups())

    @property
    def decoded(self):
        """The raw source, and every header and part decoded: wherever a secret could stand."""
        parts = [part.get_content() for part in self.message.walk() if part.get_content_maintype() == "text"]
        headers = [str(value) for _, value in self.message.items()]
        return self.raw.decode("utf-8", "replace") + "\n".join(headers + [str(part) for part in parts])


class Box:
    """Where mails arrive. A kind of box says in `all` what is there, oldest first."""

    def all(self):
        raise NotImplementedError

    def to(self, address, subject=""):
        return [
            mail for mail in self.all() if mail.recipient.lower() == address.lower() and subject in (mail.subject or "")
        ]

    def wait(self, address, subject="", number=1, within=20):
        """The `number`th mail to that address with those words in its subject."""
        what = f"mail {number} «{subject}» to {address}"
        return eventually(lambda: self.to(address, subject)[number - 1 : number], within, what)[0]

    def notice(self, address, number=1):
        return self.wait(address, "You have a secure update", number)

    def code(self, address, number=1):
        return self.wait(address, "Your confirmation code", number)


class KeptBox(Box):
    """The mailbox on disk that development has in place of a mail server."""

    def __init__(self, service):
        self._folder = pathlib.Path(service.data) / "mail"

    def all(self):
        files = sorted(self._folder.glob("*.eml"), key=lambda file: int(file.stem)) if self._folder.is_dir() else []
        return [self._read(file.read_bytes()) for file in files]

    @staticmethod
    def _read(raw):
        recipient = re.search(rb"^Delivered-To: (\S+)", raw, re.MULTILINE)
        return Mail(raw, recipient.group(1).decode())


class MaildirBox(Box):
    """A maildir, filled by a real mail server that says in each mail for whom it was."""

    def __init__(self, folder):
        self._folder = pathlib.Path(folder)

    def all(self):
        files = [file for part in ("cur", "new") for file in (self._folder / part).glob("*")]
        files.sort(key=lambda file: (file.stat().st_mtime_ns, file.name))
        return [self._read(file.read_bytes()) for file in files]

    @staticmethod
    def _read(raw):
        recipient = re.search(rb"^(?:X-Original-To|Delivered-To): (\S+)", raw, re.MULTILINE)
        return Mail(raw, recipient.group(1).decode() if recipient else "")
