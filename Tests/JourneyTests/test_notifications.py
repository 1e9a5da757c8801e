"""What staff are told of, on pages and by mail: several people, no script, a clock that moves."""

import pytest
from support.browser import Browser
from support.clock import MovedClock
from support.mails import KeptBox
from support.office import Contact, Office
from support.service import Service

SUBJECT = "Something new for you"
SETTINGS = "/account/notifications"


@pytest.fixture
def clock(tmp_path):
    return MovedClock(tmp_path / "clock")


@pytest.fixture
def server(tmp_path, clock):
    server = Service(tmp_path / "firm", clock=clock)
    for name, email, role in (
        ("Ida Chief", "chief@local.test", "administrator"),
        ("Mia Manager", "mia@local.test", "manager"),
        ("Ivo Author", "ivo@local.test", "investigator"),
    ):
        server.add_staff(name, email, role)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def firm(server):
    return {name: Office(server, f"{name}@local.test").sign_in() for name in ("chief", "mia", "ivo")}


def submitted(ivo, case, title):
    page = ivo.write(case, title, "Somebody came at two.").press("Save and submit").expect(200)
    assert "Waits for validation" in page.words
    return page


def test_a_burst_is_one_mail_also_across_a_restart(server, firm, clock):
    """OS-28 TR-15: two submissions in two minutes are one mail that names nothing of the case; killed in between, nothing is lost."""
    chief, mia, ivo = (firm[name] for name in ("chief", "mia", "ivo"))
    case = ivo.open_case("N-1", "MBCASE of the notices")
    chief.assign(case, Contact("Mia Manager", "mia@local.test", ""), "case manager")
    for title in ("MBTITLE one", "MBTITLE two"):
        submitted(ivo, case, title)
    head = mia.browser.get("/cases").expect(200)
    assert "3<span class=\"visually-hidden\"> unread</span>" in head.text
    box = KeptBox(server)
    assert not box.to("mia@local.test", SUBJECT)
    server.kill()
    clock.move(121)
    server.start()
    mail = box.wait("mia@local.test", SUBJECT)
    assert mail.text.count("An update waits for validation") == 2
    for secret in ("MBCASE", "MBTITLE", "N-1", "Ivo", "Mia"):
        assert secret not in mail.decoded, secret
    assert not box.to("ivo@local.test", SUBJECT) and len(box.to("mia@local.test", SUBJECT)) == 1
    page = mia.browser.get("/notifications").expect(200)
    assert "Ivo Author submitted “MBTITLE two”" in page.words
    opened = page.press("Open").expect(200)
    assert "MBTITLE" in opened.words
    read = mia.browser.get("/notifications").expect(200).press("Mark all as read").expect(200)
    assert "All of it is marked as read." in read.words and "unread</span>" not in read.text


def test_returned_seen_and_so_not_mailed(server, firm, clock):
    """N-31 TR-15: the author who looked at the returned update is not mailed about it, and was told of it all the same."""
    mia, ivo = firm["mia"], firm["ivo"]
    case = ivo.open_case("N-2", "Return")
    page = submitted(ivo, case, "Night watch")
    update = mia.browser.get(page.path).expect(200)
    update.form("Return it").fill(reason="Who was it?").submit("Return it").expect(200)
    assert "Mia Manager returned “Night watch”" in ivo.browser.get("/notifications").expect(200).words
    ivo.browser.get(page.path).expect(200)
    clock.move(125)
    box = KeptBox(server)
    later = submitted(ivo, case, "Day watch")
    clock.move(250)
    box.wait("mia@local.test", SUBJECT)
    assert later and not box.to("ivo@local.test", SUBJECT)


def test_staff_choose_how_an_update_reaches_them(server, firm):
    """TR-14 EN-17: who wants no mail of case updates is shown as such before and after sending, gets none, and opens it from the list."""
    chief, mia = firm["chief"], firm["mia"]
    saved = mia.browser.get(SETTINGS).expect(200).form("Save").fill(**{"update-sent": "in the application"}).submit("Save")
    assert "Saved." in saved.expect(200).words
    case, (ana,) = chief.case_with(("Ana Client", "ana-n3@local.test"))
    me = Contact("Mia Manager", "mia@local.test", "")
    update = chief.update(case, title="Findings")
    dialog = chief.browser.get(update.url).follow("Send").expect(200)
    assert "mia@local.test, in the application only" in dialog.words
    send = chief.send(update, ana, me, verification=False)
    box = KeptBox(server)
    box.notice("ana-n3@local.test")
    assert "In the application only" in send.words
    assert not box.to("mia@local.test")
    opened = mia.browser.get("/notifications").expect(200).press("Open").expect(200)
    assert opened.path.startswith("/f/") and "Findings" in opened.words
    assert "Viewed" in chief.browser.get(send.url).expect(200).words
    other = Browser(server.origin, port=server.port)
    assert other.get("/notifications").path == "/sign-in"
