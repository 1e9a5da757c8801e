"""Load on a server: wrk for many small answers, curl for one large one."""

import dataclasses
import json
import pathlib
import statistics
import subprocess
import time

SCRIPT = pathlib.Path(__file__).with_name("load.lua")
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclasses.dataclass
class Load:
    """One round against one server."""

    per_second: float
    processor_microseconds: float
    p50: float
    p99: float
    requests: int
    seconds: float


@dataclasses.dataclass
class Stream:
    """One large body on its way."""

    mebibytes_per_second: float
    processor_seconds: float


class Lines:
    """A file of requests for wrk."""

    def __init__(self, file, lines):
        self.file = pathlib.Path(file)
        # Each thread takes every other line, so a single one is written twice.
        lines = list(lines) if len(lines) > 1 else list(lines) * 2
        self.file.write_text("".join(f"{path}\t{cookie}\n" for path, cookie in lines))


def wrk(server, lines, seconds, connections=64, threads=2, refusal=False):
    """Loads `server` with the requests of a file; with `refusal` every answer has to be one."""
    threads = min(threads, connections)
    before = server.processes.processor_seconds()
    done = subprocess.run(
        [
            "wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "20s", "-s", str(SCRIPT), server.origin,
            "--", str(lines.file), str(threads), AGENT,
        ],
        capture_output=True, text=True, check=True,
    )
    processor = server.processes.processor_seconds() - before
    told = json.loads(done.stdout.strip().splitlines()[-1])
    if told["broken"] or told["refused"] != (told["requests"] if refusal else 0):
        raise SystemExit(f"{server.name} did not answer as it should: {told}\n{done.stdout}\n{done.stderr}")
    length = told["microseconds"] / 1e6
    return Load(
        told["requests"] / length, processor * 1e6 / max(1, told["requests"]), told["p50"] / 1000,
        told["p99"] / 1000, told["requests"], length,
    )


def curl(server, size, address, *options):
    """Moves `size` bytes by one curl, to nowhere unless the options say otherwise."""
    before, begin = server.processes.processor_seconds(), time.monotonic()
    subprocess.run(["curl", "-sS", "--fail", "-o", "/dev/null", *options, address], check=True)
    seconds = time.monotonic() - begin
    return Stream(size / (1 << 20) / seconds, server.processes.processor_seconds() - before)


def alternating(rounds, **measures):
    """Runs each measure once a round, so that a noisy minute falls on all; gives the rounds of each."""
    results = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            results[name].append(measure())
    return results


def median(results, field):
    return statistics.median(getattr(result, field) for result in results)


def ratio(results, one, other, field):
    """The median over the rounds of what `one` does against `other`."""
    return statistics.median(
        getattr(a, field) / getattr(b, field) for a, b in zip(results[one], results[other], strict=True)
    )
