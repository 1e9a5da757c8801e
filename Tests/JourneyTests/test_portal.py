"""The portal as contacts meet it: invited, activated, signed in by a mailed code, and out again, by pages and mails alone."""

import re

import pytest
from support.browser import Browser
from support.recipients import Recipient


def activation(mail):
    """The one link of an invitation into the portal."""
    links = set(re.findall(r"https?://\S+/portal/activations/[\w-]{43}", mail.part("text/plain")))
    assert len(links) == 1, mail.part("text/plain")
    return links.pop()


@pytest.fixture
def contact(office, box, fresh):
    """A contact on a case to whom something was sent, with access that was switched on: contact, tracker, the mailed link."""
    case, (ana,) = office.case_with(("Ana Portal", fresh("ana")))
    send = office.send(office.update(case, ("MBFILE.txt", b"The evidence.")), ana)
    page = office.browser.get(ana.path).form("Invite to the portal").submit("Invite to the portal").expect(200)
    assert "on its way" in page.words and "Invited" in page.words
    return ana, send, activation(box.wait(ana.address, "Your access to Secure Updates"))


def ask(service, address):
    """Types the address at the sign-in; gives the page that asks for the code."""
    browser = Browser(service.origin, port=service.port)
    return browser.get("/portal/sign-in").expect(200).press("E-mail me a code", email=address).expect(200)


def sign_in(service, box, address, number=1):
    code = ask(service, address)
    mail = box.wait(address, "Your sign-in code", number)
    reference = re.search(r"\(reference (\w{3})\)", mail.subject).group(1)
    assert reference in code.words and not re.search(r"\d{4}", mail.subject)
    page = code.press("Continue", code=mail.code).expect(200)
    assert page.path == "/portal" and "Welcome" in page.words, page.words
    return page


def test_a_contact_activates_signs_in_and_downloads(service, office, box, contact):
    """OS-31 DW-17 TR-31: GET of the link activates nothing, the button does, once; then a code signs in, and files need none."""
    ana, send, link = contact
    for _ in range(3):
        Browser(service.origin, port=service.port).get(link).expect(200)
    assert "Invited" in office.browser.get(ana.path).words
    done = Browser(service.origin, port=service.port).get(link).press("Activate").expect(200)
    assert done.path == "/portal/sign-in" and "Your access is active" in done.words
    assert done.browser.get("/portal").path == "/portal/sign-in"
    Browser(service.origin, port=service.port).get(link).expect(410)
    portal = sign_in(service, box, ana.address)
    page = portal.follow("MBTITLE").expect(200)
    assert page.tree.all("h1")[0].text == "Your secure update" and "MBFILE.txt" in page.words
    assert portal.browser.get(f"{page.url}/download").body == b"The evidence."
    assert "Ana Portal, signed in to the portal" in office.timeline(send, ana.name).page.words
    assert portal.browser.get("/cases").path == "/sign-in"
    assert portal.press("Sign out").expect(200).path == "/portal/sign-in"
    assert portal.browser.get("/portal/profile").path == "/portal/sign-in"


def test_switching_off_ends_sessions_at_once(service, office, box, contact):
    """DW-06: the next request is at the sign-in, no code arrives, and the links in the mails still open with a code."""
    ana, send, link = contact
    Browser(service.origin, port=service.port).get(link).press("Activate").expect(200)
    portal = sign_in(service, box, ana.address)
    page = office.browser.get(ana.path)
    assert "Where this person is signed in to the portal" in page.words
    assert "Switched off" in page.press("Switch off").expect(200).words
    assert portal.browser.get("/portal").path == "/portal/sign-in"
    before = len(box.to(ana.address, "Your sign-in code"))
    ask(service, ana.address)
    recipient = Recipient(service, ana.address, box)
    recipient.verify(box.notice(ana.address).links[0])
    assert len(box.to(ana.address, "Your sign-in code")) == before


def test_strangers_at_the_sign_in_look_the_same(service, box, contact, fresh):
    """IV-09: status, headers and page do not tell whether an address has access, and no mail leaves to a stranger."""
    ana, _, link = contact
    Browser(service.origin, port=service.port).get(link).press("Activate").expect(200)
    answers, stranger = [], fresh("nobody")
    for address in (ana.address, stranger):
        code = ask(service, address)
        wrong = code.press("Continue", code="1234 5678")
        answers.append((code.status, sorted(code.headers.keys()), wrong.status, sorted(wrong.headers.keys())))
    assert answers[0] == answers[1]
    box.wait(ana.address, "Your sign-in code")
    assert not box.to(stranger)
