"""Secrets of a whole run, looked for where they must not be."""

import os
import signal

from support.figures import Monitor
from support.markers import MARKER
from support.office import Office
from support.recipients import Recipient
from support.service import PASSWORD
from support.waiting import eventually

MARK = b"MBPLAINTEXT of the file, long enough to be found wherever it lies in clear. "


def test_no_secret_in_log_or_data(posted, postfix):
    """LT-12 IV-03 KM-01 UD-09: tokens, codes, cookies, passwords, addresses and names stand in no line of the log, no figure and no crash report; no file lies in clear on disk."""
    office = Office(posted).sign_in()
    address = f"canary-quokka-{posted.engine}@local.test"
    case, (person,) = office.case_with(("Ana MBNAME", address))
    content = MARK * 3000 + os.urandom(1000)
    send = office.send(office.update(case, ("MBFILE-name.txt", content)), person)
    link = postfix.box.notice(address).links[0]
    reader = Recipient(posted, address, postfix.box)
    page = reader.ask(link)
    code = reader.code()
    page.press("Continue", code="9999 9999")
    page.press("Continue", code=code).expect(200)
    assert reader.download(link).body == content
    reader.browser.get(link.replace("/f/", "/f/MBFORGED"))
    reader.browser.get("/MBPATH/unknown?MBQUERY=1", headers={"Referer": "http://MBREFERER.test/", "X-MBHEADER": "1"})
    reader.browser.get("/sign-in").press("Sign in", email="MBUSER@local.test", password="MBPASSWORD and more")
    eventually(lambda: office.timeline(send, person.name).having("delivered"), 20, "the report")
    families = Monitor(posted)
    figures = families.get("/metrics")[2] + families.get("/readyz")[2]
    posted.process.send_signal(signal.SIGABRT)
    posted.process.wait(30)
    log = posted.log + figures
    assert "casecourier_http_requests_total" in log
    assert len(log.splitlines()) > 10, "there is no log to look at"
    digits = code.replace(" ", "")
    token = link.rsplit("/", 1)[1]
    secrets = [code, digits, token, *token.split(".")[2:], PASSWORD, address, "chief@local.test"]
    secrets += list(reader.browser.cookies.values()) + list(office.browser.cookies.values())
    assert [secret for secret in secrets if secret in log] == []
    assert MARKER.findall(log) == []
    in_data = {file: file.read_bytes() for file in posted.data.rglob("*") if file.is_file()}
    assert in_data and sum(len(octets) for octets in in_data.values()) > len(content)
    for file, octets in in_data.items():
        for secret in (MARK, code.encode(), digits.encode(), token.encode(), PASSWORD.encode()):
            assert secret not in octets, f"{secret[:12]!r} in {file.name}"
        assert all(value.encode() not in octets for value in reader.browser.cookies.values()), file.name
    for path in [posted.data, posted.keys, *in_data]:
        assert path.stat().st_mode & 0o077 == 0, f"{path} is readable by others"
