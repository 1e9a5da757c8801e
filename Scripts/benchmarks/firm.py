"""A firm at work: the pages that staff open all day, among 200 cases of 50 updates, each sent to 20 people."""

import http.client
import json
import math
import os
import random
import re
import time

from subject import PostgresSubject, Subject
from support.recipients import Recipient
from table import Figure
from visitors import new_id

UPDATES, RECIPIENTS = 50, 20
#: Contacts for each case of the firm; a case has twenty of them, so most are on several.
CONTACTS = 5
FLOOR, AMBITION = 100, 50


def pages(bench):
    """On both engines, at a tenth of the size and at the whole of it."""
    for make in (Subject, PostgresSubject):
        times = {}
        for cases in (bench.cases // 10, bench.cases):
            times[cases] = measure(make(bench.folder / f"firm-{make.__name__}-{cases}"), cases)
        few, many = sorted(times)
        for what, whole in times[many].items():
            size = f"{many} × {UPDATES} × {RECIPIENTS}, {make.name}"
            yield Figure(f"{what}, p95 among {size}", whole, FLOOR, AMBITION, False, "{:.1f} ms")
            exponent = math.log(whole / times[few][what]) / math.log(many / few)
            yield Figure(f"{what}, growth from a tenth, exponent, {make.name}", exponent, 0.15, 0.05, False, "{:.2f}",
                         f"{times[few][what]:.1f} ms before")


def measure(subject, cases):
    try:
        case, update, people = model(subject)
        token = subject.service.command("tokens", "create", "--for", subject.office.email).strip()
        subject.service.stop()
        firm = Firm(subject.rows, case, update, people).grow(cases)
        subject.start()
        return asked(subject, firm, token)
    finally:
        subject.end() if hasattr(subject, "end") else subject.service.stop()


def model(subject):
    """A case with one update that was really written, sent to twenty, and fetched by one: what the others are copied from."""
    people = subject.people[:RECIPIENTS]
    case, _ = subject.office.case_with()
    for person in people:
        subject.office.assign(case, person)
    update = subject.office.update(case, ("Report.pdf", os.urandom(1024)))
    subject.office.send(update, *people)
    reader = Recipient(subject.service, people[0].address, subject.box)
    link = subject.box.notice(reader.address).links[0]
    reader.browser.get(link).expect(200)
    reader.verify(link)
    assert reader.download(link).status == 200
    return case.rsplit("/", 1)[1], re.match(r"/updates/([^/?]+)", update.path).group(1), people


class Firm:
    """Copies of the model, written while the server stands."""

    def __init__(self, rows, case, update, people):
        self.rows, self.chance = rows, random.Random(7)
        self.case = rows.named("cases", "id", case)[0]
        self.assignments = rows.named("assignments", "case_id", case)
        self.update = rows.named("case_updates", "id", update)[0]
        self.file = rows.named("attachments", "update_id", update)[0]
        self.sent = rows.named("sends", "update_id", update)[0]
        self.deliveries = rows.named("deliveries", "send_id", self.sent["id"])
        self.links = {one["id"]: rows.named("file_links", "delivery_id", one["id"]) for one in self.deliveries}
        self.events = {one["id"]: rows.named("delivery_events", "delivery_id", one["id"]) for one in self.deliveries}
        self.made = []

    def grow(self, cases):
        self.tables = {}
        crowd = [(new_id(), f"crowd-{number}@local.test") for number in range(max(cases * CONTACTS, 2 * RECIPIENTS))]
        now = int(time.time() * 1000)
        for number, (person, address) in enumerate(crowd):
            self.put("people", {"id": person, "kind": "contact", "name": f"Crowd {number}", "created_at": now})
            self.put("person_addresses", {"person_id": person, "canonical": address, "spelling": address, "position": 0})
        for number in range(cases):
            self.copy_case(number, self.chance.sample(crowd, RECIPIENTS))
            if number % 20 == 19 or number == cases - 1:
                self.rows.fill({
                    table: (list(rows[0]), [list(row.values()) for row in rows]) for table, rows in self.tables.items()})
                self.tables = {}
        self.rows.add({})
        return self

    def copy_case(self, number, people):
        case = new_id()
        self.put("cases", self.case | {"id": case, "reference": f"F-{number}", "created_at": self.case["created_at"] - number})
        model = next(one for one in self.assignments if one["role"] == "client contact")
        for one in self.assignments:
            if one["role"] != "client contact":
                self.put("assignments", one | {"case_id": case})
        for person, _ in people:
            self.put("assignments", model | {"case_id": case, "person_id": person})
        updates = [self.copy_update(case, number, people) for number in range(UPDATES)]
        self.made.append((case, updates, [person for person, _ in people]))

    def copy_update(self, case, number, people):
        update, file, send = new_id(), new_id(), new_id()
        at = self.update["created_at"] - number * 60_000
        self.put("case_updates", self.update | {"id": update, "case_id": case, "created_at": at, "changed_at": at})
        self.put("attachments", self.file | {"id": file, "update_id": update, "blob_id": new_id()})
        self.put("sends", self.sent | {"id": send, "update_id": update, "request_key": send, "created_at": at})
        for model, (person, address) in zip(self.deliveries, people):
            delivery = new_id()
            self.put("deliveries", model | {"id": delivery, "send_id": send, "person_id": person, "recipient_id": person,
                                             "address": address})
            links = {}
            for link in self.links[model["id"]]:
                links[link["id"]] = new_id()
                self.put("file_links", link | {"id": links[link["id"]], "delivery_id": delivery, "attachment_id": file})
            for event in self.events[model["id"]]:
                mark = {"mark": new_id()[: len(event["mark"])]} if event.get("mark") else {}
                person_id = {"person_id": person} if event.get("person_id") == model["person_id"] else {}
                self.put("delivery_events", event | mark | person_id
                         | {"delivery_id": delivery, "link_id": links.get(event["link_id"])})
        return update

    def put(self, table, row):
        self.tables.setdefault(table, []).append(row)


def asked(subject, firm, token, count=100):
    """Milliseconds at the 95th percentile over one kept connection, warm."""
    jar = "; ".join(f"{key}={value}" for key, value in subject.office.browser.cookies.items())
    connection = http.client.HTTPConnection("127.0.0.1", subject.service.port, timeout=60)
    pick = random.Random(11)

    def took(method, path, headers, body=None, expected=200):
        begin = time.perf_counter()
        connection.request(method, path, body, {"Host": subject.service.host} | headers)
        answer = connection.getresponse()
        text = answer.read()
        elapsed = (time.perf_counter() - begin) * 1000
        assert answer.status == expected, f"{method} {path}: {answer.status} {text[:300]}"
        return elapsed

    def page(path):
        return took("GET", path(*pick.choice(firm.made)), {"Cookie": jar})

    def send():
        case, updates, people = pick.choice(firm.made)
        body = {"recipients": people, "identityVerification": True, "linkLifetimeSeconds": 604800}
        return took("POST", f"/api/v1/updates/{pick.choice(updates)}/sends",
                    {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}, json.dumps(body), 201)

    rows = {
        "case list": lambda: page(lambda *_: "/cases"),
        "case page": lambda: page(lambda case, *_: f"/cases/{case}"),
        "send dialog": lambda: page(lambda _, updates, __: f"/updates/{pick.choice(updates)}/sends/new"),
        f"send to {RECIPIENTS}": send,
    }
    return {what: percentile([ask() for _ in range(count + 10)][10:], 0.95) for what, ask in rows.items()}


def percentile(times, share):
    return sorted(times)[math.ceil(len(times) * share) - 1]
