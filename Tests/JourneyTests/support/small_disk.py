"""A small file system in memory, mounted for one test."""

import os
import pathlib
import subprocess


class SmallDisk:
    """A folder with only so much room. Needs root, as every mount does."""

    is_allowed = os.geteuid() == 0

    def __init__(self, folder, mebibytes):
        self.path = pathlib.Path(folder)
        self.path.mkdir(parents=True, mode=0o700)
        options = f"size={mebibytes}m,mode=0700"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "none", self.path], check=True)

    def fill(self):
        """Takes all the room that is left."""
        with open(self.path / "ballast", "ab", buffering=0) as ballast:
            for size in (1 << 16, 1 << 12, 1):
                while self._grows(ballast, size):
                    pass

    @staticmethod
    def _grows(ballast, size):
        try:
            return ballast.write(b"\0" * size) == size
        except OSError:
            return False

    def empty(self):
        (self.path / "ballast").unlink()

    def unmount(self):
        subprocess.run(["umount", "-l", self.path], check=True)
