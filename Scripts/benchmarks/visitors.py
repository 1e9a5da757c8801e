"""Visitors who were let in: the rows that typing a mailed code leaves, written straight into the database."""

import base64
import hashlib
import os
import sqlite3
import time


def new_id():
    """26 characters of base32hex, as ours are."""
    return base64.b32hexencode(os.urandom(16)).decode().lower().rstrip("=")


class Visitors:
    def __init__(self, database):
        self.database = database

    def let_in(self, targets, count):
        """Makes `count` sessions with a grant, for each target (path and address) in turn; gives path and cookie of each."""
        connection = sqlite3.connect(self.database, timeout=60)
        # Only the server's own connection may fold the log into the file.
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        people = dict(connection.execute("SELECT canonical, person_id FROM person_addresses"))
        links = dict(
            connection.execute(
                "SELECT deliveries.address, MAX(file_links.id) FROM deliveries "
                "JOIN file_links ON file_links.delivery_id = deliveries.id GROUP BY deliveries.address"
            )
        )
        now = int(time.time() * 1000)
        lines, sessions, challenges, grants = [], [], [], []
        for number in range(count):
            path, address = targets[number % len(targets)]
            secret = os.urandom(32)
            session, challenge = new_id(), new_id()
            lines.append((path, "visitor=" + base64.urlsafe_b64encode(secret).decode().rstrip("=")))
            sessions.append((session, hashlib.sha256(secret).hexdigest(), now, now))
            challenges.append((challenge, session, links[address], address, address, people[address], 1, now, now, now))
            grants.append((new_id(), session, people[address], address, address, challenge, now))
        with connection:
            connection.executemany(
                "INSERT INTO visitor_sessions (id, token_digest, created_at, last_seen_at) VALUES (?, ?, ?, ?)", sessions)
            connection.executemany(
                "INSERT INTO challenges (id, session_id, link_id, address, spelling, person_id, attempts, created_at, "
                "expires_at, redeemed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", challenges)
            connection.executemany(
                "INSERT INTO grants (id, session_id, person_id, address, spelling, challenge_id, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)", grants)
        connection.close()
        return lines
