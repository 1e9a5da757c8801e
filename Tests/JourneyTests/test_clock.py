"""A machine whose clock is wrong."""

import pytest
from support.clock import MovedClock
from support.mails import KeptBox
from support.office import Office
from support.recipients import Recipient
from support.service import Service
from support.waiting import eventually

DAY = 86_400


@pytest.fixture
def clock(tmp_path):
    return MovedClock(tmp_path / "clock")


@pytest.fixture
def own(tmp_path, clock):
    server = Service(tmp_path / "own", clock=clock)
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.kill()


def sent(service):
    """A protected link of a week, and its recipient, verified."""
    office, box = Office(service).sign_in(), KeptBox(service)
    case, (person,) = office.case_with(("Ana Clock", "ana@local.test"))
    draft = office.write(case)
    office.upload_raw(draft, "file.bin", b"content").expect(201)
    office.send(office.validate(draft), person)
    link = box.notice("ana@local.test").links[0]
    reader = Recipient(service, "ana@local.test", box)
    reader.verify(link)
    assert reader.download(link).body == b"content"
    return office, reader, link


def said(service, words):
    eventually(lambda: words in service.log, 10, f"“{words}” in the log")


def test_nothing_revives_when_the_clock_is_set_back(own, clock):
    """RL-11 IV-02: ten days forward everything has run out; set back, and over a restart, it stays so; all of it is logged."""
    office, reader, link = sent(own)
    clock.move(10 * DAY)
    assert reader.browser.get(link).status == 410
    assert office.browser.get("/cases").path == "/sign-in"
    said(own, "was set forward")
    clock.move(-10 * DAY)
    assert reader.browser.get(link).status == 410
    assert reader.download(link).status == 410
    assert office.browser.get("/cases").path == "/sign-in"
    said(own, "was set back")
    own.stop()
    own.start()
    assert reader.browser.get(link).status == 410
    said(own, "goes on by its own time")
    own.stop()
    clock.move(0)
    own._settings["BELIEVE_CLOCK"] = "yes"
    own.start()
    assert reader.browser.get(link).status == 200
    assert own.is_running


def test_a_clock_put_right_is_followed(own, clock):
    """RL-11: a jump ahead that is put right leaves links alive, ends the sessions it ran over, and is logged."""
    office, reader, link = sent(own)
    clock.move(10 * DAY)
    assert reader.browser.get(link).status == 410
    clock.move(0)
    assert reader.browser.get(link).status == 200
    said(own, "was put right")
    assert own.is_running


def test_a_clock_set_back_lengthens_nothing(own, clock):
    """RL-11 SE-03: set back ten days, a session and a link go on by the time that really passes, and mails are dated by it."""
    office, reader, link = sent(own)
    clock.move(-10 * DAY)
    assert office.browser.get("/cases").path == "/cases"
    assert reader.download(link).status == 200
    said(own, "was set back")
    clock.move(10 * DAY)
    assert reader.browser.get(link).status == 410
    assert own.is_running
