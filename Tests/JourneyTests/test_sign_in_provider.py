"""Signing in at the organisation's own sign-in service: Canaille, a whole OpenID provider, and one that lies."""

import urllib.parse

import pytest
from support.browser import Browser
from support.identity_provider import IdentityProvider
from support.lying_provider import LyingProvider
from support.mails import KeptBox
from support.service import PASSWORD, Service
from test_doctor import examine, marks

BUTTON = "Sign in with Harbour Sign-in"


@pytest.fixture(scope="module")
def provider():
    server = IdentityProvider().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def firm(tmp_path_factory, provider):
    """A server whose staff sign in at the provider, or with passwords."""
    server = Service(tmp_path_factory.mktemp("firm"))
    server._settings.update(provider.settings(server))
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()


@pytest.fixture
def member(firm, provider, fresh):
    """A member of staff with an account at the provider: login and address."""
    address = fresh("kim")
    login = address.split("@")[0]
    firm.add_staff("Kim Keeper", address, role="investigator")
    provider.add(login, address)
    return login, address


def set_out(service, button=BUTTON, page="/sign-in"):
    """Presses the button; gives the browser, and the address at the provider that it is sent to."""
    browser = Browser(service.origin, port=service.port)
    going = browser.get(page).expect(200).press(button).expect(200)
    address = going.link("Go on to")
    assert going.header("Refresh") == f"0; url={address}"
    return browser, address


def enter(service, provider, login):
    browser, address = set_out(service)
    return browser, browser.get(provider.sign_in(address, login))


def with_password(service, address):
    browser = Browser(service.origin, port=service.port)
    form = browser.get("/sign-in").expect(200).form("Sign in", action="/sign-in")
    return browser, form.fill(email=address, password=PASSWORD).submit("Sign in")


def is_in(browser):
    return browser.get("/account").path == "/account"


def test_whoever_the_service_verified_signs_in(firm, provider, member):
    """SE-09: the verified address links once, and is told; then the subject alone decides, whatever the address is."""
    login, address = member
    browser, page = enter(firm, provider, login)
    assert page.expect(200).path == "/"
    assert "by the sign-in service" in browser.get("/account").words
    notice = KeptBox(firm).wait(address, "Security notice")
    assert "sign-in service of your organisation" in notice.part("text/plain")
    provider.move(login, "moved@local.test")
    again, _ = enter(firm, provider, login)
    assert address in again.get("/account").words
    provider.add(f"{login}-twin", address)
    twin, page = enter(firm, provider, f"{login}-twin")
    assert page.status == 403 and "No account opens" in page.words and not is_in(twin)


def test_strangers_and_unverified_addresses_open_nothing(firm, provider, member):
    """SE-09: an address that the service has not verified is treated as one that nobody here has."""
    login, address = member
    provider.unverified.add(address)
    provider.add(f"{login}-stranger", f"stranger-{address}")
    pages = [enter(firm, provider, name) for name in (login, f"{login}-stranger")]
    assert [page.status for _, page in pages] == [403, 403]
    assert pages[0][1].words == pages[1][1].words
    assert not any(is_in(browser) for browser, _ in pages)
    provider.unverified.remove(address)
    assert is_in(enter(firm, provider, login)[0])


def test_a_code_works_in_the_browser_that_set_out_and_once(firm, provider, member):
    """SE-09: a stolen way back opens nothing in a browser that did not set out, nor in one that set out itself, nor twice."""
    login, _ = member
    browser, address = set_out(firm)
    back = provider.sign_in(address, login)
    bare = Browser(firm.origin, port=firm.port)
    other, _ = set_out(firm)
    for thief in (bare, other):
        assert thief.get(back).path == "/sign-in" and not is_in(thief)
    jar = browser.copy()
    assert browser.get(back).path == "/" and is_in(browser)
    for replay in (browser.copy(), jar):
        assert replay.get(back).path == "/sign-in"
    assert not is_in(jar)
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["redirect_uri"] == [f"{firm.origin}/sign-in/provider"]
    assert len({asked[name][0] for name in ("state", "nonce", "code_challenge")}) == 3


def test_a_closed_account_is_refused(firm, provider, member):
    """SE-09 AU-03: closing an account on its page ends the session, and the service brings nobody back in."""
    login, address = member
    browser, _ = enter(firm, provider, login)
    chief, _ = with_password(firm, "chief@local.test")
    page = chief.get("/people?text=" + address).follow("Kim Keeper").expect(200)
    assert "Harbour Sign-in" in page.words and "Linked" in page.words
    asked = page.follow("Close the account").expect(200)
    assert "1 session is open" in asked.words
    assert "The account is closed" in asked.press("Close the account").expect(200).words
    assert not is_in(browser)
    assert enter(firm, provider, login)[1].status == 403
    chief.get(page.url).press("Open again").expect(200)
    assert is_in(enter(firm, provider, login)[0])
    assert "The link to the sign-in service is gone" in chief.get(page.url).press("Unlink").expect(200).words


def test_one_goes_on_where_one_was(firm, provider, member):
    """SE-09: whoever was led to the sign-in from a page comes back to it by way of the service."""
    browser, address = set_out(firm, page="/cases")
    assert browser.get(provider.sign_in(address, member[0])).path == "/cases"


def test_doctor_asks_the_service(firm, provider, tmp_path):
    """OP-07: doctor says whether the sign-in service can be used, and which address to register there."""
    assert marks(examine(firm), "sign-in", "/sign-in/provider") == ["ok"]
    wrong = Service(tmp_path / "wrong")
    wrong._settings.update(provider.settings(wrong) | {"OIDC_ISSUER": provider.issuer + "/"})
    assert marks(examine(wrong), "sign-in", "names itself otherwise") == ["problem"]


# What follows is asked of a service that lies.


@pytest.fixture(scope="module")
def liar():
    provider = LyingProvider()
    yield provider
    provider.stop()


@pytest.fixture
def gullible(tmp_path, liar):
    """A server that the lying service signs in to: freshly started, so that it knows nothing of it."""
    server = Service(tmp_path / "gullible", **liar.settings)
    server.add_staff("Ida Chief", "chief@local.test")
    server.add_staff("Kim Keeper", "kim@local.test")
    server.start()
    yield server
    server.stop()


def come_back(service, liar, tell, **changed):
    """Sets out and comes back with a code, for which the liar tells what `tell` makes of the nonce."""
    browser, address = set_out(service, "Sign in with Liar")
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    liar.token = tell(asked["nonce"])
    answer = {"code": "c", "state": asked["state"], "iss": liar.issuer} | changed
    query = urllib.parse.urlencode({name: value for name, value in answer.items() if value is not None})
    return browser, browser.get(f"/sign-in/provider?{query}")


LIES = {
    "no signature": lambda liar, nonce: liar.unsigned(liar.claims(nonce)),
    "public key as secret": lambda liar, nonce: liar.signed_with_what_everybody_knows(liar.claims(nonce)),
    "another way of signing": lambda liar, nonce: liar.sign(liar.claims(nonce), "RS512"),
    "somebody else's key": lambda liar, nonce: liar.sign(liar.claims(nonce), key=liar.forged),
    "another kind of key": lambda liar, nonce: liar.sign(liar.claims(nonce), "ES256", kid="rsa"),
    "an extension that is critical": lambda liar, nonce: liar.unsigned(liar.claims(nonce)).replace(
        "eyJhbGciOiJub25lIn0", "eyJhbGciOiJSUzI1NiIsImNyaXQiOlsiYiJdfQ"
    ),
    "another audience": lambda liar, nonce: liar.sign(liar.claims(nonce, aud="other")),
    "a second audience": lambda liar, nonce: liar.sign(liar.claims(nonce, aud=["cc", "other"])),
    "for another party": lambda liar, nonce: liar.sign(liar.claims(nonce, azp="other")),
    "another issuer": lambda liar, nonce: liar.sign(liar.claims(nonce, iss=liar.issuer + "/")),
    "another nonce": lambda liar, nonce: liar.sign(liar.claims("A" * 43)),
    "no nonce": lambda liar, nonce: liar.sign(liar.claims(None)),
    "expired": lambda liar, nonce: liar.sign(liar.claims(nonce, exp=int(liar.claims("")["iat"]) - 61)),
    "no expiry": lambda liar, nonce: liar.sign(liar.claims(nonce, exp=None)),
    "of long ago": lambda liar, nonce: liar.sign(liar.claims(nonce, iat=int(liar.claims("")["iat"]) - 601)),
    "of the future": lambda liar, nonce: liar.sign(liar.claims(nonce, iat=int(liar.claims("")["iat"]) + 120)),
    "no subject": lambda liar, nonce: liar.sign(liar.claims(nonce, sub=None)),
    "an endless subject": lambda liar, nonce: liar.sign(liar.claims(nonce, sub="k" * 256)),
    "no token": lambda liar, nonce: "",
    "half a token": lambda liar, nonce: liar.sign(liar.claims(nonce)).rsplit(".", 1)[0],
    "a changed token": lambda liar, nonce: liar.sign(liar.claims(nonce))[:-8] + "AAAAAAAA",
}


def test_no_lie_is_believed(gullible, liar):
    """SE-09: forged, foreign, stale and misdirected tokens sign nobody in; honest ones in each way of signing do."""
    liar.forged = type(liar.rsa).generate_key(2048, {"kid": "rsa"})
    believed = {}
    for name, lie in LIES.items():
        browser, page = come_back(gullible, liar, lambda nonce, lie=lie: lie(liar, nonce))
        if page.status != 502 or is_in(browser):
            believed[name] = page.status
    assert not believed
    for algorithm in ("RS256", "PS256", "ES256"):
        browser, page = come_back(gullible, liar, lambda nonce, a=algorithm: liar.sign(liar.claims(nonce), a))
        assert page.path == "/" and is_in(browser), (algorithm, page.words)
    several = {"aud": ["cc", "other"], "azp": "cc"}
    assert is_in(come_back(gullible, liar, lambda nonce: liar.sign(liar.claims(nonce, **several)))[0])
    assert "sign-in service" in gullible.log and "distrusted: signature" in gullible.log
    assert liar.token not in gullible.log


def test_whoever_is_not_the_service_sends_nobody_in(gullible, liar):
    """SE-09: a way back that names another sender, or none where the service always does, is refused."""
    honest = lambda nonce: liar.sign(liar.claims(nonce))  # noqa: E731
    for issuer in ("https://evil.example", None):
        browser, page = come_back(gullible, liar, honest, iss=issuer)
        assert page.status == 502 and not is_in(browser)
    browser, page = come_back(gullible, liar, honest, code=None, error="access_denied")
    assert page.status == 403 and "did not sign you in" in page.words and not is_in(browser)
    assert "evil.example" not in page.text
    browser, page = come_back(gullible, liar, honest, state="A" * 43)
    assert page.path == "/sign-in" and not is_in(browser)


def test_made_up_keys_flood_nobody_and_new_keys_are_found(gullible, liar):
    """SE-09: a key that nobody knows has the keys asked for once, and once a minute at most."""
    honest = lambda nonce: liar.sign(liar.claims(nonce))  # noqa: E731
    assert is_in(come_back(gullible, liar, honest)[0])
    rotated = type(liar.rsa).generate_key(2048, {"kid": "rotated"})
    liar.published.append(rotated)
    assert is_in(come_back(gullible, liar, lambda nonce: liar.sign(liar.claims(nonce), key=rotated))[0])
    liar.asked.clear()
    for number in range(20):
        browser, page = come_back(
            gullible, liar, lambda nonce, n=number: liar.sign(liar.claims(nonce), kid=f"made-up-{n}")
        )
        assert page.status == 502 and not is_in(browser)
    assert liar.asked.count("/keys") == 0 and liar.asked.count("/token") == 20
    liar.published.remove(rotated)


def test_a_service_that_fails_is_seen_and_passwords_go_on(gullible, liar):
    """SE-09: no answer, a redirect and an endless one end in a page that says so; the password is the way out."""
    honest = lambda nonce: liar.sign(liar.claims(nonce))  # noqa: E731
    with liar.telling("/.well-known/openid-configuration", 500):
        browser = Browser(gullible.origin, port=gullible.port)
        page = browser.get("/sign-in").press("Sign in with Liar").expect(502)
        assert "Liar cannot be used right now" in page.words and "password" in page.words
    elsewhere = {"Location": f"{liar.issuer}/keys"}
    for status, headers, content in ((302, elsewhere, b""), (500, {}, b""), (400, {}, b"{}"), (200, {}, b"[" * 400_000)):
        with liar.telling("/token", status, content, **headers):
            browser, page = come_back(gullible, liar, honest)
            assert page.status == 502 and not is_in(browser), status
    assert with_password(gullible, "kim@local.test")[1].path == "/"


def test_where_passwords_are_off_the_service_is_the_only_way(tmp_path, liar):
    """SE-09: the page has no field for a password, and one that is sent all the same opens nothing."""
    server = Service(tmp_path / "strict", OIDC_PASSWORDS="no", OIDC_REQUIRED_CLAIM="groups=desk", **liar.settings)
    server.add_staff("Kim Keeper", "kim@local.test")
    server.start()
    browser = Browser(server.origin, port=server.port)
    page = browser.get("/sign-in").expect(200)
    assert "Password" not in page.words and len(page.forms) == 1
    fields = dict(page.form("Sign in with Liar").fields()) | {"email": "kim@local.test", "password": PASSWORD}
    refused = browser.post("/sign-in", urllib.parse.urlencode(fields).encode()).expect(422)
    assert "Passwords are not taken here" in refused.words and not is_in(browser)
    for groups in (None, "desks", ["a", "b"], {"desk": "desk"}):
        browser, page = come_back(server, liar, lambda nonce, g=groups: liar.sign(liar.claims(nonce, groups=g)))
        assert page.status == 502 and not is_in(browser), groups
    browser, _ = come_back(server, liar, lambda nonce: liar.sign(liar.claims(nonce, groups=["a", "desk"])))
    assert is_in(browser)
    server.stop()
