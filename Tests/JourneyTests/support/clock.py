"""A clock that tests move forward for one server, by libfaketime."""

import glob
import pathlib


class MovedClock:
    """The wall clock of a process; its monotonic clock is left alone, as on a machine whose time was set."""

    def __init__(self, folder):
        self._file = pathlib.Path(folder) / "clock"
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self.move(0)

    def move(self, seconds):
        """From now on the process sees the time `seconds` later than it is."""
        self._file.write_text(f"+{seconds}s\n")

    @property
    def environment(self):
        libraries = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
        assert libraries, "libfaketime is not there: Tests/packages.txt names it"
        return {
            "LD_PRELOAD": libraries[0],
            "FAKETIME_TIMESTAMP_FILE": str(self._file),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
        }
