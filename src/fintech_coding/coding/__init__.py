"""Passages become hits."""
