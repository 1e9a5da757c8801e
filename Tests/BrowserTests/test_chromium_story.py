"""The main job in Chromium, with and without script, and what a browser's end means."""

import hashlib
import os

import pytest
from people import sign_in, verify, write_and_send
from selenium.webdriver.common.keys import Keys
from support.service import PASSWORD


@pytest.fixture
def files(tmp_path):
    """Three files to send."""
    made = []
    for name, content in {
        "Report.pdf": b"%PDF-1.7 report",
        "Photo ü.png": b"\x89PNG\r\n\x1a\n",
        "Film.bin": os.urandom(3_000_000),
    }.items():
        path = tmp_path / "to-send" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        made.append(path)
    return made


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_the_whole_story(chromium, box, fresh, files, script):
    """TR-21 TR-24 TR-25 TR-27 TR-28 EN-06 EN-16: written, sent, mailed, verified, downloaded; the open tracker tells it by itself."""
    address = fresh()
    staff = sign_in(chromium("staff", script=script))
    write_and_send(staff, "Ana Reader", address, files)
    tracker = staff.driver.current_url
    links = box.notice(address).links
    assert len(links) == 3
    if script:
        staff.see("Sent")
        staff.driver.execute_script("window.stays = true")
    reader = verify(chromium("reader", script=script), links[0], address, lambda: box.code(address).code)
    for file in files:
        reader.see(file.name)
    for button in range(3):
        reader.all("main form button")[button].click()
        reader.downloaded(button + 1)
    got = reader.downloaded(3)
    assert {name: _digest(octets) for name, octets in got.items()} == {
        file.name: _digest(file.read_bytes()) for file in files
    }
    if script:
        staff.see("Downloaded").see("Viewed")
        assert staff.driver.execute_script("return window.stays"), "the page was not loaded anew"
    else:
        staff.press("Refresh").see("Downloaded").see("Viewed")
    assert staff.driver.current_url.split("?")[0] == tracker.split("?")[0]
    assert reader.open(links[1]).see("Your secure update").words.count("Photo ü.png"), "one code opens every link"


def _digest(octets):
    return hashlib.sha256(octets).hexdigest()


def test_the_end_of_the_browser_ends_the_grant(chromium, office, box, fresh):
    """TR-29 TR-30: after a restart of the same browser, and in another one, a fresh code is asked for."""
    link, address = _sent(office, box, fresh)
    reader = verify(chromium("reader"), link, address, lambda: box.code(address).code)
    assert reader.open(link).heading == "Your secure update"
    other = chromium("other")
    assert other.open(link).heading == "You have a secure file"
    other.open(link + "/download")
    assert other.heading == "You have a secure file" and not list(other.downloads.iterdir())
    reader.restart()
    assert reader.open(link).heading == "You have a secure file"
    verify(reader, link, address, lambda: box.code(address, 2).code)


def test_another_browser_cannot_use_the_code(chromium, office, box, fresh):
    """TR-30 OS-02: a code that was asked for in one browser is refused in another, and then still opens the first."""
    link, address = _sent(office, box, fresh)
    first, second = chromium("first"), chromium("second")
    first.open(link).type("email", address).press("E-mail me a code").see("Check your e-mail")
    code = box.code(address).code
    second.open(link).type("email", address).press("E-mail me a code").see("Check your e-mail")
    second.type("code", code).press("Continue")
    assert "There is a problem" in second.words or "Start again" in second.words
    assert second.open(link).heading == "You have a secure file"
    first.type("code", code).press("Continue").see("Your secure update")


def _sent(office, box, fresh, **options):
    address = fresh()
    case, (person,) = office.case_with(("Ana Reader", address))
    office.send(office.update(case, ("file.txt", b"content")), person, **options)
    return box.notice(address).links[0], address


def test_the_end_session_button_ends_it(chromium, office, box, fresh):
    """SE-04 N-22: after «End session» Back shows nothing of the file, and the link asks anew."""
    link, address = _sent(office, box, fresh)
    reader = verify(chromium("reader"), link, address, lambda: box.code(address).code)
    reader.press("End session").see("Session ended in this browser")
    reader.back()
    assert "file.txt" not in reader.words
    assert reader.open(link).heading == "You have a secure file"


def test_by_keys_alone(chromium, office, box, fresh):
    """TR-21: from signing in to the sent update without a mouse; the focus is always to be seen."""
    address = fresh()
    case, (person,) = office.case_with(("Ana Keys", address))
    update = office.update(case, ("file.txt", b"content"))
    staff = chromium("staff").open("/sign-in")
    staff.tab_to("[name=email]").send_keys("desk@local.test")
    staff.tab_to("[name=password]").send_keys(PASSWORD)
    _press(staff, "Sign in")
    staff.open(update.path)
    _press(staff, "Send")
    for _ in range(20):
        staff.keys(Keys.TAB)
        focused = staff.driver.switch_to.active_element
        # The blocks of the dialog, not the menu of the account above it.
        if staff.driver.execute_script("return arguments[0].matches('main details:not([open]) > summary')", focused):
            focused.send_keys(Keys.ENTER)
        if focused.get_attribute("name") == "recipient":
            label = staff.find(f"label[for='{focused.get_attribute('id')}']").text
            if address in label:
                focused.send_keys(Keys.SPACE)
                break
    else:
        raise AssertionError("Tab never came to the recipient")
    box_of_verification = staff.tab_to("[name=verification]")
    if not box_of_verification.is_selected():
        box_of_verification.send_keys(Keys.SPACE)
    _press(staff, "Continue")
    staff.see("Check before sending")
    _press(staff, "Send to")
    staff.see("Ana Keys")
    assert staff.path.startswith("/sends/")
    assert box.notice(address).links


def _press(browser, words):
    """Goes to the button or link by Tab and presses Enter."""
    focused = browser.tab_to(words)
    browser._leave(lambda: focused.send_keys(Keys.ENTER))
