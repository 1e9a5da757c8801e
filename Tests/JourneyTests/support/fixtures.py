"""What tests share: one Postfix for all of them, one server for each file."""

import itertools
import tempfile

import pytest

from .mails import KeptBox
from .office import Office
from .postfix import Postfix, ReportPump
from .postgres import Cluster
from .recipients import Recipient
from .service import Service

_numbers = itertools.count(1)


@pytest.fixture
def fresh():
    """Makes addresses that no other test uses, since mails and limits go by address."""
    return lambda name="ana", domain="local.test": f"{name}-{next(_numbers)}@{domain}"


@pytest.fixture(scope="session")
def postfix():
    """A real mail server. Its folder is world-readable, as its daemons give up root."""
    with tempfile.TemporaryDirectory(prefix="cc-postfix-", dir="/tmp") as folder:
        server = Postfix(folder).start()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def cluster():
    """A PostgreSQL cluster for all tests; each takes databases of its own from it."""
    server = Cluster()
    yield server
    server.end()


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A server of the module's own that keeps mails on disk; it has to stop in good order."""
    server = Service(tmp_path_factory.mktemp("service"))
    server.add_staff("Ida Chief", "chief@local.test")
    server.add_staff("Bea Browser", "desk@local.test")
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def bare(tmp_path_factory):
    """A server with nothing and nobody in it."""
    server = Service(tmp_path_factory.mktemp("bare")).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def box(service):
    return KeptBox(service)


@pytest.fixture(scope="module")
def office(service):
    return Office(service).sign_in()


@pytest.fixture
def recipient(service, box):
    """Makes recipients with a browser of their own."""
    return lambda address, agent=None: Recipient(service, address, box, agent)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def posted(request, tmp_path_factory, postfix):
    """A server on each engine that mails through Postfix, whose reports come back to it."""
    database = request.getfixturevalue("cluster").new_database() if request.param == "postgres" else None
    server = Service(tmp_path_factory.mktemp("posted"), smtp=postfix.url, DATABASE_URL=database)
    server.engine = request.param
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    with ReportPump(postfix, server) as pump:
        server.pump = pump
        yield server
    server.stop()


@pytest.fixture
def own(tmp_path):
    """A server of the test's own, with an administrator."""
    server = Service(tmp_path / "own")
    server.add_staff("Ida Chief", "chief@local.test")
    server.start()
    yield server
    server.stop()
