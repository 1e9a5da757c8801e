"""From a draft to a permanent update, and who sees what on the way: pages without script, several people."""

import pytest
from support.browser import Browser
from support.mails import KeptBox
from support.office import Office
from support.service import Service


@pytest.fixture(scope="module")
def firm(tmp_path_factory):
    """A server with an administrator, a manager and an investigator, each signed in."""
    server = Service(tmp_path_factory.mktemp("firm"))
    for name, email, role in (
        ("Ida Chief", "chief@local.test", "administrator"),
        ("Mia Manager", "mia@local.test", "manager"),
        ("Ivo Author", "ivo@local.test", "investigator"),
    ):
        server.add_staff(name, email, role)
    server.start()
    yield {name: Office(server, f"{name}@local.test").sign_in() for name in ("chief", "mia", "ivo")}
    server.stop()


def test_submitted_returned_and_validated(firm):
    """TR-01 H-TR: the author submits, the manager returns it with a reason, the author mends it, the manager validates it."""
    ivo, mia = firm["ivo"], firm["mia"]
    case = ivo.open_case("R-1", "Review")
    draft = ivo.write(case, "Night watch", "Somebody came.")
    page = draft.press("Save and submit", body="Somebody came at two.").expect(200)
    assert "Waits for validation" in page.words and "Submitted by Ivo Author" in page.words
    assert not [form for form in page.forms if "Validate" in str(form)], "authors do not validate"
    start = mia.browser.get("/").expect(200)
    assert "Waits for validation" in start.words
    update = start.follow("Night watch").expect(200)
    refused = update.form("Return it").submit("Return it").expect(422)
    assert "Say what is to be changed." in refused.words
    returned = refused.form("Return it").fill(reason="Who was it?").submit("Return it").expect(200)
    assert "Returned to its author" in returned.words
    start = ivo.browser.get("/").expect(200)
    assert "Returned to you" in start.words and "Who was it?" in start.words
    edit = start.follow("Night watch").follow("Edit").expect(200)
    assert "Returned by Mia Manager" in edit.words
    edit.press("Save and submit", body="The foreman came at two.").expect(200)
    late = update.form("Validate").submit("Validate").expect(200)
    assert "The text or the files changed meanwhile" in late.words, "the page of before shows another text"
    done = late.press("Validate").expect(200)
    assert "Validated. The update is permanent" in done.words and "by Mia Manager" in done.words
    assert "Returned to you" not in ivo.browser.get("/").words


def test_a_stale_form_loses_nothing(firm):
    """MH-01: two windows on one draft: the later one is answered 409 with both texts, and can keep its own or take the other."""
    ivo = firm["ivo"]
    case = ivo.open_case("R-2", "Conflict")
    draft = ivo.write(case, "Notes", "First.")
    one, two = (ivo.browser.get(draft.url).expect(200) for _ in range(2))
    one.press("Save draft", body="From one window.").expect(200)
    both = two.press("Save draft", body="From the other.").expect(409)
    assert "From one window." in both.words and "Somebody saved another text meanwhile" in both.words
    assert dict(both.form("Save draft").fields())["body"] == "From the other."
    assert "From one window." in both.follow("Take this text").expect(200).words
    kept = both.press("Save draft").expect(200)
    assert dict(kept.form("Save draft").fields())["body"] == "From the other."
    shown = kept.press("Preview", body="## Found\r\n\r\nA *knife*.").expect(200)
    assert "Found A knife." in shown.words
    assert dict(ivo.browser.get(draft.url).form("Save draft").fields())["body"] == "From the other."


def test_an_access_group_decides_who_sees_an_update(firm):
    """OS-16 TR-07: managers alone see it, counsel alone can be sent it, and the client is refused by name."""
    chief, mia, ivo = firm["chief"], firm["mia"], firm["ivo"]
    form = chief.browser.get("/access-groups/new").expect(200).form("Add").fill(name="Counsel only")
    form.tick("audience", "investigator", on=False).tick("audience", "affiliate contact").tick("validation", on=False)
    assert "Counsel only" in form.submit("Add").expect(200).words
    case = ivo.open_case("R-3", "Sight")
    ana = chief.add_contact("Ana Client", "ana-r3@local.test")
    ben = chief.add_contact("Ben Counsel", "ben-r3@local.test")
    chief.assign(case, ana)
    chief.assign(case, ben, "affiliate contact")
    page = mia.browser.get(case).expect(200).follow("New update").expect(200)
    form = page.form("Save draft").fill(title="Strategy", body="We wait.").choose("group", "Counsel only")
    update = form.submit("Save draft").expect(200).press("Save and submit").expect(200)
    assert "Nobody else looked at it" in update.words and "Counsel only" in update.words
    assert "Strategy" in mia.browser.get(case).words and "Strategy" not in ivo.browser.get(case).words
    ivo.browser.get(update.url).expect(404)
    dialog = mia.browser.get(update.url).follow("Send").expect(200)
    assert "Their role may not see updates of this access group." in dialog.words
    form = dialog.form("Continue")
    boxes = {form.label(box): box for box in form.controls if box.get("name") == "recipient"}
    client = next(box for label, box in boxes.items() if "Ana Client" in label)
    assert client.has("disabled")
    tracker = mia.send(update, ben)
    assert tracker.path.startswith("/sends/")
    ivo.browser.get(tracker.url).expect(404)
    refused = mia.browser.post(
        dialog.form("Continue").action,
        f"_token={dict(form.fields())['_token']}&recipient={client.get('value')}&note=&life=86400".encode(),
        "application/x-www-form-urlencoded",
    )
    assert refused.expect(422) and "Ana Client may not see updates" in refused.words


def test_a_wrong_file_is_replaced_behind_its_link(firm):
    """N-45: the same link serves the new version, its page says so, and the record has both with the reason."""
    chief, mia, ivo = firm["chief"], firm["mia"], firm["ivo"]
    case = chief.open_case("R-4", "Swap")
    ana = chief.add_contact("Ana Client", "ana-r4@local.test")
    chief.assign(case, ana)
    update = chief.update(case, ("Report.txt", b"page 1, page 2"), title="Report", body="Attached.")
    tracker = chief.send(update, ana, verification=False)
    link = KeptBox(chief.service).notice(ana.address).links[0]
    reader = Browser(chief.service.origin, port=chief.service.port)
    assert reader.get(f"{link}/download").body == b"page 1, page 2"
    form = mia.browser.get(update.url).expect(200).follow("Replace").expect(200).form("Replace the file")
    missing = form.submit("Replace the file").expect(422)
    assert "Say why the file is replaced." in missing.words and "Choose the file" in missing.words
    form = missing.form("Replace the file").fill(reason="Page 3 was missing.")
    done = form.attach(("Report, whole.txt", b"page 1, page 2, page 3")).submit("Replace the file").expect(200)
    assert "version 2" in done.words and "Page 3 was missing." in done.words and "Replaced by Mia Manager" in done.words
    assert "This is a newer version" in reader.get(link).expect(200).words
    whole = reader.get(f"{link}/download")
    assert whole.body == b"page 1, page 2, page 3" and "whole" in whole.header("Content-Disposition")
    row = chief.matrix(tracker).row("Ana Client")
    timeline = chief.timeline(tracker, "Ana Client").text
    assert "Report.txt (version 1)" in timeline and "Report, whole.txt (version 2)" in timeline and row
    assert "Replaced by version 2" in timeline and "Mia Manager" in timeline
    assert mia.browser.get(done.link("Report.txt")).expect(200).body == b"page 1, page 2"
    ivo.browser.get(update.url).expect(404)


def test_a_preset_is_filled_in_on_the_case(firm):
    """N-43: a preset is offered for its access group, filled in on the case, and says which variable has no value."""
    mia, chief = firm["mia"], firm["chief"]
    form = mia.browser.get("/presets/new").expect(200).form("Add")
    wrong = form.fill(name="Weekly", title="Week of {{Date.today}}", body="For {{Case.Client}}").submit("Add").expect(422)
    assert "{{Case.Client}} stands for nothing here" in wrong.words
    wrong.form("Add").fill(body="For {{Case.client}} on {{Case.reference}}.").submit("Add").expect(200)
    case = chief.open_case("R-5", "Presets")
    page = mia.browser.get(case).follow("New update").expect(200)
    refused = page.press("Weekly", body="Typed before.").expect(422)
    assert "{{Case.client}} stands for nothing here" in refused.words
    chief.assign(case, chief.add_contact("Ana Client", "ana-r5@local.test"))
    filled = refused.press("Weekly").expect(200)
    fields = dict(filled.form("Save draft").fields())
    assert fields["body"] == "Typed before.\r\n\r\nFor Ana Client on R-5." and fields["title"].startswith("Week of ")
    saved = filled.press("Save draft", body=fields["body"] + " {{Case.manager}}").expect(200)
    stopped = saved.press("Save and validate").expect(422)
    assert "{{Case.manager}} stands for nothing here" in stopped.words
    assert "Validated." in stopped.press("Save and validate", body=fields["body"]).expect(200).words
