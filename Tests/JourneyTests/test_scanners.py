"""Machines that open links before people do."""

from support.scanner import scan
from support.waiting import stays


def test_a_scanner_gets_and_spoils_nothing(office, box, recipient, fresh, service):
    """LT-09 N-01 N-02 N-03 N-05: it follows every link and presses every button; nothing is granted, used up or stopped."""
    address = fresh()
    case, (ana,) = office.case_with(("Ana Scanned", address))
    update = office.update(case, ("one.txt", b"first"), ("two.txt", b"second"))
    send = office.send(update, ana)
    links = box.notice(address).links
    for link in links:
        browser, pages = scan(service.origin, link)
        assert len(pages) > 5
        assert not any(b"first" == page.body or b"second" == page.body for page in pages)
        assert all(page.status < 500 for page in pages)
        assert browser.get(f"{link}/download", follow=False).status == 303
    assert not box.to(address, "confirmation code"), "no code mail for a guessed address"
    timeline = office.timeline(send, ana.name)
    for kind in ("mailbox verified", "viewed", "download"):
        assert not timeline.having(kind), timeline.text
    row = office.matrix(send).row(ana.name)
    assert "sent" in row["Sent"].lower()
    reader = recipient(address)
    reader.verify(links[0])
    assert reader.download(links[0]).body == b"first"
    office.send(update, ana)
    box.notice(address, 2)


def test_a_scanner_that_knows_the_address_gets_no_further(office, box, recipient, fresh, service):
    """LT-09 IV-08: it can make codes go to the mailbox, few of them, and cannot use them; the recipient still can get in."""
    address = fresh()
    case, (ana,) = office.case_with(("Ana Known", address))
    send = office.send(office.update(case, ("one.txt", b"first")), ana)
    link = box.notice(address).links[0]
    machine = recipient(address, agent="Mozilla/5.0 (compatible; MailScanner/1.0)")
    page = machine.ask(link)
    for _ in range(3):
        page.press("Send another code")
    page.press("Continue", code="1234 5678")
    box.code(address)
    stays(lambda: len(box.to(address, "confirmation code")) == 1, 1, "one code in the cool-down")
    assert machine.download(link).status == 303
    reader = recipient(address)
    page = reader.ask(link)
    page.press("Continue", code=box.code(address, 2).code).expect(200)
    assert reader.download(link).body == b"first"
    assert office.timeline(send, ana.name).having("viewed")


def test_a_hundred_visits_change_nothing(office, box, fresh, recipient):
    """N-01 N-04: GET and HEAD of a door, however often, cause no mail, no view and no grant."""
    address = fresh()
    case, (ana,) = office.case_with(("Ana Visited", address))
    send = office.send(office.update(case, ("one.txt", b"first")), ana)
    link = box.notice(address).links[0]
    machine = recipient(address).browser
    for _ in range(50):
        machine.get(link).expect(200)
        machine.head(link).expect(200)
    assert len(box.to(address)) == 1
    timeline = office.timeline(send, ana.name)
    assert not timeline.having("viewed") and not timeline.having("download")
    assert len(timeline.having("visited")) <= 1
