"""Large files, one at a time, in both directions, and the memory that all of it takes."""

import contextlib
import os
import resource
import socket
import subprocess
import time

from load import AGENT, Stream, alternating, curl, median, ratio
from table import Figure
from support.browser import Browser

MEBIBYTE = 1 << 20


def made(bench, mebibytes):
    """A file of random bytes, made once."""
    file = bench.folder / f"{mebibytes}.bin"
    if not file.exists():
        with open(file, "wb") as out:
            for _ in range(mebibytes):
                out.write(os.urandom(MEBIBYTE))
        file.chmod(0o644)
    return file


def sent(bench, mebibytes):
    """A file of that size behind a link; gives address and cookie of somebody who was let in."""
    subject, file = bench.subject, made(bench, mebibytes)
    draft = subject.draft()
    address, options = subject.upload_options(draft, file.name)
    curl(subject, file.stat().st_size, address, *options, "-T", str(file))
    links = subject.send(draft, people=subject.people[:1])
    lines = bench.stopped(lambda: subject.downloads(links, 1))
    path, cookie = lines.file.read_text().splitlines()[0].split()
    return subject.origin + path, cookie


def downloads(bench):
    """256 MiB and 1 GiB, sealed here, sent as it lies there by sendfile."""
    for mebibytes, name in ((256, "256 MiB"), (1024, "1 GiB")):
        address, cookie = sent(bench, mebibytes)
        nginx, size = bench.nginx, mebibytes * MEBIBYTE
        nginx.adopt(made(bench, mebibytes), f"{mebibytes}")
        plain = nginx.origin + nginx.signed(f"{mebibytes}")
        options = ("-A", AGENT, "-H", f"Cookie: {cookie}")
        curl(bench.subject, size, address, *options)
        curl(nginx, size, plain)
        results = alternating(
            bench.rounds, ours=lambda: curl(bench.subject, size, address, *options), nginx=lambda: curl(nginx, size, plain))
        costs = {who: median(rounds, "processor_seconds") * 1024 / mebibytes for who, rounds in results.items()}
        yield Figure(
            f"sealed download of {name}, MB/s against nginx sendfile", ratio(results, "ours", "nginx", "mebibytes_per_second"),
            0.75, 1.0, True,
            detail=", ".join(f"{who} {median(rounds, 'mebibytes_per_second'):,.0f} MiB/s" for who, rounds in results.items()))
        yield Figure(
            "the same, processor time against nginx", costs["ours"] / max(costs["nginx"], 0.01), 2.8, 1.8, False,
            detail=", ".join(f"{who} {cost:.2f} s/GiB" for who, cost in costs.items()))


def upload(bench):
    """1 GiB: hashed, sealed and on the disk here; written there."""
    subject, nginx, file = bench.subject, bench.nginx, made(bench, 1024)
    size, number = file.stat().st_size, iter(range(1000))

    def ours():
        draft = subject.draft()
        address, options = subject.upload_options(draft, file.name)
        moved = curl(subject, size, address, *options, "-T", str(file))
        page = subject.office.browser.get(draft.url)
        page.form(action="/deletion").submit()
        return moved

    def theirs():
        name = f"{next(number)}.bin"
        moved = curl(nginx, size, f"{nginx.origin}/uploads/{name}", "-H", "Expect:", "-T", str(file))
        (nginx.folder / "files/uploads" / name).unlink()
        return moved

    results = alternating(min(bench.rounds, 5), ours=ours, nginx=theirs)
    yield Figure(
        "upload of 1 GiB, MB/s against nginx WebDAV", ratio(results, "ours", "nginx", "mebibytes_per_second"), 0.4, 0.7, True,
        detail=", ".join(
            f"{who} {median(rounds, 'mebibytes_per_second'):,.0f} MiB/s, {median(rounds, 'processor_seconds'):.2f} s"
            for who, rounds in results.items()))


def memory(bench):
    """Of a server that has just started, while it does one large thing, many, and nothing for many."""
    subject = bench.subject
    address, cookie = sent(bench, 1024)
    options = ("-A", AGENT, "-H", f"Cookie: {cookie}")
    processes = fresh(bench).processes
    idle = processes.memory
    yield Figure("memory, idle", idle, 80, 48, False, "{:.0f} MiB")
    processes.forget_highest()
    curl(subject, 1 << 30, address, *options)
    down = processes.highest_memory - idle
    draft = subject.draft()
    target, told = subject.upload_options(draft, "1024.bin")
    before = processes.memory
    processes.forget_highest()
    curl(subject, 1 << 30, target, *told, "-T", str(made(bench, 1024)))
    up = processes.highest_memory - before
    yield Figure("memory, growth during 1 GiB down and up", max(down, up), 16, 8, False, "{:.0f} MiB", f"down {down:.0f}, up {up:.0f}")
    yield idle_connections(bench)
    yield many_downloads(bench, address, options)


def fresh(bench):
    """The server without the memory that an earlier load gave back to the process and not to the system."""
    bench.subject.restart()
    time.sleep(2)
    Browser(bench.subject.origin).get("/help").expect(200)
    return bench.subject


def idle_connections(bench, count=2000):
    resource.setrlimit(resource.RLIMIT_NOFILE, (8192, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    subject = fresh(bench)
    before = subject.processes.memory
    with contextlib.ExitStack() as stack:
        for _ in range(count):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", subject.service.port)))
            connection.sendall(f"GET /healthz HTTP/1.1\r\nHost: {subject.service.host}\r\n\r\n".encode())
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        each = (subject.processes.memory - before) * 1024 / count
    return Figure(f"memory of each of {count:,} idle connections", each, 20, 12, False, "{:.1f} KiB")


def many_downloads(bench, address, options):
    processes = fresh(bench).processes
    before = processes.memory
    processes.forget_highest()
    running = [
        subprocess.Popen(["curl", "-sS", "-o", "/dev/null", *options, "--limit-rate", "2M", "--max-time", "15", address],
                         stderr=subprocess.DEVNULL) for _ in range(64)]
    for process in running:
        process.wait()
    growth = processes.highest_memory - before
    return Figure("memory of each of 64 downloads at 2 MiB/s", growth / 64, 1, 0.5, False, "{:.2f} MiB", f"{growth:.0f} MiB in all")
