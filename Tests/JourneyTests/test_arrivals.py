"""What the tracker says of a download is what arrived at the other end, not what this machine still holds for it."""

import os
import socket
import struct
import time
import urllib.parse

import pytest
from support.mails import KeptBox
from support.office import Office
from support.waiting import eventually

MIB = 1 << 20


class Sent:
    """One file that was sent without verification, read over sockets."""

    def __init__(self, service, size):
        self.service, self.content = service, os.urandom(size)
        self.office = Office(service).sign_in()
        self.case, (self.person,) = self.office.case_with(("Ana Slow", "ana@local.test"))
        draft = self.office.write(self.case)
        self.office.upload_raw(draft, "file.bin", self.content).expect(201)
        self.send = self.office.send(self.office.validate(draft), self.person, verification=False)
        link = KeptBox(service).notice("ana@local.test").links[0]
        self.path = urllib.parse.urlsplit(link).path + "/download"

    def ask(self, fields="", buffer=4096):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        connection.connect(("127.0.0.1", self.service.port))
        connection.settimeout(30)
        connection.sendall(f"GET {self.path} HTTP/1.1\r\nHost: {self.service.host}\r\n{fields}\r\n".encode())
        return connection

    def has(self, words):
        return self.office.timeline(self.send, self.person.name).having(words)


def reset(connection):
    """Goes without a goodbye, as a process that is killed does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize("size", [100_000, MIB, 2 * MIB])
def test_one_byte_taken_is_no_download(own, size):
    """UD-10 N-08: a reader that takes one byte of a file and goes has not downloaded it, though the system took all of it."""
    sent = Sent(own, size)
    connection = sent.ask()
    connection.recv(1)
    time.sleep(0.5)
    reset(connection)
    eventually(lambda: sent.has("broken off"), 10, "the broken download")
    assert not sent.has("complete")


def test_one_byte_of_each_range_is_no_download(own):
    """UD-10 N-07: nor do ranges add up of which one byte each was taken."""
    sent = Sent(own, 4 * MIB)
    for start in range(0, 4 * MIB, MIB):
        connection = sent.ask(f"Range: bytes={start}-{start + MIB - 1}\r\n")
        connection.recv(1)
        time.sleep(0.2)
        reset(connection)
    eventually(lambda: sent.has("broken off"), 10, "the broken download")
    time.sleep(1)
    assert not sent.has("complete")


@pytest.mark.parametrize("buffer", [8192, 131_072, 4 * MIB])
def test_a_reader_cut_again_and_again_has_it_in_the_end(own, buffer):
    """N-06 UD-10: who goes on each time from the byte where the line broke has the file, though resets overtake acknowledgements."""
    sent = Sent(own, 12 * MIB)
    body = b""
    while len(body) < len(sent.content):
        connection = sent.ask(f"Range: bytes={len(body)}-\r\n", buffer=buffer)
        part = b""
        while b"\r\n\r\n" not in part:
            part += connection.recv(16_384)
        part = part.partition(b"\r\n\r\n")[2]
        wanted = min(MIB // 2, len(sent.content) - len(body))
        while len(part) < wanted:
            part += connection.recv(16_384)
        body += part
        # The last byte is not taken back: a reset may overtake the word that it came, and nobody asks for more behind it.
        socket.socket.close(connection) if len(body) == len(sent.content) else reset(connection)
        time.sleep(0.05)
    assert body == sent.content
    eventually(lambda: sent.has("complete"), 10, "the download")


def test_a_reader_who_skips_has_not_got_it(own):
    """N-06 UD-10: who takes a byte, and goes on far behind what was on its way, has not downloaded what lies between."""
    sent = Sent(own, 4 * MIB)
    connection = sent.ask(buffer=4096)
    connection.recv(1)
    time.sleep(0.3)
    reset(connection)
    time.sleep(0.3)
    connection = sent.ask(f"Range: bytes={MIB}-\r\n", buffer=MIB)
    taken = 0
    while piece := connection.recv(MIB):
        taken += len(piece)
        if taken >= 3 * MIB:
            break
    connection.close()
    time.sleep(2)
    assert taken >= 3 * MIB and not sent.has("complete")


def test_gone_before_the_first_byte(own):
    """EV-02 N-08: what was begun for a reader who is gone before the first byte has an end, too."""
    sent = Sent(own, 1000)
    for _ in range(20):
        connection = sent.ask()
        reset(connection)
    eventually(lambda: sent.has("started"), 10, "the beginning")
    eventually(lambda: sent.has("broken off") or sent.has("complete"), 10, "the end")


@pytest.mark.parametrize("ending", [reset, socket.socket.close])
@pytest.mark.parametrize("fields", ["", "Connection: close\r\n"])
@pytest.mark.parametrize("size", [1000, 3 * MIB])
def test_all_bytes_taken_is_a_download(own, size, fields, ending):
    """UD-10: whoever takes every byte has it, however the line ends after that."""
    sent = Sent(own, size)
    connection = sent.ask(fields, buffer=65_536)
    body = b""
    while len(body.partition(b"\r\n\r\n")[2]) < size:
        body += connection.recv(1 << 16)
    assert body.partition(b"\r\n\r\n")[2] == sent.content
    ending(connection)
    eventually(lambda: sent.has("complete"), 10, "the download")
    assert not sent.has("broken off")


def test_a_revoked_file_stops_at_once(own):
    """LT-07: when a link is revoked, nothing of its file leaves this machine any more, also what the system holds already."""
    sent = Sent(own, 2 * MIB)
    connection = sent.ask(buffer=4096)
    taken = len(connection.recv(4096))
    sent.office.matrix(sent.send).page.form("Revoke", action="/revocation").submit().expect(200)
    begin = time.monotonic()
    try:
        while piece := connection.recv(4096):
            taken += len(piece)
            time.sleep(0.02)
    except ConnectionResetError:
        pass
    assert time.monotonic() - begin < 5 and taken < MIB, f"{taken} bytes in {time.monotonic() - begin:.1f} s"
    eventually(lambda: sent.has("broken off"), 10, "the broken download")
