"""What the server has acknowledged, written down on the client's side."""

import collections
import dataclasses
import threading


@dataclasses.dataclass
class Update:
    """A case update with the digests of its attachments by their ids."""

    id: str
    attachments: dict = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class Send:
    """A send that was asked for; `id` is none while nobody knows whether it was made."""

    update: Update
    key: str
    request: dict
    addresses: dict
    id: str | None = None


@dataclasses.dataclass
class Grant:
    """A browser that a code has opened a link in."""

    browser: object
    link: str


class Ledger:
    """Everything acknowledged so far, of which `take` gives what is new since it was last called."""

    KINDS = (
        "people", "cases", "assignments", "updates", "validated", "attachments", "sends", "doubtful sends", "revoked",
        "grants", "downloads",
    )  # fmt: skip

    def __init__(self):
        self._lock = threading.Lock()
        self.all = {kind: [] for kind in self.KINDS}
        self._seen = collections.Counter()
        self.unexpected = []
        self.counts = collections.Counter()

    def add(self, kind, item):
        with self._lock:
            self.all[kind].append(item)
            self.counts[kind] += 1

    def note(self, kind):
        with self._lock:
            self.counts[kind] += 1

    def surprise(self, what):
        """An answer that no kill explains."""
        with self._lock:
            self.unexpected.append(what)

    def take(self, kind):
        with self._lock:
            items = self.all[kind][self._seen[kind] :]
            self._seen[kind] = len(self.all[kind])
            return items

    def latest(self, kind, number, chance):
        """One of the newest, or none."""
        with self._lock:
            newest = self.all[kind][-number:]
        return chance.choice(newest) if newest else None
