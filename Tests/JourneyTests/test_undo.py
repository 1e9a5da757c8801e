"""Taking a send back before its mails leave."""

import pytest
from support.mails import KeptBox
from support.office import Office
from support.service import Service
from support.waiting import stays


@pytest.fixture
def patient(tmp_path):
    """A server that keeps mails for four seconds."""
    server = Service(tmp_path / "patient", UNDO_SECONDS="4")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()


def test_within_its_time_a_send_is_taken_back_and_sent_again_to_others(patient):
    """N-35: nobody is mailed what was taken back; the dialog comes back filled in, and what is not taken back leaves by itself."""
    office = Office(patient).sign_in()
    case, (wrong, right) = office.case_with(("Wanda Wrong", "wanda@local.test"), ("Rita Right", "rita@local.test"))
    update = office.update(case, ("Report.pdf", b"%PDF-1.4 report"))
    send = office.send(update, wrong, note="MBNOTE: read this first")
    assert "The mails leave at" in send.words and "The update is ready to leave." in send.words
    undone = send.press("Undo").expect(200)
    assert "No mail of it has left, and none will." in undone.words and "Not sent" in undone.words
    form = undone.follow("Send it again").expect(200).form("Continue")
    assert dict(form.fields())["note"] == "MBNOTE: read this first"
    form.tick("recipient", wrong.address, on=False)
    form.tick("recipient", right.address)
    again = form.submit("Continue").expect(200).form("Send to").submit("Send to").expect(200)
    assert "The mails leave at" in again.words
    box = KeptBox(patient)
    assert box.notice(right.address).links
    stays(lambda: not box.to(wrong.address), 5, "silence towards whom it was taken back from")
    late = office.browser.get(again.url).expect(200)
    assert "The mails leave at" not in late.words
