"""Our own server in the state that is measured: files that were sent, and visitors who were let in to them."""

import collections
import os
import pathlib
import tempfile
import time
import urllib.parse

from load import Lines
from processes import Processes
from support.mails import KeptBox
from support.office import Office
from support.postgres import Cluster
from support.service import Service
from visitors import PostgresRows, SQLiteRows, Visitors

RECIPIENTS = 64
NAME = "Ana Ruiz"


class Subject:
    """The release build with one case, whose files went to 64 recipients."""

    name = "CaseCourier"

    def __init__(self, folder, **settings):
        self.folder = pathlib.Path(folder)
        self.service = Service(self.folder / "service", **settings)
        self.origin = self.service.origin
        self.service.add_staff("Ida Chief", "chief@local.test")
        self.start()
        self.office = Office(self.service).sign_in()
        self.case, self.people = self.office.case_with(
            *((f"{NAME} {number}", f"recipient-{number}@local.test") for number in range(RECIPIENTS))
        )
        self.box = KeptBox(self.service)
        self._mails = collections.Counter()

    def start(self):
        begin = time.monotonic()
        self.service.start()
        self.processes = Processes(self.service.process.pid)
        return time.monotonic() - begin

    def restart(self):
        self.service.stop()
        return self.start()

    def draft(self):
        return self.office.write(self.case)

    def upload_options(self, draft, name):
        """The address and what curl has to say to add a file to a draft."""
        form = self.office.browser.get(draft.url).expect(200).form("Add to the update")
        jar = "; ".join(f"{key}={value}" for key, value in self.office.browser.cookies.items())
        token = dict(form.fields())["_token"]
        told = ("X-File-Name: " + name, "X-Form-Token: " + token, "Origin: " + self.origin, "Cookie: " + jar, "Expect:")
        address = urllib.parse.urljoin(self.origin, form.element.get("data-upload"))
        return address, ["-X", "POST", *(part for line in told for part in ("-H", line))]

    def send(self, draft, verification=True, people=None):
        """Sends the update; gives the links by address of recipient."""
        people = people or self.people
        self.office.send(self.office.validate(draft), *people, verification=verification)
        self._mails.update(person.address for person in people)
        return {
            address: urllib.parse.urlsplit(self.box.notice(address, self._mails[address]).links[0]).path
            for address in (person.address for person in people)
        }

    def send_file(self, name, content, **options):
        draft = self.draft()
        assert self.office.upload_raw(draft, name, content).status < 300
        return self.send(draft, **options)

    def downloads(self, links, count):
        """Requests for the bytes behind these links, each by a visitor who was just let in and takes them first."""
        lines = Visitors(self.rows).let_in([(f"{path}/download", address) for address, path in links.items()], count)
        return self.lines(lines)

    @property
    def rows(self):
        return SQLiteRows(self.service.data / "casecourier.sqlite")

    def lines(self, lines):
        handle, file = tempfile.mkstemp(dir=self.folder, suffix=".lines")
        os.close(handle)
        return Lines(file, lines)


class PostgresSubject(Subject):
    """The same with its rows in a throw-away cluster that writes as it would in earnest."""

    name = "CaseCourier on PostgreSQL"

    def __init__(self, folder):
        self._cluster = Cluster("fsync=on", "full_page_writes=on", "synchronous_commit=on")
        self._url = self._cluster.new_database()
        super().__init__(folder, DATABASE_URL=self._url)

    @property
    def rows(self):
        return PostgresRows(self._cluster, self._url)

    def end(self):
        self.service.stop()
        self._cluster.end()
