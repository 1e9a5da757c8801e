"""People who take their time on purpose, and one who does not."""

import pytest
from support.service import Service
from support.slow import Memory, Probe, Swarm, raise_limit_of_files
from support.waiting import eventually


@pytest.fixture
def own(tmp_path):
    raise_limit_of_files()
    server = Service(tmp_path / "own").start()
    yield server
    server.kill()


def visits(service, number, *paths):
    """So many honest visits, one after the other."""
    with Probe(service, *paths) as probe:
        eventually(lambda: len(probe.times) >= number, 60, f"{number} visits")
    return probe


def test_slow_sockets_hold_up_nobody_else(own):
    """RL-01: with 300 sockets that send or take a byte in three seconds, an honest visitor waits less than a second."""
    kinds = [("header", "/"), ("body", "/sign-in"), ("read", "/sign-in")]
    with Swarm(own, kinds, 300) as swarm:
        eventually(lambda: swarm.held >= 290, 20, "the slow ones' connections")
        probe = visits(own, 100, "/healthz", "/sign-in")
    assert not probe.failures and probe.quantile(0.99) < 1, str(probe)


def test_idle_connections_cost_little(own):
    """RL-02: 1,000 connections that wait cost at most 64 KiB each in a debug build, and new visitors are served at once."""
    memory = Memory(own.process)
    visits(own, 50, "/healthz", "/sign-in")
    before = memory.now
    with Swarm(own, [("idle", "/healthz")], 1000) as swarm:
        eventually(lambda: swarm.answered >= 1000, 30, "the answers of those who wait")
        grown = memory.now - before
        probe = visits(own, 100, "/healthz")
        assert swarm.held == 1000
    assert not probe.failures and probe.quantile(0.99) < 0.5, str(probe)
    assert grown <= 64 * 1000, f"{grown} KiB"
