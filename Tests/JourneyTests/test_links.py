"""Links: forged, open, revoked."""

import os
import time

import pytest
from support.browser import Browser
from support.office import Office
from support.waiting import eventually

LARGE = os.urandom(1 << 20) * 12


@pytest.fixture
def sent(office, box, fresh):
    """Sends a file to one new person."""

    def make(verification=True, content=b"content", name="Ana Linked"):
        address = fresh()
        case, (person,) = office.case_with((name, address))
        draft = office.write(case)
        office.upload_raw(draft, "file.bin", content).expect(201)
        send = office.send(office.validate(draft), person, verification=verification)
        return person, box.notice(address).links[0], send

    return make


def test_forged_links_are_all_the_same(sent, service):
    """LT-01 LT-03 N-23: whatever is altered in a link, the answer is the same page, and it is not the link's."""
    _, link, _ = sent()
    origin, token = link.rsplit("/", 1)
    browser = Browser(service.origin)
    version, kid, payload, tag = token.split(".")
    forged = [
        token[:-1], token + "A", token + "=", f"{version}.{kid}.{payload}.{tag[::-1]}", f"v2.{kid}.{payload}.{tag}",
        f"{version}.{kid[::-1]}x.{payload}.{tag}", f"{version}.{kid}.{payload[:-2]}AA.{tag}", "x", "v1...", "A" * 600,
        token.replace(".", "%2E", 1) + "%20", "..%2f..%2fetc%2fpasswd",
    ]  # fmt: skip
    bodies = set()
    for wrong in forged:
        answer = browser.get(f"{origin}/{wrong}", follow=False)
        assert answer.status == 404, f"{wrong}: {answer.status}"
        bodies.add(answer.words)
    assert len(bodies) == 1
    assert browser.get(f"{link}?utm_source=mail&fbclid=1").status == 200, "added queries are tolerated (N-23)"


def test_a_protected_link_alone_opens_nothing(sent, service):
    """LT-08 N-19: no method and no header brings the file or anything about it without a code."""
    _, link, _ = sent(content=b"secret content of the file")
    browser = Browser(service.origin)
    for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH"):
        for path in ("", "/download", "/code", "/answer", "/challenge", "/misdelivery", "/renewals"):
            for headers in (
                {},
                {"Range": "bytes=0-3"},
                {"If-None-Match": "*"},
                {"If-Range": '"x"', "Range": "bytes=0-"},
            ):
                answer = browser.request(
                    method, link + path, b"" if method in ("POST", "PUT", "PATCH") else None, headers, False
                )
                assert answer.status < 500 and answer.status not in (206, 304), f"{method} {path} → {answer.status}"
                assert b"secret content" not in answer.body and "file.bin" not in answer.text
                assert answer.header("ETag") is None and answer.header("Content-Range") is None


def test_an_open_link_is_one_button(sent, office, service):
    """TR-18 TR-22: without verification a page with a button, never bytes at once; the download counts for the link's holder."""
    person, link, send = sent(verification=False, content=b"open to whoever holds it")
    browser = Browser(service.origin)
    door = browser.get(link).expect(200)
    assert "file.bin" in door.words and b"open to whoever" not in door.body
    got = door.form("Download").submit()
    assert got.status == 200 and got.body == b"open to whoever holds it"
    row = eventually(
        lambda: next((r for r in office.matrix(send).rows if r["file.bin"].lower().startswith("downloaded")), None)
    )
    assert row.name == person.name
    done = office.timeline(send, person.name).having("download completed")[0].words
    assert "link" in done and person.name not in done, "attributed to the link, never to a person"


def test_revoking_one_recipient_leaves_the_other(office, box, fresh, recipient):
    """N-26 OS-12 LT-07: the revoked one is refused at once, mid-session; the other goes on."""
    one, two = fresh("ana"), fresh("ben")
    case, (ana, ben) = office.case_with(("Ana Revoked", one), ("Ben Kept", two))
    send = office.send(office.update(case, ("file.bin", b"both")), ana, ben)
    links = [box.notice(address).links[0] for address in (one, two)]
    readers = [recipient(one), recipient(two)]
    for reader, link in zip(readers, links, strict=True):
        reader.verify(link)
        assert reader.download(link).status == 200
    revoke(office, send, ana.name)
    began = time.monotonic()
    refused = readers[0].download(links[0])
    assert refused.status == 410 and time.monotonic() - began < 1
    page = readers[0].browser.get(links[0])
    assert page.status == 410 and "Ask for a new link" not in page.text and "Duty desk" in page.text
    assert readers[1].download(links[1]).status == 200
    assert office.timeline(send, ana.name).having("revoked")


def revoke(office, send, name):
    """Presses the button that takes back everything of one recipient."""
    page = office.matrix(send).page
    row = office.matrix(send).row(name)
    identity = row.path.rsplit("/", 1)[-1]
    for form in page.forms:
        if identity in form.action and form.action.endswith("revocation"):
            return form.submit().expect(200)
    timeline = office.browser.get(row.path).expect(200)
    return timeline.form("Revoke").submit("Revoke").expect(200)


def test_revoking_cuts_a_running_download(sent, office, recipient):
    """LT-07 N-26: bytes that are on their way stop within five seconds; the event says aborted."""
    person, link, send = sent(content=LARGE)
    reader = recipient(person.address)
    reader.verify(link)
    connection, answer = reader.begin_download(link)
    received = len(answer.read(65536))
    revoke(office, send, person.name)
    time.sleep(5)  # What is allowed; whatever arrives later than this was not cut in time.
    try:
        while piece := answer.read(1 << 20):
            received += len(piece)
    except Exception:
        pass
    connection.close()
    assert received < len(LARGE), "the whole file came after the link was revoked"
    eventually(lambda: office.timeline(send, person.name).having("broken off"), 10, "the aborted download")
    assert reader.download(link).status == 410


def test_revoking_a_send_takes_every_link_back(office, box, fresh, recipient):
    """OS-12: everybody's links of that send, and of no other."""
    one, two = fresh("ana"), fresh("ben")
    case, (ana, ben) = office.case_with(("Ana All", one), ("Ben All", two))
    update = office.update(case, ("file.bin", b"all"))
    first = office.send(update, ana, ben)
    office.send(update, ana)
    links = [box.notice(one).links[0], box.notice(two).links[0], box.notice(one, 2).links[0]]
    office.matrix(first).page.form("Revoke", action="/revocation").submit().expect(200)
    states = [recipient(one).browser.get(link).status for link in links]
    assert states == [410, 410, 200]


def test_links_are_explained_offline(sent, service):
    """LT-02: `links inspect` reads a link with the key ring alone, and tells a forged one."""
    _, link, _ = sent()
    said = service.command("links", "inspect", link)
    assert "Genuine" in said and service.origin in said
    forged = service.run("links", "inspect", link[:-2] + ("AA" if not link.endswith("AA") else "BB"))
    assert forged.returncode != 0 and b"Not a link of this installation" in forged.stdout


def test_foreign_hosts_are_refused(sent, service):
    """LT-10: a request for another host is answered 400 or 421, and no URL ever follows what a request says."""
    _, link, _ = sent()
    browser = Browser(service.origin)
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", ""):
        assert browser.get(link, headers={"Host": host}).status in (400, 421)
    answer = browser.get("/", follow=False, headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"})
    assert "evil.example" not in str(answer.headers) + answer.text


def test_staff_are_not_asked_for_a_code(sent, office, service):
    """TR-31: who is signed in and may see the case opens the link; who may not stands before the door like anybody."""
    _, link, send = sent(content=b"staff may")
    answer = office.browser.get(f"{link}/download", follow=False)
    assert answer.status == 200 and answer.body == b"staff may"
    service.add_staff("Ivo Investigator", "ivo@local.test", role="investigator")
    other = Office(service, "ivo@local.test").sign_in()
    assert other.browser.get(f"{link}/download", follow=False).status == 303
    assert "E-mail me a code" in other.browser.get(link).text
    assert other.browser.get(send.url).status == 404
    row = office.matrix(send).rows[0]
    assert not row["file.bin"].lower().startswith("downloaded"), "staff do not raise the recipient's state"


def test_the_life_of_links_is_chosen_and_told(office, box, fresh, recipient):
    """TR-19 OS-14 LT-11: the sender chooses how long; mail, page and tracker name the same moment."""
    address = fresh()
    case, (person,) = office.case_with(("Ana Until", address))
    update = office.update(case, ("file.bin", b"x"))
    form = office.browser.get(update.url).follow("Send").form("Continue")
    lives = [option.text for option in form.element.first("select", name="life").all("option")]
    assert len(lives) >= 3
    moments = set()
    for number, life in enumerate((lives[0], lives[-1]), 1):
        send = office.send(update, person, life=life)
        mail = box.notice(address, number)
        until = [time.text for time in send.tree.all("time")][1]
        assert until in mail.text, f"{until!r} is not in the mail"
        reader = recipient(address)
        reader._codes = number - 1
        page = reader.verify(mail.links[0])
        assert until in page.words
        moments.add(until)
        timeline = office.timeline(send, person.name)
        assert "file.bin" in timeline.page.words and timeline.page.forms
    assert len(moments) == 2


def test_pages_of_links_leave_no_trace(sent, service):
    """N-25 MH-02: no referrer, nothing stored, nothing from elsewhere, on every page of a link, also on refusals."""
    _, link, _ = sent()
    browser = Browser(service.origin)
    for path in (
        link,
        f"{link}/misdelivery",
        f"{link}/code",
        f"{link}x",
        f"{service.origin}/help",
        f"{service.origin}/nowhere",
    ):
        page = browser.get(path)
        assert page.header("Referrer-Policy") == "no-referrer" and page.header("Cache-Control") == "no-store", path
        policy = page.header("Content-Security-Policy")
        assert policy.startswith("default-src 'none'") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert page.header("X-Content-Type-Options") == "nosniff"
        assert not any(c.isdigit() for c in page.header("Server") or ""), "no version is told"
        for element in page.tree.walk():
            for name in ("src", "href", "action"):
                value = element.get(name) or ""
                assert not value.startswith(("http:", "https:", "//")) or value.startswith(service.origin), value
        assert not [s for s in page.tree.all("script") if not s.get("src")] and not page.tree.all("style")


def test_not_for_me_tells_the_sender(sent, office, box, recipient, fresh):
    """N-01: without a code it only flags; behind the code it also stops mail about this case to that address."""
    person, link, send = sent()
    anyone = recipient(fresh("someone"))
    before = len(box.to("chief@local.test", "not for them"))
    page = anyone.browser.get(f"{link}/misdelivery").expect(200)
    page.form("Tell the sender").submit().expect(200)
    box.wait("chief@local.test", "A recipient says a message was not for them", before + 1)
    reader = recipient(person.address)
    page = reader.verify(link)
    page.follow("This was not meant for me").form("Tell the sender").submit().expect(200)
    assert office.timeline(send, person.name).having("not")
