"""A throw-away PostgreSQL cluster, the same that the Swift tests start."""

import atexit
import pathlib
import subprocess
import threading
import urllib.parse

_PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "Support" / "postgres-cluster"


class Cluster:
    """One cluster on a socket of its own; gone with this process, however that ends.

    `Service(folder, DATABASE_URL=cluster.new_database())` is a service on it.
    """

    def __init__(self, *settings):
        self._lock = threading.Lock()
        self._count = 0
        self._process = subprocess.Popen(
            [_PROGRAM, *settings], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        greeting = self._process.stdout.readline().strip()
        assert greeting.startswith("ready "), greeting
        self.folder = greeting.removeprefix("ready ")
        atexit.register(self.end)

    def _obey(self, order):
        with self._lock:
            self._process.stdin.write(order + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline().strip()
        assert answer.startswith("done"), f"{order}: {answer}"
        return answer.removeprefix("done").strip()

    def url(self, name):
        return f"postgres:///{name}?" + urllib.parse.urlencode({"host": self.folder, "user": "probe"})

    def new_database(self):
        """The URL of an empty database."""
        self._count += 1
        name = f"journey_{self._count}"
        answer = self._obey(f"create {name}")
        assert not answer, answer
        return self.url(name)

    def ask(self, url, statement):
        """What a statement answers in that database, a list of rows as lists of texts."""
        done = subprocess.run(
            ["psql", "-qAtX", "-F", "\t", "-v", "ON_ERROR_STOP=1", "-c", statement, url],
            capture_output=True, text=True, timeout=30,
        )
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]

    def stop(self):
        """Shuts the server down, its data kept; `start` brings it back."""
        answer = self._obey("stop")
        assert not answer, answer

    def start(self):
        answer = self._obey("start")
        assert not answer, answer

    def end(self):
        if self._process.poll() is None:
            self._process.stdin.close()
            self._process.wait(30)
