"""Links whose time is over, on a server whose clock is moved."""

import hashlib
import http.client
import os

import pytest
from support.clock import MovedClock
from support.mails import KeptBox
from support.office import Office
from support.recipients import Recipient
from support.service import Service
from support.waiting import stays

DAY = 86_400
LARGE = os.urandom(1 << 20) * 12


@pytest.fixture(scope="module")
def clock(tmp_path_factory):
    return MovedClock(tmp_path_factory.mktemp("clock"))


@pytest.fixture(scope="module")
def service(tmp_path_factory, clock):
    server = Service(tmp_path_factory.mktemp("moved"), clock=clock)
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()


class Sent:
    def __init__(self, service, fresh, box, content=b"content"):
        self.office = Office(service).sign_in()
        self.address = fresh()
        case, (self.person,) = self.office.case_with(("Ana Late", self.address))
        draft = self.office.write(case)
        self.office.upload_raw(draft, "file.bin", content).expect(201)
        self.send = self.office.send(self.office.validate(draft), self.person)
        self.link = box.notice(self.address).links[0]
        self.reader = Recipient(service, self.address, box)


@pytest.fixture
def sent(service, clock, fresh):
    clock.move(0)
    return lambda content=b"content": Sent(service, fresh, KeptBox(service), content)


def test_an_expired_link_has_a_way_out(sent, clock, service):
    """LT-05 N-11 OS-11 TR-20: 410 with somebody to call; a new link goes to the original address only, once a day, same answer always."""
    story, box = sent(), KeptBox(service)
    story.reader.verify(story.link)
    clock.move(7 * DAY - 30)
    assert story.reader.browser.get(story.link).status == 200
    clock.move(7 * DAY + 1)
    page = story.reader.browser.get(story.link)
    assert page.status == 410 and "expired" in page.words and "Duty desk" in page.text
    assert story.reader.download(story.link).status == 410
    stranger = Recipient(service, "stranger@local.test", box)
    answers = [
        someone.browser.get(story.link).press("Ask for a new link").expect(200) for someone in (stranger, story.reader)
    ]
    assert answers[0].words == answers[1].words
    renewed = box.wait(story.address, "A new link to your secure update")
    assert renewed.links and renewed.links[0] != story.link
    stays(lambda: len(box.to(story.address, "A new link")) == 1, 1, "one renewal a day")
    assert not box.to("stranger@local.test")
    fresh_reader = Recipient(service, story.address, box)
    fresh_reader._codes = story.reader._codes
    fresh_reader.verify(renewed.links[0])
    assert fresh_reader.download(renewed.links[0]).body == b"content"
    assert Office(service).sign_in().timeline(story.send, story.person.name).having("new link")


def test_extending_keeps_the_url(sent, clock, service):
    """OS-10: staff extend an expired link; the mail that was sent works again."""
    story, box = sent(), KeptBox(service)
    clock.move(8 * DAY)
    assert story.reader.browser.get(story.link).status == 410
    office = Office(service).sign_in()
    page = office.browser.get(office.matrix(story.send).row(story.person.name).path)
    form = page.form("Extend", action="/extensions")
    form.submit("Extend").expect(200)
    story.reader.verify(story.link)
    assert story.reader.download(story.link).body == b"content"
    assert office.timeline(story.send, story.person.name).having("extended")
    assert "E-mail me a code" in Recipient(service, story.address, box).browser.get(story.link).text


def test_a_renewal_of_a_revoked_link_does_nothing(sent, clock, service):
    """N-11 LT-07: a revoked link offers none, and asking all the same is answered alike and sends nothing."""
    story, box = sent(), KeptBox(service)
    clock.move(8 * DAY)
    expired = story.reader.browser.get(story.link)
    form = expired.form("Ask for a new link")
    office = Office(service).sign_in()
    office.matrix(story.send).page.form("Revoke", action="/revocation").submit().expect(200)
    answer = form.submit().expect(200)
    assert "received" in answer.words
    stays(lambda: not box.to(story.address, "A new link"), 1.5, "silence")
    assert "Ask for a new link" not in story.reader.browser.get(story.link).text


def test_a_download_begun_in_time_completes(sent, clock):
    """LT-06: what began before the end is served to its end; resuming it afterwards is refused."""
    story = sent(LARGE)
    clock.move(7 * DAY - 60)
    story.reader.verify(story.link)
    connection, answer = story.reader.begin_download(story.link)
    body = answer.read(65536)
    clock.move(7 * DAY + 10)
    try:
        body += answer.read()
    except http.client.IncompleteRead as cut:
        body += cut.partial
    connection.close()
    assert hashlib.sha256(body).digest() == hashlib.sha256(LARGE).digest()
    assert story.reader.download(story.link, {"Range": "bytes=100-"}).status == 410


def test_a_code_is_over_after_ten_minutes(sent, clock, service):
    """IV-02 SE-03: a code that came in time is refused when typed too late; a session ends on the server."""
    story = sent()
    page = story.reader.ask(story.link)
    code = story.reader.code()
    clock.move(11 * 60)
    late = page.press("Continue", code=code)
    assert late.status == 422 and "expired" in late.words.lower()
    page = story.reader.ask(story.link)
    page.press("Continue", code=story.reader.code()).expect(200)
    assert story.reader.download(story.link).status == 200
    clock.move(11 * 60 + 31 * 60)
    assert story.reader.download(story.link).status == 303, "idle for more than half an hour"


def test_a_page_that_went_away_takes_its_grant_along(sent, clock):
    """N-22 TR-29 SE-03: a browser that restores its cookies after a restart finds no grant; an open page keeps its own."""
    story = sent()
    kept = story.reader
    page = kept.verify(story.link)
    token = page.tree.first("meta", name="form-token").get("content")
    beat = kept.browser.post("/session/heartbeat", headers={"X-Form-Token": token, "Sec-Fetch-Dest": "empty"})
    assert beat.status in (200, 204)
    clock.move(100)
    assert kept.download(story.link).status == 200, "nobody said that the page was closed"
    kept.browser.post("/session/closing", f"_token={token}".encode())
    clock.move(100 + 60)
    kept.browser.post("/session/heartbeat", headers={"X-Form-Token": token, "Sec-Fetch-Dest": "empty"})
    clock.move(100 + 180)
    assert kept.download(story.link).status == 200, "another page of the session was still there"
    kept.browser.post("/session/closing", f"_token={token}".encode())
    clock.move(100 + 180 + 95)
    assert kept.download(story.link).status == 303
    assert "E-mail me a code" in kept.browser.get(story.link).text


def test_nothing_outlives_eight_hours(sent, clock):
    """SE-03: however lively a session is, after eight hours a fresh code is needed."""
    story = sent()
    story.reader.verify(story.link)
    for minutes in range(20, 8 * 60, 20):
        clock.move(minutes * 60)
        assert story.reader.browser.get(story.link).status == 200
        assert story.reader.browser.head(f"{story.link}/download").status == 200, minutes
    clock.move(8 * 3600 + 60)
    assert story.reader.download(story.link).status == 303
