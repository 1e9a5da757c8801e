"""`casecourier doctor`: what is wrong, in sentences, before the first start, beside a server and without one."""

import json
import os
import socket
import threading

import pytest
from support.ports import free_port
from support.service import Service
from support.smtp_trap import SMTPTrap


def examine(server):
    """The findings and the exit code; the sentences are for people, so each ends like one."""
    done = server.run("doctor", "--json")
    assert done.returncode in (0, 1), done
    findings = json.loads(done.stdout)
    assert all(finding["sentence"].rstrip("`").endswith((".", "?")) for finding in findings), findings
    assert done.returncode == (1 if any(finding["mark"] == "problem" for finding in findings) else 0)
    return findings


def marks(findings, area, *words):
    return [f["mark"] for f in findings if f["area"] == area and all(word in f["sentence"] for word in words)]


@pytest.fixture
def own(tmp_path):
    server = Service(tmp_path / "own")
    yield server
    server.kill()


def test_it_works_before_during_and_after(own):
    """ST-05 OP-07: before the first start it makes nothing; beside the server and after it the same things are in order."""
    early = examine(own)
    assert marks(early, "keys", "no key ring yet") == ["ok"] and marks(early, "database", "no database yet") == ["ok"]
    assert not own.data.exists() and not own.keys.exists()
    assert marks(early, "database", "SQLite 3.") and marks(early, "clock")
    own.add_staff("Ida Chief", "chief@local.test")
    own.start()
    beside = examine(own)
    assert marks(beside, "data", f"process {own.process.pid}") == ["ok"]
    assert marks(beside, "address", own.origin) == ["ok"]
    own.stop()
    alone = examine(own)
    for findings in (beside, alone):
        assert marks(findings, "database", "schema is up to date") == ["ok"]
        assert marks(findings, "database", "takes writes") == ["ok"]
        assert marks(findings, "files", "stored, synced, read back") == ["ok"]
        assert marks(findings, "keys", "every purpose") == ["ok"]
        assert not [f for f in findings if f["mark"] == "problem"], findings
    own.start().stop()


def test_it_says_each_mark_as_a_word(own):
    """OP-07: for people each line begins with its mark in a word, and the last one sums up."""
    own.start()
    done = own.run("doctor")
    lines = done.stdout.decode().splitlines()
    assert done.returncode == 0 and len(lines) > 8
    assert all(line.split()[0] in ("ok", "warning", "problem") for line in lines[:-1]), lines
    assert "\x1b" not in done.stdout.decode()
    own.stop()


def test_settings_that_do_nothing_are_named(own):
    """OP-07: a misspelt setting is named with the one that was meant, by doctor and at the start."""
    own._settings["TRUSTED_PROXYS"] = "10.0.0.1"
    findings = examine(own)
    assert marks(findings, "configuration", "TRUSTED_PROXYS", "CASECOURIER_TRUSTED_PROXIES") == ["warning"]
    own.start().stop()
    assert "Did you mean CASECOURIER_TRUSTED_PROXIES?" in own.log
    own._settings["HTTP_ADDRESS"] = "nowhere"
    assert marks(examine(own), "configuration", "CASECOURIER_HTTP_ADDRESS") == ["problem"]


def test_keys_that_others_can_read_are_a_problem(own):
    """KM-01 KM-04: an exposed ring, a missing ring beside data, a ring in the data folder."""
    own.start().stop()
    os.chmod(own.keys / "ring", 0o644)
    assert "problem" in marks(examine(own), "keys", "chmod")
    (own.keys / "ring").rename(own.folder / "elsewhere")
    assert marks(examine(own), "keys", "no key ring") == ["problem"]
    own._settings["KEYS_FOLDER"] = str(own.data / "keys")
    assert "warning" in marks(examine(own), "keys", "backup")


def test_a_folder_open_to_all_is_a_problem(own):
    """ST-05: the data folder's mode is named with the command that mends it."""
    own.start().stop()
    os.chmod(own.data, 0o755)
    assert "problem" in marks(examine(own), "data", "chmod 700")
    os.chmod(own.data, 0o700)


def test_a_process_that_holds_the_folder_and_is_deaf_is_named(own):
    """OP-07: who holds the data folder is told, also where it does not answer."""
    import fcntl

    own.start().stop()
    with open(own.data / "lock", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert marks(examine(own), "data", f"process {os.getpid()}", "does not answer") == ["problem"]


def test_a_schema_of_a_newer_version_is_a_problem(own):
    """ST-05: a schema with more steps than this program knows is named, and nothing is written to it."""
    import sqlite3

    own.start().stop()
    with sqlite3.connect(own.data / "casecourier.sqlite") as rows:
        rows.execute("INSERT INTO migrations VALUES (9999, 'of tomorrow', 'x', 0)")
    assert marks(examine(own), "database", "newer version") == ["problem"]


def test_mail_is_asked_as_far_as_a_letter_would_go(tmp_path):
    """ST-07: connects, signs in and sends nothing; a server that is gone, refuses or offers no reports is told apart."""
    trap = SMTPTrap().start()
    server = Service(tmp_path / "own", smtp=trap.url)
    findings = examine(server)
    assert marks(findings, "mail", "answers as") == ["ok"]
    assert marks(findings, "mail", "no delivery reports") == ["warning"]
    assert trap.all() == [] and trap.attempts == 0
    server._settings["SMTP_URL"] = f"smtp://user:wrong-password-canary@127.0.0.1:{trap.port}?tls=none"
    refused = server.run("doctor")
    assert refused.returncode == 1 and b"wrong-password-canary" not in refused.stdout + refused.stderr
    trap.stop()
    assert marks(examine(server), "mail", "No mail can leave") == ["problem"]


def test_mail_signs_in_for_real(tmp_path, postfix):
    """ST-07: a real mail server answers, and offers reports."""
    findings = examine(Service(tmp_path / "own", smtp=postfix.url))
    assert marks(findings, "mail", "answers as") == ["ok"] and marks(findings, "mail", "(DSN)") == ["ok"]


def test_an_address_that_leads_elsewhere_is_a_problem(tmp_path):
    """LT-10: the public address has to lead to this service: one that answers as something else is named."""
    port = free_port()
    server = Service(tmp_path / "own", PUBLIC_URL=f"http://127.0.0.1:{port}")
    server.start()
    assert marks(examine(server), "address", "does not answer") == ["problem"]
    with socket.create_server(("127.0.0.1", port)) as other:
        threading.Thread(target=_answer_once, args=(other,), daemon=True).start()
        assert marks(examine(server), "address", "not as this service") == ["problem"]
    server.stop()


def _answer_once(listener):
    connection, _ = listener.accept()
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi")
    connection.close()
