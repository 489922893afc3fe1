"""Whether a hit is negated, and whose technology it speaks of: flags, never deletions."""

from __future__ import annotations

from fintech_coding.coding.entries import Context
from fintech_coding.coding.negation import NegationReader
from fintech_coding.coding.scope import ScopeReader


class ContextReader:
    """The word lists of a codebook's `context`, ready to judge hits."""

    def __init__(self, context: Context) -> None:
        """Compile the lists."""
        self.is_negated = NegationReader(context).is_negated
        self.judge_scope = ScopeReader(context).judge_scope
