"""Hemero: from a folder of scraped news text to a static archive."""

__version__ = "0.1.0"
