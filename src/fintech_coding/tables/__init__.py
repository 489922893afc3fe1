"""Hits become tables."""
