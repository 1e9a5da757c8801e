"""What processes cost: processor time and memory, as the kernel counts them."""

import os
import pathlib

TICK = os.sysconf("SC_CLK_TCK")


class Processes:
    """A server with all its processes."""

    def __init__(self, pid):
        self.pid = pid

    def _all(self):
        found, new = [], [self.pid]
        while new:
            pid = new.pop()
            found.append(pid)
            for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
                new += [int(child) for child in task.read_text().split()]
        return found

    def processor_seconds(self):
        """User and system time of all of them so far."""
        total = 0
        for pid in self._all():
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        return total / TICK

    def _mebibytes(self, field):
        total = 0
        for pid in self._all():
            for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
                if line.startswith(field + ":"):
                    total += int(line.split()[1])
        return total / 1024

    @property
    def memory(self):
        """Resident MiB now."""
        return self._mebibytes("VmRSS")

    @property
    def highest_memory(self):
        """Resident MiB at most since `forget_highest`."""
        return self._mebibytes("VmHWM")

    def forget_highest(self):
        for pid in self._all():
            pathlib.Path(f"/proc/{pid}/clear_refs").write_text("5")
