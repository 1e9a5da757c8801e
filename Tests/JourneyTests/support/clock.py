"""A clock that tests move forward for one server."""

import os
import pathlib
import shutil
import subprocess

SOURCE = pathlib.Path(__file__).with_name("moved_clock.c")


class MovedClock:
    """The wall clock of a process; its monotonic clock is left alone, as on a machine whose time was set."""

    def __init__(self, folder):
        self._folder = pathlib.Path(folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._library = self._folder / "moved_clock.so"
        compiler = shutil.which("clang") or shutil.which("cc")
        assert compiler, "a C compiler is needed; Swift brings clang"
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", self._library, SOURCE, "-ldl"], check=True)
        self.move(0)

    def move(self, seconds):
        """From now on the process sees the time `seconds` later than it is."""
        draft = self._folder / "draft"
        draft.write_text(f"{seconds}\n")
        os.replace(draft, self._folder / "clock")

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self._library), "MOVED_CLOCK": str(self._folder / "clock")}
