"""What a case is about, who leads on it, what happened on it and how long it is kept: pages without script, several people."""

import re

import pytest
from support.mails import KeptBox
from support.office import Office
from support.service import Service


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    """A server of an organisation that keeps cases seven years, with an administrator and an investigator, each signed in."""
    server = Service(tmp_path_factory.mktemp("firm"), CASE_RETENTION_MONTHS="84")
    for name, email, role in (
        ("Ida Chief", "chief@local.test", "administrator"),
        ("Ivo Author", "ivo@local.test", "investigator"),
    ):
        server.add_staff(name, email, role)
    server.start()
    yield server, {name: Office(server, f"{name}@local.test").sign_in() for name in ("chief", "ivo")}
    server.stop()


def test_labelled_and_found(firm):
    """CR-01 CR-02: a case gets a type and tags, is found by them under an address that can be passed on, and not by whoever does not see it"""
    chief, ivo = firm[1]["chief"], firm[1]["ivo"]
    chief.browser.get("/case-types/new").press("Add", name="Surveillance").expect(200)
    form = chief.browser.get("/cases/new").form("Open case").choose("type", "Surveillance")
    case = form.fill(reference="L-1", title="Étude of the Quay", tags="Harbour, night").submit("Open case").expect(200)
    assert "Surveillance: Harbour, night" in case.words
    form = chief.browser.get("/cases").form("Filter").choose("type", "Surveillance").choose("tag", "night")
    found = form.fill(text="ETUDE").submit("Filter").expect(200)
    assert "1 case" in found.words and "L-1" in found.words
    assert "L-1" in chief.browser.get(found.url).words
    mine = ivo.browser.get(found.url).expect(200)
    assert "L-1" not in mine.words and "No case that you may see" in mine.words
    assert "no case that you may see yet" in mine.follow("Clear filter").words


def test_closed_together(firm):
    """CR-03: two ticked cases are shown before they are closed, and the one that was closed already says so"""
    chief = firm[1]["chief"]
    paths = [chief.open_case(f"B-{number}", "Bulk") for number in (1, 2)]
    chief.browser.get(paths[0]).press("Close case").expect(200)
    ids = [path.split("/")[2] for path in paths]
    listed = chief.browser.get("/cases").expect(200)
    boxes = {box.get("value") for box in listed.tree.all("input") if box.get("name") == "case"}
    assert boxes.issuperset(ids)
    query = "&".join(f"case={one}" for one in ids)
    check = chief.browser.get(f"/case-status-changes/new?status=closed&{query}").expect(200)
    assert "Close 1 case?" in check.words
    done = check.press("Close 1 case").expect(200)
    assert "1 case was closed" in done.words and "Not done: closed already" in done.words
    assert "Reopen case" in chief.browser.get(paths[1]).words


def test_led_recorded_and_kept(firm):
    """CR-04 CR-05 CR-06 CR-07 CR-08: somebody is made primary and told, the case tells what happened, and a hold stops what is due"""
    server, people = firm
    chief, ivo = people["chief"], people["ivo"]
    case = chief.open_case("SECRETREF-9", "SECRETTITLE")
    form = chief.browser.get(f"{case}/people").form("Assign").choose("person", "ivo@local.test")
    told = form.choose("role", "investigator").tick("primary").tick("notice").submit("Assign").expect(200)
    assert "A mail tells them." in told.words and "Primary" in told.words
    mail = KeptBox(server).wait("ivo@local.test", "assigned to a case")
    assert "SECRET" not in str(mail.decoded)
    draft = ivo.write(case, "Night watch", "Somebody came.")
    ivo.upload(draft, ("watch.txt", b"What I saw."))
    activity = chief.browser.get(f"{case}/activity").expect(200)
    for words in ("Case opened", "Assigned: Ivo Author", "Made primary: Ivo Author", "Update written", "watch.txt"):
        assert words in activity.words, words
    narrowed = activity.form("Filter").choose("kind", "People").submit("Filter").expect(200)
    assert "Made primary" in narrowed.words and "watch.txt" not in narrowed.words
    assert "watch.txt" in chief.browser.get(f"{case}/files").words
    kept = chief.browser.get(f"{case}/retention").expect(200)
    assert "84 months (7 years)" in kept.words and "not while the case is open" in kept.words
    held = kept.press("Place hold", reason="Order of the court").expect(200)
    assert "Order of the court" in held.words
    chief.browser.get(case).press("Close case").expect(200)
    due = ivo.browser.get(f"{case}/retention").expect(200)
    assert re.search(r"stopped by the legal hold; without it \w+ \d", due.words), due.words
    assert "Lift hold" not in due.words
