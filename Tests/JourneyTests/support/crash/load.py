"""The mixed load of one round: people who work until the server is gone."""

import hashlib
import http.client
import random
import secrets
import threading
import urllib.parse

from ..browser import Browser
from .interface import Interface, Lost
from .ledger import Grant, Send, Update


class Worker(threading.Thread):
    """One person at work. Whatever is answered 2xx goes into the ledger; the first lost answer ends the work."""

    def __init__(self, rounds, number):
        super().__init__(daemon=True)
        self.service, self.ledger, self.sink = rounds.service, rounds.ledger, rounds.sink
        self.may_fail, self.ends = rounds.may_fail, rounds.ends
        self.chance = random.Random(rounds.chance.random() + number)
        self.interface = Interface(rounds.service, rounds.token)

    def run(self):
        while not self.ends.is_set():
            try:
                self.work()
            except (Lost, OSError, http.client.HTTPException):
                return

    def call(self, expected, *arguments, **more):
        """The value of the answer with that status. An answer that the database is away counts as lost where it may be."""
        status, value = self.interface.call(*arguments, **more)
        self.ledger.note("answers")
        if status == expected:
            return value
        if not (status >= 500 and self.may_fail.is_set()):
            self.ledger.surprise(f"{arguments[:2]} was answered {status}: {value}")
        raise Lost


class Staff(Worker):
    """Makes people, a case, an update with files; validates and sends it."""

    def work(self):
        mark = secrets.token_hex(4)
        recipients = dict(self._person(mark, number) for number in range(self.chance.choice((1, 1, 2))))
        case = self.call(201, "POST", "/cases", {"reference": f"R-{mark}", "title": f"Case {mark}"})["id"]
        self.ledger.add("cases", case)
        for person in recipients:
            self.call(200, "PUT", f"/cases/{case}/assignments/{person}", {"role": "client contact"})
            self.ledger.add("assignments", (case, person))
        update = Update(
            self.call(201, "POST", f"/cases/{case}/updates", {"title": "What we found", "body": f"<p>{mark}</p>"})["id"]
        )
        self.ledger.add("updates", update.id)
        for number in range(self.chance.choice((1, 2, 3))):
            self._attach(update, f"file {number}.bin")
        self.call(200, "POST", f"/updates/{update.id}/validation")
        self.ledger.add("validated", update.id)
        self._send(update, recipients, mark)

    def _person(self, mark, number):
        address = f"p{number}-{mark}@local.test"
        person = self.call(201, "POST", "/people", {"kind": "contact", "name": f"P{number} {mark}", "email": address})
        self.ledger.add("people", person["id"])
        return person["id"], address

    def _attach(self, update, name):
        content = self.chance.randbytes(int(10 ** self.chance.uniform(2, 5.7)))
        sha256 = hashlib.sha256(content).hexdigest()
        value = self.call(
            201, "POST", f"/updates/{update.id}/attachments?name={urllib.parse.quote(name)}", raw=content,
            kind="application/octet-stream",
        )  # fmt: skip
        if value["sha256"] != sha256:
            self.ledger.surprise(f"attachment {value['id']} has another digest")
        update.attachments[value["id"]] = sha256
        self.ledger.add("attachments", (value["id"], sha256))

    def _send(self, update, recipients, mark):
        request = {
            "recipients": list(recipients), "identityVerification": self.chance.random() < 0.7,
            "linkLifetimeSeconds": 86_400,
        }  # fmt: skip
        send = Send(update, mark, request, recipients)
        try:
            send.id = self.call(201, "POST", f"/updates/{update.id}/sends", request, key=mark)["id"]
        except Lost:
            self.ledger.add("doubtful sends", send)
            raise
        self.ledger.add("sends", send)


class Revoker(Worker):
    """Withdraws one link of a recent send now and then."""

    def work(self):
        if self.ends.wait(0.1):
            return
        send = self.ledger.latest("sends", 20, self.chance)
        if not send:
            return
        links = [
            link
            for delivery in self.call(200, "GET", f"/sends/{send.id}")["deliveries"]
            for link in delivery["links"]
            if not link["revokedAt"]
        ]
        if links:
            link = self.chance.choice(links)["id"]
            self.call(200, "POST", f"/links/{link}/revocation")
            self.ledger.add("revoked", (send.id, link))


class Recipient(Worker):
    """Opens the link of a recent mail, verifies the mailbox where asked to, and takes the file."""

    def work(self):
        send = self.ledger.latest("sends", 10, self.chance)
        address = self.chance.choice(list(send.addresses.values())) if send else None
        before = self.sink.to(address) if address else []
        links = [link for mail in before for link in mail.links]
        if not links:
            self.ends.wait(0.02)
            return
        browser, link = Browser(self.service.origin), self.chance.choice(links)
        try:
            door = browser.get(link)
            if door.status != 200:
                return
            if door.tree.all("input", name="email") and not self._verify(browser, door, address, len(before), link):
                return
            self._download(browser, send, address, link)
        except AssertionError as error:
            if not self.may_fail.is_set():
                self.ledger.surprise(f"a recipient's page: {error}")
            raise Lost from None

    def _verify(self, browser, door, address, before, link):
        page = door.form("E-mail me a code").fill(email=address).submit("E-mail me a code")
        if page.status != 200:
            return False
        code = self.sink.code(address, before, self.ends)
        if not code:
            return False
        answer = page.form("Continue").fill(code=code).submit("Continue", follow=False)
        if answer.status != 303:
            return False
        self.ledger.add("grants", Grant(browser, link))
        return True

    def _download(self, browser, send, address, link):
        connection, answer = browser.open("GET", f"{link}/download")
        try:
            if answer.status != 200:
                return
            first = answer.read(1)
            self.ledger.add("downloads", (send, address, first))
            content = first + answer.read()
            if hashlib.sha256(content).hexdigest() in send.update.attachments.values():
                self.ledger.note("whole downloads")
            elif answer.isclosed() and len(content) == int(answer.headers["Content-Length"]):
                self.ledger.surprise(f"{link} gave other bytes than were uploaded")
        finally:
            connection.close()
