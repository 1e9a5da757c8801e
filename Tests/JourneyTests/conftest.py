"""Fixtures of the journeys."""

from support.fixtures import bare, box, fresh, office, posted, postfix, recipient, service

__all__ = ["bare", "box", "fresh", "office", "posted", "postfix", "recipient", "service"]
