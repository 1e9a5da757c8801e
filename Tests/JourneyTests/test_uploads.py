"""Files on their way in."""

import os

import pytest
from support.mails import KeptBox
from support.office import Office
from support.recipients import Recipient
from support.service import Service
from support.uploads import begin_upload
from support.waiting import eventually

MIB = 1 << 20


@pytest.fixture
def own(tmp_path):
    """A server that this test may kill; uploads are limited to 8 MiB."""
    server = Service(tmp_path / "own", LARGEST_UPLOAD_MEBIBYTES="8")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.kill()


def blobs(service):
    """Every file in the folder of sealed files."""
    return [file for file in (service.data / "blobs").rglob("*") if file.is_file()]


def test_a_killed_server_shows_no_half_file(own):
    """UD-11 ST-01: kill -9 in the middle of an upload leaves no attachment; what was acknowledged before is whole."""
    office = Office(own).sign_in()
    case, (person,) = office.case_with(("Ana Crash", "ana@local.test"))
    draft = office.write(case)
    whole = os.urandom(2 * MIB)
    office.upload_raw(draft, "whole.bin", whole).expect(200, 201, 204, 303)
    before = len(blobs(own))
    connection = begin_upload(office, draft, "half.bin", 6 * MIB, os.urandom(3 * MIB))
    eventually(lambda: len(blobs(own)) > before, 10, "the beginning of the upload on disk")
    own.kill()
    connection.close()
    own.start()
    page = office.browser.get(draft.url).expect(200)
    assert "whole.bin" in page.words and "half.bin" not in page.words
    office.send(office.validate(draft), person)
    box = KeptBox(own)
    links = box.notice("ana@local.test").links
    assert len(links) == 1
    reader = Recipient(own, "ana@local.test", box)
    reader.verify(links[0])
    assert reader.download(links[0]).body == whole
    own.stop()


def test_a_broken_line_leaves_nothing(own):
    """UD-11 UD-01: an upload that breaks off is no attachment, and its temporary file goes."""
    office = Office(own).sign_in()
    case, _ = office.case_with(("Ana Cut", "ana@local.test"))
    draft = office.write(case)
    before = len(blobs(own))
    connection = begin_upload(office, draft, "cut.bin", 6 * MIB, os.urandom(2 * MIB))
    eventually(lambda: len(blobs(own)) > before, 10, "the beginning of the upload on disk")
    connection.close()
    eventually(lambda: len(blobs(own)) == before, 10, "the temporary file's end")
    assert "cut.bin" not in office.browser.get(draft.url).words
    own.stop()


def test_too_large_a_file_is_refused_by_what_arrives(own):
    """UD-01: 413 by Content-Length and by what is received; nothing stays."""
    office = Office(own).sign_in()
    case, _ = office.case_with(("Ana Large", "ana@local.test"))
    draft = office.write(case)
    before = len(blobs(own))
    connection = begin_upload(office, draft, "huge.bin", 9 * MIB, b"x")
    assert connection.recv(200).split(b" ")[1] == b"413"
    connection.close()
    form = office.browser.get(draft.url).form("Add to the update")
    page = form.attach(("huge.bin", b"x" * (9 * MIB))).submit(follow=False)
    assert page.status == 413
    eventually(lambda: len(blobs(own)) == before, 1, "the temporary file's end")
    page = office.browser.get(draft.url).expect(200)
    assert "huge.bin" not in page.words
    office.upload_raw(draft, "fits.bin", b"x" * (8 * MIB)).expect(200, 201, 204, 303)
    assert "fits.bin" in office.browser.get(draft.url).words
    own.stop()


def test_several_files_in_one_form(own):
    """UD-12: without script several files go in one form; what is refused is named, and the others are there and sent."""
    office = Office(own).sign_in()
    case, (person,) = office.case_with(("Ana Several", "several@local.test"))
    draft = office.write(case)
    form = office.browser.get(draft.url).form("Add to the update")
    page = form.attach(("one.txt", b"1"), ("huge.bin", b"x" * (9 * MIB)), ("two.txt", b"22")).submit(follow=False)
    assert page.status == 413 and "“huge.bin” is too large: a file can have up to" in page.words
    assert [row.first("strong").text for row in page.tree.all("tr")[1:]] == ["one.txt", "two.txt"]
    office.send(office.validate(draft), person)
    assert len(KeptBox(own).notice("several@local.test").links) == 2
    own.stop()


def test_uploads_need_a_sign_in_and_a_token(own):
    """SE-05: without a sign-in, or with another browser's token, nothing is stored."""
    office = Office(own).sign_in()
    case, _ = office.case_with(("Ana Guard", "ana@local.test"))
    draft = office.write(case)
    form = office.browser.get(draft.url).form("Add to the update")
    path, token = form.element.get("data-upload"), dict(form.fields())["_token"]
    stranger = Office(own).browser
    headers = {"X-File-Name": "x.txt", "X-Form-Token": token, "Sec-Fetch-Dest": "empty"}
    assert stranger.post(path, b"x", headers=headers, follow=False).status in (303, 401, 403)
    assert office.browser.post(path, b"x", headers=headers | {"X-Form-Token": "x"}, follow=False).status == 403
    assert (
        office.browser.post(path, b"x", headers=headers | {"Sec-Fetch-Site": "cross-site"}, follow=False).status == 403
    )
    assert "x.txt" not in office.browser.get(draft.url).words
    own.stop()
