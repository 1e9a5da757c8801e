"""A server on a disk that is going to fail, with what must outlive that."""

import os

from .mails import KeptBox
from .office import Office
from .recipients import Recipient
from .service import Service
from .uploads import begin_upload
from .waiting import eventually

MIB = 1 << 20
SMALL = b"0123456789" * 10
WHOLE = os.urandom(2 * MIB)


class Ground:
    """A server of the test's own with one file that was sent and can be read, and a draft for more."""

    def __init__(self, folder, **settings):
        self.service = Service(folder, **settings)
        self.service.add_staff("Ida Chief", "chief@local.test")
        self.service.start()
        self.office = Office(self.service).sign_in()
        self.case, (self.person,) = self.office.case_with(("Ana Whole", "ana@local.test"))
        draft = self.office.write(self.case)
        self.office.upload_raw(draft, "whole.bin", WHOLE).expect(201)
        self.send = self.office.send(self.office.validate(draft), self.person)
        self.box = KeptBox(self.service)
        (self.link,) = self.box.notice(self.person.address).links
        self.reader = Recipient(self.service, self.person.address, self.box)
        self.reader.verify(self.link)
        self.draft = self.office.write(self.case, title="The next one")

    @property
    def blobs(self):
        return sorted(file for file in (self.service.data / "blobs").rglob("*") if file.is_file())

    def still_reads(self):
        """Pages and files are there as before."""
        assert self.office.browser.get(self.draft.url).expect(200)
        assert self.reader.download(self.link).expect(200).body == WHOLE

    def listed(self, name):
        return name in self.office.browser.get(self.draft.url).expect(200).words

    @property
    def database_files(self):
        return [self.service.data / f"casecourier.sqlite{end}" for end in ("", "-wal")]

    def upload_under(self, fault, name):
        """Uploads four mebibytes, the last three of them under `fault`; gives the status and how often it was met."""
        before = set(self.blobs)
        connection = begin_upload(self.office, self.draft, name, 4 * MIB, os.urandom(MIB))
        (part,) = eventually(lambda: set(self.blobs) - before, 10, "the beginning of the upload on disk")
        with fault(part) as strace:
            try:
                connection.sendall(os.urandom(3 * MIB))
            except OSError:
                pass  # the server has answered already
            status = int(connection.recv(200).split(b" ")[1])
        connection.close()
        return status, strace.injected
