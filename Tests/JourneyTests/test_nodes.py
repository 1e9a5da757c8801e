"""Two servers on one PostgreSQL database, with one folder of sealed files and one key ring."""

import contextlib
import os
import re
import threading
import time

import pytest
from support.browser import Browser
from support.clock import MovedClock
from support.office import Office
from support.postgres import Cluster
from support.recipients import Recipient
from support.service import Service
from support.smtp_trap import SMTPTrap
from support.waiting import eventually
from test_links import revoke

LARGE = os.urandom(48 << 20)
CHIEF = ("Ida Chief", "chief@local.test")


@pytest.fixture(scope="module")
def trap():
    server = SMTPTrap().start()
    yield server
    server.stop()


class Nodes:
    """A first node and, once it is asked for, a second beside it; both answer under the origin of the first."""

    def __init__(self, folder, cluster, trap):
        self._told = {"smtp": trap.url, "DATABASE_URL": cluster.new_database()}
        self.folder = folder
        self.first = Service(folder, **self._told)

    def another(self, **more):
        node = Service(self.folder, PUBLIC_URL=self.first.origin, **self._told, **more)
        node.origin = self.first.origin
        return node


@pytest.fixture
def empty(tmp_path, cluster, trap):
    nodes = Nodes(tmp_path / "nodes", cluster, trap)
    nodes.first.command("keys", "create")
    return nodes


@pytest.fixture(scope="module")
def pair(tmp_path_factory, cluster, trap):
    """Two nodes that run, and the office at the first."""
    nodes = Nodes(tmp_path_factory.mktemp("pair"), cluster, trap)
    nodes.first.add_staff(*CHIEF)
    nodes.first.start()
    nodes.second = nodes.another().start()
    nodes.office = Office(nodes.first).sign_in()
    yield nodes
    nodes.second.stop()
    nodes.first.stop()


def sent(office, address, content=b"content"):
    case, (person,) = office.case_with(("Ana Nodes", address))
    return person, office.send(office.update(case, ("file.bin", content)), person)


def test_a_session_of_one_node_is_good_on_the_other(pair, trap, fresh):
    """SE-01 AU-03: staff and recipients are known on every node, whichever node let them in."""
    assert pair.office.browser.at(pair.second.port).get("/cases").expect(200).path == "/cases"
    person, _ = sent(pair.office, fresh())
    link = trap.notice(person.address).links[0]
    reader = Recipient(pair.first, person.address, trap)
    reader.verify(link)
    elsewhere = reader.browser.at(pair.second.port)
    assert elsewhere.get(f"{link}/download", follow=False).expect(200).body == b"content"
    elsewhere.get(link).press("End session").expect(200)
    assert reader.download(link).status == 303


def test_a_code_asked_for_here_is_answered_there(pair, trap, fresh):
    """IV-04 IV-05: a challenge belongs to the browser and not to a node; its tries are counted over all of them."""
    person, _ = sent(pair.office, fresh())
    link = trap.notice(person.address).links[0]
    reader = Recipient(pair.first, person.address, trap)
    page = reader.ask(link).expect(200)
    code = reader.code()
    wrong = str((int(code.replace(" ", "")) + 1) % 10**8).zfill(8)
    for number in range(4):
        page.browser = reader.browser.at((pair.first, pair.second)[number % 2].port)
        page = page.press("Continue", code=wrong)
    page.browser = reader.browser.at(pair.second.port)
    assert page.press("Continue", code=code).expect(200).tree.all("h1")[0].text == "Your secure update"


def test_two_nodes_send_no_letter_twice(pair, trap, fresh):
    """N-10 ST-07: each letter of a send to many is leased to one node."""
    people = [(f"Ana {number}", fresh("many")) for number in range(24)]
    case, contacts = pair.office.case_with(*people)
    pair.office.send(pair.office.update(case, ("file.bin", b"x")), *contacts)
    for person in contacts:
        trap.notice(person.address)
    # A second copy would be behind those that wait now.
    last, _ = sent(pair.office, fresh())
    trap.notice(last.address)
    assert [len(trap.to(person.address)) for person in contacts] == [1] * len(contacts)


def test_the_tracker_of_one_node_shows_what_happens_on_the_other(pair, trap, fresh):
    """EN-07: a page that is open on one node hears at once of what a recipient does on the other."""
    person, send = sent(pair.office, fresh())
    link = trap.notice(person.address).links[0]
    reader = Recipient(pair.second, person.address, trap)
    reader.verify(link)
    connection, answer = pair.office.browser.at(pair.first.port).open("GET", f"{send.path}/events", timeout=60)
    assert answer.status == 200
    heard = []

    def listen():
        with contextlib.suppress(OSError, ValueError, AttributeError):  # as the connection is closed
            while line := answer.readline():
                if line.startswith(b"data: "):
                    heard.append(time.monotonic())

    threading.Thread(target=listen, daemon=True).start()
    began = time.monotonic()
    assert reader.download(link).expect(200).body == b"content"
    eventually(lambda: heard, 5, "news of the download")
    assert heard[0] - began < 2
    assert pair.office.matrix(send).row(person.name)["file.bin"].lower().startswith("downloaded")
    connection.close()


def test_what_is_taken_back_here_is_refused_there(pair, trap, fresh):
    """LT-07 N-26: within a second on the other node, and a download that runs there is cut within five."""
    person, send = sent(pair.office, fresh(), LARGE)
    link = trap.notice(person.address).links[0]
    reader = Recipient(pair.second, person.address, trap)
    reader.verify(link)
    connection, answer = reader.begin_download(link)
    received = len(answer.read(65536))
    revoke(pair.office, send, person.name)
    began = time.monotonic()
    assert reader.download(link).status == 410 and time.monotonic() - began < 1
    time.sleep(5)  # What is allowed; whatever arrives later than this was not cut in time.
    try:
        while piece := answer.read(1 << 20):
            received += len(piece)
    except Exception:
        pass
    connection.close()
    assert received < len(LARGE), "the whole file came after the link was revoked"
    eventually(lambda: pair.office.timeline(send, person.name).having("broken off"), 10, "the aborted download")


def test_a_revoked_key_is_dead_on_every_node(pair, trap, fresh):
    """KM-03: the command changes the ring, and every server takes it in within a second."""
    person, _ = sent(pair.office, fresh())
    link = trap.notice(person.address).links[0]
    browsers = [Browser(pair.first.origin, port=node.port) for node in (pair.first, pair.second)]
    assert [browser.get(link).status for browser in browsers] == [200, 200]
    kid = re.search(r"/f/v1\.([^.]+)\.", link).group(1)
    pair.first.command("keys", "revoke", kid)
    revoked = time.monotonic()
    eventually(lambda: all(b.get(link, follow=False).status == 404 for b in browsers), 5, "the refusal")
    assert time.monotonic() - revoked < 1.5


def test_commands_work_beside_the_servers(pair):
    """OP-04: with PostgreSQL a command opens the database itself, while servers run."""
    pair.second.add_staff("Otto Second", "otto@local.test")
    Office(pair.first, "otto@local.test").sign_in()
    assert "up to date" in pair.second.command("migrate")
    assert "Not a delivery report" in pair.second.ingest("Subject: hello\r\n\r\nhello\r\n")
    done = pair.first.run("keys", "create")
    assert done.returncode != 0 and b"There are data already" in done.stderr
    assert not (pair.first.data / "casecourier.sqlite").exists()


def test_two_nodes_that_start_at_once_build_one_schema(empty):
    """ST-05: migrations run under a lock; both servers come up."""
    second = empty.another()
    failed = []

    def start(node):
        try:
            node.start()
        except AssertionError as fault:
            failed.append(fault)

    threads = [threading.Thread(target=start, args=(node,)) for node in (empty.first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    second.stop()
    empty.first.stop()


def test_a_letter_of_a_node_that_died_is_taken_over(empty, trap, tmp_path, fresh):
    """N-10 ST-07: killed in the middle of handing a letter over, its lease ends and another node sends it, once."""
    empty.first.add_staff(*CHIEF)
    empty.first.start()
    office = Office(empty.first).sign_in()
    tries = trap.attempts
    trap.mode = "hold"
    try:
        person, _ = sent(office, fresh("orphan"))
        eventually(lambda: trap.attempts > tries, 10, "the first try")
        empty.first.kill()
    finally:
        trap.mode = "accept"
    clock = MovedClock(tmp_path / "clock")
    second = empty.another(clock=clock).start()
    assert trap.to(person.address) == []
    clock.move(301)
    assert trap.notice(person.address).links
    second.stop()
    assert len(trap.to(person.address)) == 1


def test_a_database_that_goes_away_is_used_again_when_it_is_back(tmp_path):
    """ST-07: meanwhile pages say that it does not work; no server has to be started again."""
    own = Cluster()
    server = Service(tmp_path / "own", DATABASE_URL=own.new_database())
    server.add_staff(*CHIEF)
    server.start()
    office = Office(server).sign_in()
    own.stop()
    assert office.browser.get("/cases").status == 503
    own.start()
    office.browser.get("/cases").expect(200)
    server.stop()
    own.end()


def test_the_demonstration_runs_on_it(tmp_path, cluster):
    """The demonstration, its case and its sign-in, also at the second start."""
    server = Service(tmp_path / "demo", DATABASE_URL=cluster.new_database())
    for _ in range(2):
        server.start(command="demo")
        password = re.search(r"Password  (\S+)", server.log).group(1)
        office = Office(server, "dana@harbour-quay.example", password).sign_in()
        assert "Missing crates" in office.browser.get("/cases").words
        server.stop()


@pytest.mark.parametrize(
    "url, words",
    [
        ("postgres://u:canary@127.0.0.1:1/d", b"cannot be reached"),
        ("mysql://u:canary@127.0.0.1/d", b"CASECOURIER_DATABASE_URL"),
        ("postgres://u:1/canary@127.0.0.1/d", b"CASECOURIER_DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(tmp_path, url, words):
    """MH-02: a sentence on what to do, the right exit code, and no secret."""
    server = Service(tmp_path / "none", DATABASE_URL=url)
    for arguments in (("serve",), ("migrate",)):
        done = server.run(*arguments)
        said = done.stdout + done.stderr
        assert done.returncode != 0 and words in said and b"canary" not in said, said
