"""Knows paths and bytes, nothing of their meaning."""
