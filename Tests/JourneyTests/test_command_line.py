"""Commands, beside a running server and without one."""

import re
import time

import pytest
from support.office import Office
from support.ports import free_port
from support.service import PASSWORD, Service

REPORT = """\
From: MAILER-DAEMON@mx.local.test
To: bounces@local.test
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.local.test
Original-Envelope-Id: forged-envelope

Final-Recipient: rfc822; ana@local.test
Action: failed
Status: 5.1.1

--b--
"""


@pytest.fixture
def own(tmp_path):
    server = Service(tmp_path / "own")
    yield server
    server.kill()


def test_people_are_added_before_the_first_start_and_beside_the_server(own):
    """OP-04: the first administrator comes from the console; a second from beside the running server; both sign in."""
    own.add_staff("Ida Chief", "chief@local.test")
    own.start()
    Office(own).sign_in()
    own.add_staff("Otto Second", "otto@local.test")
    Office(own, "otto@local.test").sign_in()
    own.command("people", "add", "--kind", "contact", "--name", "Cleo Contact", "--email", "cleo@local.test")
    assert "Cleo Contact" in Office(own).sign_in().browser.get("/people").words
    own.stop()
    own.add_staff("Pia Third", "pia@local.test", role="investigator")
    own.start()
    Office(own, "pia@local.test").sign_in()
    own.stop()


def test_bad_people_are_refused_with_a_sentence(own):
    """AU-02: a short password, an address twice, a role that is none: a sentence, and nothing is added."""
    short = own.run(
        "people",
        "add",
        "--kind",
        "staff",
        "--role",
        "administrator",
        "--name",
        "N",
        "--email",
        "n@local.test",
        stdin="short\n",
    )
    assert short.returncode != 0 and b"15" in short.stderr
    own.add_staff("Ida Chief", "chief@local.test")
    again = own.run(
        "people",
        "add",
        "--kind",
        "staff",
        "--role",
        "administrator",
        "--name",
        "N",
        "--email",
        "CHIEF@local.test",
        stdin=PASSWORD,
    )
    assert again.returncode != 0 and again.stderr.strip()
    role = own.run(
        "people",
        "add",
        "--kind",
        "staff",
        "--role",
        "emperor",
        "--name",
        "N",
        "--email",
        "n@local.test",
        stdin=PASSWORD,
    )
    assert role.returncode != 0 and role.stderr.strip()
    mail = own.run("people", "add", "--kind", "contact", "--name", "N", "--email", "not an address")
    assert mail.returncode != 0 and mail.stderr.strip()
    for done in (short, again, role, mail):
        assert b"Fatal" not in done.stderr and done.returncode in (1, 2, 64, 65, 70, 78), done


def test_reports_are_taken_in_with_and_without_the_server(own):
    """IM-09: `mail ingest` answers alike beside the server and without it; a forged report changes nothing."""
    alone = own.command("mail", "ingest", stdin=REPORT)
    own.add_staff("Ida Chief", "chief@local.test")
    own.start()
    assert own.command("mail", "ingest", stdin=REPORT) == alone
    assert "0 of its recipients" in alone or "report" in alone
    for junk in ("", "not a mail", "Subject: hello\n\nbody", "\0\xff" * 50_000):
        assert own.run("mail", "ingest", stdin=junk).returncode in (0, 65, 75)
    assert own.is_running
    own.stop()


def test_a_second_server_is_kept_out(own):
    """ST-05: one process has the data folder; a second one says so and leaves."""
    own.start()
    before = own._settings["HTTP_ADDRESS"]
    own._settings["HTTP_ADDRESS"] = f"127.0.0.1:{free_port()}"
    second = own.run("serve", within=20)
    own._settings["HTTP_ADDRESS"] = before
    assert second.returncode != 0 and b"data folder" in second.stderr + second.stdout
    assert own.run("migrate").returncode == 75
    assert own.is_running
    own.stop()


PRODUCTION = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://updates.example.test",
    "SMTP_URL": "smtp://127.0.0.1:2525?tls=none",
    "MAIL_FROM": "updates@example.test",
}


@pytest.mark.parametrize(
    "change, words",
    [
        ({"PUBLIC_URL": "http://updates.example.test"}, "CASECOURIER_PUBLIC_URL"),
        ({"PUBLIC_URL": None}, "CASECOURIER_PUBLIC_URL"),
        ({"ORGANISATION_CONTACT": None}, "CASECOURIER_ORGANISATION_CONTACT"),
        ({"SMTP_URL": None}, "CASECOURIER_SMTP_URL"),
        ({"HTTP_ADDRESS": "nowhere"}, "CASECOURIER_HTTP_ADDRESS"),
        ({"ENVIRONMENT": "staging"}, "CASECOURIER_ENVIRONMENT"),
    ],
)
def test_production_refuses_what_is_not_safe(tmp_path, change, words):
    """N-20 OS-15: each missing or unsafe setting is named in a sentence, and the server does not start."""
    server = Service(tmp_path / "own", **(PRODUCTION | change))
    server.command("keys", "create") if not change.keys() & {"HTTP_ADDRESS", "ENVIRONMENT"} else None
    refused = server.run("serve", within=20)
    said = (refused.stderr + refused.stdout).decode()
    assert refused.returncode not in (0, -9) and refused.returncode > 0, said
    assert words in said and said.strip().endswith((".", "`")), said


def test_production_refuses_development_keys(tmp_path):
    """KM-04: a ring that a development start made does not serve in production; none at all neither."""
    server = Service(tmp_path / "own")
    server.start().stop()
    server._settings |= PRODUCTION
    refused = server.run("serve", within=20)
    said = (refused.stderr + refused.stdout).decode()
    assert refused.returncode > 0 and "development" in said and "keys create" in said, said
    bare = Service(tmp_path / "bare", **PRODUCTION)
    refused = bare.run("serve", within=20)
    assert refused.returncode > 0 and "key" in (refused.stderr + refused.stdout).decode().lower()


def test_production_starts_when_all_is_there(tmp_path):
    """SE-01: with keys of its own, https and somebody to call it serves, with cookies for https alone."""
    server = Service(tmp_path / "own", **PRODUCTION)
    server.command("keys", "create")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    page = Office(server).browser.get("/sign-in", headers={"Host": "updates.example.test"}).expect(200)
    cookies = page.headers.get_all("Set-Cookie")
    assert cookies and all(
        re.match(r"__Host-\w+=", cookie) and "Secure" in cookie and "HttpOnly" in cookie and "Path=/" in cookie
        for cookie in cookies
    )
    assert "max-age=31536000" in page.header("Strict-Transport-Security")
    assert Office(server).browser.get("/sign-in").status == 421
    assert Office(server).browser.get("/dev/mail", headers={"Host": "updates.example.test"}, follow=False).status in (
        303,
        404,
    )
    server.stop()


def test_keys_are_listed_without_secrets_and_rotated_under_a_running_server(own, tmp_path):
    """KM-02 KM-03: after a rotation old links still open; after the key was revoked they do not."""
    from support.mails import KeptBox

    own.add_staff("Ida Chief", "chief@local.test")
    own.start()
    office = Office(own).sign_in()
    case, (person,) = office.case_with(("Ana Keys", "keys@local.test"))
    office.send(office.update(case, ("file.bin", b"x")), person)
    link = KeptBox(own).notice("keys@local.test").links[0]
    kid = re.search(r"/f/v1\.([^.]+)\.", link).group(1)
    assert kid in own.command("keys", "list")
    own.command("keys", "rotate", "link")
    assert office.browser.get(link).status == 200
    own.command("keys", "revoke", kid)
    assert own.run("keys", "revoke", "nosuch").returncode == 65
    began = time.monotonic()
    assert office.browser.get(link, follow=False).status == 404 and time.monotonic() - began < 2
    own.stop()
