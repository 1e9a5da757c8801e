"""Figures beside their goals, and the page that keeps the last run."""

import dataclasses
import datetime
import os
import pathlib
import platform
import subprocess


@dataclasses.dataclass
class Figure:
    """One line of the table. `at_least` says which way is better."""

    what: str
    value: float
    floor: float
    ambition: float
    at_least: bool
    form: str = "{:.2f} ×"
    detail: str = ""

    @property
    def verdict(self):
        def reaches(goal):
            return self.value >= goal if self.at_least else self.value <= goal

        return "ambition" if reaches(self.ambition) else "floor" if reaches(self.floor) else "missed"

    @property
    def cells(self):
        sign = "≥" if self.at_least else "≤"
        goals = (f"{sign} {self.form.format(goal)}" for goal in (self.floor, self.ambition))
        return [self.what, self.form.format(self.value), *goals, self.verdict, self.detail]


BEGIN = "<!-- From here to the end mark Scripts/benchmark writes. -->"
END = "<!-- End of what Scripts/benchmark writes. -->"
HEAD = ["measure", "measured", "floor", "ambition", "reached", "from"]


def printed(figure):
    what, value, floor, ambition, verdict, detail = figure.cells
    return f"{what:<66} {value:>12}   floor {floor:<12} ambition {ambition:<12} {verdict:<9} {detail}"


def machine():
    model = next(
        (line.split(":", 1)[1].strip() for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")), platform.machine())
    memory = next(line.split()[1] for line in pathlib.Path("/proc/meminfo").read_text().splitlines())
    return f"{os.cpu_count()} cores of {model}, {int(memory) / (1 << 20):.0f} GiB, Linux {platform.release()}"


def versions():
    nginx = subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr.strip().split("/")[-1]
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.splitlines()[0]
    return f"nginx {nginx}; Flask, itsdangerous and gunicorn as in `Scripts/benchmarks/requirements.txt`; {swift}"


def page(figures, command):
    """The part of `docs/benchmarks.md` that a run writes."""
    lines = [
        f"Run at {datetime.datetime.now(datetime.UTC):%Y-%m-%d %H:%M} UTC by `{command}`.",
        "",
        f"Machine: {machine()}. Server, peers and load generator share it. {versions()}.",
        "",
        "| " + " | ".join(HEAD) + " |",
        "|" + "---|" * len(HEAD),
    ]
    lines += ["| " + " | ".join(figure.cells) + " |" for figure in figures]
    return "\n".join(lines) + "\n"
