"""What must not happen in a real browser: nothing sent by others runs, nothing is given to machines."""

import http.server
import threading

import pytest
from people import sign_in, verify
from support.recipients import Recipient
from support.waiting import eventually, stays


class Canary:
    """A server that a script of an uploaded file would call."""

    def __init__(self):
        self.calls = []
        canary = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                canary.calls.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self):
        self._server.shutdown()


@pytest.fixture
def canary():
    server = Canary()
    yield server
    server.stop()


def active(url):
    """Files that run a script where they are shown: the script calls the canary."""
    script = f"new Image().src='{url}/ran'"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' onload=\"{script}\"><script>{script}</script></svg>"
    return {
        "page.html": f'<!doctype html><title>x</title><script>{script}</script><img src=x onerror="{script}">',
        "page.htm": f"GIF89a<script>{script}</script>",
        "page.xhtml": f"<html xmlns='http://www.w3.org/1999/xhtml'><body><script>{script}</script></body></html>",
        "drawing.svg": svg,
        "sheet.xml": f"<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>{script}</x:script>",
        "archive.mhtml": f"MIME-Version: 1.0\nContent-Type: text/html\n\n<script>{script}</script>",
        "picture.png": svg,
        "none": f"<script>{script}</script>",
    }


def test_uploaded_pages_never_run(chromium, office, box, fresh, canary, tmp_path):
    """UD-04: HTML, SVG, XML and what pretends to be something else is saved, never shown, whoever opens it; no script of it runs."""
    made = active(canary.url)
    control = chromium("control")
    sample = tmp_path / "page.html"
    sample.write_text(made["page.html"])
    control.driver.get(sample.as_uri())
    eventually(lambda: canary.calls, 5, "the canary's song where it may sing")
    canary.calls.clear()
    address = fresh()
    case, (person,) = office.case_with(("Ana Active", address))
    update = office.update(case, *[(name, text.encode()) for name, text in made.items()])
    office.send(update, person, verification=False)
    reader = chromium("reader")
    links = box.notice(address).links
    assert len(links) == len(made)
    for number, link in enumerate(links):
        reader.open(link).press("Download", leaves=False).downloaded(2 * number + 1)
        assert reader.driver.current_url.rstrip("?") == link
        _navigate(reader, link + "/download")
        reader.downloaded(2 * number + 2)
    staff = sign_in(chromium("staff")).open(update.path)
    for name in made:
        for link in staff.all("main table a"):
            if link.text == name:
                _navigate(staff, link.get_attribute("href"))
                break
        staff.open(update.path)
    stays(lambda: not canary.calls, 0.5, "silence")
    assert {file.read_text() for file in reader.downloads.iterdir()} == set(made.values())


def _navigate(browser, address):
    """Types an address; a download leaves the page as it was."""
    try:
        browser.driver.get(address)
    except Exception as error:
        assert "ERR_ABORTED" in str(error), error


def test_hostile_text_is_text(chromium, office, box, fresh, canary):
    """MH-01 MH-02: what staff type into every field is shown as text, to staff and recipients, and no script of it runs."""
    bad = (
        f"<script>new Image().src='{canary.url}/ran'</script><img src=x onerror=\"new Image().src='{canary.url}/ran'\">"
    )
    address = fresh()
    case, (person,) = office.case_with((f"Ana {bad}"[:100], address), title=f"Case {bad}"[:150])
    update = office.update(
        case, ("file.txt", b"x"), title=f"Title {bad}"[:150], body=f"Body {bad}\n\n[x](javascript:alert(1))"
    )
    send = office.send(update, person, note=f"Note {bad}")
    link = box.notice(address).links[0]
    reader = verify(chromium("reader"), link, address, lambda: box.code(address).code)
    reader.see("Note <script>")
    assert not [a for a in reader.all("a") if "javascript:" in (a.get_attribute("href") or "")]
    staff = sign_in(chromium("staff"))
    for path in (
        case,
        f"{case}/people",
        update.path,
        send.path,
        office.matrix(send).rows[0].path,
        person.path,
        "/people",
        "/",
    ):
        staff.open(path)
    stays(lambda: not canary.calls, 0.5, "silence")


def test_a_scanner_with_a_real_browser(chromium, office, box, fresh, service):
    """LT-09 N-02 N-03 N-04: it loads the page with its scripts, waits, and presses every button; no code, no grant, no download."""
    address = fresh()
    case, (person,) = office.case_with(("Ana Scanned", address))
    send = office.send(office.update(case, ("file.txt", b"content")), person)
    link = box.notice(address).links[0]
    machine = chromium("machine")
    for path in ("", "/code", "/misdelivery", "/download"):
        machine.open(link + path)
        for number in range(len(machine.all("button"))):
            machine.open(link + path)
            buttons = machine.all("button")
            if number < len(buttons):
                machine._leave(buttons[number].click)
        machine.open(link + path)
        for anchor in [a.get_attribute("href") for a in machine.all("a")]:
            if anchor and anchor.startswith(service.origin):
                machine.open(anchor)
    assert machine.open(link).heading == "You have a secure file"
    assert not list(machine.downloads.iterdir())
    assert not box.to(address, "confirmation code")
    timeline = office.timeline(send, person.name)
    assert not timeline.having("mailbox verified") and not timeline.having("viewed") and not timeline.having("download")
    reader = Recipient(service, address, box)
    reader.verify(link)
    assert reader.download(link).body == b"content"


def test_odd_names_are_saved_safely(chromium, office, box, fresh):
    """UD-03: Chromium saves what others named strangely, under names without paths, controls or tricks of direction."""
    names = [
        'say "hi".txt',
        "../../up.txt",
        "a\\b.txt",
        "gnp\u202etxt.exe",
        "😀" * 40 + ".txt",
        "semi;colon.txt",
        "ünï.txt",
    ]
    address = fresh()
    case, (person,) = office.case_with(("Ana Names", address))
    draft = office.write(case)
    taken = [name for name in names if office.upload_raw(draft, name, name.encode()).status < 400]
    assert len(taken) >= 5
    office.send(office.validate(draft), person, verification=False)
    reader = chromium("reader")
    for number, link in enumerate(box.notice(address).links, 1):
        reader.open(link).press("Download", leaves=False).downloaded(number)
    saved = reader.downloaded(len(taken))
    assert {octets.decode() for octets in saved.values()} == set(taken)
    for name in saved:
        assert not set(name) & set("/\\\u202a\u202b\u202d\u202e\u2066\u2067") and not name.startswith("..")
    assert not list(reader.profile.glob("*.txt"))


def test_every_page_fits_a_narrow_screen(chromium, office, box, fresh):
    """TR-24: at 320 pixels no page of recipients or staff scrolls sideways."""
    address = fresh()
    case, (person,) = office.case_with(("Ana Narrow-with-a-rather-long-name", address))
    update = office.update(case, ("a-file-name-that-is-long-and-has-no-space-to-break-it-at.txt", b"x"))
    send = office.send(update, person)
    link = box.notice(address).links[0]
    reader = chromium("reader")
    _narrow(reader)
    reader.open(link)
    _assert_fits(reader)
    reader.type("email", address).press("E-mail me a code")
    _assert_fits(reader)
    reader.type("code", "1234 5678").press("Continue")
    _assert_fits(reader)
    reader.type("code", box.code(address).code).press("Continue").see("Your secure update")
    _assert_fits(reader)
    for path in (link + "/misdelivery", "/help", "/privacy", "/accessibility", "/nowhere"):
        reader.open(path)
        _assert_fits(reader)
    staff = sign_in(chromium("staff"))
    _narrow(staff)
    pages = [
        "/",
        "/cases",
        "/cases/new",
        case,
        f"{case}/people",
        f"{case}/updates/new",
        update.path,
        f"{update.path}/sends/new",
    ]
    pages += [
        send.path,
        office.matrix(send).rows[0].path,
        "/people",
        "/people/new",
        person.path,
        "/account",
        "/dev/mail",
    ]
    for path in pages:
        staff.open(path)
        _assert_fits(staff)


def _narrow(browser):
    size = {"width": 320, "height": 640, "deviceScaleFactor": 1, "mobile": False}
    browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def _assert_fits(browser):
    wide, seen = browser.driver.execute_script(
        "const e = document.documentElement; return [e.scrollWidth, e.clientWidth]"
    )
    assert wide <= seen <= 320, f"{browser.path} is {wide} pixels wide"
