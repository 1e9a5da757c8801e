"""How a real process leaves: what runs may end, what only listens is ended, what is told twice is cut."""

import http.client
import signal
import socket
import time

import pytest
from support.figures import Monitor
from support.mails import KeptBox
from support.office import Office
from support.ports import listens
from support.recipients import Recipient
from support.service import Service
from support.waiting import eventually

SIZE = 24_000_000


@pytest.fixture
def story(tmp_path):
    """Starts a server with these settings; gives it with a recipient who is in, and what staff see."""
    made = []

    def make(**settings):
        server = Service(tmp_path / f"own{len(made)}", **settings)
        server.add_staff("Ida Chief", "chief@local.test")
        server.start()
        made.append(server)
        office = Office(server).sign_in()
        case, (person,) = office.case_with(("Ana Leave", "leave@local.test"))
        send = office.send(office.update(case, ("leave.bin", b"x" * SIZE)), person)
        reader = Recipient(server, "leave@local.test", KeptBox(server))
        link = reader.box.notice("leave@local.test").links[0]
        reader.verify(link)
        return server, office, send, person, reader, link

    yield make
    for server in made:
        server.kill()


def after(server, office, send, person):
    """The timeline as the next start shows it."""
    server.start()
    return office.timeline(send, person.name)


def log_size(server):
    log = server.data / "casecourier.sqlite-wal"
    return log.stat().st_size if log.exists() else 0


def test_a_running_download_ends_in_peace(story):
    """UD-10: SIGTERM refuses new connections at once; a slow download comes to its end and is recorded complete."""
    server, office, send, person, reader, link = story()
    connection, answer = reader.begin_download(link)
    first = answer.read(100_000)
    server.process.send_signal(signal.SIGTERM)
    eventually(lambda: not listens(server.port), 10, "the end of accepting")
    time.sleep(1)
    assert server.is_running
    rest = answer.read()
    connection.close()
    assert len(first) + len(rest) == SIZE
    assert server.process.wait(15) == 0
    assert log_size(server) == 0, "the write-ahead log was not emptied"
    timeline = after(server, office, send, person)
    assert timeline.having("downloaded") or timeline.having("complete"), timeline.text
    assert not timeline.having("broken off") and not timeline.having("aborted"), timeline.text


def test_a_running_upload_ends_in_peace(story):
    """UD-11: an upload under way at SIGTERM is taken in to its end and is there after the next start."""
    server, office, _, _, _, _ = story()
    case, _ = office.case_with(("Ben Load", "load@local.test"))
    draft = office.write(case)
    form = office.browser.get(draft.url).form("Add to the update")
    body = b"y" * 4_000_000
    with socket.create_connection(("127.0.0.1", server.port)) as sender:
        cookies = "; ".join(f"{name}={value}" for name, value in office.browser.cookies.items())
        head = (
            f"POST {form.element.get('data-upload')} HTTP/1.1\r\nHost: {server.host}\r\nCookie: {cookies}\r\n"
            f"X-Form-Token: {dict(form.fields())['_token']}\r\nX-File-Name: late.bin\r\n"
            f"Origin: {server.origin}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        sender.sendall(head.encode() + body[:1_000_000])
        monitor = Monitor(server)
        eventually(lambda: monitor.value("casecourier_uploads_running") == 1, 5, "the running upload")
        server.process.send_signal(signal.SIGTERM)
        eventually(lambda: not listens(server.port), 10, "the end of accepting")
        sender.sendall(body[1_000_000:])
        assert sender.recv(1000).startswith(b"HTTP/1.1 201")
    assert server.process.wait(15) == 0
    server.start()
    assert "late.bin" in office.browser.get(draft.url).expect(200).text


def test_watching_pages_do_not_hold_it(story):
    """TR-30: a page that watches a send is ended at once; a kept connection without a request as well."""
    server, office, send, _, _, _ = story()
    watching, answer = office.browser.open("GET", f"{send.url}/events")
    assert answer.status == 200
    idle = http.client.HTTPConnection("127.0.0.1", server.port)
    idle.request("GET", "/healthz", headers={"Host": server.host})
    idle.getresponse().read()
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(10) == 0
    assert time.monotonic() - began < 5
    answer.read()
    watching.close()
    idle.close()


def test_a_second_signal_cuts(story):
    """UD-10: told twice, the server ends at once; the download it cut is recorded as broken off, never as complete."""
    server, office, send, person, reader, link = story()
    connection, answer = reader.begin_download(link)
    answer.read(100_000)
    server.process.send_signal(signal.SIGTERM)
    eventually(lambda: not listens(server.port), 10, "the end of accepting")
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(10) == 0
    assert time.monotonic() - began < 5
    with pytest.raises((http.client.IncompleteRead, ConnectionError)):
        answer.read()
    connection.close()
    timeline = after(server, office, send, person)
    assert timeline.having("broken off") or timeline.having("not complete") or timeline.having("aborted"), timeline.text


def test_patience_has_an_end(story):
    """UD-10: a download that outlasts the longest wait is cut and recorded as broken off; the server leaves in good order."""
    server, office, send, person, reader, link = story(SHUTDOWN_SECONDS="2")
    connection, answer = reader.begin_download(link)
    answer.read(100_000)
    began = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(15) == 0
    assert 1.5 < time.monotonic() - began < 10
    connection.close()
    timeline = after(server, office, send, person)
    assert timeline.having("broken off") or timeline.having("not complete") or timeline.having("aborted"), timeline.text


def test_balancers_are_told_before_connections_are_refused(story):
    """OP-07: with a notice, /readyz says no at once while requests are still answered, and only then nothing is accepted."""
    server, *_ = story(SHUTDOWN_NOTICE_SECONDS="3")
    monitor = Monitor(server)
    eventually(lambda: monitor.ready()[0] == 200, 20, "readiness")
    server.process.send_signal(signal.SIGTERM)
    eventually(lambda: monitor.ready()[0] == 503, 2, "the answer that it leaves")
    assert monitor.ready()[1]["process"] is False and monitor.get("/healthz")[0] == 200
    assert server.process.wait(15) == 0


def test_the_supervisor_is_told(tmp_path):
    """OP-08: systemd hears READY once requests are answered, and STOPPING when the process begins to leave."""
    path = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.bind(path)
        supervisor.settimeout(30)
        server = Service(tmp_path / "own", notify=path).start()
        assert supervisor.recv(100) == b"READY=1"
        server.stop()
        assert supervisor.recv(100) == b"STOPPING=1"
