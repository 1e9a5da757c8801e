"""The recipient's part of the main job in Firefox ESR."""

import os

import pytest
from bidi import Firefox
from support.service import PASSWORD


@pytest.fixture
def firefox(tmp_path, service):
    opened = []

    def make(name="one"):
        opened.append(Firefox(tmp_path / name, service.origin))
        return opened[-1]

    yield make
    for browser in opened:
        browser.quit()
    assert [line for browser in opened for line in browser.complaints] == []


def test_from_the_mail_to_the_file_and_the_tracker(firefox, office, box, fresh):
    """TR-24 TR-25 TR-27 TR-28 TR-29 TR-30 IV-05: code, download, live tracker; another Firefox is refused, a restart forgets the grant."""
    address, content = fresh(), os.urandom(1_500_000)
    case, (person,) = office.case_with(("Ana Fox", address))
    send = office.send(office.update(case, ("Report ü.bin", content)), person)
    link = box.notice(address).links[0]
    staff = firefox("staff").open("/sign-in").type("email", "desk@local.test").type("password", PASSWORD)
    staff.press("Sign in").see("Start")
    staff.open(send.path).see("Sent").ask("window.stays = true")
    reader = firefox("reader").open(link)
    assert reader.heading == "You have a secure file"
    reader.type("email", address).press("E-mail me a code").see("Check your e-mail")
    code = box.code(address).code
    reader.type("code", code).press("Continue").see("Your secure update")
    reader.press("Download")
    assert list(reader.downloaded().items()) == [("Report ü.bin", content)]
    staff.see("Downloaded").see("Viewed")
    assert staff.ask("window.stays") is True, "the tracker was not loaded anew"
    assert reader.open(link).heading == "Your secure update"
    reader.restart()
    assert reader.open(link).heading == "You have a secure file"


def test_another_firefox_cannot_use_the_code(firefox, office, box, fresh):
    """TR-30 OS-02 N-18: the code of one browser opens nothing in a second one."""
    address = fresh()
    case, (person,) = office.case_with(("Ana Fox", address))
    office.send(office.update(case, ("file.txt", b"content")), person)
    link = box.notice(address).links[0]
    first, second = firefox("first"), firefox("second")
    first.open(link).type("email", address).press("E-mail me a code").see("Check your e-mail")
    code = box.code(address).code
    second.open(link).type("email", address).press("E-mail me a code").see("Check your e-mail")
    second.type("code", code).press("Continue").see("There is a problem")
    assert second.open(link).heading == "You have a secure file"
    first.type("code", code).press("Continue").see("Your secure update")
