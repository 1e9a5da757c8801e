"""Requests that mean different things to different readers."""

import pytest
from support.wire import exchange, statuses

HEAD = "POST /session/deletion HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SMUGGLED = "GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"

SPOILT = {
    "both framings": HEAD + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
    "both framings, length first": HEAD + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "two lengths": HEAD + "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=bc",
    "the same length twice": HEAD + "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b",
    "a list of lengths": HEAD + "Content-Length: 3, 3\r\n\r\na=b",
    "a negative length": HEAD + "Content-Length: -1\r\n\r\na=b",
    "a signed length": HEAD + "Content-Length: +3\r\n\r\na=b",
    "a length beyond counting": HEAD + "Content-Length: 99999999999999999999\r\n\r\na=b",
    "a length in words": HEAD + "Content-Length: three\r\n\r\na=b",
    "a folded line": HEAD + "X-Long: one\r\n two\r\nContent-Length: 3\r\n\r\na=b",
    "a folded framing": HEAD + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n",
    "bare line feeds": (HEAD + "Content-Length: 3\r\n\r\na=b").replace("\r\n", "\n"),
    "one bare line feed": HEAD + "X-One: a\nContent-Length: 3\r\n\r\na=b",
    "a bare carriage return": HEAD + "X-One: a\rContent-Length: 3\r\n\r\na=b",
    "a space before the colon": HEAD + "Content-Length : 3\r\n\r\na=b",
    "a null in a field": HEAD + "X-One: a\0b\r\nContent-Length: 3\r\n\r\na=b",
    "an unknown coding": HEAD + "Transfer-Encoding: gzip, chunked, identity\r\n\r\n0\r\n\r\n",
    "a chunk beyond counting": HEAD + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\na=b\r\n0\r\n\r\n",
    "a negative chunk": HEAD + "Transfer-Encoding: chunked\r\n\r\n-3\r\na=b\r\n0\r\n\r\n",
    "a signed chunk": HEAD + "Transfer-Encoding: chunked\r\n\r\n+3\r\na=b\r\n0\r\n\r\n",
    "a prefixed chunk": HEAD + "Transfer-Encoding: chunked\r\n\r\n0x3\r\na=b\r\n0\r\n\r\n",
    "a chunk without its end": HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\na=bXX0\r\n\r\n",
    "a chunk ended by a line feed": HEAD + "Transfer-Encoding: chunked\r\n\r\n3\na=b\n0\n\n",
    "chunked twice": HEAD + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "chunked by another name": HEAD + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "a null in the target": "GET /help\0x HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a space in the target": "GET /help x HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "no version": "GET /healthz\r\nHost: {host}\r\n\r\n",
    "no request at all": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}


@pytest.mark.parametrize("kind", SPOILT)
def test_spoilt_framing_is_refused_and_the_line_closed(bare, kind):
    """UD-02: what two readers could understand differently is answered 400 once, and what follows on the line is not read."""
    host = f"127.0.0.1:{bare.port}"
    octets = (SPOILT[kind] + SMUGGLED).format(host=host).encode("latin-1")
    said = exchange(bare.port, octets)
    assert statuses(said) in ([400], [501]), said[:400]
    assert bare.is_running


HOSTS = {
    "no host": "GET /healthz HTTP/1.1\r\n\r\n",
    "two hosts": "GET /healthz HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
}


@pytest.mark.parametrize("kind", HOSTS)
def test_a_request_names_one_host(bare, kind):
    """LT-10: without a host, or with two, a request is refused."""
    octets = (HOSTS[kind] + SMUGGLED).format(host=f"127.0.0.1:{bare.port}").encode()
    assert statuses(exchange(bare.port, octets))[0] == 400


TARGETS = {
    "http://evil.example/help": 421,
    "HTTP://evil.example": 421,
    "https://evil.example:443/help": 421,
    "http://user@evil.example/help": 421,
    "ftp://{host}/help": 400,
    "//evil.example/help": 404,
    "help": 400,
    "http://{host}/help": 200,
    "http://{host}": 303,
}


@pytest.mark.parametrize("target", TARGETS)
def test_the_host_of_the_target_counts(bare, target):
    """LT-10: a target that names a host is asked of that host, whatever `Host` says; what is no address of the web is refused."""
    host = f"127.0.0.1:{bare.port}"
    octets = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".replace("{host}", host)
    assert statuses(exchange(bare.port, octets.encode())) == [TARGETS[target]]


def test_endless_heads_are_refused(bare):
    """RL-05: fields beyond all measure end the connection; the server stays."""
    host = f"127.0.0.1:{bare.port}"
    many = f"GET / HTTP/1.1\r\nHost: {host}\r\n" + "".join(f"X-{n}: y\r\n" for n in range(5000)) + "\r\n"
    long = f"GET /{'a' * 100_000} HTTP/1.1\r\nHost: {host}\r\n\r\n"
    for octets in (many, long):
        said = exchange(bare.port, octets.encode())
        assert not said or statuses(said)[0] in (400, 413, 414, 431), said[:200]
    assert bare.is_running


def test_good_framing_is_understood(bare):
    """UD-02: chunked and counted bodies, and two requests on one line, still work."""
    host = f"127.0.0.1:{bare.port}"
    for body in ("Content-Length: 3\r\n\r\na=b", "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n0\r\n\r\n"):
        octets = (HEAD + body + SMUGGLED).format(host=host)
        answered = statuses(exchange(bare.port, octets.encode()))
        assert len(answered) == 2 and answered[0] in (403, 422) and answered[1] == 200, answered
