"""Mail servers that are not there, or do not want to."""

import pytest
from support.clock import MovedClock
from support.office import Office
from support.recipients import Recipient
from support.service import Service
from support.smtp_trap import SMTPTrap
from support.waiting import eventually


@pytest.fixture
def trap():
    server = SMTPTrap()
    yield server
    server.stop()


@pytest.fixture
def clock(tmp_path):
    return MovedClock(tmp_path / "clock")


@pytest.fixture
def own(tmp_path, trap, clock):
    server = Service(tmp_path / "own", smtp=trap.url, clock=clock)
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()


def sent(service, address):
    office = Office(service).sign_in()
    case, (person,) = office.case_with(("Ana Waiting", address))
    return office, person, office.send(office.update(case, ("file.bin", b"content")), person)


def shows(office, send, person, *words):
    """Waits until the cell of mail shows one of these words."""
    return eventually(
        lambda: any(word in office.matrix(send).row(person.name)["Sent"].lower() for word in words), 20, f"{words}"
    )


def test_a_server_that_is_down_is_shown_and_tried_again(own, trap, clock):
    """ST-07 EN-07: queued and delayed are visible states; the mail leaves once somebody answers, also after a restart."""
    office, person, send = sent(own, "late@local.test")
    shows(office, send, person, "delayed", "queued")
    eventually(lambda: office.timeline(send, person.name).having("delayed"), 20, "the delay in the timeline")
    own.stop()
    trap.start()
    clock.move(61)
    own.start()
    mail = trap.wait("late@local.test", "You have a secure update")
    assert mail.links
    shows(office, send, person, "sent")
    assert len(trap.to("late@local.test")) == 1


def test_a_refusal_is_shown_with_its_reason(own, trap):
    """ST-07 N-28: an address the server refuses at once is failed, at once; the reason stands in the timeline."""
    trap.start()
    trap.mode = "refuse"
    office, person, send = sent(own, "gone@local.test")
    shows(office, send, person, "failed")
    timeline = office.timeline(send, person.name)
    assert timeline.having("failed") and "nobody of that name" in timeline.page.words
    trap.mode = "accept"
    trap.wait("chief@local.test", "Action needed: a message was not delivered")
    page = office.browser.get(office.matrix(send).row(person.name).path)
    page.form("Resend", action="/resends").submit().expect(200)
    assert trap.wait("gone@local.test", "You have a secure update").links
    shows(office, send, person, "sent")


def test_a_line_that_drops_after_the_mail_sends_it_at_most_twice(own, trap, clock):
    """ST-07: dropped before the acknowledgement, it is sent again under the same Message-ID."""
    trap.start()
    trap.mode = "drop"
    office, person, send = sent(own, "dropped@local.test")
    trap.wait("dropped@local.test")
    trap.mode = "accept"
    shows(office, send, person, "delayed")
    clock.move(61)
    again = trap.wait("dropped@local.test", number=2)
    assert {mail.header("Message-ID") for mail in trap.to("dropped@local.test")} == {again.header("Message-ID")}
    shows(office, send, person, "sent")
    assert len(trap.to("dropped@local.test")) == 2


def test_a_code_outlives_a_short_refusal(own, trap, clock):
    """ST-07 N-15: a code that was put off is tried again soon, and still works."""
    trap.start()
    office, person, send = sent(own, "code@local.test")
    link = trap.notice("code@local.test").links[0]
    trap.mode = "delay"
    ana = Recipient(own, "code@local.test", trap)
    page = ana.ask(link)
    # The clock may move only once the next try is set, or it would be set from the moved time.
    eventually(lambda: office.timeline(send, person.name).having("delayed"), 20, "the delay on record")
    trap.mode = "accept"
    clock.move(31)
    code = trap.wait("code@local.test", "Your confirmation code").code
    page.press("Continue", code=code).expect(200)
    assert ana.download(link).body == b"content"
