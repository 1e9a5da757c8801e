"""Requests byte by byte, for what no client library would send."""

import re
import socket
import time


def exchange(port, octets, within=10):
    """Sends octets on a new connection and reads until the server closes it; gives what it said.

    Fails when the connection is still open `within` seconds later: a server must never leave a spoilt one hanging.
    """
    said = b""
    deadline = time.monotonic() + within
    with socket.create_connection(("127.0.0.1", port), timeout=within) as connection:
        try:
            connection.sendall(octets)
        except (BrokenPipeError, ConnectionResetError):
            pass
        while True:
            left = deadline - time.monotonic()
            assert left > 0, f"the connection stays open; so far it said {said[:200]!r}"
            connection.settimeout(left)
            try:
                piece = connection.recv(65536)
            except ConnectionResetError:
                return said
            except TimeoutError:
                raise AssertionError(f"the connection stays open; so far it said {said[:200]!r}") from None
            if not piece:
                return said
            said += piece


def statuses(said):
    """The status of every answer in what a server said."""
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3}) ", said)]
