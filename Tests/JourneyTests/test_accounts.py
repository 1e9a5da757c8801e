"""Accounts of staff as people meet them: invited, locked out, forgotten and back in, by pages and mails alone."""

import re

import pytest
from support.browser import Browser
from support.office import Office
from support.service import PASSWORD

OTHER = "quince tundra saffron 17"


def account_link(mail):
    """The one link of a mail about an account."""
    links = set(re.findall(r"https?://\S+/(?:invitations|password-resets|unlocking|address-changes)/[\w-]{43}", mail.part("text/plain")))
    assert len(links) == 1, mail.part("text/plain")
    return links.pop()


@pytest.fixture
def invited(office, box, fresh):
    """A colleague who was invited: address, the path of their page, the link they were mailed."""
    address = fresh("kim")
    form = office.browser.get("/people").expect(200).follow("Invite a colleague").expect(200).form("Send the invitation")
    page = form.choose("role", "investigator").fill(name="Kim Keeper", email=address).submit("Send the invitation")
    assert "on its way" in page.words and "Invited" in page.words
    return address, page.path, account_link(box.wait(address, "You have been invited"))


def sign_in(service, address, password):
    """Tries to sign in with a browser of its own; gives browser and answer."""
    browser = Browser(service.origin, port=service.port)
    page = browser.get("/sign-in").expect(200)
    return browser, page.press("Sign in", email=address, password=password)


def accept(service, link, password=PASSWORD):
    page = Browser(service.origin, port=service.port).get(link).expect(200)
    return page.press("Accept the invitation", password=password)


def test_an_invited_colleague_chooses_a_password_and_signs_in(service, office, invited):
    """AU-02: GET of the link accepts nothing, the button does, once; the people page follows."""
    address, path, link = invited
    for _ in range(3):
        Browser(service.origin, port=service.port).get(link).expect(200)
        Browser(service.origin, port=service.port).head(link).expect(200)
    assert "Invited" in office.browser.get(path).words
    assert "There is a problem" in accept(service, link, "too short").expect(422).words
    done = accept(service, link).expect(200)
    assert done.path == "/sign-in" and "Your account is ready" in done.words
    Office(service, address).sign_in()
    assert "Accepted" in office.browser.get(path).words
    assert "You have accepted this invitation" in Browser(service.origin, port=service.port).get(link).expect(410).words


def test_an_invitation_is_sent_again_and_withdrawn(service, office, box, invited):
    """AU-02: the later link replaces the earlier one, and a withdrawn one opens nothing."""
    address, path, first = invited
    office.browser.get(path).press("Send again").expect(200)
    second = account_link(box.wait(address, "You have been invited", 2))
    assert second != first
    Browser(service.origin, port=service.port).get(first).expect(410)
    page = office.browser.get(path).press("Withdraw").expect(200)
    assert "Invitation withdrawn" in page.words
    assert "no longer holds" in Browser(service.origin, port=service.port).get(second).expect(410).words


def test_a_forgotten_password_is_replaced_by_mail(service, box, invited):
    """AU-02 SE-02: the mailed link changes it once, and ends the sessions that were open."""
    address, _, link = invited
    accept(service, link)
    desk = Office(service, address).sign_in()
    page = Browser(service.origin, port=service.port).get("/sign-in").follow("Forgotten your password?").expect(200)
    page = page.press("E-mail me a link", email=address).expect(200)
    assert "If somebody signs in with that address" in page.words
    reset = account_link(box.wait(address, "Choose a new password"))
    done = Browser(service.origin, port=service.port).get(reset).press("Change password", password=OTHER).expect(200)
    assert done.path == "/sign-in" and "password is changed" in done.words
    assert desk.browser.get("/cases").path == "/sign-in"
    assert sign_in(service, address, PASSWORD)[1].status == 422
    Office(service, address, OTHER).sign_in()
    box.wait(address, "Security notice")
    Browser(service.origin, port=service.port).get(reset).expect(410)


def test_forgotten_passwords_of_strangers_look_the_same(service, box, fresh):
    """AU-02: status, headers and page do not tell whether anybody has that address, and no mail leaves."""
    answers = []
    for address in ("chief@local.test", fresh("nobody")):
        browser = Browser(service.origin, port=service.port)
        form = browser.get("/password-resets/new").form("E-mail me a link").fill(email=address)
        body = "&".join(f"{name}={value}" for name, value in form.fields()).replace("@", "%40")
        answer = browser.post("/password-resets", body.encode(), follow=False)
        answers.append((answer.status, answer.header("Location"), sorted(answer.headers.keys()), answer.body))
        before = answers[0]
        assert answers[-1] == before
        last = address
    box.wait("chief@local.test", "Choose a new password")
    assert not box.to(last)


class Elsewhere(Browser):
    """A browser behind our proxy, at an address of its own."""

    def __init__(self, service, address):
        super().__init__(service.origin, port=service.port)
        self.address = address

    def _headers(self, more):
        return super()._headers({"X-Forwarded-For": self.address} | (more or {}))


def attempt(service, place, address, password=PASSWORD):
    return Elsewhere(service, place).get("/sign-in").press("Sign in", email=address, password=password)


def lock(service, address):
    for number in range(10):
        assert attempt(service, f"198.51.100.{number}", address, "a wrong password").status == 422
    paused = attempt(service, "192.0.2.1", address).expect(429)
    assert "an e-mail with a way back in" in paused.words


def test_whoever_was_locked_out_comes_back_by_mail(service, office, box, invited):
    """AU-02: ten wrong passwords pause the account; the mail about it ends the pause by a button, or an administrator does."""
    address, path, link = invited
    accept(service, link)
    lock(service, address)
    way_back = account_link(box.wait(address, "Sign-in to your account is paused"))
    page = Browser(service.origin, port=service.port).get(way_back).expect(200)
    attempt(service, "192.0.2.1", address).expect(429)
    page.press("Let me sign in").expect(200)
    assert attempt(service, "192.0.2.1", address).path == "/"
    Browser(service.origin, port=service.port).get(way_back).expect(410)
    for number in range(10):
        attempt(service, f"198.51.101.{number}", address, "a wrong password")
    assert "Locked" in office.browser.get(path).words
    assert "The lock is lifted" in office.browser.get(path).press("Lift the lock").expect(200).words
    assert attempt(service, "192.0.2.2", address).path == "/"
    later = account_link(box.wait(address, "Sign-in to your account is paused", 2))
    assert "no longer works" in Browser(service.origin, port=service.port).get(later).expect(410).words


def test_an_administrator_signs_a_colleague_out(service, office, invited):
    """SE-08: their sessions stand on the person's page, and end there."""
    address, path, link = invited
    accept(service, link)
    desk = Office(service, address).sign_in()
    page = office.browser.get(path).expect(200)
    assert "Firefox on Linux" in page.words
    page.press("End all sessions").expect(200)
    assert desk.browser.get("/cases").path == "/sign-in"


def test_a_colleague_changes_the_address_they_sign_in_with(service, box, invited, fresh):
    """AU-07: nothing changes before the mailed code; then both addresses are told, and the new one signs in."""
    address, _, link = invited
    accept(service, link)
    desk = Office(service, address).sign_in()
    page = desk.browser.get("/account").follow("change or add addresses").expect(200)
    changed = fresh("kim-new")
    page = page.press("E-mail me a code", email=changed).expect(200)
    assert f"Confirm {changed}" in page.words
    mail = box.wait(changed, "Confirm your e-mail address")
    code = re.search(r"\b\d{4} \d{4}\b", mail.part("text/plain")).group()
    assert re.search(r"Reference:? +(\w{3})", mail.part("text/plain")).group(1) in page.words
    done = page.press("Confirm the address", code=code).expect(200)
    assert "Your address is changed" in done.words and changed in done.words and address not in done.words
    for told in (address, changed):
        box.wait(told, "Security notice")
    assert sign_in(service, address, PASSWORD)[1].status == 422
    Office(service, changed).sign_in()


def test_an_administrator_changes_an_address_and_it_waits_for_its_code(service, office, box, invited, fresh):
    """AU-09: the old address signs in and is told; the new one confirms by link and code, signed in nowhere."""
    address, path, link = invited
    accept(service, link)
    desk = Office(service, address).sign_in()
    changed = fresh("kim-new")
    saved = office.browser.get(path).follow("Edit person").form("Save").fill(email=changed).submit("Save")
    assert "counts once it is confirmed" in saved.expect(200).words and f"{changed}, asked for by" in saved.words
    notice = box.wait(address, "Your e-mail address is to be changed").part("text/plain")
    assert changed in notice and office.email in notice and "/account/addresses" in notice
    assert f"You are to sign in with {changed}" in desk.browser.get("/account").words
    mailbox = Browser(service.origin, port=service.port)
    confirm = account_link(box.wait(changed, "Confirm your new e-mail address"))
    for _ in range(2):
        Browser(service.origin, port=service.port).get(confirm).expect(200)
    page = mailbox.get(confirm).expect(200).press("E-mail me a code").expect(200)
    mail = box.wait(changed, "Confirm your e-mail address").part("text/plain")
    code = re.search(r"\b\d{4} \d{4}\b", mail).group()
    assert re.search(r"Reference:? +(\w{3})", mail).group(1) in page.words
    other = Browser(service.origin, port=service.port).get(confirm).expect(200)
    assert "Code from the e-mail" not in other.words
    done = page.press("Confirm the address", code=code).expect(200)
    assert done.path == "/sign-in" and "The address is confirmed" in done.words
    assert mailbox.get("/cases").path == "/sign-in" and desk.browser.get("/cases").path == "/sign-in"
    for told in (address, changed):
        box.wait(told, "Security notice")
    assert sign_in(service, address, PASSWORD)[1].status == 422
    Office(service, changed).sign_in()
    assert "This address is confirmed" in mailbox.get(confirm).expect(410).words


def test_an_address_that_somebody_else_wants_is_declined_or_taken_back(service, office, box, invited, fresh):
    """AU-09: by its holder in the profile, by an administrator on the page; the link says only that it is over."""
    address, path, link = invited
    accept(service, link)
    desk = Office(service, address).sign_in()

    def ask():
        changed = fresh("kim-new")
        office.browser.get(path).follow("Edit person").form("Save").fill(email=changed).submit("Save").expect(200)
        return account_link(box.wait(changed, "Confirm your new e-mail address"))

    def over(link):
        page = Browser(service.origin, port=service.port).get(link).expect(410)
        return "can no longer be confirmed" in page.words

    first = ask()
    assert "Declined" in desk.browser.get("/account/addresses").press("Decline the change").expect(200).words
    assert over(first)
    second = ask()
    assert "Taken back" in office.browser.get(path).press("Take back the new address").expect(200).words
    assert over(second)
    assert desk.browser.get("/cases").path == "/cases"
