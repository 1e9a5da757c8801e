"""What holds of the rows at every moment, whoever was killed when."""

import re

# Each query finds what must not be there.
INVARIANTS = {
    "a send without a delivery": """
        SELECT id FROM sends WHERE NOT EXISTS (SELECT 1 FROM deliveries WHERE send_id = sends.id)""",
    "an update sent twice under one request": """
        SELECT update_id FROM sends GROUP BY update_id HAVING COUNT(*) > 1""",
    "a send of an update that nobody validated": """
        SELECT sends.id FROM sends JOIN case_updates ON case_updates.id = sends.update_id WHERE validated_at IS NULL""",
    "a delivery with more or fewer links than files": """
        SELECT deliveries.id FROM deliveries JOIN sends ON sends.id = deliveries.send_id
        WHERE (SELECT COUNT(*) FROM file_links WHERE delivery_id = deliveries.id)
            <> (SELECT COUNT(*) FROM attachments WHERE attachments.update_id = sends.update_id)""",
    "a delivery without its first event": """
        SELECT id FROM deliveries WHERE NOT EXISTS (
            SELECT 1 FROM delivery_events WHERE delivery_id = deliveries.id AND kind = 'queued')""",
    "a delivery without a letter": """
        SELECT id FROM deliveries WHERE NOT EXISTS (
            SELECT 1 FROM outbox WHERE delivery_id = deliveries.id AND kind = 'notice')""",
    "a gap in the events of a delivery": """
        SELECT delivery_id FROM delivery_events GROUP BY delivery_id
        HAVING COUNT(*) <> MAX(position) - MIN(position) + 1""",
    "a letter that was sent, and no event of it": """
        SELECT id FROM outbox WHERE kind = 'notice' AND state = 'sent' AND NOT EXISTS (
            SELECT 1 FROM delivery_events
            WHERE delivery_events.delivery_id = outbox.delivery_id AND delivery_events.kind = 'sent')""",
    "a letter that waits and has lost its text": """
        SELECT id FROM outbox WHERE state = 'waiting' AND letter IS NULL""",
    "a challenge with more than five tries": "SELECT id FROM challenges WHERE attempts > 5",
    "a grant whose challenge was not redeemed": """
        SELECT grants.id FROM grants JOIN challenges ON challenges.id = grants.challenge_id WHERE redeemed_at IS NULL""",
    "a used code whose challenge was not redeemed": """
        SELECT codes.id FROM codes JOIN challenges ON challenges.id = codes.challenge_id
        WHERE used_at IS NOT NULL AND redeemed_at IS NULL""",
    "a link withdrawn without an event": """
        SELECT id FROM file_links WHERE revoked_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM delivery_events WHERE link_id = file_links.id AND kind = 'link revoked')""",
    "a finished transfer without an event": """
        SELECT link_id FROM transfers WHERE completed_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM delivery_events
            WHERE delivery_events.link_id = transfers.link_id AND kind = 'download completed')""",
}

TABLES = {
    "people": "people",
    "cases": "cases",
    "updates": "case_updates",
    "attachments": "attachments",
    "sends": "sends",
}

WORD = re.compile(r"[A-Za-z0-9_-]+")


def half(store, service):
    """The sentences of what is half there."""
    return [
        f"{what}: {rows[:3]}" for what, query in INVARIANTS.items() if (rows := store.rows(service, " ".join(query.split())))
    ]


def missing(store, service, kind, ids):
    """Those of the ids that stand in no row."""
    ids = sorted(set(ids))
    assert all(WORD.fullmatch(word) for word in ids), ids
    found = set()
    # A query is an argument of psql, of which the system takes 128 KiB.
    for start in range(0, len(ids), 1000):
        names = ", ".join(f"'{word}'" for word in ids[start : start + 1000])
        found |= {row[0] for row in store.rows(service, f"SELECT id FROM {TABLES[kind]} WHERE id IN ({names})")}
    return [f"{kind} {word}" for word in ids if word not in found]
