"""Many sockets that take their time, from many addresses of this machine, and the honest visitor among them."""

import asyncio
import http.client
import multiprocessing
import pathlib
import resource
import socket
import threading
import time

GAP = 3.0
PER_ADDRESS = 50


def raise_limit_of_files():
    """As many open files as the system allows, for this process and those it starts."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


class Memory:
    """Resident memory of a process in KiB, now and at its highest since the last reset."""

    def __init__(self, process):
        self.folder = pathlib.Path("/proc") / str(process.pid)

    def _field(self, name):
        for line in (self.folder / "status").read_text().splitlines():
            if line.startswith(name + ":"):
                return int(line.split()[1])
        raise LookupError(name)

    @property
    def now(self):
        return self._field("VmRSS")

    @property
    def highest(self):
        return self._field("VmHWM")

    def reset(self):
        (self.folder / "clear_refs").write_text("5")


class Swarm:
    """A process of its own that holds sockets of these kinds open, and opens a new one for each that the server ends.

    A kind is a pair of a word and a path. `header` and `body` send a byte at a time, `read` takes one at a time; `idle` asks
    once, takes the answer and waits.
    """

    def __init__(self, service, kinds, number, first=10):
        self._counts = multiprocessing.get_context("fork").Array("l", 4)
        self._process = multiprocessing.get_context("fork").Process(
            target=_hold, args=(service.port, service.host, kinds, number, first, self._counts), daemon=True
        )

    def __enter__(self):
        self._process.start()
        return self

    def __exit__(self, *_):
        self._process.terminate()
        self._process.join()

    @property
    def held(self):
        """How many are open now."""
        return self._counts[0]

    @property
    def ended(self):
        """How many the server has ended so far."""
        return self._counts[1]

    @property
    def refused(self):
        """How many did not get as far as sending anything."""
        return self._counts[2]

    @property
    def answered(self):
        """How many of the idle ones have had their answer."""
        return self._counts[3]


def _hold(port, host, kinds, number, first, counts):
    raise_limit_of_files()

    async def all_of_them():
        await asyncio.gather(
            *(_keep(kinds[index % len(kinds)], port, host, _address(first, index), counts) for index in range(number))
        )

    asyncio.run(all_of_them())


def _address(first, index):
    place = index // PER_ADDRESS
    return f"127.{first}.{place // 250}.{place % 250 + 1}"


async def _keep(kind, port, host, source, counts):
    """Opens such a socket, and another when it ends, for ever."""
    loop = asyncio.get_running_loop()
    while True:
        with socket.socket() as line:
            line.setblocking(False)
            if kind[0] == "read":
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            begun = False
            try:
                line.bind((source, 0))
                await loop.sock_connect(line, ("127.0.0.1", port))
                begun = True
                counts[0] += 1
                await _use(loop, line, kind, host, counts)
            except OSError:
                pass
            if begun:
                counts[0] -= 1
            counts[1 if begun else 2] += 1
        await asyncio.sleep(0.2)


async def _use(loop, line, kind, host, counts):
    word, path = kind
    if word == "body":
        head = f"POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: 60000\r\n"
        head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    else:
        head = f"GET {path} HTTP/1.1\r\nHost: {host}\r\n" + ("X-Slow: " if word == "header" else "\r\n")
    await loop.sock_sendall(line, head.encode())
    if word == "idle":
        if await loop.sock_recv(line, 65536):
            counts[3] += 1
        await loop.sock_recv(line, 65536)
        return
    while True:
        if word == "read":
            await asyncio.sleep(GAP)
            if not await loop.sock_recv(line, 1):
                return
        else:
            try:
                if not await asyncio.wait_for(loop.sock_recv(line, 65536), GAP):
                    return
            except TimeoutError:
                await loop.sock_sendall(line, b"a")


class Probe(threading.Thread):
    """An honest visitor with an address of its own: a new connection for each page, one after the other."""

    def __init__(self, service, *paths, source="127.99.0.1", every=0.05):
        super().__init__(daemon=True)
        self.port, self.host, self.paths, self.source, self.every = service.port, service.host, paths, source, every
        self.times, self.failures = [], []
        self._ends = threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self._ends.set()
        self.join()

    def run(self):
        while not self._ends.wait(self.every):
            for path in self.paths:
                begin = time.monotonic()
                try:
                    self._ask(path)
                except (OSError, http.client.HTTPException, AssertionError) as error:
                    self.failures.append(f"{path}: {error!r}")
                self.times.append(time.monotonic() - begin)

    def _ask(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20, source_address=(self.source, 0))
        try:
            connection.request("GET", path, headers={"Host": self.host, "Connection": "close"})
            answer = connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
        finally:
            connection.close()

    def quantile(self, part):
        """In seconds; failures count with the time they took."""
        times = sorted(self.times)
        return times[min(len(times) - 1, int(part * len(times)))]

    def __str__(self):
        return (
            f"{len(self.times)} honest pages: half within {self.quantile(0.5) * 1000:.0f} ms, p99 "
            f"{self.quantile(0.99) * 1000:.0f} ms, slowest {max(self.times) * 1000:.0f} ms, {len(self.failures)} failed"
        )
