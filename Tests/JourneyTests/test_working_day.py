"""Two ways from beginning to end, by pages and mails alone: what a case is worked with, and how a colleague comes in."""

import time

import pytest
from support.browser import Browser
from support.clock import MovedClock
from support.mails import KeptBox
from support.office import Office
from support.recipients import Recipient
from support.service import PASSWORD, Service
from support.waiting import eventually
from test_accounts import account_link
from test_second_factor import app_of, calm, recovery_codes

REPORT = b"%PDF-1.7\n" + bytes(range(256)) * 400


@pytest.fixture
def clock(tmp_path):
    return MovedClock(tmp_path / "clock")


@pytest.fixture
def firm(tmp_path, clock):
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


def test_from_the_investigator_by_a_distribution_group_to_the_recipients(firm):
    """TR-01 TR-03 TR-09 TR-13 OS-38 N-35 TR-16: written by one, validated by another, sent by one tick, opened by all who are meant."""
    ivo, mia = (Office(firm, f"{name}@local.test").sign_in() for name in ("ivo", "mia"))
    box = KeptBox(firm)
    case, people = ivo.case_with(("Ana Client", "ana@client.example"), ("Ben Client", "ben@client.example"))
    draft = ivo.upload(ivo.write(case, "Night watch", "Somebody came at two."), ("Report.pdf", REPORT))
    waiting = draft.press("Save and submit").expect(200)
    assert "Waits for validation" in waiting.words
    update = mia.browser.get("/").expect(200).follow("Night watch").press("Validate").expect(200)
    assert "Validated. The update is permanent" in update.words

    new = mia.browser.get(f"/distribution-groups/new?case={case.split('/')[-1]}").expect(200)
    made = new.form("Make the group").tick("everybody", "client contacts").fill(name="All clients")
    assert "All clients" in made.submit("Make the group").expect(200).words
    late = ivo.add_contact("Cleo Client", "cleo@client.example")
    ivo.assign(case, late)

    dialog = update.follow("Send").expect(200).form("Continue")
    check = dialog.tick("group", "All clients").tick("verification").submit("Continue").expect(200)
    meant = [*people, late]
    assert all(person.name in check.words for person in meant), "who is in the group is looked up now"
    send = check.form("Send to").submit("Send to").expect(200)
    assert "Sent to the groups: All clients" in send.words

    for person in meant:
        link = box.notice(person.address).links[0]
        reader = Recipient(firm, person.address, box)
        assert "Somebody came at two." in reader.verify(link).words
        assert reader.download(link).expect(200).body == REPORT
    matrix = eventually(lambda: _whole(ivo.matrix(send), meant), 10, "three downloads")
    assert sorted(matrix.names) == ["Ana Client", "Ben Client", "Cleo Client"]
    shown = ivo.browser.get(update.url).expect(200)
    assert all(person.name in shown.words for person in meant), "the update says who it went to"
    assert ivo.timeline(send, "Cleo Client").having("verified")


def _whole(matrix, people):
    done = all(matrix.row(person.name)["Report.pdf"].startswith("Downloaded") for person in people)
    return matrix if done else None


def test_from_the_invitation_by_an_app_to_a_dangerous_act(firm, clock):
    """AU-02 SE-06: invited, a password chosen, an app set up and asked for; ten minutes later an act that gives rights asks again."""
    chief, box = Office(firm).sign_in(), KeptBox(firm)
    form = chief.browser.get("/invitations/new").expect(200).form("Send the invitation")
    form.choose("role", "administrator").fill(name="Kim Keeper", email="kim@local.test").submit().expect(200)
    link = account_link(box.wait("kim@local.test", "You have been invited"))
    ready = Browser(firm.origin, port=firm.port).get(link).expect(200)
    assert "Your account is ready" in ready.press("Accept the invitation", password=PASSWORD).expect(200).words

    kim = Office(firm, "kim@local.test").sign_in()
    page = kim.browser.get("/account").follow("set one up").press("Set up an app").expect(200)
    app = app_of(page)
    calm()
    begun = time.time()
    assert len(recovery_codes(page.press("Confirm the app", code=app.at(begun)).expect(200))) == 10
    browser = Browser(firm.origin, port=firm.port)
    page = browser.get("/cases").press("Sign in", email="kim@local.test", password=PASSWORD)
    assert page.path == "/sign-in/code" and browser.get("/people").path == "/sign-in"
    assert page.press("Sign in", code=app.at(begun + 30)).expect(200).path == "/cases"

    clock.move(601)
    form = browser.get("/invitations/new").expect(200).form("Send the invitation")
    held = form.choose("role", "auditor").fill(name="Ina New", email="ina@local.test").submit().expect(422)
    assert "Confirm that it is you" in held.words and not box.to("ina@local.test")
    assert held.press("Confirm", password=PASSWORD, code="000000").status == 422
    again = held.press("Confirm", password=PASSWORD, code=app.at(time.time() + 601)).expect(200)
    done = again.press("Do it now").expect(200)
    assert "The invitation is on its way" in done.words and "Ina New" in done.words
    assert box.wait("ina@local.test", "You have been invited")
