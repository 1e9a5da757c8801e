"""A server that is killed again and again under load, and a ledger of all that it acknowledged (ST-01)."""
