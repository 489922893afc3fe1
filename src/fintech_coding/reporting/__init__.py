"""Tables become a report that a reader can check."""
