"""Keeping people by pages without script: archived, marked as an address of several, imported and exported."""

import re

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


def test_assignments_imported_and_exported(chief):
    """CR-11 CR-12: who is on which case comes by a file that is looked at first, and goes into one that reads back."""
    case, _ = chief.case_with(("Ina Holder", "ina@client.test"))
    reference = re.search(r"MBREFER-\d+", chief.browser.get(case).expect(200).words).group()
    chief.add_contact("Otto Other", "otto@client.test")

    def bring_assignments(content):
        page = chief.browser.get("/cases").expect(200).follow("Import assignments").expect(200)
        assert "It takes nobody off a case" in page.words
        return page.form("Check the file").attach(("who.csv", content)).submit("Check the file").expect(200)

    head = "reference,email,role,primary\r\n"
    bad = bring_assignments(f"{head}{reference},otto@client.test,boss,\r\nNONE,nobody@client.test,,\r\n".encode())
    for words in ("2 lines have a problem", "Say one of these: case manager", "You see no case", "Nobody has this address"):
        assert words in bad.words, words
    assert not [form for form in bad.forms if "Import" in str(form)], "nothing can be confirmed"
    rows = f"{reference},ina@client.test,client contact,\r\n"
    rows += f"{reference},otto@client.test,affiliate contact,yes\r\n{reference},chief@local.test,case manager,\r\n"
    good = bring_assignments((head + rows).encode())
    assert "2 would be added, 0 changed, 1 left as they are" in good.words
    done = good.form("Import 2 lines").tick("notice").submit("Import 2 lines").expect(200)
    assert "Imported: 2 added, 0 changed. No mail went out" in done.words
    people = chief.browser.get(f"{case}/people").expect(200)
    assert "Otto Other" in people.words and "Ina Holder" in people.words
    assert "affiliate contact, by import" in chief.browser.get(f"{case}/activity").expect(200).words
    table = chief.browser.get("/cases").follow("Export assignments").expect(200)
    assert "otto@client.test,affiliate contact,yes" in table.text
    assert "There is nothing to import" in bring_assignments(table.body).words


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
