"""What load balancers and monitoring are told, by a real process."""

import pytest
from support.figures import Monitor
from support.mails import KeptBox
from support.office import Office
from support.recipients import Recipient
from support.service import Service
from support.waiting import eventually

PRODUCTION = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://updates.example.test",
    "SMTP_URL": "smtp://127.0.0.1:2525?tls=none",
    "MAIL_FROM": "updates@example.test",
    "METRICS_TOKEN": "figures-for-the-monitor-77",
}


def test_probes_of_production_use_any_host(tmp_path):
    """OP-07 LT-10: probes by address and by any name; details and figures to this machine or the token's holder alone."""
    server = Service(tmp_path / "own", **PRODUCTION)
    server.command("keys", "create")
    server.start()
    try:
        here = Monitor(server)
        for host in ("10.1.2.3:8080", "probe.internal", "updates.example.test"):
            assert Monitor(server, host).get("/healthz")[0] == 200
            assert Monitor(server, host).get("/readyz")[2] in ("ready\n", "not ready\n")
            assert Monitor(server, host).get("/metrics")[0] == 404
        assert Monitor(server, "evil.example").get("/help")[0] == 421
        eventually(lambda: here.ready()[0] == 200, 20, "readiness")
        assert here.figures()["casecourier_ready"].samples[0].value == 1
        proxied = Monitor(server, **{"X-Forwarded-For": "203.0.113.9"})
        assert proxied.get("/metrics")[0] == 404 and proxied.get("/readyz")[2] == "ready\n"
        far = Monitor(server, "10.1.2.3", Authorization=f"Bearer {PRODUCTION['METRICS_TOKEN']}")
        assert far.figures() and far.ready()[0] == 200
        wrong = Monitor(server, Authorization="Bearer nearly-the-monitor-777")
        assert wrong.get("/metrics")[0] == 401
    finally:
        server.stop()


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    server = Service(tmp_path_factory.mktemp("counted"))
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()


def test_figures_agree_with_what_happened(counted):
    """OP-07: after one story each figure says what the story did, and Prometheus' own parser reads all of them."""
    monitor = Monitor(counted)
    office = Office(counted).sign_in()
    case, (person,) = office.case_with(("Ana Count", "count@local.test"))
    send = office.send(office.update(case, ("count.bin", b"x" * 300_000)), person)
    reader = Recipient(counted, "count@local.test", KeptBox(counted))
    link = reader.box.notice("count@local.test").links[0]
    page = reader.ask(link)
    right = reader.code()
    page.press("Continue", code="9999 9999")
    page.press("Continue", code=right).expect(200)
    assert len(reader.download(link).body) == 300_000
    value = monitor.value
    assert value("casecourier_mails_total", outcome="accepted") == 2
    assert value("casecourier_codes_total", event="sent") == 1
    assert value("casecourier_codes_total", event="wrong") == 1
    assert value("casecourier_codes_total", event="right") == 1
    assert value("casecourier_sign_ins_total", outcome="signed in") == 1
    assert value("casecourier_file_bytes_total", direction="out") == 300_000
    assert value("casecourier_file_bytes_total", direction="in") == 300_000
    download = {"route": "/f/{token}/download", "method": "GET", "status": "2xx"}
    assert value("casecourier_http_requests_total", **download) == 1
    assert value("casecourier_http_request_seconds_count", route="/f/{token}/download") == 1
    timeline = office.timeline(send, person.name)
    completed = timeline.having("completed") or timeline.having("downloaded")
    assert completed, timeline.text
    counted_events = value("casecourier_delivery_events_total")
    assert counted_events >= len(timeline.entries) - 1, (counted_events, timeline.text)
    assert value("casecourier_downloads_running") == 0 and value("casecourier_uploads_running") == 0
    eventually(lambda: value("casecourier_sessions", kind="visitor") == 1, 45, "the count of sessions")
    assert value("casecourier_sessions", kind="staff") == 1
    for name in (
        "process_resident_memory_bytes",
        "process_cpu_seconds_total",
        "process_open_fds",
        "casecourier_connections_open",
        "casecourier_database_writes_total",
        "casecourier_database_commit_seconds_count",
        "casecourier_disk_free_bytes",
        "casecourier_key_age_seconds",
        "casecourier_build_info",
    ):
        assert value(name) > 0, name
    status, checks = monitor.ready()
    assert status == 200 and set(checks) == {"database", "schema", "files", "outbox", "disk", "watch", "process"}


def test_a_running_download_shows(counted):
    """OP-07: a transfer counts while it runs, and its connection with it."""
    monitor = Monitor(counted)
    office = Office(counted).sign_in()
    case, (person,) = office.case_with(("Ben Slow", "slow@local.test"))
    office.send(office.update(case, ("slow.bin", b"x" * 20_000_000)), person)
    reader = Recipient(counted, "slow@local.test", KeptBox(counted))
    link = reader.box.notice("slow@local.test").links[0]
    reader.verify(link)
    connection, answer = reader.begin_download(link)
    eventually(lambda: monitor.value("casecourier_downloads_running") == 1, 5, "the running download")
    answer.read()
    connection.close()
    eventually(lambda: monitor.value("casecourier_downloads_running") == 0, 5, "its end")


def test_a_disk_below_its_reserve_is_not_ready(tmp_path):
    """OP-07: with less room than should stay the server goes on answering, and says that it is not ready and why."""
    server = Service(tmp_path / "own", DISK_RESERVE_MEBIBYTES="1048576")
    server.start()
    try:
        monitor = Monitor(server)
        eventually(lambda: monitor.ready()[1].get("disk") is False, 20, "the check of the disk")
        status, checks = monitor.ready()
        assert status == 503 and checks["database"] and monitor.get("/help")[0] == 200
    finally:
        server.stop()
