"""The bytes: whole, in parts, resumed by other people's programs, under names that harm nobody."""

import hashlib
import os
import re
import resource
import subprocess
from email.message import Message

import pytest
from support.recipients import Recipient
from support.waiting import eventually

LARGE = os.urandom(1 << 20) * 8
SMALL = b"0123456789" * 10


class Files:
    """A verified reader of one update with a large, a small and an empty file."""

    def __init__(self, office, box, service, address):
        self.office = office
        case, (self.person,) = office.case_with(("Ana Bytes", address))
        draft = office.write(case)
        for name, content in (("large.bin", LARGE), ("small.txt", SMALL), ("empty.txt", b"")):
            office.upload_raw(draft, name, content).expect(201)
        self.send = office.send(office.validate(draft), self.person)
        self.links = box.notice(address).links
        self.reader = Recipient(service, address, box)
        self.reader.verify(self.links[0])

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.reader.browser.cookies.items())

    def events(self, words):
        return self.office.timeline(self.send, self.person.name).having(words)


@pytest.fixture
def files(office, box, service, fresh):
    return Files(office, box, service, fresh())


@pytest.fixture(scope="module")
def shared(office, box, service):
    return Files(office, box, service, "shared-reader@local.test")


@pytest.mark.parametrize(
    "asked, status, expected",
    [
        ("bytes=0-9", 206, SMALL[:10]),
        ("bytes=90-", 206, SMALL[90:]),
        ("bytes=-7", 206, SMALL[-7:]),
        ("bytes=95-10000", 206, SMALL[95:]),
        ("bytes=-10000", 206, SMALL),
        ("bytes=99-99", 206, SMALL[99:]),
        ("bytes=100-", 416, None),
        ("bytes=5-2", None, None),
        ("bytes=-0", 416, None),
        ("bytes=0-1,3-4,6-7,9-10,12-13", None, None),
        ("bytes=9223372036854775807-", 416, None),
        ("bytes=0-18446744073709551616", None, None),
        ("bytes=-9223372036854775808", None, None),
        ("lines=1-2", 200, SMALL),
        ("bytes=a-b", 200, SMALL),
    ],
)
def test_ranges(shared, asked, status, expected):
    """UD-05 OS-39: single ranges are served exactly, what lies outside is 416, nothing makes the server stumble."""
    answer = shared.reader.download(shared.links[1], {"Range": asked})
    assert answer.status == status if status else answer.status in (200, 206, 416)
    if answer.status == 416:
        assert answer.header("Content-Range") == "bytes */100"
    elif answer.status == 206:
        first, last = map(int, re.fullmatch(r"bytes (\d+)-(\d+)/100", answer.header("Content-Range")).groups())
        assert answer.body == SMALL[first : last + 1] and (expected is None or answer.body == expected)
    else:
        assert answer.body == SMALL


def test_headers_of_a_file(shared):
    """UD-04 UD-05 OS-39: never shown in our origin, never kept, HEAD like GET, and `If-Range` with another tag brings all."""
    got = shared.reader.download(shared.links[1]).expect(200)
    head = shared.reader.browser.head(f"{shared.links[1]}/download")
    for name in ("Content-Type", "Content-Length", "ETag", "Accept-Ranges", "Content-Disposition", "Cache-Control"):
        assert got.header(name) == head.header(name), name
    assert got.header("Accept-Ranges") == "bytes" and got.header("X-Content-Type-Options") == "nosniff"
    assert "sandbox" in got.header("Content-Security-Policy") and "no-store" in got.header("Cache-Control")
    assert got.header("Cross-Origin-Resource-Policy") == "same-origin"
    tag = got.header("ETag")
    fits = shared.reader.download(shared.links[1], {"Range": "bytes=0-4", "If-Range": tag})
    assert (fits.status, fits.body) == (206, SMALL[:5])
    for other in ('"other"', "W/" + tag, "Mon, 23 Nov 2026 10:00:00 GMT"):
        assert shared.reader.download(shared.links[1], {"Range": "bytes=0-4", "If-Range": other}).body == SMALL


def test_an_empty_file(shared):
    """UD-09: a file without content is served as one, and counts as downloaded."""
    answer = shared.reader.download(shared.links[2]).expect(200)
    assert answer.body == b"" and answer.header("Content-Length") == "0"
    row = eventually(lambda: _downloaded(shared, "empty.txt"))
    assert row


def _downloaded(files, name):
    row = files.office.matrix(files.send).row(files.person.name)
    return row if row[name].lower().startswith("downloaded") else None


def test_heads_and_misses_are_no_downloads(files):
    """N-09: HEAD, 304, 416 and the file page count nothing."""
    files.reader.browser.head(f"{files.links[1]}/download")
    files.reader.download(files.links[1], {"Range": "bytes=500-"})
    files.reader.browser.get(files.links[1])
    assert not files.events("download")


def test_ranges_in_any_order_are_one_download(files):
    """N-06 N-07 UD-06 UD-10: one started and one completed, however many ranges it took; parts alone are not complete."""
    body = bytearray(100)
    for start in (60, 0, 20, 40):
        answer = files.reader.download(files.links[1], {"Range": f"bytes={start}-{start + 19}"})
        body[start : start + 20] = answer.body
    assert not files.events("completed") and not _downloaded(files, "small.txt")
    body[80:] = files.reader.download(files.links[1], {"Range": "bytes=80-"}).body
    assert bytes(body) == SMALL
    eventually(lambda: _downloaded(files, "small.txt"))
    assert len(files.events("download started")) + len(files.events("started")) >= 1
    assert len(_headlines(files, "complete")) == 1 and len(_headlines(files, "start")) == 1


def _headlines(files, word):
    timeline = files.office.timeline(files.send, files.person.name)
    return [
        entry for entry in timeline.entries if word in entry.headline.lower() and "download" in entry.headline.lower()
    ]


@pytest.mark.parametrize("program", ["curl", "wget"])
def test_other_programs_resume(files, tmp_path, program):
    """OS-39 N-06: curl -C - and wget -c go on where they were cut; one download is started, one completed."""
    target = tmp_path / "large.bin"
    url = f"{files.links[0]}/download"
    header = f"Cookie: {files.cookie}"
    commands = {
        "curl": ["curl", "-sS", "--fail", "-C", "-", "-H", header, "-o", target, url],
        "wget": ["wget", "-q", "-c", "--header", header, "-O", target, url],
    }
    command = commands[program]
    # Ended by the system when it writes beyond the first mebibyte, whatever the speed.
    first = subprocess.run(command, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, 1 << 20)))
    assert first.returncode != 0
    assert 0 < target.stat().st_size < len(LARGE), "it was to be cut"
    subprocess.run(command, check=True, timeout=60)
    assert hashlib.sha256(target.read_bytes()).digest() == hashlib.sha256(LARGE).digest()
    eventually(lambda: _downloaded(files, "large.bin"))
    assert len(_headlines(files, "complete")) == 1 and len(_headlines(files, "start")) == 1


def test_a_cut_download_is_not_a_download(files):
    """N-08 UD-10: who hangs up in the middle has started and aborted, and is still on the list of those who have not."""
    connection, answer = files.reader.begin_download(files.links[0])
    answer.read(65536)
    connection.sock.close()
    answer.close()
    connection.close()
    eventually(lambda: files.events("broken off"), 15, "the aborted download")
    assert not files.events("completed") and not _downloaded(files, "large.bin")
    assert "has not downloaded everything" in files.office.matrix(files.send).summary


NAMES = {
    'say "hello".txt': None,
    "back\\slash.txt": None,
    "../../etc/passwd": None,
    "C:\\fakepath\\plan.txt": None,
    "invoice\u202efdp.exe": None,
    "😀" * 60 + ".txt": None,
    "CON.txt": None,
    "nul": None,
    "semi;colon=x.txt": None,
    "Ünïcode – “quotes”.txt": None,
    "100% & more+plus.txt": None,
    " .hidden": None,
}


def test_names_are_safe(office, box, service, tmp_path, fresh):
    """UD-03: odd names come out safe and alike for Python's parser and for curl."""
    address = fresh()
    case, (person,) = office.case_with(("Ana Names", address))
    draft = office.write(case)
    kept = []
    for number, name in enumerate(NAMES):
        answer = office.upload_raw(draft, name, f"content {number}".encode())
        if answer.status < 400:
            kept.append(number)
        else:
            assert answer.status == 422, f"{name!r}: {answer.status}"
    assert len(kept) >= 8
    office.send(office.validate(draft), person)
    links = box.notice(address).links
    reader = Recipient(service, address, box)
    reader.verify(links[0])
    cookie = "; ".join(f"{key}={value}" for key, value in reader.browser.cookies.items())
    for number, link in zip(kept, links, strict=True):
        answer = reader.download(link).expect(200)
        assert answer.body == f"content {number}".encode()
        header = answer.header("Content-Disposition")
        name = file_name(header)
        assert_safe(name)
        folder = tmp_path / str(number)
        folder.mkdir()
        url = f"{link}/download"
        subprocess.run(
            ["curl", "-sS", "--fail", "-OJ", "-H", f"Cookie: {cookie}", url], cwd=folder, check=True, timeout=30
        )
        assert [file.read_bytes() for file in folder.iterdir()] == [answer.body]
        assert not list(tmp_path.glob("passwd"))


def file_name(header):
    """The name in a `Content-Disposition`, as Python reads it: the extended form wins."""
    assert header.startswith("attachment") and "\r" not in header and "\n" not in header
    header.encode("ascii")
    message = Message()
    message["Content-Disposition"] = header
    return message.get_filename()


def assert_safe(name):
    assert name and "/" not in name and "\\" not in name and name not in (".", "..")
    assert not any(ord(c) < 32 or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in name), repr(
        name
    )
    assert len(name.encode()) <= 255
