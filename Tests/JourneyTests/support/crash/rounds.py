"""Load, kill -9, look at the files, start again, look at the pages: once a round."""

import hashlib
import math
import random
import threading
import time

from ..clock import MovedClock
from ..office import Office
from ..service import Service
from ..waiting import eventually
from . import tables
from .interface import Interface
from .ledger import Ledger
from .load import Recipient, Revoker, Staff
from .sink import Sink

SHORTEST, LONGEST = 0.05, 3.0
# A mail whose acknowledgement the killed server had no time to note may come once more.
AMBIGUOUS = 2.0


class Rounds:
    """One installation under load. `lost`, `half` and `surprises` must stay empty."""

    def __init__(self, folder, store, seed):
        self.store, self.chance = store, random.Random(seed)
        self.ledger, self.sink = Ledger(), Sink()
        self.ends, self.may_fail = threading.Event(), threading.Event()
        self.clock = MovedClock(folder / "clock")
        self.service = Service(folder / "service", smtp=self.sink.url, clock=self.clock, **store.settings)
        self.kills, self.lost, self.half = [], [], []

    def __enter__(self):
        self.sink.__enter__()
        self.service.add_staff("Ida Chief", "chief@local.test")
        self.token = self.service.command("tokens", "create", "--for", "chief@local.test").strip()
        self.service.start()
        self.office = Office(self.service).sign_in()
        return self

    def __exit__(self, *_):
        self.ends.set()
        self.service.kill()
        self.sink.__exit__()

    def round(self, stops_store=False, looks_deep=False):
        self.ends.clear()
        workers = [
            kind(self, number)
            for number, kind in enumerate((Staff, Staff, Staff, Recipient, Recipient, Revoker))
        ]
        for worker in workers:
            worker.start()
        time.sleep(math.exp(self.chance.uniform(math.log(SHORTEST), math.log(LONGEST))))
        if stops_store:
            self.may_fail.set()
            self.store.stop_at_once()
            time.sleep(self.chance.uniform(0, 0.1))
        self.kills.append(time.monotonic())
        self.service.kill()
        self.ends.set()
        for worker in workers:
            worker.join()
        self.may_fail.clear()
        if stops_store:
            self.store.start()
        self._look_at_rows(looks_deep)
        self.service.start()
        self._look_at_pages()

    def _look_at_rows(self, deep):
        """The files as the killed server left them."""
        self.rows_of = {kind: self.ledger.take(kind) for kind in Ledger.KINDS}
        self.store.keep(self.service)
        for kind, ids in (
            ("people", self.rows_of["people"]), ("cases", self.rows_of["cases"]),
            ("updates", self.rows_of["updates"]), ("attachments", [id for id, _ in self.rows_of["attachments"]]),
            ("sends", [send.id for send in self.rows_of["sends"]]),
        ):  # fmt: skip
            self.lost += tables.missing(self.store, self.service, kind, ids)
        if deep:
            self.half += tables.half(self.store, self.service) + self.store.check(self.service)

    def _look_at_pages(self):
        """What the server that was started again shows."""
        new, self.interface = self.rows_of, Interface(self.service, self.token)
        for send in new["doubtful sends"]:
            self._repeat(send)
        for send in new["sends"][-1:]:
            self._repeat(send)
        for send in new["sends"] + [send for send in new["doubtful sends"] if send.id]:
            self._look_at_send(send)
        for attachment, sha256 in new["attachments"]:
            self.look_at_attachment(attachment, sha256)
        for send, link in new["revoked"]:
            shown = self._show(send)
            if not any(each["id"] == link and each["revokedAt"] for one in shown for each in one["links"]):
                self.lost.append(f"the withdrawal of link {link}")
        for send, address, _ in new["downloads"]:
            self._look_at_download(send, address)
        for grant in new["grants"]:
            page = grant.browser.get(grant.link)
            if page.status not in (200, 410) or page.tree.all("input", name="email"):
                self.lost.append(f"the grant of {grant.link}: {page.status}")

    def _repeat(self, send):
        """Asks again under the same key: there is one send, whether the first time was answered or not."""
        for _ in range(2):
            status, value = self.interface.call(
                "POST", f"/updates/{send.update.id}/sends", send.request, key=send.key
            )
            if status not in (200, 201):
                self.ledger.surprise(f"a send asked for again was answered {status}: {value}")
            elif send.id not in (None, value["id"]):
                self.half.append(f"send {send.id} was made again as {value['id']}")
            else:
                send.id = value["id"]

    def _show(self, send):
        status, value = self.interface.call("GET", f"/sends/{send}")
        if status != 200:
            self.lost.append(f"send {send} is answered {status}")
            return []
        return value["deliveries"]

    def _look_at_send(self, send):
        deliveries = self._show(send.id)
        for delivery in deliveries:
            links = sorted(link["attachmentId"] for link in delivery["links"])
            if links != sorted(send.update.attachments):
                self.half.append(f"delivery {delivery['id']} has the links {links}")
            if "queued" not in [event["kind"] for event in delivery["events"]]:
                self.half.append(f"delivery {delivery['id']} has no first event")
        if len(deliveries) != len(send.addresses):
            self.half.append(f"send {send.id} has {len(deliveries)} deliveries for {len(send.addresses)} people")

    def look_at_attachment(self, attachment, sha256):
        page = self.office.browser.get(f"/attachments/{attachment}", follow=False)
        if page.status != 200:
            self.lost.append(f"attachment {attachment} is answered {page.status}")
        elif hashlib.sha256(page.body).hexdigest() != sha256:
            self.half.append(f"attachment {attachment} opens to other bytes")

    def _look_at_download(self, send, address):
        own = [delivery for delivery in self._show(send.id) if delivery["address"] == address]
        states = [file["state"] for delivery in own for file in delivery["files"]]
        if not set(states) - {"none"}:
            self.lost.append(f"the beginning of a download by {address}")

    def finish(self, most_attachments=3000):
        """The end: every mail has to have come, and all that was ever acknowledged is looked at once more."""
        self.kills.append(time.monotonic())
        self.service.kill()
        self.store.keep(self.service)
        doubtful = self._doubtful_attachments()
        self.clock.move(320)
        self.service.start()
        addresses = {address for send in self._sends() for address in send.addresses.values()}
        eventually(
            lambda: not [address for address in addresses if not self._has_notice(address)], 180, "a mail for every delivery"
        )
        for attachment, sha256 in self._some(self.ledger.all["attachments"], most_attachments):
            self.look_at_attachment(attachment, sha256)
        for attachment, sha256 in doubtful:
            self.look_at_attachment(attachment, sha256)
        self.service.stop()
        self._look_at_everything()
        self._look_at_mails()

    def _sends(self):
        return self.ledger.all["sends"] + [send for send in self.ledger.all["doubtful sends"] if send.id]

    def _has_notice(self, address):
        return any(mail.links for mail in self.sink.to(address))

    def _some(self, items, most):
        return items if len(items) <= most else self.chance.sample(items, most)

    def _doubtful_attachments(self):
        """Those that were stored though nobody was told so: they have to be whole, too."""
        known = {attachment for attachment, _ in self.ledger.all["attachments"]}
        stored = self.store.rows(self.service, "SELECT id, sha256 FROM attachments")
        doubtful = [(attachment, sha256) for attachment, sha256 in stored if attachment not in known]
        self.ledger.counts["attachments stored and not acknowledged"] += len(doubtful)
        return doubtful

    def _look_at_everything(self):
        self.store.keep(self.service)
        everything = self.ledger.all
        for kind, ids in (
            ("people", everything["people"]), ("cases", everything["cases"]), ("updates", everything["updates"]),
            ("attachments", [id for id, _ in everything["attachments"]]), ("sends", [send.id for send in self._sends()]),
        ):  # fmt: skip
            self.lost += tables.missing(self.store, self.service, kind, ids)
        rows = self.store.rows
        validated = {id for id, in rows(self.service, "SELECT id FROM case_updates WHERE validated_at IS NOT NULL")}
        self.lost += [f"the validation of {update}" for update in set(everything["validated"]) - validated]
        assigned = set(map(tuple, rows(self.service, "SELECT case_id, person_id FROM assignments")))
        self.lost += [f"assignment {pair}" for pair in set(everything["assignments"]) - assigned]
        withdrawn = {id for id, in rows(self.service, "SELECT id FROM file_links WHERE revoked_at IS NOT NULL")}
        self.lost += [f"the withdrawal of {link}" for _, link in everything["revoked"] if link not in withdrawn]
        self.half += tables.half(self.store, self.service) + self.store.check(self.service)

    def _look_at_mails(self):
        for address, in self.store.rows(self.service, "SELECT address FROM outbox WHERE kind = 'notice'"):
            if not self._has_notice(address):
                self.lost.append(f"the notice to {address}")
        for mail, times in self.sink.repeated().items():
            for first, second in zip(times, times[1:]):
                self.ledger.note("mails taken twice")
                if not any(first - 0.05 <= kill <= first + AMBIGUOUS for kill in self.kills):
                    self.half.append(f"{mail} came again after {second - first:.1f} s, though nothing was killed")

    @property
    def broken(self):
        return {"lost": self.lost, "half": self.half, "unexpected": self.ledger.unexpected}
