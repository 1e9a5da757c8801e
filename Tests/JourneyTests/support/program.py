"""A program that asks the HTTP interface with a token."""

import http.client
import json


class Answer:
    """What came back: status, headers and content."""

    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.content = response.read()

    @property
    def json(self):
        return json.loads(self.content)

    def expect(self, status):
        assert self.status == status, f"{self.status}: {self.content[:2000]!r}"
        return self


class Program:
    """Asks as the person for whom its token was made."""

    def __init__(self, service, email="chief@local.test", token=None):
        self.service = service
        self.token = token or service.command("tokens", "create", "--for", email).strip()

    def ask(self, method, path, body=None, content=None, headers=None):
        """`body` is sent as JSON, `content` as it is."""
        headers = {"Authorization": f"Bearer {self.token}", "Host": self.service.host} | (headers or {})
        if body is not None:
            content = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=30)
        try:
            connection.request(method, f"/api/v1{path}", content, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path):
        return self.ask("GET", path).expect(200).json

    def make(self, path, body, key=None):
        """Gives what was made."""
        headers = {"Idempotency-Key": key} if key else None
        return self.ask("POST", path, body, headers=headers).expect(201).json

    def attach(self, update, name, content, media_type="application/octet-stream"):
        path = f"/updates/{update}/attachments?name={name}"
        return self.ask("POST", path, content=content, headers={"Content-Type": media_type}).expect(201).json

    def sent_case(self, reference="API-1", email="ana@local.test"):
        """A case with a contact, a validated update with a file, and a send: the ids of each kind."""
        person = self.make("/people", {"kind": "contact", "name": "Ana Client", "email": email})["id"]
        case = self.make("/cases", {"reference": reference, "title": "Crates"})["id"]
        self.ask("PUT", f"/cases/{case}/assignments/{person}", {"role": "client contact"}).expect(200)
        update = self.make(f"/cases/{case}/updates", {"title": "Found", "body": "<p>He saw it.</p>"})["id"]
        attachment = self.attach(update, "list.txt", b"crates", "text/plain")["id"]
        self.ask("POST", f"/updates/{update}/validation").expect(200)
        options = {"recipients": [person], "identityVerification": True, "linkLifetimeSeconds": 86_400}
        send = self.make(f"/updates/{update}/sends", options)
        delivery = send["deliveries"][0]
        return {
            "person": person,
            "case": case,
            "update": update,
            "attachment": attachment,
            "send": send["id"],
            "delivery": delivery["id"],
            "link": delivery["links"][0]["id"],
        }
