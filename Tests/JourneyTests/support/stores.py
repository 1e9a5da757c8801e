"""The two places where rows are kept, as long tests use them: what the server is told, and what stands in the tables."""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import subprocess
import urllib.parse

from .postgres import Cluster
from .waiting import eventually

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")


def choose_binary(root):
    """The release build where there is one, else the debug build, unless CASECOURIER_BINARY names another."""
    for kind in ("release", "debug"):
        path = root / ".build" / kind / "casecourier"
        if path.is_file():
            os.environ.setdefault("CASECOURIER_BINARY", str(path))


class SQLiteStore:
    """The file in the data folder. A copy of it is looked at, so that what the dead server left is left as it is."""

    def __init__(self, folder):
        self.settings = {}
        self._copy = pathlib.Path(folder) / "kept"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def cut(self):
        """There is no line that could be cut."""

    def stop_at_once(self):
        """The file ends with its server."""

    def start(self):
        """Nor is there anything to start."""

    def keep(self, service):
        """From now on `rows` speaks of what stands in the file at this moment."""
        assert not service.is_running, "one process at a time opens the file"
        shutil.rmtree(self._copy, ignore_errors=True)
        self._copy.mkdir(parents=True)
        for file in service.data.glob("casecourier.sqlite*"):
            if not file.name.endswith("-shm"):
                shutil.copy(file, self._copy)

    def rows(self, service, query):
        with contextlib.closing(sqlite3.connect(self._copy / "casecourier.sqlite")) as connection:
            return connection.execute(query).fetchall()

    def change(self, statement):
        """Spoils the copy, for showing that a look at it can fail."""
        with contextlib.closing(sqlite3.connect(self._copy / "casecourier.sqlite")) as connection, connection:
            connection.execute(statement)

    def check(self, service):
        """What the engine itself finds wrong with the file."""
        found = [words for (words,) in self.rows(service, "PRAGMA integrity_check") if words != "ok"]
        foreign = self.rows(service, "PRAGMA foreign_key_check")
        return found + [f"a row of {table} refers to nothing in {parent}" for table, _, parent, _ in foreign]


class PostgresStore:
    """A database in a cluster of its own that writes as it would in earnest."""

    def __init__(self, folder):
        self._cluster = Cluster("fsync=on", "full_page_writes=on", "synchronous_commit=on")
        self._url = self._cluster.new_database()
        self.settings = {"DATABASE_URL": self._url}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._cluster.end()

    def cut(self):
        """Ends every line to the database, as a failing network does."""
        self._ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")

    def stop_at_once(self):
        """Ends the cluster without giving it time for anything: the next start has to recover it from its log."""
        identifier = pathlib.Path(self._cluster.folder) / "data" / "postmaster.pid"
        os.kill(int(identifier.read_text().split()[0]), signal.SIGQUIT)
        eventually(lambda: not identifier.exists(), 20, "the end of the cluster")

    def start(self):
        self._cluster.start()

    def keep(self, service):
        """The rows can be looked at whether a server runs or not."""

    def rows(self, service, query):
        return [tuple(map(_number_or_text, row)) for row in self._ask(query)]

    def check(self, service):
        """What the engine's own checker finds wrong with tables and indexes."""
        name = urllib.parse.urlsplit(self._url).path.strip("/")
        done = subprocess.run(
            [PROGRAMS / "pg_amcheck", "--install-missing", "--heapallindexed", "-h", self._cluster.folder, "-U", "probe", name],
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        return [] if done.returncode == 0 else [f"pg_amcheck: {done.stdout[-500:]} {done.stderr[-500:]}"]

    def _ask(self, statement):
        return self._cluster.ask(self._url, statement)


def _number_or_text(text):
    return int(text) if re.fullmatch(r"-?\d{1,15}", text) else text


STORES = {"sqlite": SQLiteStore, "postgres": PostgresStore}
