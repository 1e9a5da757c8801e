"""Adding files in Chromium: several at once, dropped, cancelled, and over a line that breaks."""

import os

import pytest
from chromium import Chromium
from line import Line
from people import sign_in
from support.office import Office
from support.service import Service
from support.waiting import eventually

MIB = 1 << 20
WATCH = (
    "window.most = 0; new MutationObserver(() => { window.most = Math.max(window.most,"
    "document.querySelectorAll('[data-upload-list] progress').length); }).observe(document.body, {subtree: true, childList: true});"
)


@pytest.fixture
def broken(tmp_path):
    """A browser at a draft, and the line between it and its server."""
    line = Line()
    server = Service(tmp_path / "behind", PUBLIC_URL=line.origin)
    server.origin = line.origin
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    browser = Chromium(tmp_path / "cut", line.lead_to(server.port).origin)
    _draft(sign_in(browser, "chief@local.test"), Office(server).sign_in(), "L-1")
    yield browser, line
    assert browser.quit() == []
    line.close()
    server.stop()


def _draft(browser, office, reference):
    case = office.open_case(reference, "Uploads")
    return browser.open(case).press("New update").type("title", "Photos").press("Save draft")


def _files(folder, *sizes):
    files = []
    for number, size in enumerate(sizes):
        files.append(folder / f"file-{number}.bin")
        files[-1].write_bytes(os.urandom(size))
    return files


def _add(browser, files):
    browser.find("#files-input").send_keys("\n".join(str(file) for file in files))
    return browser.press("Add to the update", leaves=False)


def _listed(browser):
    names = "return [...document.querySelectorAll('#files tbody th strong')].map((name) => name.textContent)"
    return sorted(browser.driver.execute_script(names))


def _see_listed(browser, files):
    eventually(lambda: _listed(browser) == sorted(file.name for file in files), 20, "the list of files")


def _drag(browser, kind, selector, *paths):
    x, y = browser.driver.execute_script(
        "const e = document.querySelector(arguments[0]); e.scrollIntoView({block: 'center'});"
        "const r = e.getBoundingClientRect(); return [r.x + 20, r.y + r.height / 2];",
        selector,
    )
    data = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    browser.driver.execute_cdp_cmd("Input.dispatchDragEvent", {"type": kind, "x": x, "y": y, "data": data})


def _drop(browser, selector, *paths):
    for kind in ("dragEnter", "dragOver", "drop"):
        _drag(browser, kind, selector, *paths)


def test_several_files_at_once(chromium, office, tmp_path):
    """UD-12: seven files have a line each, three are on their way at a time, and a reader is told of each end."""
    browser = _draft(sign_in(chromium("one")), office, "U-1")
    files = _files(tmp_path, *[300_000] * 7)
    browser.driver.execute_script(WATCH)
    _add(browser, files)
    for file in files:
        browser.see(f"{file.name}: added", 20)
    _see_listed(browser, files)
    assert browser.driver.execute_script("return window.most") == 3
    assert browser.find("[data-upload-status]").get_attribute("textContent").endswith(": added")
    assert browser.find("[data-upload-status]").get_attribute("role") == "status"
    assert len(browser.all("[data-upload-list] li")) == 7 and not browser.all("[data-upload-list] button")


def test_dropped_files(chromium, office, tmp_path):
    """UD-13: the form shows itself as the place for files and takes them; a folder is refused, a miss does nothing."""
    browser = _draft(sign_in(chromium("one")), office, "U-2")
    files = _files(tmp_path, 1000, 0)
    place, folder = browser.path, tmp_path / "holiday"
    folder.mkdir()
    outline = "return getComputedStyle(document.querySelector('form[data-upload]')).outlineStyle"
    assert browser.driver.execute_script(outline) == "none"
    _drag(browser, "dragEnter", "h1", files[0])
    _drag(browser, "dragOver", "h1", files[0])
    assert browser.driver.execute_script(outline) == "dashed"
    _drag(browser, "drop", "h1", files[0])
    _drop(browser, "[data-upload] label", *files, folder)
    browser.see("holiday: It is a folder. Add the files in it.")
    _see_listed(browser, files)
    assert browser.path == place and len(browser.all("[data-upload-list] li")) == 3
    assert browser.driver.execute_script(outline) == "none"


def test_one_is_cancelled(broken, tmp_path):
    """UD-12: one file is cancelled on its way, and the others go on."""
    browser, line = broken
    large, small = _files(tmp_path, 8 * MIB, 1000)
    line.hold_after(2 * MIB)
    _add(browser, [large, small])
    browser.see(f"{small.name}: added")
    browser.find(f"[aria-label='Cancel: {large.name}']").click()
    browser.see(f"{large.name}: cancelled")
    line.mend()
    _see_listed(browser, [small])


def test_a_line_that_is_cut_goes_on(broken, tmp_path):
    """UD-14: cut in the middle, the page says so, waits for the line and goes on by itself; each file is there once."""
    browser, line = broken
    files = _files(tmp_path, 6 * MIB, 5 * MIB)
    line.cut_after(2 * MIB)
    _add(browser, files)
    browser.see(f"{files[0].name}: The connection was lost. It goes on by itself.")
    line.mend()
    for file in files:
        browser.see(f"{file.name}: added", 40)
    _see_listed(browser, files)


def test_a_lost_answer_makes_no_second_file(broken, tmp_path):
    """UD-14: stored, but the answer was lost: sent again by the button it is the same file, and is said to be there."""
    browser, line = broken
    (file,) = _files(tmp_path, 2 * MIB)
    line.cut_answer_after(2 * MIB)
    _add(browser, [file])
    browser.see("The connection was lost. It goes on by itself.")
    line.mend()
    browser.find(f"[aria-label='Try again: {file.name}']").click()
    browser.see(f"{file.name}: added", 20)
    _see_listed(browser, [file])


def test_a_refusal_is_no_lost_line(broken, tmp_path):
    """UD-12: a file that the server refuses while it comes is told in the server's words, and is not sent again."""
    browser, line = broken
    browser.driver.execute_script("document.querySelector('form[data-upload] [name=_token]').value = 'stale'")
    (file,) = _files(tmp_path, 20 * MIB)
    _add(browser, [file])
    eventually(lambda: browser.all("[data-upload-list] .field-error"), 20, "the refusal")
    assert "connection was lost" not in browser.words
