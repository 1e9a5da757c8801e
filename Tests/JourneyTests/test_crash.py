"""A server that is killed under load. The long form is Scripts/campaign crash."""

from support.crash import tables
from support.crash.rounds import Rounds
from support.stores import SQLiteStore


def test_killed_under_load_nothing_acknowledged_is_lost(tmp_path):
    """ST-01 ST-07: five kills under mixed load: all that was acknowledged is there, nothing is half there, every mail came."""
    with SQLiteStore(tmp_path) as store, Rounds(tmp_path, store, seed=5) as campaign:
        for number in range(5):
            campaign.round(looks_deep=number == 4)
        campaign.finish()
        assert campaign.broken == {"lost": [], "half": [], "unexpected": []}, campaign.service.log[-2000:]
        for kind in ("sends", "attachments", "validated"):
            assert campaign.ledger.counts[kind] > 0, campaign.ledger.counts
        looks_at_what_is_missing(store, campaign)


def looks_at_what_is_missing(store, campaign):
    """The same looks find an acknowledged row that is gone, and a delivery whose first event is."""
    send = campaign.ledger.all["sends"][0].id
    store.change(f"DELETE FROM sends WHERE id = '{send}'")
    assert tables.missing(store, campaign.service, "sends", [send]) == [f"sends {send}"]
    store.change("DELETE FROM delivery_events WHERE kind = 'queued'")
    assert [found for found in tables.half(store, campaign.service) if "without its first event" in found]
    assert store.check(campaign.service), "links and deliveries of the send refer to nothing"
