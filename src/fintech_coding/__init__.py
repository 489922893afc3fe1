"""Content analysis of annual reports: reports become passages, passages hits, hits tables."""

__version__ = "0.1.0"
