"""Keeping people by pages without script: archived, marked as an address of several, imported and exported."""

import pytest
from support.office import Office
from support.service import Service


@pytest.fixture(scope="module")
def chief(tmp_path_factory):
    """An administrator at work."""
    server = Service(tmp_path_factory.mktemp("people"))
    server.add_staff("Ida Chief", "chief@local.test", "administrator")
    server.start()
    yield Office(server, "chief@local.test").sign_in()
    server.stop()


def bring(office, *files):
    """Brings a CSV file of contacts; gives the page that comes of it."""
    page = office.browser.get("/people").expect(200).follow("Import contacts").expect(200)
    return page.form("Check the file").attach(*files).submit("Check the file")


def test_imported_after_a_look(chief):
    """PE-03 PE-04 N-38: a bad line imports nothing; a good file is looked at, confirmed, and comes back by the export."""
    bad = bring(chief, ("bad.csv", b"name,email\r\nBo,bo@\r\nCy,cy@client.test\r\n")).expect(200)
    assert "1 line has a problem" in bad.words and "name@example.com" in bad.words
    assert not [form for form in bad.forms if "Import" in str(form)], "nothing can be confirmed"
    assert "Cy" not in chief.browser.get("/people").words
    latin = bring(chief, ("latin.csv", "name\r\nZoë\r\n".encode("latin-1"))).expect(422)
    assert "is not text in UTF-8" in latin.words
    good = bring(chief, ("good.csv", "name;email\r\nZoë =1+1;zoe@client.test\r\n=1+1;\r\n".encode())).expect(200)
    done = good.press("Import 2 lines").expect(200)
    assert "Imported: 2 added, 0 changed." in done.words
    table = chief.browser.get("/people.csv").expect(200)
    assert table.header("Content-Type").startswith("text/csv") and "\n" in table.text
    assert "'=1+1,contact" in table.text and "Zoë =1+1,contact,zoe@client.test" in table.text
    again = bring(chief, ("again.csv", table.body)).expect(200)
    assert "There is nothing to import" in again.words


def test_archived_and_back(chief):
    """PE-01 PE-02: somebody is archived and offered nowhere, found by the filter, and offered again."""
    chief.add_contact("Ana Client", "ana@client.test")
    person = chief.browser.get("/people?text=ana").expect(200).follow("Ana Client").expect(200)
    archived = person.press("Archive").expect(200)
    assert "This person is offered nowhere" in archived.words
    assert "Ana Client" not in chief.browser.get("/people").words
    found = chief.browser.get("/people").form("Filter").choose("show", "Archived").submit("Filter").expect(200)
    back = found.follow("Ana Client").press("Bring back").expect(200)
    assert "No longer archived" in back.words
    assert "Ana Client" in chief.browser.get("/people").words


def test_an_address_of_several(chief):
    """N-47: a mailbox is marked, and the tracker calls it an address and not a person."""
    case, (desk,) = chief.case_with(("Claims desk", "claims@insurer.test"))
    person = chief.browser.get("/people?text=claims").follow("Claims desk").expect(200)
    marked = person.press("Mark as shared").expect(200)
    assert "Shared address" in marked.words
    send = chief.send(chief.update(case, ("report.pdf", b"%PDF-1.7")), desk)
    page = chief.browser.get(send.url).expect(200)
    assert "Shared address" in page.words
    assert "Of those who read the address, nobody has downloaded everything" in page.words
