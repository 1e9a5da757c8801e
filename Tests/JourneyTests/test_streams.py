"""Many files on their way at once."""

import os
import selectors
import socket
import threading
import time
import urllib.parse

from support.mails import KeptBox
from support.office import Office

MIB = 1 << 20
SIZE = 8 * MIB
DOWNLOADS, UPLOADS = 50, 15


def memory(service, field):
    with open(f"/proc/{service.process.pid}/status") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith(field))


class Download:
    """A slow reader: small buffer of its own, takes what there is when it is its turn."""

    def __init__(self, service, path):
        self.connection = socket.socket()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        self.connection.connect(("127.0.0.1", service.port))
        self.connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {service.host}\r\nConnection: close\r\n\r\n".encode())
        self.taken, self.is_over = 0, False

    def begin(self):
        """Waits for the first byte, and takes no other: the server stands still with this one."""
        self.connection.settimeout(30)
        self.taken = len(self.connection.recv(1))
        self.connection.setblocking(False)

    def take(self):
        piece = self.connection.recv(65_536)
        self.taken += len(piece)
        self.is_over = not piece


def test_streams_are_lean_and_fair(own):
    """RL-03: 50 downloads and 15 uploads at once take 64 MiB and one more for each, and get on within a factor of two.

    Shares are compared from when all have begun: whoever comes first is alone for a while, and rightly faster.
    """
    office = Office(own).sign_in()
    case, (person,) = office.case_with(("Ana Stream", "ana@local.test"))
    draft = office.write(case)
    office.upload_raw(draft, "large.bin", os.urandom(SIZE)).expect(201)
    office.send(office.validate(draft), person, verification=False)
    path = urllib.parse.urlsplit(KeptBox(own).notice("ana@local.test").links[0]).path + "/download"
    target = office.write(case)
    before = memory(own, "VmRSS")
    with open(f"/proc/{own.process.pid}/clear_refs", "w") as file:
        file.write("5")

    content, failed = os.urandom(SIZE // 4), []

    def upload(number):
        answer = office.upload_raw(target, f"{number}.bin", content, timeout=120)
        if answer.status != 201:
            failed.append(answer.status)

    uploads = [threading.Thread(target=upload, args=(number,)) for number in range(UPLOADS)]
    downloads = [Download(own, path) for _ in range(DOWNLOADS)]
    for one in downloads:
        one.begin()
    for one in uploads:
        one.start()
    selector, begin = selectors.DefaultSelector(), time.monotonic()
    for one in downloads:
        selector.register(one.connection, selectors.EVENT_READ, one)
    shares = None
    while selector.get_map() and time.monotonic() - begin < 120:
        for key, _ in selector.select(1):
            key.data.take()
            if key.data.is_over:
                selector.unregister(key.fileobj)
        if shares is None and sum(one.taken for one in downloads) > DOWNLOADS * SIZE / 2:
            shares = [one.taken for one in downloads]
    for one in uploads:
        one.join()
    assert not failed, failed
    assert all(one.taken > SIZE for one in downloads)
    most = memory(own, "VmHWM") - before
    assert most < 64 + DOWNLOADS + UPLOADS, f"{most:.0f} MiB more"
    assert max(shares) < 2 * min(shares), shares
