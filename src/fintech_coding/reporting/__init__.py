"""Tables become figures, and a report that a reader can check."""
