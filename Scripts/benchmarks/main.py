"""Measures what was asked for, prints a table, and keeps a whole run in docs/benchmarks.md."""

import argparse
import functools
import os
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/JourneyTests"))
os.environ.setdefault("CASECOURIER_BINARY", str(ROOT / ".build/release/casecourier"))

import firm  # noqa: E402
import large  # noqa: E402
import small  # noqa: E402
import staff  # noqa: E402
import table  # noqa: E402
from peers import FlaskPeer, Nginx  # noqa: E402
from subject import Subject  # noqa: E402

ROWS = {
    "download": small.download,
    "engines": small.engines,
    "forged": small.forged,
    "door": small.door,
    "middle": small.middle,
    "large": large.downloads,
    "upload": large.upload,
    "memory": large.memory,
    "tracker": staff.tracker,
    "bulk": staff.bulk,
    "firm": firm.pages,
}


class Bench:
    """The servers of a run, started when a row first needs them, and how long it measures."""

    def __init__(self, folder, quick):
        self.folder = pathlib.Path(folder)
        self.rounds, self.seconds, self.visitors = (3, 2, 30_000) if quick else (5, 5, 100_000)
        self.histories = (10_000, 1_000_000) if quick else (10_000, 1_000_000, 10_000_000)
        self.recipients = 1_000 if quick else 10_000
        self.cases = 200

    @functools.cached_property
    def subject(self):
        return Subject(self.folder / "subject")

    @functools.cached_property
    def nginx(self):
        (self.folder / "nginx").mkdir()
        return Nginx(self.folder / "nginx").start()

    @functools.cached_property
    def flask(self):
        (self.folder / "flask").mkdir()
        return FlaskPeer(self.folder / "flask").start(self.nginx.folder / "files/files")

    def stopped(self, body):
        """Does something to the database while the server does not run."""
        self.subject.service.stop()
        try:
            return body()
        finally:
            self.subject.start()

    @functools.cache
    def small_links(self):
        return self.subject.send_file("note.bin", os.urandom(1024), people=self.subject.people[:1])

    def stop(self):
        for name in ("nginx", "flask"):
            if name in self.__dict__:
                self.__dict__[name].stop()
        if "subject" in self.__dict__:
            self.subject.service.stop()


def main():
    parser = argparse.ArgumentParser(prog="Scripts/benchmark", description=__doc__)
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], metavar="ROW", help=", ".join(ROWS))
    parser.add_argument("--quick", action="store_true", help="three short rounds of each: for a look, not for the record")
    parser.add_argument("--write", action="store_true", help="keep the table in docs/benchmarks.md, as a whole run does")
    asked = parser.parse_args()
    rows = asked.rows or list(ROWS)
    figures = []
    with tempfile.TemporaryDirectory(prefix="cc-benchmark-", dir=os.environ.get("BENCHMARK_FOLDER")) as folder:
        os.chmod(folder, 0o755)
        bench = Bench(folder, asked.quick)
        try:
            for row in rows:
                for figure in ROWS[row](bench):
                    figures.append(figure)
                    print(table.printed(figure), flush=True)
        finally:
            bench.stop()
    if asked.write or not (asked.rows or asked.quick):
        keep(figures, " ".join(["Scripts/benchmark", *sys.argv[1:]]))


def keep(figures, command):
    file = ROOT / "docs/benchmarks.md"
    before, _, after = file.read_text().partition(table.BEGIN)
    _, _, after = after.partition(table.END)
    file.write_text(before + table.BEGIN + "\n" + table.page(figures, command) + table.END + after)


main()
