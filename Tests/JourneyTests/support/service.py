"""A `casecourier serve` of our own, in folders of its own."""

import atexit
import http.client
import os
import pathlib
import signal
import subprocess
import weakref

from .ports import free_port
from .waiting import eventually

PASSWORD = "plum orbit lantern vestibule 42"
CONTACT = "Duty desk, +49 30 555 0100"


_running = weakref.WeakSet()


@atexit.register
def _end_what_still_runs():
    """A test that failed in the middle leaves no server behind."""
    for service in list(_running):
        service.kill()


def binary():
    """The program under test, as Scripts/test names it."""
    path = pathlib.Path(os.environ.get("CASECOURIER_BINARY", ".build/debug/casecourier")).resolve()
    assert path.is_file(), f"{path} is not there: build it, or name another in CASECOURIER_BINARY"
    return str(path)


class Service:
    """One installation: starts, stops, is killed, and runs commands beside the server or without it."""

    def __init__(self, folder, smtp=None, clock=None, notify=None, **settings):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data = self.folder / "data"
        self.keys = self.folder / "keys"
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.clock = clock
        self._notify = {"NOTIFY_SOCKET": notify} if notify else {}
        self.process = None
        self._settings = {
            "DATA_FOLDER": str(self.data),
            "KEYS_FOLDER": str(self.keys),
            "HTTP_ADDRESS": f"127.0.0.1:{self.port}",
            "PUBLIC_URL": self.origin,
            "MAIL_FROM": "bounces@local.test",
            "ORGANISATION_NAME": "Hartmann Marlow MBORG",
            "ORGANISATION_CONTACT": CONTACT,
            "ENVIRONMENT": "development",
            # Most journeys are about what comes after it.
            "UNDO_SECONDS": "0",
        }
        if smtp:
            self._settings["SMTP_URL"] = smtp
        self._settings.update(settings)

    @property
    def environment(self):
        """What the process is told: our settings, and of this machine's only what a program needs to run."""
        kept = {
            name: os.environ[name]
            for name in ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH")
            if name in os.environ
        }
        told = {
            name if name.startswith("AWS_") else f"CASECOURIER_{name}": value
            for name, value in self._settings.items()
            if value is not None
        }
        moved = self.clock.environment if self.clock else {}
        return kept | told | moved | self._notify | {"SWIFT_BACKTRACE": "enable=no"}

    @property
    def host(self):
        """The name under which the server lets itself be addressed."""
        return self._settings["PUBLIC_URL"].split("://", 1)[1]

    @property
    def log_file(self):
        return self.folder / "server.log"

    @property
    def log(self):
        """Everything the server has written to its standard output and error, over all its starts."""
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def start(self, within=40, command="serve"):
        """Starts the server and waits until it answers."""
        with open(self.log_file, "ab") as log:
            self.process = subprocess.Popen(
                [binary(), command],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
            )
        try:
            eventually(self._is_up, within, "the server's first answer", every=0.02)
        except AssertionError:
            self.kill()
            raise
        _running.add(self)
        return self

    def _is_up(self):
        code = self.process.poll()
        assert code is None, f"the server ended with {code}:\n{self.log[-4000:]}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/healthz", headers={"Host": self.host})
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, within=15):
        """Ends the server as a system does that shuts down; it must leave in good order and in time."""
        if not self.is_running:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server still ran {within} s after SIGTERM:\n{self.log[-2000:]}")
        assert code == 0, f"the server ended with {code}:\n{self.log[-4000:]}"

    def kill(self):
        """Ends the server as a power cut does."""
        if self.is_running:
            self.process.kill()
            self.process.wait(10)

    def run(self, *arguments, stdin="", within=60):
        """Runs a command of the program; gives its completed process whatever it said."""
        return subprocess.run(
            [binary(), *arguments],
            env=self.environment,
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            timeout=within,
            cwd=self.folder,
        )

    def command(self, *arguments, stdin=""):
        """Runs a command that has to succeed; gives what it printed."""
        done = self.run(*arguments, stdin=stdin)
        assert done.returncode == 0, f"{arguments} → {done.returncode}: {done.stdout!r} {done.stderr!r}"
        return done.stdout.decode()

    def add_staff(self, name, email, role="administrator", password=PASSWORD):
        return self.command(
            "people", "add", "--kind", "staff", "--role", role, "--name", name, "--email", email, stdin=password + "\n"
        )

    def ingest(self, report):
        """Feeds one mail to the program as a mail server's pipe does."""
        return self.command("mail", "ingest", stdin=report)
