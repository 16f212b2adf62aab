"""Shards on other machines: what travels there, what must be equal there, and who sends it."""
