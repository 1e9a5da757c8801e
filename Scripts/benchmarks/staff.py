"""What staff wait for: the tracker over a long history, a start over one, and a send to very many."""

import http.client
import os
import re
import sqlite3
import statistics
import subprocess
import time
import urllib.parse

from subject import Subject
from support.recipients import Recipient
from support.ports import free_port, listens
from support.waiting import eventually
from table import Figure
from visitors import new_id


class Ledger:
    """The database of a server that is stopped, for writing rows by the million."""

    def __init__(self, subject):
        self.connection = sqlite3.connect(subject.service.data / "casecourier.sqlite")
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA cache_size = -400000")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.commit()
        self.connection.close()

    def count(self):
        return self.connection.execute("SELECT COUNT(*) FROM delivery_events").fetchone()[0]

    def size(self):
        return self.connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]

    def lengthen(self, total):
        """Adds deliveries with the history of one that was really sent, opened and downloaded, until there are `total` events."""
        rows = self.connection.execute(
            "SELECT * FROM delivery_events WHERE delivery_id = (SELECT delivery_id FROM delivery_events "
            "WHERE kind = 'download completed' LIMIT 1) ORDER BY position")
        names, history = [column[0] for column in rows.description], rows.fetchall()
        id_, mark = names.index("delivery_id"), names.index("mark") if "mark" in names else None
        person, address, update, sender = self.connection.execute(
            "SELECT deliveries.person_id, deliveries.address, sends.update_id, sends.sender_id FROM deliveries "
            "JOIN sends ON sends.id = deliveries.send_id WHERE deliveries.id = ?", (history[0][id_],)).fetchone()
        insert = f"INSERT INTO delivery_events ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
        now = int(time.time() * 1000)
        missing, before, made = total - self.count(), self.size(), 0

        def copies(delivery):
            for row in history:
                row = list(row)
                row[id_] = delivery
                if mark is not None and row[mark]:
                    row[mark] = new_id()[: len(row[mark])]
                yield row

        while missing > 0:
            deliveries = [(new_id(), new_id()) for _ in range(min(10_000, missing // len(history) + 1))]
            self.connection.executemany(
                "INSERT INTO sends (id, update_id, sender_id, request_key, identity_verification, "
                "associate_other_recipients, link_lifetime_seconds, created_at) VALUES (?, ?, ?, ?, 1, 1, 604800, ?)",
                ((send, update, sender, send, now) for _, send in deliveries))
            self.connection.executemany(
                "INSERT INTO deliveries (id, send_id, person_id, recipient_id, address, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                ((delivery, send, person, person, address, now) for delivery, send in deliveries))
            before += self._flushed_growth()
            self.connection.executemany(insert, (row for delivery, _ in deliveries for row in copies(delivery)))
            missing -= len(history) * len(deliveries)
            made += len(history) * len(deliveries)
            self._last = self.size()
        self.connection.commit()
        return made, self.size() - before

    _last = None

    def _flushed_growth(self):
        """By how much the file grew since the last events: what is no event's."""
        return 0 if self._last is None else self.size() - self._last


def tracker(bench):
    """The page of a send to 50 people with 5 files, among few events and among very many."""
    subject = Subject(bench.folder / "tracker")
    try:
        draft = subject.draft()
        for number in range(5):
            assert subject.office.upload_raw(draft, f"file-{number}.bin", os.urandom(1024)).status < 300
        page = subject.office.send(subject.office.validate(draft), *subject.people[:50])
        reader = Recipient(subject.service, subject.people[0].address, subject.box)
        link = subject.box.notice(reader.address).links[0]
        reader.browser.get(link).expect(200)
        reader.verify(link)
        assert reader.download(link).status == 200
        jar = "; ".join(f"{key}={value}" for key, value in subject.office.browser.cookies.items())
        times = {}
        for total in bench.histories:
            subject.service.stop()
            with Ledger(subject) as ledger:
                made, bytes_ = ledger.lengthen(total)
            started = subject.start()
            if total >= 1_000_000 and total == min(t for t in bench.histories if t >= 1_000_000):
                yield Figure("start to ready with 1 M events", started, 1, 0.3, False, "{:.2f} s")
                yield Figure("bytes for each event", bytes_ / made, 200, 120, False, "{:.0f}")
            times[total] = page_time(subject, page.path, jar)
            yield Figure(f"tracker page, 50 × 5, among {total:,} events", times[total], 20, 8, False, "{:.1f} ms")
        first, last = min(times), max(times)
        if first != last:
            import math
            exponent = math.log(times[last] / times[first]) / math.log(last / first)
            yield Figure("its growth with the history, exponent", exponent, 0.15, 0.05, False, "{:.2f}")
    finally:
        subject.service.stop()


def page_time(subject, path, jar, count=60):
    """Milliseconds at the median over one kept connection."""
    connection = http.client.HTTPConnection("127.0.0.1", subject.service.port)
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        connection.request("GET", path, headers={"Host": subject.service.host, "Cookie": jar})
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - begin) * 1000)
        assert answer.status == 200, answer.status
    return statistics.median(times)


def bulk(bench):
    """One send to very many, into a mail server that takes everything."""
    port = free_port()
    # Root has to name somebody else to run as.
    user = ["-u", "nobody"] if os.geteuid() == 0 else []
    sink = subprocess.Popen(["smtp-sink", *user, f"127.0.0.1:{port}", "1024"], stderr=subprocess.DEVNULL)
    eventually(lambda: listens(port), 10, "the mail sink")
    folder = bench.folder / "bulk"
    subject = None
    try:
        from support.office import Office
        from support.service import Service
        service = Service(folder, smtp=f"smtp://127.0.0.1:{port}")
        service.add_staff("Ida Chief", "chief@local.test")
        service.start()
        subject = service
        office = Office(service).sign_in()
        case, _ = office.case_with(("Ana", "ana@local.test"))
        update = office.update(case, ("note.txt", b"x" * 1024))
        service.stop()
        count = bench.recipients
        people = crowd(service.data / "casecourier.sqlite", case.rsplit("/", 1)[1], count)
        service.start()
        yield from send_to_all(service, office, update, people, count)
    finally:
        if subject:
            subject.stop()
        sink.terminate()
        sink.wait()


def crowd(database, case, count):
    connection = sqlite3.connect(database)
    now = int(time.time() * 1000)
    people = [new_id() for _ in range(count)]
    connection.executemany(
        "INSERT INTO people (id, kind, name, created_at) VALUES (?, 'contact', ?, ?)",
        ((person, f"Contact {number}", now) for number, person in enumerate(people)))
    connection.executemany(
        "INSERT INTO person_addresses (person_id, canonical, spelling, position) VALUES (?, ?, ?, 0)",
        ((person, f"c{n}@local.test", f"c{n}@local.test") for n, person in enumerate(people)))
    connection.executemany(
        "INSERT INTO assignments (case_id, person_id, role, created_at) VALUES (?, ?, 'client contact', ?)",
        ((case, person, now) for person in people))
    connection.commit()
    connection.close()
    return people


def send_to_all(service, office, update, people, count):
    """Through the interface for programs where there is one, else through the page."""
    token = service.command("tokens", "create", "--for", office.email).strip()
    body = {"recipients": people, "identityVerification": True, "linkLifetimeSeconds": 604800, "additionalNote": ""}
    import json
    connection = http.client.HTTPConnection("127.0.0.1", service.port, timeout=120)
    path = urllib.parse.urlsplit(update.url).path
    begin = time.perf_counter()
    connection.request("POST", f"/api/v1{re.match(r'/updates/[^/]+', path).group()}/sends", json.dumps(body), {
        "Host": service.host, "Authorization": f"Bearer {token}", "Content-Type": "application/json"})
    answer = connection.getresponse()
    answer.read()
    queued = time.perf_counter() - begin
    assert answer.status == 201, answer.status
    yield Figure(f"send to {count:,} recipients, until queued", queued, 5, 2, False, "{:.1f} s")
    reader = sqlite3.connect(f"file:{service.data}/casecourier.sqlite?mode=ro", uri=True, timeout=60)

    def waiting():
        return reader.execute("SELECT COUNT(*) FROM outbox WHERE state = 'waiting'").fetchone()[0]

    left, begin = waiting(), time.perf_counter()
    eventually(lambda: waiting() == 0, 300, "the last mail", every=0.1)
    rate = left / (time.perf_counter() - begin)
    reader.close()
    yield Figure("the same, mails/s into a local sink", rate, 200, 1000, True, "{:,.0f}")
