"""Codes: for the right mailbox, in the browser that asked, once."""

import pytest
from support.browser import Browser
from support.waiting import stays


@pytest.fixture
def protected(office, box, fresh):
    """A protected send to one new person with one file: the person and the link."""
    address = fresh()
    case, (person,) = office.case_with(("Ana Client", address))
    update = office.update(case, ("paper.txt", b"for the right eyes"))
    send = office.send(update, person)
    return person, box.notice(address).links[0], send


def test_a_second_browser_is_refused(protected, recipient):
    """TR-30 OS-02 IV-05: the right code from another browser opens nothing, and still works in the browser that asked."""
    person, link, _ = protected
    ana = recipient(person.address)
    page = ana.ask(link)
    code = ana.code()
    thief = recipient(person.address)
    thief.browser.get(link)
    stolen = thief.browser.get(page.url)
    assert "Start again" in stolen.words or "E-mail me a code" in stolen.text
    form = page.form("Continue").fill(code=code)
    refused = thief.browser.post(form.action, b"code=" + code.replace(" ", "").encode() + b"&_token=x")
    assert refused.status in (403, 422)
    assert thief.download(link).status == 303
    assert page.press("Continue", code=code).expect(200).words.count("paper.txt")
    assert ana.download(link).expect(200).body == b"for the right eyes"


def test_a_second_browser_with_a_challenge_of_its_own_is_refused(protected, recipient):
    """OS-02 IV-05: two browsers ask; the code of one does not open in the other."""
    person, link, _ = protected
    first, second = recipient(person.address), recipient(person.address)
    page = first.ask(link)
    code = first.code()
    other = second.ask(link)
    answer = other.press("Continue", code=code)
    assert answer.status == 422, answer.words
    assert second.download(link).status == 303
    page.press("Continue", code=code).expect(200)
    assert first.download(link).status == 200


def test_a_used_code_is_spent(protected, recipient):
    """N-18 IV-05: a code works once, also in its own browser."""
    person, link, _ = protected
    ana = recipient(person.address)
    page = ana.ask(link)
    code = ana.code()
    page.press("Continue", code=code).expect(200)
    ana.browser.get(link).press("End session").expect(200)
    again = ana.browser.get(link)
    ana.browser.get(page.url)
    answer = page.press("Continue", code=code)
    assert answer.status in (403, 422), answer.words
    assert "E-mail me a code" in again.text and ana.download(link).status == 303


def test_a_wrong_address_gets_the_same_answer_and_no_mail(protected, recipient, box, fresh):
    """TR-26 OS-03 IV-09: an address that is not on the link is answered alike in every particular, and gets nothing."""
    person, link, _ = protected
    stranger = fresh("any")
    right, wrong = recipient(person.address), recipient(stranger)
    answers = []
    for someone in (right, wrong):
        door = someone.browser.get(link)
        form = door.form("E-mail me a code").fill(email=someone.address)
        answers.append((form.submit(follow=False), someone))
    (yes, _), (no, _) = answers
    assert (yes.status, yes.body) == (no.status, no.body) == (303, yes.body)
    assert _shape(yes) == _shape(no)
    assert sorted(right.browser.cookies) == sorted(wrong.browser.cookies)
    pages = [someone.browser.get(answer.header("Location")).expect(200) for answer, someone in answers]
    assert pages[0].tree.all("h1")[0].text == pages[1].tree.all("h1")[0].text
    assert _neutral(pages[0], person.address) == _neutral(pages[1], stranger)
    right.code()
    guess = pages[1].press("Continue", code="1234 5678")
    assert guess.status == 422
    stays(lambda: not box.to(stranger), 1.5, "silence to a stranger")


def _shape(answer):
    return sorted((name.lower(), len(value)) for name, value in answer.headers.items() if name.lower() != "date")


def _neutral(page, address):
    main = page.tree.first("main").text.replace(address, "ADDRESS")
    times = [time.text for time in page.tree.all("time")] + [page.tree.first("p", class_="reference").text]
    for words in times:
        main = main.replace(words, "")
    return main


@pytest.mark.parametrize(
    "spelling",
    ["{0}{1}", "{0} {1}", "{0}-{1}", " {0}{1}\n", "Your code: {0} {1}", "FULL"],
    ids=lambda text: text.strip(),
)
def test_codes_are_read_as_people_type_them(protected, recipient, spelling):
    """IV-01 N-41: with spaces, dashes, pasted with words, in full-width digits."""
    person, link, _ = protected
    ana = recipient(person.address)
    page = ana.ask(link)
    first, second = ana.code().split()
    if spelling == "FULL":
        typed = "".join(chr(ord("０") + int(digit)) for digit in first + second)
    else:
        typed = spelling.format(first, second)
    page.press("Continue", code=typed).expect(200)
    assert ana.download(link).status == 200


def test_wrong_codes_are_told_apart_and_counted(protected, recipient):
    """N-14 OS-04 IV-04: too short, too long and letters cost nothing; five wrong codes end the challenge, and say so."""
    person, link, _ = protected
    ana = recipient(person.address)
    page = ana.ask(link)
    code = ana.code()
    told = []
    for typed in ("1234567", "123456789", "abc", ""):
        answer = page.press("Continue", code=typed)
        assert answer.status == 422
        told.append(answer.tree.first("p", class_="field-error").text)
    assert len(set(told)) == 4
    wrong = "0000 0000" if code != "0000 0000" else "0000 0001"
    for _ in range(5):
        answer = page.press("Continue", code=wrong)
        assert answer.status == 422
    last = page.press("Continue", code=code)
    assert last.status == 422, "the right code as the sixth"
    assert ana.download(link).status == 303
    assert recipient(person.address).browser.get(link).status == 200, "others are not locked out"


def test_another_code_leaves_the_first_valid(protected, recipient):
    """N-13 OS-05 IV-07: asking again too soon is refused with the time; the code in flight keeps working."""
    person, link, _ = protected
    ana = recipient(person.address)
    page = ana.ask(link)
    code = ana.code()
    again = page.press("Send another code")
    assert again.status in (200, 429)
    page.press("Continue", code=code).expect(200)
    assert ana.download(link).status == 200


def test_an_alias_verifies_too(office, box, recipient, fresh):
    """N-17: any registered address of the recipient, in any case; plus-tags stay distinct."""
    address, alias = fresh(), fresh("ana.private")
    person = office.add_contact("Ana Alias", address, [alias])
    case = office.open_case("R-2", "Alias")
    office.assign(case, person)
    office.send(office.update(case, ("a.txt", b"alias")), person)
    link = box.notice(address).links[0]
    ana = recipient(alias)
    page = ana.ask(link, address=f" {alias.upper()} ")
    page.press("Continue", code=ana.code()).expect(200)
    assert ana.download(link).status == 200
    name, domain = alias.split("@")
    tagged = recipient(f"{name}+x@{domain}")
    tagged.ask(link)
    stays(lambda: not box.to(tagged.address), 1, "silence")


def test_the_same_cookie_elsewhere_meets_the_door(protected, office, recipient, box, fresh):
    """SE-07: a grant opens the links of its address and no other's."""
    person, link, _ = protected
    ana = recipient(person.address)
    ana.verify(link)
    other = fresh("ben")
    case, (ben,) = office.case_with(("Ben Other", other))
    office.send(office.update(case, ("b.txt", b"ben")), ben)
    foreign = box.notice(other).links[0]
    assert ana.download(foreign).status == 303
    assert "E-mail me a code" in ana.browser.get(foreign).text


def test_steps_out_of_order_change_nothing(protected, service):
    """IV-11: an answer without a challenge, a download before the code: told to start again."""
    _, link, _ = protected
    browser = Browser(service.origin)
    door = browser.get(link)
    token = dict(door.form("E-mail me a code").fields())["_token"]
    answer = browser.post(f"{link}/answer", f"code=12345678&_token={token}".encode())
    assert answer.status == 422 and "Start again" in answer.words
    assert browser.get(f"{link}/download", follow=False).status == 303
    assert browser.get(f"{link}/code").status in (200, 422)


def test_foreign_forms_are_refused(protected, service):
    """SE-05: a post from another site, without a token or with another browser's changes nothing."""
    _, link, _ = protected
    one, two = Browser(service.origin), Browser(service.origin)
    token = dict(one.get(link).form("E-mail me a code").fields())["_token"]
    two.get(link)
    body = f"email=a@local.test&_token={token}".encode()
    assert two.post(f"{link}/challenge", body).status == 403
    assert one.post(f"{link}/challenge", b"email=a@local.test").status == 403
    assert one.post(f"{link}/challenge", body, headers={"Sec-Fetch-Site": "cross-site"}).status == 403
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": ""}
    assert one.post(f"{link}/challenge", body, headers=foreign).status == 403


def test_a_second_associated_recipient_is_recorded_under_their_own_name(office, box, recipient, fresh):
    """N-27: another recipient of the send may open a forwarded link; the download counts for them alone."""
    one, two = fresh("ana"), fresh("ben")
    case, (ana, ben) = office.case_with(("Ana One", one), ("Ben Two", two))
    send = office.send(office.update(case, ("c.txt", b"shared")), ana, ben, associate=True)
    link = box.notice(one).links[0]
    reader = recipient(two)
    reader.verify(link)
    assert reader.download(link).expect(200).body == b"shared"
    row = office.matrix(send).row("Ana One")
    assert "viewed" not in row["Viewed"].lower() or "not" in row["Viewed"].lower()
    assert not row["c.txt"].lower().startswith("downloaded")
    assert office.timeline(send, "Ana One").having("download", two)
