"""Fixtures of the journeys."""

from support.fixtures import bare, box, cluster, fresh, office, posted, postfix, recipient, service

__all__ = ["bare", "box", "cluster", "fresh", "office", "posted", "postfix", "recipient", "service"]
