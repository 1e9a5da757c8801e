"""Waiting for what comes about by itself: polling with a deadline, never a sleep of fixed length."""

import time


def eventually(look, within=15.0, what="the condition", every=0.05):
    """The first true value that `look` returns; fails with `what` when none comes `within` seconds."""
    deadline = time.monotonic() + within
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come within {within:g} s")
        time.sleep(every)


def stays(look, during, what="the condition"):
    """Fails as soon as `look` returns something false in the next `during` seconds: for what must not happen."""
    deadline = time.monotonic() + during
    while time.monotonic() < deadline:
        assert look(), f"{what} did not last {during:g} s"
        time.sleep(0.1)
