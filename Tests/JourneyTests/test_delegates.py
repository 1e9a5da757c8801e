"""A colleague is let in at the recipient's request: asked, approved, opened, recorded and taken back, by pages and mails alone."""

import pytest
from support.recipients import Recipient


@pytest.fixture
def sent(service, office, box, fresh):
    """An update of two files sent to two clients: the send, the first client, and the link that each was mailed."""
    case, (ana, bo) = office.case_with(("Ana Client", fresh("ana")), ("Bo Client", fresh("bo")))
    update = office.update(case, ("MBFILE.txt", b"The evidence."), ("MBMAP.txt", b"The map."))
    send = office.send(update, ana, bo, note="MBNOTE for both.")
    return send, ana, box.notice(ana.address).links[0], box.notice(bo.address).links[0]


def ask(page, address, name="Dora Lund", reason="She represents me."):
    return page.follow("Let someone else in").expect(200).press("Ask the sender", name=name, email=address, reason=reason)


def decide(office, send, button, reason=""):
    """From the request on the send's page to the decision."""
    page = office.browser.get(send.url).expect(200).follow("See the request").expect(200)
    return page.press(button, reason=reason).expect(200)


def test_a_delegate_is_let_in_and_recorded(service, office, box, fresh, sent):
    """N-46: asked by the recipient, approved by staff, opened with a code of their own; both identities are in the tracker."""
    send, ana, link, bos = sent
    client, dora = Recipient(service, ana.address, box), fresh("dora")
    page = client.verify(link)
    assert "Waits for an answer" in ask(page, dora).expect(200).words
    assert not box.to(dora), "nobody is let in by a request"
    shown = office.browser.get(send.url).expect(200)
    assert f"Ana Client asks to let in Dora Lund ({dora})." in shown.words
    decided = decide(office, send, "Let them in")
    assert "Let in. Their links are on their way" in decided.words

    notice = box.wait(dora, "You have been let in to a secure update")
    assert len(notice.links) == 2 and not {link, bos} & set(notice.links)
    assert "A. C." in notice.text
    for word in ("Ana Client", "MBCASE", "MBTITLE", "MBFILE", "MBNOTE", "MBREFER"):
        assert word not in notice.decoded, word
    told = box.wait(ana.address, "The person you asked for was let in")
    assert "Dora" not in told.decoded and dora not in told.decoded

    delegate = Recipient(service, dora, box)
    opened = delegate.verify(notice.links[0])
    assert "MBFILE.txt" in opened.words and "MBNOTE" not in opened.words
    assert "Let someone else in" not in opened.words
    assert delegate.download(notice.links[1]).body == b"The map."
    delegate.browser.get(f"{notice.links[0]}/delegates").expect(403)
    assert "E-mail me a code" in str(delegate.browser.get(link).forms), "the recipient's link is for others"
    other = Recipient(service, dora, box)
    other.ask(link).expect(200)

    matrix = office.matrix(send)
    assert matrix.names[matrix.names.index("Ana Client") + 1] == "Dora Lund", "beneath the recipient"
    row = matrix.row("Dora Lund")
    assert row["MBMAP.txt"].startswith("Downloaded") and "For Ana Client, who asked on" in row.element.text
    assert "2 of 2 have not downloaded" in matrix.summary
    timeline = office.timeline(send, "Ana Client")
    asked = timeline.having("Delegate requested", "Dora Lund", dora, f"{ana.address}, verified")
    assert len(asked) == 1 and len(timeline.having("Delegate approved")) == 1
    assert office.timeline(send, "Dora Lund").having("Download completed", f"{dora}, verified")

    back = client.browser.get(link).expect(200)
    assert "Let in" in back.words
    assert "You took it back on" in back.press("End their access").expect(200).words
    delegate.browser.get(notice.links[0]).expect(410)
    assert len(box.to(dora, "Your confirmation code")) == 1, "at the recipient's link no code came"


def test_a_declined_request_lets_nobody_in(service, office, box, fresh, sent):
    """N-46: the answer is mailed without its words, which stand behind the link; another can be asked for, oneself cannot."""
    send, ana, link, _ = sent
    client, dora = Recipient(service, ana.address, box), fresh("dora")
    page = client.verify(link)
    assert "an address of your own" in ask(page, ana.address).expect(422).words
    ask(page, dora).expect(200)
    decide(office, send, "Decline", reason="MBREASON: call us first.")
    mail = box.wait(ana.address, "The person you asked for was not let in")
    assert "MBREASON" not in mail.decoded and mail.links == [link]
    assert "MBREASON: call us first." in client.browser.get(link).expect(200).words
    assert not box.to(dora)
    assert office.timeline(send, "Ana Client").having("Delegate declined", "MBREASON")


def test_whoever_was_let_in_falls_with_the_recipient(service, office, box, fresh, sent):
    """N-46: revoking the recipient's part ends the delegate's at once, on an open page too."""
    send, ana, link, _ = sent
    client, dora = Recipient(service, ana.address, box), fresh("dora")
    ask(client.verify(link), dora).expect(200)
    decide(office, send, "Let them in")
    delegate = Recipient(service, dora, box)
    own = box.wait(dora, "You have been let in to a secure update").links[0]
    delegate.verify(own)
    row = office.matrix(send).row("Ana Client")
    page = office.browser.get(send.url)
    page.form(action=f"{row.path}/revocation").submit().expect(200)
    assert delegate.download(own).status == 410
    delegate.browser.get(own).expect(410)
