"""The HTTP interface of a running server: its guide, its description, its tokens."""

import json
import pathlib
import re
import socket
import subprocess
import time
import urllib.parse

import pytest
from openapi_spec_validator import validate
from support.program import Program
from support.schema_campaign import Campaign
from support.service import Service
from support.wire import statuses

GUIDE = pathlib.Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.fixture
def own(tmp_path):
    server = Service(tmp_path / "own")
    server.add_staff("Dana Field", "dana@local.test")
    yield server
    server.kill()


def test_the_examples_of_the_guide_run_as_they_stand(own, tmp_path):
    """TR-02: token, person, case, file, validation, send, tracker and revocation, by the curl lines of docs/api.md."""
    own._settings["UNDO_SECONDS"] = "60"
    own.start()
    token = own.command("tokens", "create", "--for", "dana@local.test")
    examples = re.findall(r"```sh\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 13
    script = "set -euo pipefail\n" + "".join(f"{example}\necho '--'\n" for example in examples)
    done = subprocess.run(
        ["bash", "-c", script],
        env=own.environment | {"ORIGIN": own.origin, "TOKEN": token.strip()},
        capture_output=True,
        text=True,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    told = done.stdout.split("--\n")
    assert told[0] == "Dana Field, administrator\n"
    assert "client contact" in told[1]
    assert json.loads(told[2]) == {"added": 1, "changed": 0}
    assigned = told.pop(3)
    assert '{"added":0,"changed":1,"told":0}' in assigned and ",ana@client.example,client contact,yes" in assigned
    assert json.loads(told.pop(3)) == ["open-cases", "write-updates"]
    assert told[4].split()[1] == "validated" and re.fullmatch("[0-9a-f]{64}", told[4].split()[0])
    assert "viewed: mail" in told[5] and "update sent: in the application" in told[5]
    assert json.loads(told[7]) == {"groups": ["Client and counsel"], "recipients": ["Ana Client"]}
    tracked = json.loads(told[8])
    assert tracked["recipientName"] == "Ana Client" and tracked["files"][0]["state"] == "none"
    assert tracked["events"][0]["kind"] == "queued" and tracked["events"][0]["actor"] == "person"
    assert told[9].startswith("[true]\n") and len(re.findall(r"\d{4}-\d\d-\d\dT", told[9])) == 2
    assert json.loads(told[10]) == {"next": None, "references": ["2026-014"]}
    own.stop()


def test_tokens_are_made_listed_and_revoked_with_and_without_the_server(own):
    """AU-03: `tokens create` prints the token alone; a revoked one opens nothing from its next request on."""
    before = own.run("tokens", "create", "--for", "DANA@local.test", "--name", "Before the start")
    assert re.fullmatch(rb"cctoken_[\w-]{43}\n", before.stdout) and before.stderr == b""
    own.start()
    beside = own.command("tokens", "create", "--for", "dana@local.test", "--expires-in-days", "1").strip()
    programs = [Program(own, token=token) for token in (before.stdout.decode().strip(), beside)]
    for program in programs:
        assert program.get("/account")["name"] == "Dana Field"
    listed = own.command("tokens", "list", "--for", "dana@local.test")
    assert listed == own.command("tokens", "list") and len(listed.splitlines()) == 2 and "Before the start" in listed
    identifier = next(line.split()[0] for line in listed.splitlines() if "Before the start" in line)
    own.command("tokens", "revoke", identifier)
    programs[0].ask("GET", "/account").expect(401)
    programs[1].get("/account")
    assert own.run("tokens", "revoke", identifier).returncode == 65
    for wrong in (
        ["create", "--for", "nobody@local.test"],
        ["create", "--for", "dana@local.test", "--expires-in-days", "0"],
        ["create", "--for", "dana@local.test", "--expires-in-days", "9223372036854775807"],
        ["create", "--for", "dana@local.test", "--name", ""],
        ["revoke", "x"],
        ["list", "--for", "nobody@local.test"],
    ):
        done = own.run("tokens", *wrong)
        assert done.returncode == 65 and done.stdout == b"" and done.stderr.strip(), done
    assert beside not in own.log and "cctoken_" not in own.log
    own.stop()
    assert "Made on the command line" in own.command("tokens", "list")


def test_a_named_send_survives_a_power_cut(own):
    """ST-01: killed after it answered, the server sends nothing again for the same name, and answers as before."""
    own.start()
    program = Program(own, "dana@local.test")
    ids = program.sent_case()
    options = {"recipients": [ids["person"]], "identityVerification": False, "linkLifetimeSeconds": 900}
    path = f"/updates/{ids['update']}/sends"
    first = program.ask("POST", path, options, headers={"Idempotency-Key": "cut"}).expect(201)
    own.kill()
    own.start()
    again = program.ask("POST", path, options, headers={"Idempotency-Key": "cut"}).expect(201)
    assert again.content == first.content and again.headers["idempotency-replayed"] == "true"
    assert len(program.get(path)["sends"]) == 2
    own.stop()


def test_what_comes_after_a_dismissal_does_nothing(own):
    """AU-03: the content of a request held back until its sender is disabled makes nobody an owner, and is answered 401."""
    own.add_staff("Mal Former", "mal@local.test")
    own.start()
    chief, former = Program(own, "dana@local.test"), Program(own, "mal@local.test")
    body = json.dumps({"kind": "staff", "name": "Back Door", "email": "back@local.test", "role": "owner"}).encode()
    head = (
        f"POST /api/v1/people HTTP/1.1\r\nHost: {own.host}\r\nAuthorization: Bearer {former.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", own.port), timeout=20) as line:
        line.sendall(head.encode() + body[:10])
        time.sleep(1)
        people = chief.get("/people?text=mal")["people"]
        chief.ask("PATCH", f"/people/{people[0]['id']}", {"disabled": True}).expect(200)
        line.sendall(body[10:])
        said = b"".join(iter(lambda: line.recv(65536), b""))
    assert statuses(said) == [401], said
    assert not chief.get("/people?text=back")["people"]
    own.stop()


def test_the_description_is_openapi(own):
    """RL-07: the published description is a valid OpenAPI 3.1 document, without a token too."""
    own.start()
    document = Campaign.document(own)
    validate(document)
    assert document["openapi"].startswith("3.1") and len(document["paths"]) > 20
    own.stop()


def test_hostile_requests_get_documented_answers(own):
    """RL-07: schemathesis finds no fault of ours and no answer that is not described, hostile numbers included."""
    own.start()
    outcome = Campaign(own, Program(own, "dana@local.test")).run(examples=2)
    assert outcome.returncode == 0, outcome.stdout[-6000:] + outcome.stderr[-2000:]
    assert own.is_running
    program = Program(own, "dana@local.test")
    for number in ("9223372036854775807", "-9223372036854775808", "1e308", "-1e308", "٠١٢٣", "%00", "", "NaN"):
        program.ask("GET", f"/people?limit={urllib.parse.quote(number, safe='%')}").expect(
            400 if number == "%00" else 422
        )
    assert " error " not in own.log, own.log[-2000:]
    own.stop()
