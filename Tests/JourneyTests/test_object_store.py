"""The main job with the files in a real object store, and what people see when that store is away."""

import os
import pathlib
import subprocess

import pytest
from support.mails import KeptBox
from support.object_store import BUCKET, ObjectStore
from support.office import Office
from support.recipients import Recipient
from support.service import Service
from support.uploads import begin_upload
from support.waiting import eventually

MIB = 1 << 20
LARGE = os.urandom(MIB) * 12 + b"the end"
SMALL = b"0123456789" * 10


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A real store of the module's own."""
    store = ObjectStore(tmp_path_factory.mktemp("store")).start()
    yield store
    store.kill()


@pytest.fixture(scope="module")
def afar(tmp_path_factory, store):
    """A server that keeps its files there; it has to stop in good order, whatever the store did."""
    server = Service(tmp_path_factory.mktemp("afar"), **store.settings)
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def desk(afar):
    return Office(afar).sign_in()


@pytest.fixture
def sent(afar, desk, fresh):
    return Sent(afar, desk, fresh())


class Sent:
    """A large and a small file on their way to a reader who is verified."""

    def __init__(self, service, office, address):
        self.office = office
        case, (self.person,) = office.case_with(("Ana Afar", address))
        draft = office.write(case)
        for name, content in (("large.bin", LARGE), ("small.txt", SMALL)):
            office.upload_raw(draft, name, content).expect(201)
        self.send = office.send(office.validate(draft), self.person)
        box = KeptBox(service)
        self.large, self.small = box.notice(address).links
        self.reader = Recipient(service, address, box)
        self.reader.verify(self.large)

    @property
    def cookie(self):
        return "; ".join(f"{name}={value}" for name, value in self.reader.browser.cookies.items())

    def headlines(self, word):
        entries = self.office.timeline(self.send, self.person.name).entries
        words = [entry.headline.lower() for entry in entries]
        return [line for line in words if word in line and "download" in line]


def test_the_main_job(sent, store, afar, tmp_path):
    """UD-05 UD-06 UD-09 OS-39: sent, verified, read whole, in ranges and resumed, and withdrawn, all from a bucket."""
    assert sent.reader.download(sent.large).expect(200).body == LARGE
    assert sent.reader.download(sent.small).expect(200).body == SMALL
    for first, last in ((0, 0), (5, 70_000), (5 * MIB - 100, 5 * MIB + 100), (len(LARGE) - 7, len(LARGE) - 1)):
        part = sent.reader.download(sent.large, {"Range": f"bytes={first}-{last}"}).expect(206)
        assert part.body == LARGE[first : last + 1]
    target = tmp_path / "large.bin"
    target.write_bytes(LARGE[: 3 * MIB + 17])
    curl = ["curl", "-sS", "--fail", "-C", "-", "-H", f"Cookie: {sent.cookie}", "-o", target]
    subprocess.run([*curl, f"{sent.large}/download"], check=True, timeout=60)
    assert target.read_bytes() == LARGE
    eventually(lambda: len(sent.headlines("complete")) == 2, 10, "two completed downloads")
    sent.office.matrix(sent.send).page.form("Revoke", action="/revocation").submit().expect(200)
    assert sent.reader.download(sent.large).status == 410


def test_nothing_plain_leaves_the_machine(sent, store, afar):
    """UD-09 UD-03: the bucket holds sealed bytes under names that say nothing, and the data folder no file at all."""
    names = store.names()
    assert names and not any("large" in name or "small" in name for name in names)
    assert SMALL not in b"".join(store.content(name) for name in names)
    blobs = afar.data / "blobs"
    assert not blobs.exists() or not [file for file in blobs.rglob("*") if file.is_file()]


def test_a_damaged_file_is_never_served(sent, store, afar):
    """UD-09: a byte changed in the bucket ends the answer before it, as a broken connection."""
    sealed = {name: store.content(name) for name in store.names()}
    name = next(name for name, content in sealed.items() if len(content) > 12 * MIB)
    for name in [name for name, content in sealed.items() if len(content) > 12 * MIB]:
        spoilt = bytearray(sealed[name])
        spoilt[7 * MIB] ^= 1
        store.replace(name, bytes(spoilt))
    connection, answer = sent.reader.begin_download(sent.large)
    received = b""
    with pytest.raises(Exception):
        while piece := answer.read(65_536):
            received += piece
        assert len(received) < len(LARGE), "a clean end"
        raise ConnectionError("cut")
    connection.close()
    assert len(received) < 7 * MIB and LARGE.startswith(received)
    assert "integrity failure" in afar.log
    for name, content in sealed.items():
        store.replace(name, content)


def test_a_store_that_goes_away_during_an_upload(desk, store, afar):
    """UD-11 ST-01: 503 and nothing half listed; the next upload goes through without a restart."""
    case, _ = desk.case_with(("Ana Gone", "gone@local.test"))
    draft = desk.write(case)
    store.asked()
    connection = begin_upload(desk, draft, "half.bin", 8 * MIB + 100, LARGE[: 8 * MIB])
    eventually(lambda: any("partNumber=1" in line for line in store.asked()), 20, "the first part")
    store.kill()
    connection.sendall(LARGE[8 * MIB : 8 * MIB + 100])
    assert connection.recv(200).split(b" ")[1] == b"503"
    connection.close()
    assert "half.bin" not in desk.browser.get(draft.url).expect(200).words
    answer = desk.upload_raw(draft, "small.txt", SMALL)
    assert answer.status == 503 and answer.header("Retry-After")
    store.start()
    assert "small.txt" not in desk.browser.get(draft.url).expect(200).words
    desk.upload_raw(draft, "whole.bin", LARGE).expect(201)
    words = desk.browser.get(draft.url).expect(200).words
    assert "whole.bin" in words and "half.bin" not in words and "small.txt" not in words


def test_a_store_that_goes_away_during_a_download(sent, store, afar):
    """UD-10 N-08: the answer breaks off, the tracker says so, and the reader resumes once the store is back."""
    connection, answer = sent.reader.begin_download(sent.large)
    received = answer.read(100_000)
    store.kill()
    try:
        while piece := answer.read(65_536):
            received += piece
    except Exception:  # noqa: BLE001 — however the connection breaks off
        pass
    connection.close()
    assert len(received) < len(LARGE) and LARGE.startswith(received)
    eventually(lambda: sent.office.timeline(sent.send, sent.person.name).having("broken off"), 60, "the broken download")
    assert sent.reader.download(sent.small).status == 503
    assert "small.txt" in sent.reader.browser.get(sent.small).expect(200).words, "the file's page needs no store"
    store.start()
    rest = sent.reader.download(sent.large, {"Range": f"bytes={len(received)}-"}).expect(206)
    assert received + rest.body == LARGE
    assert sent.reader.download(sent.small).expect(200).body == SMALL
    eventually(lambda: len(sent.headlines("complete")) == 2, 10, "two completed downloads")


def test_memory_stays_flat(desk, store, afar):
    """UD-01 RL-03: a large file goes through in a fixed small space."""
    case, _ = desk.case_with(("Ana Flat", "flat@local.test"))
    draft = desk.write(case)
    process = pathlib.Path("/proc") / str(afar.process.pid)
    # The first file in parts brings what every process needs once, whatever the size of its files.
    desk.upload_raw(draft, "some.bin", b"\x5a" * (6 * MIB)).expect(201)
    (process / "clear_refs").write_text("5")  # the highest use is counted anew
    before = mebibytes(process, "VmRSS")
    desk.upload_raw(draft, "much.bin", b"\x5a" * (48 * MIB)).expect(201)
    grown = mebibytes(process, "VmHWM") - before
    assert grown < 20, f"the server grew by {grown:.1f} MiB"


def mebibytes(process, field):
    lines = (process / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field + ":")) / 1024


def test_a_bucket_that_cannot_be_used(tmp_path, store):
    """KM-01: the start says what is wrong in a sentence, without the secret."""
    wrongs = {
        "AWS_SECRET_ACCESS_KEY": ("not-the-secret", "AWS_SECRET_ACCESS_KEY"),
        "BLOBS_URL": ("s3://no-such-bucket", "no such bucket"),
        "AWS_ACCESS_KEY_ID": (None, "set AWS_ACCESS_KEY_ID"),
        "AWS_ENDPOINT_URL_S3": ("store.example", "AWS_ENDPOINT_URL_S3"),
    }
    for name, (value, words) in wrongs.items():
        done = Service(tmp_path / name, **(store.settings | {name: value})).run("serve")
        said = (done.stdout + done.stderr).decode()
        assert done.returncode == 78 and words in said, said
        assert "not-the-secret" not in said and "testing" not in said
    done = Service(tmp_path / "foreign", **store.settings).run("serve")
    assert done.returncode == 78 and b"another key ring" in done.stderr
    done = Service(tmp_path / "url", **(store.settings | {"BLOBS_URL": "ftp://x"})).run("serve")
    assert done.returncode == 78 and b"s3://bucket/prefix" in done.stderr


def test_a_start_without_the_store(tmp_path, store):
    """ST-01: a server starts while its store is away, says so, and works as soon as it is there."""
    server = Service(tmp_path / "early", **(store.settings | {"BLOBS_URL": f"s3://{BUCKET}/early"}))
    server.add_staff("Ida Chief", "chief@local.test")
    store.kill()
    server.start()
    try:
        assert "cannot be reached" in server.log
        office = Office(server).sign_in()
        case, _ = office.case_with(("Ana Early", "early@local.test"))
        draft = office.write(case)
        assert office.upload_raw(draft, "early.txt", SMALL).status == 503
        store.start()
        office.upload_raw(draft, "early.txt", SMALL).expect(201)
        server.stop()
    finally:
        server.kill()
