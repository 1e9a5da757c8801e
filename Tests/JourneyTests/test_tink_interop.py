"""UD-09: files that our code sealed are opened by Google's own implementation of the format, and are damaged for it when altered."""

import hashlib
import json
import pathlib

import pytest
import tink_stream

FOLDER = pathlib.Path(__file__).parents[2] / "Fixtures" / "streams"
STREAMS = json.loads((FOLDER / "streams.json").read_text())


def parts(stream):
    sealed = (FOLDER / stream["file"]).read_bytes()
    return bytes.fromhex(stream["key"]), bytes.fromhex(stream["associated"]), sealed


@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream["file"])
def test_ud_09_tink_opens_what_we_sealed(stream):
    plain = tink_stream.open_sealed(*parts(stream))
    assert len(plain) == stream["size"]
    assert hashlib.sha256(plain).hexdigest() == stream["sha256"]


@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream["file"])
def test_ud_09_tink_refuses_what_was_altered(stream):
    key, associated, sealed = parts(stream)
    altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
    with pytest.raises(Exception):
        tink_stream.open_sealed(key, associated, altered)
    with pytest.raises(Exception):
        tink_stream.open_sealed(key, associated + b"x", sealed)
