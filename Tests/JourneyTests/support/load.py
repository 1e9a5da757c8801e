"""Honest work on a server, by several people at once, while something else happens to it."""

import threading
import time
import traceback

from .mails import KeptBox
from .office import Office
from .recipients import Recipient
from .waiting import eventually


class HonestLoad:
    """Workers that each tell the whole story again and again: an update with a file, a send, a code, a download.

    Every step has to succeed. `failures` holds what did not, with where; `rounds` how often each worker came to the end."""

    def __init__(self, service, workers=3, name="load"):
        self.service, self.name = service, name
        self.failures = []
        self.rounds = [0] * workers
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._work, args=(number,)) for number in range(workers)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join(120)

    def settle(self, within=180):
        """Waits until nobody is in a story that began before now."""
        before = list(self.rounds)
        eventually(
            lambda: self.failures or all(now >= then + 2 for now, then in zip(self.rounds, before)),
            within,
            "two further rounds of each worker",
        )

    def _work(self, number):
        office = Office(self.service).sign_in()
        while not self._stop.is_set() and not self.failures:
            try:
                self._story(office, f"{self.name}-{number}-{self.rounds[number]}@local.test")
                self.rounds[number] += 1
            except Exception:  # noqa: BLE001 - whatever went wrong is what this looks for
                self.failures.append(traceback.format_exc())

    def _story(self, office, address):
        content = address.encode() * 2000
        case, (person,) = office.case_with(("Ana Load", address))
        draft = office.upload(office.write(case), ("load.bin", content))
        time.sleep(0.05)
        send = office.send(office.validate(draft), person)
        reader = Recipient(self.service, address, KeptBox(self.service))
        link = reader.box.notice(address).links[0]
        reader.verify(link)
        answer = reader.download(link)
        assert answer.status == 200 and answer.body == content, answer.status
        # The end is written behind the reader.
        eventually(lambda: self._has_completed(office, send, person), 10, "the end of the download in the timeline")

    @staticmethod
    def _has_completed(office, send, person):
        timeline = office.timeline(send, person.name)
        return timeline.having("downloaded") or timeline.having("complete")
