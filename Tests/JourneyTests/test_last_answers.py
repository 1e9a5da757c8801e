"""An answer that comes before its request is over is heard all the same: the line is not cut under a sender who still sends."""

import re
import socket
import time

import pytest
from support.service import Service

PIECE = b"x" * 65_536


@pytest.fixture
def own(tmp_path):
    server = Service(tmp_path / "own").start()
    yield server
    server.kill()


def line_to(service):
    line = socket.create_connection(("127.0.0.1", service.port), timeout=20)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return line


def rest_of(line):
    answer = b""
    while piece := line.recv(65_536):
        answer += piece
    return answer


@pytest.mark.parametrize("size", [1 << 20, 48 << 20])
@pytest.mark.parametrize("path", ["/help", "/session/heartbeat", "/api/v1/cases"])
def test_a_refusal_is_heard_by_who_still_sends(service, path, size):
    """RL-01 ST-04: whoever sends on after the refusal is not reset, and reads all of it; then the line ends."""
    line = line_to(service)
    head = f"POST {path} HTTP/1.1\r\nHost: {service.host}\r\nContent-Type: application/octet-stream\r\n"
    line.sendall(f"{head}Content-Length: {size}\r\n\r\n".encode())
    for _ in range(size // len(PIECE)):
        line.sendall(PIECE)
    answer = rest_of(line)
    line.close()
    assert re.match(rb"HTTP/1\.1 4\d\d ", answer), answer[:200]
    length = int(re.search(rb"content-length: (\d+)", answer, re.IGNORECASE)[1])
    assert len(answer.partition(b"\r\n\r\n")[2]) == length
    assert b"connection: close" in answer.lower()


def test_nothing_is_answered_after_the_last_answer(service):
    """RL-01 RL-03: a further request behind content that nobody read is not taken up."""
    line = line_to(service)
    further = f"GET /healthz HTTP/1.1\r\nHost: {service.host}\r\n\r\n".encode()
    head = f"POST /help HTTP/1.1\r\nHost: {service.host}\r\nContent-Length: {len(PIECE) * 4}\r\n\r\n"
    line.sendall(head.encode())
    first = line.recv(65_536)
    for _ in range(4):
        line.sendall(PIECE)
    try:
        line.sendall(further)
        answer = first + rest_of(line)
    except ConnectionError:
        answer = first
    assert answer.count(b"HTTP/1.1 ") == 1


def test_who_still_sends_holds_no_shutdown(own):
    """RL-01: content that is read and dropped after the last answer keeps no server from ending."""
    line = line_to(own)
    line.sendall(f"POST /help HTTP/1.1\r\nHost: {own.host}\r\nContent-Length: 100000000\r\n\r\n".encode() + PIECE)
    assert line.recv(65_536).startswith(b"HTTP/1.1 4")
    begin = time.monotonic()
    own.stop()
    assert time.monotonic() - begin < 10
    line.close()
