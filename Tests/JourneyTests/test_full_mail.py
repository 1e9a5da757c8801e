"""Updates that travel in the mail, where the organisation allows it."""

import os

import pytest
from support.office import Office
from support.service import Service
from support.smtp_trap import SMTPTrap
from support.waiting import eventually


@pytest.fixture
def trap():
    server = SMTPTrap().start()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def firm(request, tmp_path, trap):
    """A server on each engine that mails through a real SMTP server and attaches at most one MiB."""
    database = request.getfixturevalue("cluster").new_database() if request.param == "postgres" else None
    server = Service(tmp_path / "firm", smtp=trap.url, DATABASE_URL=database, ATTACHED_MEBIBYTES="1")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()


POLICIES = {
    "secure": "Notices only",
    "chosen": "Notices, or in full",
    "convenience": "In full, or a notice",
}


def allow(office, policy):
    page = office.browser.get("/mail-policy").expect(200)
    form = page.form("Save")
    form.choose("policy", POLICIES[policy])
    form.tick("confirmed", on=policy != "secure")
    return form.submit("Save").expect(200)


def check(office, update, person, mail, note=""):
    """The check page, or the dialog that says why not."""
    form = office.browser.get(update.url).expect(200).follow("Send").expect(200).form("Continue")
    form.tick("recipient", person.address)
    form.fill(mail=mail, note=note)
    return form.submit("Continue")


def test_files_are_attached_as_they_were_stored(firm, trap):
    """TR-32 TR-12 TR-23: an administrator allows it, a sender chooses it, Python reads the very files out of the mail, and the tracker says attached and no more."""
    office = Office(firm).sign_in()
    case, (person,) = office.case_with(("Ana Client", "ana@local.test"))
    files = {"Übersicht (1).pdf": os.urandom(300_001), "Dots.txt": b".\r\n.\n..\r\nFrom x\n" * 40}
    update = office.update(case, *files.items())
    dialog = office.browser.get(update.url).expect(200).follow("Send").expect(200)
    assert "What the e-mail holds" not in dialog.words
    assert "unless the sender chooses" in allow(office, "chosen").words
    template = office.browser.get("/mail-templates/update").expect(200)
    saved = template.press("Save", opening="Dear client,", closing="{{AdditionalNote}}\r\nThe team").expect(200)
    assert "Saved." in saved.words
    page = check(office, update, person, "files", note="MBNOTE").expect(200)
    assert "Identity verification does not protect them." in page.words
    send = page.form("Send to").submit("Send to").expect(200)
    mail = trap.wait(person.address, "MBTITLE of the week")
    attached = {part.get_filename(): part.get_payload(decode=True) for part in mail.message.iter_attachments()}
    assert attached == files and not mail.links
    assert mail.text.index("Dear client,") < mail.text.index("what we found") < mail.text.index("MBNOTE")
    assert mail.text.count("MBNOTE") == 1
    eventually(lambda: "Handed over" in office.browser.get(send.url).words, 20, "that it was handed over")
    words = office.browser.get(send.url).words
    assert "Attached to the mail" in words and "Downloaded" not in words
    allow(office, "secure")
    assert "What the e-mail holds" not in office.browser.get(update.url).follow("Send").words
    office.send(update, person, note="MBNOTE")
    notice = trap.notice(person.address)
    assert len(notice.links) == 2
    marks = ("MBNOTE", "MBTITLE", "MBBODY", "MBREFER", "MBCASE", "MBORG", "bersicht", "Ana Client", "Dear client")
    assert [mark for mark in marks if mark in notice.decoded] == []


def test_files_too_large_for_a_mail_are_refused_by_name(firm, trap):
    """TR-32: what is over the limit as it travels is refused before anything is sent, and goes out as links."""
    office = Office(firm).sign_in()
    case, (person,) = office.case_with(("Ana Client", "ana@local.test"))
    update = office.update(case, ("Large.bin", os.urandom(800_000)))
    allow(office, "convenience")
    page = check(office, update, person, "files").expect(422)
    assert "Large.bin (800 kB). Send them as links." in page.words
    page = check(office, update, person, "text").expect(200)
    page.form("Send to").submit("Send to").expect(200)
    mail = trap.wait(person.address, "MBTITLE of the week")
    assert len(mail.links) == 1 and not list(mail.message.iter_attachments())


def test_a_mail_that_the_server_finds_too_large_has_failed(firm, trap):
    """TR-32: a server that takes no such mail says so, and the tracker shows it as failed with a plain reason."""
    trap.stop()
    trap.start(data_size_limit=100_000)
    office = Office(firm).sign_in()
    case, (person,) = office.case_with(("Ana Client", "ana@local.test"))
    update = office.update(case, ("Large.bin", os.urandom(200_000)))
    allow(office, "chosen")
    send = check(office, update, person, "files").expect(200).form("Send to").submit("Send to").expect(200)
    eventually(lambda: "could not be delivered" in office.browser.get(send.url).words, 20, "the failure")
    assert "larger than the mail server takes" in office.browser.get(send.url).words
    assert "Not sent" in office.browser.get(send.url).words
