"""The log of a production process, and what configures it."""

import datetime
import json
import re

import pytest
from support.office import Office
from support.service import PASSWORD, Service

PRODUCTION = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://updates.example.test",
    "SMTP_URL": "smtp://user:canary-smtp-password@127.0.0.1:2525",
    "MAIL_FROM": "updates@example.test",
    "METRICS_TOKEN": "canary-monitor-token-8",
}


def records(server):
    """The records of the log; what the console says at the start are no records."""
    lines = [line for line in server.log.splitlines() if line.startswith("{")]
    return [json.loads(line) for line in lines]


def test_production_writes_one_record_a_line(tmp_path):
    """OP-06: JSON lines in UTC with milliseconds; routes by pattern; the incident of a page stands in a record."""
    server = Service(tmp_path / "own", **PRODUCTION)
    server.command("keys", "create")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    host = {"Host": "updates.example.test", "X-Forwarded-Proto": "https"}
    browser = Office(server).browser
    browser.get("/f/v1.canary.canary.canary", headers=host)
    browser.get("/canary?canary=1%0d%0a{}", headers=host | {"User-Agent": "canary"})
    page = browser.get("/sign-in", headers=host).expect(200)
    token = dict(page.forms[0].fields())["_token"]
    body = f"_token={token}&email=canary%40local.test&password=canary".encode()
    answer = browser.post("/sign-in", body, headers=host | {"Origin": PRODUCTION["PUBLIC_URL"]}, follow=False)
    assert answer.status == 422
    server.stop()
    found = records(server)
    assert len(found) > 5
    for record in found:
        assert set(record) == {"time", "level", "label", "message", "metadata"}, record
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", record["time"])
        at = datetime.datetime.fromisoformat(record["time"])
        assert abs((datetime.datetime.now(datetime.timezone.utc) - at).total_seconds()) < 300
    routes = {record["metadata"].get("route") for record in found if record["message"] == "request"}
    assert {"/f/{token}", "/sign-in", "NotFound"} <= routes, routes
    assert [r for r in found if r["message"] == "sign-in" and r["metadata"]["outcome"] == "wrong"]
    assert "canary" not in server.log.lower()


def test_development_writes_for_people_unless_told_otherwise(tmp_path):
    """OP-06: text in development; either format where it is asked for."""
    server = Service(tmp_path / "own").start()
    server.stop()
    assert re.search(r"^\d{4}-\d\d-\d\dT\S+Z info web: request .*route=/healthz", server.log, re.MULTILINE)
    assert not records(server)
    other = Service(tmp_path / "other", LOG_FORMAT="json").start()
    other.stop()
    assert records(other)
    refused = Service(tmp_path / "third", LOG_FORMAT="xml").run("serve")
    assert refused.returncode == 78 and b"CASECOURIER_LOG_FORMAT" in refused.stderr


@pytest.fixture
def own(tmp_path):
    return Service(tmp_path / "own", **PRODUCTION)


def test_config_shows_each_value_and_where_it_comes_from(own):
    """KM-01: environment, file and standard are told apart; secrets are not shown, wherever they come from."""
    file = own.folder / "settings"
    file.write_text("CASECOURIER_ORGANISATION_NAME=From the file\nCASECOURIER_RENEWELS=approval\n")
    own._settings["CONFIGURATION"] = str(file)
    del own._settings["ORGANISATION_NAME"]
    lines = own.command("config").splitlines()

    def line(name):
        found = [line for line in lines if line.split()[0] == f"CASECOURIER_{name}"]
        assert len(found) == 1, (name, lines)
        return found[0]

    assert line("ORGANISATION_NAME").endswith(f"From the file  (file {file})")
    assert line("ENVIRONMENT").endswith("production  (environment)")
    assert line("RENEWALS").endswith("automatic  (standard)")
    assert line("DATABASE_URL").endswith("(unset)")
    assert line("SMTP_URL").endswith("set, not shown  (environment)")
    assert lines[-1].startswith("There is no setting CASECOURIER_RENEWELS") and "RENEWALS?" in lines[-1]
    assert "canary" not in "\n".join(lines) and PASSWORD not in "\n".join(lines)


def test_config_that_cannot_be_used_is_shown_and_refused(own):
    """OP-07: the values stand there although one of them is wrong, and the sentence names it."""
    own._settings["SHUTDOWN_SECONDS"] = "a while"
    done = own.run("config")
    assert done.returncode == 78 and b"CASECOURIER_SHUTDOWN_SECONDS" in done.stderr
    assert b"a while" in done.stdout
    own._settings["SHUTDOWN_SECONDS"] = "30"
    own._settings["METRICS_TOKEN"] = "canary"
    short = own.run("config")
    assert short.returncode == 78 and b"20 characters" in short.stderr and b"canary" not in short.stderr + short.stdout[:0]
