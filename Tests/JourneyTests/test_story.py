"""The main job through a real mail server: written, validated, sent, mailed, verified, downloaded, tracked."""

import hashlib
import os
import re

import pytest
from support.browser import Browser
from support.markers import MARKER, marked
from support.office import Office
from support.recipients import Recipient
from support.waiting import eventually

REPORT = b"%PDF-1.7\n" + os.urandom(200_000)
PICTURE = b"\x89PNG\r\n\x1a\n" + os.urandom(40_000)
RECORDING = os.urandom(3_000_000)
FILES = {"MBFILE report.pdf": REPORT, "MBFILE Übersicht ✓.png": PICTURE, "MBFILE-3.bin": RECORDING}


class Story:
    """One update on its way to two people."""

    def __init__(self, posted, postfix):
        self.service, self.box = posted, postfix.box
        self.office = Office(posted).sign_in()
        case, (self.ana, self.ben) = self.office.case_with(
            ("Ana MBCLIENT", f"ana-{posted.engine}@local.test"), ("Ben MBCOUNSEL", f"ben-{posted.engine}@local.test")
        )
        marked(self.ana.name, self.ben.name)
        draft = self.office.write(case)
        names = marked(*FILES)
        draft = self.office.upload(draft, *[(name, FILES[name]) for name in names[:2]])
        self.office.upload_raw(draft, names[2], FILES[names[2]]).expect(200, 201, 204, 303)
        self.update = self.office.validate(draft)
        self.send = self.office.send(self.update, self.ana, self.ben, note=marked("MBNOTES for you")[0])
        self.reader = Recipient(posted, self.ana.address, self.box)

    def notice(self, person):
        return self.box.notice(person.address)


@pytest.fixture(scope="module")
def story(posted, postfix):
    return Story(posted, postfix)


def test_files_are_stored_whole(story):
    """UD-06: the update lists each file with the SHA-256 of what was uploaded, whichever way it came."""
    for name, content in FILES.items():
        assert name in story.update.words
        assert hashlib.sha256(content).hexdigest() in story.update.words


def test_notices_arrive(story):
    """TR-13 OS-01 N-24 EN-08: each recipient gets a mail of their own with one link for each file, and no link of another."""
    links = [story.notice(person).links for person in (story.ana, story.ben)]
    assert [len(of_one) for of_one in links] == [3, 3]
    assert len(set(links[0] + links[1])) == 6
    for link in links[0] + links[1]:
        assert link.startswith(story.service.origin + "/f/") and len(link) < 200


@pytest.mark.parametrize("who", ["ana", "ben"])
def test_notices_reveal_nothing(story, who):
    """MH-05: no name, file name, title, text, note or organisation stands anywhere in the source of a notice."""
    mail = story.notice(getattr(story, who))
    assert MARKER.findall(mail.decoded) == []
    assert "Ana" not in mail.decoded and "Ben" not in mail.decoded


def test_notices_have_the_right_headers(story):
    """MH-06: text before HTML with the same links, a fixed subject, our Message-ID, one recipient, no automatic answers."""
    mail = story.notice(story.ana)
    assert mail.subject == "You have a secure update"
    assert mail.message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.message.iter_parts()] == ["text/plain", "text/html"]
    assert all(link in mail.html for link in mail.links)
    assert mail.header("To") == story.ana.address and mail.header("Cc") is None and mail.header("Bcc") is None
    assert mail.header("X-Auto-Response-Suppress")
    assert mail.header("Auto-Submitted") is None, "a person wrote it"
    assert mail.header("Message-ID").endswith("@local.test>") and mail.header("Date")
    assert "local.test" in mail.header("From") and "Hartmann" not in mail.header("From")
    assert max(len(line) for line in mail.raw.split(b"\n")) <= 998
    assert not re.search(r"<img|url\(|src=|@import|<script|<form|cid:", mail.html, re.IGNORECASE)


def test_real_reports_show_as_delivered(story):
    """EN-09 IM-09: what Postfix reports back is matched by its envelope and shown with its time."""
    for person in (story.ana, story.ben):
        row = eventually(
            lambda: _has(story.office.matrix(story.send).row(person.name), "Sent", "Delivered"), 20, "the report"
        )
        assert row.time("Sent")


def _has(row, column, word):
    return row if word.lower() in row[column].lower() else None


def test_the_door_says_nothing(story):
    """LT-08: without a code the page behind a link names no file, person, case or address."""
    door = Browser(story.service.origin).get(story.notice(story.ana).links[0]).expect(200)
    assert "MBFILE" not in door.text and "MBTITLE" not in door.text and "MBCASE" not in door.text
    assert story.ana.address not in door.text and "Ana" not in door.text
    assert door.header("Cache-Control") == "no-store" and door.header("Referrer-Policy") == "no-referrer"


def test_the_code_opens_every_file(story):
    """TR-24 TR-25 TR-27 TR-28: the address and the mailed code open the file, in one go with the others of the update."""
    links = story.notice(story.ana).links
    page = story.reader.verify(links[0])
    assert "MBTITLE" in page.words and "MBNOTES" in page.words and "MBBODY" in page.words
    for link, (name, content) in zip(links, FILES.items(), strict=True):
        assert name in page.words
        answer = story.reader.download(link).expect(200)
        assert hashlib.sha256(answer.body).hexdigest() == hashlib.sha256(content).hexdigest()
        assert answer.header("Content-Disposition").startswith("attachment")


def test_the_code_mail_is_sparse(story):
    """IV-03 N-42: no code in the subject, no link, the reference of the page, the browser that asked."""
    mail = story.box.code(story.ana.address)
    assert mail.links == [] and "http" not in mail.text.replace(story.service.origin, "")
    assert not re.search(r"\d{4}", mail.subject)
    assert "Firefox on Linux" in mail.text and "10 minutes" in mail.text
    assert mail.header("Auto-Submitted") == "auto-generated"
    assert MARKER.findall(mail.decoded) == []


def test_the_tracker_shows_it_all(story):
    """EN-05 EN-10 EN-16 N-27: viewed and downloaded with times for the one who did; who has not comes first."""
    matrix = eventually(
        lambda: _all_downloaded(story.office.matrix(story.send), story.ana.name), 10, "three completed downloads"
    )
    ana, ben = matrix.row(story.ana.name), matrix.row(story.ben.name)
    assert "viewed" in ana["Viewed"].lower() and ana.time("Viewed")
    assert all(ana.time(name) for name in FILES)
    assert all("downloaded" not in ben[name].lower() or "not" in ben[name].lower() for name in FILES)
    assert matrix.names == [story.ben.name, story.ana.name]


def _all_downloaded(matrix, name):
    row = matrix.row(name)
    done = all(row[file].lower().startswith("downloaded") for file in FILES)
    return matrix if done else None


def test_the_timeline_has_every_step(story):
    """EN-12 N-28: the delivery's history tells each step with its moment."""
    timeline = story.office.timeline(story.send, story.ana.name)
    for words in ("sent", "delivered", "code", "verified", "viewed", "download"):
        assert timeline.having(words), f"no {words!r} in:\n{timeline.text}"
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", entry.time) for entry in timeline.entries)


def test_the_end_of_the_session_closes_the_files(story):
    """SE-04 N-22: after «End session» the same browser stands before the door again."""
    link = story.notice(story.ana).links[0]
    page = story.reader.browser.get(link).press("End session").expect(200)
    assert "ended" in page.words
    assert story.reader.download(link).status == 303
    assert "E-mail me a code" in story.reader.browser.get(link).text


def test_a_bounce_shows_as_failed_and_tells_the_sender(story, postfix):
    """EN-05 ST-07: mail to somebody who is not there comes back, shows as failed, and the sender is told without names."""
    told_before = len(postfix.box.to("chief@local.test", "not delivered"))
    case, (nobody,) = story.office.case_with(("Noa MBNOBODY", f"nobody-{story.service.engine}@local.test"))
    send = story.office.send(story.office.update(case, ("MBFILE.txt", b"x")), nobody)
    row = eventually(lambda: _has(story.office.matrix(send).row(nobody.name), "Sent", "Failed"), 25, "the bounce")
    assert row.time("Sent")
    mail = postfix.box.wait("chief@local.test", "Action needed: a message was not delivered", told_before + 1)
    assert MARKER.findall(mail.decoded) == [] and "nobody-" not in mail.decoded
    assert f"{story.service.origin}/deliveries/" in mail.text
    start = story.office.browser.get("/").expect(200)
    assert nobody.name in start.words and "could not be delivered" in start.words.lower()


def test_reports_say_whose_they_are(story, postfix):
    """IM-09 EN-09: every report carried the envelope id that we gave, and the program took it."""
    reports = [mail for mail in postfix.reports.all() if mail.message.get_content_type() == "multipart/report"]
    assert reports
    for report in reports:
        assert re.search(rb"^Original-Envelope-Id: \S+", report.raw, re.MULTILINE)
        assert MARKER.findall(report.decoded) == []
    eventually(lambda: len(story.service.pump.said) >= len(reports), 10, "every report to be fed")
    assert {code for code, _ in story.service.pump.said} == {0}, story.service.pump.said
