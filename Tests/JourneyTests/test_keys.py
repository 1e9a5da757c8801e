"""The key ring under a real process: made once, never over data, never for production by accident."""

import json
import os
import pathlib
import re
import signal
import subprocess
import time

import pytest
from support.mails import KeptBox
from support.office import Office
from support.recipients import Recipient
from support.service import Service, binary

PRODUCTION = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://updates.example.test",
    "SMTP_URL": "smtp://127.0.0.1:2525?tls=none",
    "MAIL_FROM": "updates@example.test",
}


@pytest.fixture
def own(tmp_path):
    server = Service(tmp_path / "own")
    yield server
    server.kill()


def refused(server):
    done = server.run("serve", within=20)
    said = (done.stderr + done.stdout).decode()
    assert done.returncode == 78, said
    return said


def test_a_ring_is_never_made_where_data_are(own):
    """KM-04: without its ring an installation with data does not start and makes none; with the ring back it does."""
    own.start().stop()
    ring = own.keys / "ring"
    ring.rename(own.folder / "kept")
    assert "Put back the copy" in refused(own)
    assert not ring.exists()
    refused_create = own.run("keys", "create")
    assert refused_create.returncode != 0 and not ring.exists()
    (own.folder / "kept").rename(ring)
    own.start().stop()


@pytest.mark.parametrize("mode, words", [(0o644, "chmod"), (0o640, "chmod"), (0o700, "chmod")])
def test_an_exposed_ring_stops_the_start(own, mode, words):
    """KM-01 KM-04: any mode but 0400 and 0600 is refused with the command that mends it."""
    own.start().stop()
    os.chmod(own.keys / "ring", mode)
    assert words in refused(own)
    os.chmod(own.keys / "ring", 0o400)
    own.start().stop()


def test_another_installations_ring_opens_nothing(own, tmp_path):
    """KM-04: under a wrong ring no link, file or letter of before opens, and nothing is lost: the right one opens all."""
    own.add_staff("Ida Chief", "chief@local.test")
    own.start()
    office = Office(own).sign_in()
    case, (person,) = office.case_with(("Ana Ring", "ring@local.test"))
    office.send(office.update(case, ("ring.bin", b"ring")), person, verification=False)
    link = KeptBox(own).notice("ring@local.test").links[0]
    own.stop()
    other = Service(tmp_path / "other").start()
    other.stop()
    right = (own.keys / "ring").read_bytes()
    (own.keys / "ring").write_bytes((other.keys / "ring").read_bytes())
    own.start()
    assert Recipient(own, "ring@local.test", KeptBox(own)).browser.get(link).status == 404
    own.stop()
    (own.keys / "ring").write_bytes(right)
    own.start()
    assert Recipient(own, "ring@local.test", KeptBox(own)).download(link).body == b"ring"
    own.stop()


def test_a_first_start_that_dies_leaves_no_ring_for_production(tmp_path):
    """KM-04: killed before each of its renames and syncs, a development start never leaves a ring without its mark."""
    seen = set()
    for call in ("fsync", "rename"):
        for number in range(1, 5):
            server = Service(tmp_path / f"{call}{number}")
            command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}"]
            command += ["-e", f"inject={call}:signal=SIGKILL:when={number}", binary(), "serve"]
            started = subprocess.Popen(
                command, env=server.environment, cwd=server.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            try:
                started.wait(10)
            except subprocess.TimeoutExpired:
                children = pathlib.Path(f"/proc/{started.pid}/task/{started.pid}/children").read_text().split()
                for child in children:
                    os.kill(int(child), signal.SIGKILL)
                started.wait(20)
            ring, mark = (server.keys / "ring").exists(), (server.keys / "made-for-development").exists()
            seen.add((ring, mark))
            assert mark or not ring, f"a ring without its mark after {call} {number}"
            if ring and not server.data.joinpath("casecourier.sqlite").exists():
                server._settings |= PRODUCTION
                assert "development" in refused(server)
    assert (False, True) in seen, f"no start died between the mark and the ring: {seen}"


def test_what_a_start_that_died_left_is_no_obstacle(tmp_path):
    """KM-04: a mark without a ring: `keys create` makes a ring for production, and the next development start one of its own."""
    server = Service(tmp_path / "own", **PRODUCTION)
    server.keys.mkdir(mode=0o700)
    (server.keys / "made-for-development").touch(0o600)
    server.command("keys", "create")
    assert not (server.keys / "made-for-development").exists()
    server.start().stop()
    other = Service(tmp_path / "other")
    other.keys.mkdir(mode=0o700)
    (other.keys / "made-for-development").touch(0o600)
    other.start().stop()
    assert (other.keys / "made-for-development").exists()


def test_a_key_revoked_by_other_hands_is_dead_within_a_minute(own, tmp_path):
    """KM-03: the ring of the folder changes without the server being asked, as on a second machine: its links die by themselves."""
    own.add_staff("Ida Chief", "chief@local.test")
    own.start()
    office = Office(own).sign_in()
    case, (person,) = office.case_with(("Ana Other", "hands@local.test"))
    office.send(office.update(case, ("hands.bin", b"x")), person)
    link = KeptBox(own).notice("hands@local.test").links[0]
    kid = re.search(r"/f/v1\.([^.]+)\.", link).group(1)
    twin = Service(tmp_path / "twin", KEYS_FOLDER=str(own.keys))
    twin.command("keys", "revoke", kid)
    began = time.monotonic()
    while office.browser.get(link, follow=False).status != 404:
        assert time.monotonic() - began < 60
        time.sleep(0.5)
    own.stop()


def test_the_key_of_stored_files_is_not_revoked_before_they_are_wrapped_anew(own):
    """KM-01 KM-03: a key that a file needs cannot be revoked; after `keys rewrap` it can, and the file still opens."""
    own.add_staff("Ida Chief", "chief@local.test")
    own.start()
    office = Office(own).sign_in()
    case, (person,) = office.case_with(("Ana Wrap", "wrap@local.test"))
    office.send(office.update(case, ("wrap.bin", b"wrapped")), person, verification=False)
    link = KeptBox(own).notice("wrap@local.test").links[0]
    ring = json.loads((own.keys / "ring").read_text())
    kid = [key["kid"] for key in ring["keys"] if key["purpose"] == "file"][0]
    own.command("keys", "rotate", "file")
    denied = own.run("keys", "revoke", kid)
    assert denied.returncode == 65 and b"keys rewrap" in denied.stderr
    assert "1 file" in own.command("keys", "rewrap")
    own.command("keys", "revoke", kid)
    assert Recipient(own, "wrap@local.test", KeptBox(own)).download(link).body == b"wrapped"
    own.stop()
