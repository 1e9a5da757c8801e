"""Fixtures of the journeys."""

from support.fixtures import bare, box, cluster, fresh, office, own, posted, postfix, recipient, service

__all__ = ["bare", "box", "cluster", "fresh", "office", "own", "posted", "postfix", "recipient", "service"]
