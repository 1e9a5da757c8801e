"""Authenticator apps and proof before dangerous acts, with an app that knows nothing of us: PyOTP."""

import re
import time

import pyotp
import pytest
import zxingcpp
from support.browser import Browser
from support.clock import MovedClock
from support.office import Office
from support.service import PASSWORD, Service


@pytest.fixture
def clock(tmp_path):
    return MovedClock(tmp_path / "clock")


@pytest.fixture
def own(tmp_path, clock, request):
    """A server of the test's own; a test names settings that it wants besides."""
    server = Service(tmp_path / "own", clock=clock, **getattr(request, "param", {}))
    server.add_staff("Ida Chief", "chief@local.test")
    server.add_staff("Bea Browser", "desk@local.test", role="manager")
    server.start()
    yield server
    server.stop()


def app_of(page):
    """The app of a page that sets one up: by its link, which has to say what the typed key says."""
    uri = next(a.get("href") for a in page.tree.all("a") if (a.get("href") or "").startswith("otpauth:"))
    app = pyotp.parse_uri(uri)
    assert app.digits == 6 and app.interval == 30 and app.issuer == "Secure Updates"
    key = re.search(r"\b(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}\b", page.words).group()
    assert key.replace(" ", "") == app.secret and len(app.secret) == 32
    return app


def seen_by_a_camera(page):
    """What a foreign reader of pictures makes of the one on the page."""
    picture = page.tree.first("svg", role="img")
    side, scale = int(picture.get("viewbox", picture.get("viewBox")).split()[2]), 4
    dark = set()
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", picture.all("path")[-1].get("d")):
        dark |= {(int(x) + step, int(y)) for step in range(int(length))}
    grey = bytes(
        0 if (x // scale, y // scale) in dark else 255 for y in range(side * scale) for x in range(side * scale)
    )
    found = zxingcpp.read_barcodes(memoryview(grey).cast("B", (side * scale, side * scale)))
    assert len(found) == 1
    return found[0].text


def recovery_codes(page):
    return re.findall(r"\b[A-Z2-7]{4}(?:-[A-Z2-7]{4}){3}\b", page.words)


def enter(service, address="chief@local.test"):
    """A browser whose password was right, and the page it got."""
    browser = Browser(service.origin, port=service.port)
    return browser, browser.get("/cases").press("Sign in", email=address, password=PASSWORD)


def calm():
    """Waits out the last seconds of a half minute, so that a code and the next are those that we take them for."""
    left = 30 - time.time() % 30
    if left < 5:
        time.sleep(left)


def test_an_app_that_knows_nothing_of_us_signs_in(own):
    """AU-02 SE-06: PyOTP reads our link, its codes confirm and sign in once each, and a recovery code stands in."""
    chief = Office(own).sign_in()
    page = chief.browser.get("/account").follow("set one up").press("Set up an app").expect(200)
    app = app_of(page)
    assert pyotp.parse_uri(seen_by_a_camera(page)).secret == app.secret
    calm()
    now = time.time()
    codes = recovery_codes(page.press("Confirm the app", code=app.at(now)).expect(200))
    assert len(set(codes)) == 10
    browser, page = enter(own)
    assert page.path == "/sign-in/code" and "staff" not in browser.cookies
    assert browser.get("/people").path == "/sign-in"
    browser, page = enter(own)
    assert "not right" in page.press("Sign in", code=app.at(now)).expect(422).words
    assert page.press("Sign in", code=app.at(now + 30)).expect(200).path == "/cases"
    assert "pending" not in browser.cookies
    browser, page = enter(own)
    assert page.press("Sign in", code=app.at(now + 30)).status == 422
    assert page.press("Sign in", code=codes[4].lower().replace("-", " ")).path == "/cases"
    browser, page = enter(own)
    assert page.press("Sign in", code=codes[4]).status == 422
    assert "9 left" in chief.browser.get("/account/second-factor").words


def test_no_secret_lies_in_the_data(own):
    """AU-02: neither the key of the app nor a recovery code stands in the database or in the log."""
    chief = Office(own).sign_in()
    page = chief.browser.get("/account/second-factor").press("Set up an app").expect(200)
    app = app_of(page)
    codes = recovery_codes(page.press("Confirm the app", code=app.now()).expect(200))
    stored = b"".join(file.read_bytes() for file in own.data.rglob("*") if file.is_file()) + own.log.encode()
    assert b"Ida Chief" in stored
    for secret in [app.secret, *codes, *(code.replace("-", "") for code in codes)]:
        assert secret.encode() not in stored and app.byte_secret() not in stored


@pytest.mark.parametrize("own", [{"SECOND_FACTOR": "required"}], indirect=True)
def test_where_everybody_needs_an_app_the_first_sign_in_sets_it_up(own):
    """AU-02 SE-06: nothing opens before; recovery codes are shown once; it cannot be turned off."""
    browser, page = enter(own, "desk@local.test")
    assert page.path == "/sign-in/code" and "everybody signs in" in page.words
    assert browser.get("/cases").path == "/sign-in"
    browser, page = enter(own, "desk@local.test")
    app = app_of(page)
    calm()
    now = time.time()
    shown = page.press("Confirm the app", code=app.at(now)).expect(200)
    assert len(recovery_codes(shown)) == 10
    assert shown.follow("I have kept them").expect(200).path == "/cases"
    assert "Turn the app off" not in browser.get("/account/second-factor").expect(200).text
    browser, page = enter(own, "desk@local.test")
    assert "otpauth" not in page.text
    assert page.press("Sign in", code=app.at(now + 30)).path == "/cases"


def test_a_dangerous_act_asks_who_is_there(own, clock):
    """SE-06 SE-02: ten minutes after signing in an invitation asks for the password, keeps what was typed, and goes on."""
    chief = Office(own).sign_in()
    clock.move(601)
    form = chief.browser.get("/invitations/new").expect(200).form("Send the invitation")
    held = form.choose("role", "auditor").fill(name="Ina New", email="ina@local.test").submit("Send the invitation")
    assert held.status == 422 and "Confirm that it is you" in held.words
    stolen = chief.browser.copy()
    assert "not your password" in held.press("Confirm", password="a wrong one").expect(422).words
    again = held.press("Confirm", password=PASSWORD).expect(200)
    assert stolen.get("/cases").path == "/sign-in"
    done = again.press("Do it now").expect(200)
    assert "The invitation is on its way" in done.words and "Ina New" in done.words and "auditor" in done.words
    second = chief.browser.get("/invitations/new").expect(200)
    assert "on its way" in second.press("Send the invitation", name="Ole New", email="ole@local.test").words
