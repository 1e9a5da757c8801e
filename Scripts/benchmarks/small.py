"""Small answers, many at once: the gated download of 1 KiB and 100 KiB, the door, and what is refused."""

import os
import sqlite3
import threading
import time

from load import alternating, median, ratio, wrk
from subject import PostgresSubject
from table import Figure

KIBIBYTE = 1024


def download(bench):
    """The gated download of 1 KiB: every request is the first one of a visitor, so each writes its events."""
    subject, nginx, flask = bench.subject, bench.nginx, bench.flask
    content = os.urandom(KIBIBYTE)
    nginx.put("small", content)
    links = subject.send_file("small.bin", content)
    fresh = bench.stopped(lambda: [subject.downloads(links, bench.visitors) for _ in range(bench.rounds + 2)])
    peer = {"nginx": subject.lines([(nginx.signed("small"), "")]), "flask": subject.lines([(flask.signed("small"), "")])}
    warm, alone, *rounds = fresh
    wrk(subject, warm, 1)
    with WriteAheadLog(subject) as log, Events(subject) as events:
        results = alternating(
            bench.rounds,
            ours=lambda: wrk(subject, rounds.pop(), bench.seconds),
            nginx=lambda: wrk(nginx, peer["nginx"], bench.seconds),
            flask=lambda: wrk(flask, peer["flask"], bench.seconds),
        )
    single = wrk(subject, alone, bench.seconds, connections=1)
    rate = ratio(results, "ours", "nginx", "per_second")
    cost = ratio(results, "ours", "nginx", "processor_microseconds")
    each = ", ".join(
        f"{name} {median(rounds, 'per_second'):,.0f}/s at {median(rounds, 'processor_microseconds'):.0f} µs"
        for name, rounds in results.items())
    yield Figure("gated 1 KiB download, requests/s against nginx secure_link", rate, 0.12, 0.50, True, detail=each)
    yield Figure("the same, processor time a request against nginx", cost, 6, 3, False)
    yield Figure("the same, requests/s against Flask + itsdangerous", ratio(results, "ours", "flask", "per_second"), 4, 8, True)
    yield Figure("the same, p99 at 64 connections", median(results["ours"], "p99"), 40, 12, False, "{:.1f} ms")
    yield Figure("the same, p50 at one connection", single.p50, 0.8, 0.4, False, "{:.2f} ms")
    busy = sum(round.seconds for round in results["ours"])
    durable, alone = events.count / busy, single_commits(bench)
    yield Figure(
        "durable events/s, 64 writers, against single commits", durable / alone, 1.8, 4, True,
        detail=f"{durable:,.0f}/s against {alone:,.0f}/s; {events.count:,} events for {sum(r.requests for r in results['ours']):,} downloads")
    yield Figure("write-ahead log under that load", log.longest, 64, 24, False, "{:.0f} MB")


def engines(bench):
    """The gated download of 1 KiB on PostgreSQL beside SQLite, by turns, both servers on this machine."""
    subject, content = bench.subject, os.urandom(KIBIBYTE)
    other = PostgresSubject(bench.folder / "postgres")
    try:
        links = subject.send_file("both.bin", content)
        ours = bench.stopped(lambda: _rounds(bench, subject, links))
        theirs = _rounds(bench, other, other.send_file("both.bin", content))
        wrk(subject, ours.pop(), 1)
        wrk(other, theirs.pop(), 1)
        results = alternating(
            bench.rounds, sqlite=lambda: wrk(subject, ours.pop(), bench.seconds),
            postgres=lambda: wrk(other, theirs.pop(), bench.seconds))
    finally:
        other.end()
    each = ", ".join(f"{name} {median(rounds, 'per_second'):,.0f}/s" for name, rounds in results.items())
    yield Figure(
        "gated 1 KiB download on PostgreSQL 15 against SQLite, requests/s",
        ratio(results, "postgres", "sqlite", "per_second"), 0.4, 0.7, True, detail=each)


def _rounds(bench, subject, links):
    return [subject.downloads(links, bench.visitors) for _ in range(bench.rounds + 1)]


class WriteAheadLog:
    """The greatest length of the log, looked at every few milliseconds."""

    def __init__(self, subject):
        self.file = subject.service.data / "casecourier.sqlite-wal"
        self.longest = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def _look(self):
        while not self._over.wait(0.01):
            if self.file.exists():
                self.longest = max(self.longest, self.file.stat().st_size / 1e6)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()


class Events:
    """How many events were written meanwhile."""

    def __init__(self, subject):
        self.file = subject.service.data / "casecourier.sqlite"

    def _now(self):
        connection = sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=60)
        try:
            return connection.execute("SELECT COUNT(*) FROM delivery_events").fetchone()[0]
        finally:
            connection.close()

    def __enter__(self):
        self._before = self._now()
        return self

    def __exit__(self, *_):
        self.count = self._now() - self._before


def single_commits(bench):
    """What the engine does one after the other with the same settings on the same disk: an fsync for each row."""
    file = bench.folder / "single.sqlite"
    connection = sqlite3.connect(file, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "wal_autocheckpoint = 4000"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("CREATE TABLE IF NOT EXISTS rows (number BIGINT, text TEXT)")
    begin, count = time.monotonic(), 0
    while time.monotonic() - begin < bench.seconds:
        connection.execute("INSERT INTO rows VALUES (?, ?)", (count, "x" * 150))
        count += 1
    seconds = time.monotonic() - begin
    connection.close()
    return count / seconds


def compared(bench, what, ours, nginx, goals, refusal=False):
    subject = bench.subject
    results = alternating(
        bench.rounds, ours=lambda: wrk(subject, ours, bench.seconds, refusal=refusal),
        nginx=lambda: wrk(bench.nginx, nginx, bench.seconds, refusal=refusal))
    each = ", ".join(
        f"{name} {median(rounds, 'per_second'):,.0f}/s at {median(rounds, 'processor_microseconds'):.0f} µs"
        for name, rounds in results.items())
    return Figure(what, ratio(results, "ours", "nginx", "per_second"), *goals, True, detail=each)


def forged(bench):
    """A link whose tag is wrong: 404 here, 403 there; no database is asked."""
    subject, nginx = bench.subject, bench.nginx
    path = next(iter(bench.small_links().values()))
    forgery = path[:-1] + ("A" if path[-1] != "A" else "E")
    nginx.put("small", os.urandom(KIBIBYTE))
    yield compared(
        bench, "refused forged link, requests/s against nginx", subject.lines([(f"{forgery}/download", "")]),
        subject.lines([(nginx.signed("small", forged=True), "")]), (0.40, 0.70), refusal=True)


def door(bench):
    """The first page of a protected link, for a browser that was never here; nginx sends the same bytes as a file."""
    subject, nginx = bench.subject, bench.nginx
    path = next(iter(bench.small_links().values()))
    page = subject.office.browser.__class__(subject.origin).get(path).expect(200)
    nginx.put("door.html", page.body, part="plain")
    yield compared(
        bench, f"door page ({len(page.body)} bytes), requests/s against nginx", subject.lines([(path, "")]),
        subject.lines([("/plain/door.html", "")]), (0.10, 0.40))


def middle(bench):
    """The gated download of 100 KiB, by visitors who have begun it before or not."""
    subject, nginx = bench.subject, bench.nginx
    content = os.urandom(100 * KIBIBYTE)
    nginx.put("middle", content)
    links = subject.send_file("middle.bin", content)
    lines = bench.stopped(lambda: subject.downloads(links, bench.visitors))
    yield compared(
        bench, "gated 100 KiB download, requests/s against nginx", lines, subject.lines([(nginx.signed("middle"), "")]),
        (0.40, 0.60))
