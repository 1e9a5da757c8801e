"""Visitors who were let in: the rows that typing a mailed code leaves, written straight into the database."""

import base64
import contextlib
import hashlib
import json
import os
import sqlite3
import subprocess
import time

ROWS = {
    "visitor_sessions": ("id", "token_digest", "created_at", "last_seen_at"),
    "challenges": ("id", "session_id", "door", "address", "spelling", "person_id", "attempts", "created_at",
                   "expires_at", "redeemed_at"),
    "grants": ("id", "session_id", "person_id", "address", "spelling", "challenge_id", "created_at"),
}


def new_id():
    """26 characters of base32hex, as ours are."""
    return base64.b32hexencode(os.urandom(16)).decode().lower().rstrip("=")


class SQLiteRows:
    """The file of a server that is stopped."""

    def __init__(self, file):
        self.file = file

    def ask(self, query):
        with contextlib.closing(sqlite3.connect(self.file, timeout=60)) as connection:
            return connection.execute(query).fetchall()

    def named(self, table, column, value):
        """The rows with that value, by the names of their columns."""
        with contextlib.closing(sqlite3.connect(self.file, timeout=60)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(f"SELECT * FROM {table} WHERE {column} = ?", (value,))]

    def add(self, tables):
        self.fill({table: (ROWS[table], rows) for table, rows in tables.items()})

    def fill(self, tables):
        """Adds rows to tables, which are pairs of column names and rows."""
        with contextlib.closing(sqlite3.connect(self.file, timeout=60)) as connection, connection:
            # Only the server's own connection may fold the log into the file.
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            for table, (names, rows) in tables.items():
                connection.executemany(
                    f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows)


class PostgresRows:
    """A database of a cluster."""

    def __init__(self, cluster, url):
        self.cluster, self.url = cluster, url

    def ask(self, query):
        return [tuple(row) for row in self.cluster.ask(self.url, query)]

    def named(self, table, column, value):
        """The rows with that value, by the names of their columns."""
        rows = self.cluster.ask(self.url, f"SELECT row_to_json(r) FROM (SELECT * FROM {table} WHERE {column} = '{value}') AS r")
        return [json.loads(row[0]) for row in rows]

    def add(self, tables):
        self.fill({table: (ROWS[table], rows) for table, rows in tables.items()})

    def fill(self, tables):
        """Adds rows to tables, which are pairs of column names and rows."""
        for table, (names, rows) in tables.items():
            text = "".join("\t".join(map(self._field, row)) + "\n" for row in rows)
            subprocess.run(
                ["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", f"COPY {table} ({', '.join(names)}) FROM STDIN", self.url],
                input=text, text=True, check=True)
        subprocess.run(["psql", "-qX", "-c", "ANALYZE", self.url], check=True)

    @staticmethod
    def _field(value):
        if value is None:
            return "\\N"
        return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


class Visitors:
    def __init__(self, rows):
        self.rows = rows

    def let_in(self, targets, count):
        """Makes `count` sessions with a grant, for each target (path and address) in turn; gives path and cookie of each."""
        people = dict(self.rows.ask("SELECT canonical, person_id FROM person_addresses"))
        links = dict(
            self.rows.ask(
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
        self.rows.add({"visitor_sessions": sessions, "challenges": challenges, "grants": grants})
        return lines
