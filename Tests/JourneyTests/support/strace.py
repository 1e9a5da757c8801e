"""Faults of the system on order: strace attached to a running server."""

import os
import pathlib
import signal
import subprocess

from .waiting import eventually


class Strace:
    """While in its `with`, the server's calls go through strace, which answers some of them itself."""

    def __init__(self, service, call, error, when="1+", paths=()):
        self._log = pathlib.Path(service.folder) / "strace.log"
        self._said = pathlib.Path(service.folder) / "strace.words"
        only = [word for path in paths for word in ("-P", str(path))]
        inject = f"inject={call}:error={error}:when={when}"
        self._command = ["strace", "-f", "-o", self._log, "-e", f"trace={call}", "-e", inject, *only]
        self._pid = service.process.pid

    def __enter__(self):
        with open(self._said, "wb") as said:
            self.process = subprocess.Popen(
                [*self._command, "-p", str(self._pid)], stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        eventually(self._is_attached, 20, "strace to be attached", every=0.02)
        return self

    def _is_attached(self):
        assert self.process.poll() is None, self._said.read_text()
        return "attached" in self._said.read_text()

    def __exit__(self, *_):
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGINT)
            self.process.wait(20)

    @property
    def injected(self):
        """How many calls were answered with the error."""
        return self._log.read_text(errors="replace").count("INJECTED")
