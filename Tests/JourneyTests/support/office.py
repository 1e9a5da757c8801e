"""What staff do, pressed button by button in a browser without script."""

import dataclasses
import itertools
import re
import urllib.parse

from .browser import Browser
from .service import PASSWORD
from .tracker import Matrix, Timeline

_references = itertools.count(1)


@dataclasses.dataclass
class Contact:
    name: str
    address: str
    path: str = ""


class Office:
    """A signed-in member of staff."""

    def __init__(self, service, email="chief@local.test", password=PASSWORD):
        self.service = service
        self.browser = Browser(service.origin, port=service.port)
        self.email, self.password = email, password

    def sign_in(self):
        """Is led to the sign-in from a page that needs it, and from there back."""
        page = self.browser.get("/cases").expect(200)
        assert page.path == "/sign-in", page.url
        page = page.press("Sign in", email=self.email, password=self.password).expect(200)
        assert page.path == "/cases", page.words
        return self

    def add_contact(self, name, address, aliases=()):
        form = self.browser.get("/people/new").expect(200).form("Add").choose("kind", "Contact")
        form.fill(name=name, email=address, aliases="\r\n".join(aliases))
        page = form.submit("Add").expect(200)
        assert re.fullmatch(r"/people/[^/]+", page.path) and page.path != "/people/new", page.words
        return Contact(name, address, page.path)

    def open_case(self, reference, title):
        """Gives the path of the case."""
        page = (
            self.browser.get("/cases/new").expect(200).press("Open case", reference=reference, title=title).expect(200)
        )
        assert re.match(r"/cases/(?!new)[^/]+", page.path), page.words
        return "/".join(page.path.split("/")[:3])

    def assign(self, case, contact, role="client contact"):
        page = self.browser.get(f"{case}/people").expect(200)
        form = page.form("Assign").choose("person", contact.address)
        option = [o for o in form.element.first("select", name="role").all("option") if o.text.lower() == role]
        assert option, f"no role {role}"
        page = form.fill(role=option[0].get("value", option[0].text)).submit("Assign").expect(200)
        assert contact.name in page.words

    def case_with(self, *contacts, title="MBCASE against the rest"):
        """A new case with new contacts on it: pairs of name and address."""
        reference = f"MBREFER-{next(_references)}"
        people = [self.add_contact(name, address) for name, address in contacts]
        case = self.open_case(reference, title)
        for person in people:
            self.assign(case, person)
        return case, people

    def write(self, case, title="MBTITLE of the week", body="MBBODY: what we *found*."):
        """Saves a draft; gives the page on which it is edited."""
        page = self.browser.get(case).expect(200)
        page = page.follow("New update").expect(200)
        return page.press("Save draft", title=title, body=body).expect(200)

    def upload(self, draft, *files):
        """Adds files as a page without script does: all in one form."""
        page = self.browser.get(draft.url).expect(200)
        return page.form("Add to the update").attach(*files).submit().expect(200)

    def upload_raw(self, draft, name, content, **options):
        """Adds one file as the page's script does; gives the answer."""
        form = self.browser.get(draft.url).expect(200).form("Add to the update")
        headers = {
            "X-File-Name": urllib.parse.quote(name, safe="!'()*-._~"),
            "X-Form-Token": dict(form.fields())["_token"],
            "Sec-Fetch-Dest": "empty",
        }
        path = form.element.get("data-upload")
        return self.browser.post(path, content, "application/octet-stream", headers=headers, follow=False, **options)

    def validate(self, draft):
        """Gives the page of the validated update."""
        return self.browser.get(draft.url).expect(200).form("Save and validate").submit("Save and validate").expect(200)

    def update(self, case, *files, title="MBTITLE of the week", body="MBBODY: what we *found*."):
        """A validated update with these files; gives its page."""
        draft = self.write(case, title, body)
        if files:
            draft = self.upload(draft, *files)
        return self.validate(draft)

    def send(self, update, *recipients, verification=True, associate=None, life=None, note=""):
        """Sends a validated update; gives the tracker's page."""
        page = self.browser.get(update.url).expect(200).follow("Send").expect(200)
        form = page.form("Continue")
        for person in recipients:
            form.tick("recipient", person.address)
        form.tick("verification", on=verification)
        if associate is not None:
            form.tick("associate", on=associate)
        if life:
            form.choose("life", life)
        form.fill(note=note)
        check = form.submit("Continue").expect(200)
        for person in recipients:
            assert person.name in check.words
        page = check.form("Send to").submit("Send to").expect(200)
        assert re.fullmatch(r"/sends/[^/]+", page.path), f"{page.path}: {page.words}"
        return page

    def matrix(self, send):
        return Matrix(self.browser.get(send.url).expect(200))

    def timeline(self, send, name):
        """Everything that is recorded about one recipient's delivery."""
        return Timeline(self.browser.get(self.matrix(send).row(name).path).expect(200))
