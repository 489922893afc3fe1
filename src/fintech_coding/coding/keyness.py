"""How much more often something occurs in one part of a corpus than in the other: Dunning's G²."""

from __future__ import annotations

import math


def compute_keyness(count: int, size: int, other_count: int, other_size: int) -> float:
    """Return the log-likelihood ratio G² of a count in one part beside that in the other, with direction.

    Over the four cells of the table: it and all else, here and there (Dunning 1993). Negative where it is
    rarer here; 0 where a part is empty. Of one degree of freedom: 3.84 is p < .05, 10.83 is p < .001.

    >>> round(compute_keyness(10, 1000, 10, 9000), 2)
    20.5
    >>> round(compute_keyness(10, 9000, 10, 1000), 2)
    -20.5
    """
    if not size or not other_size:
        return 0.0
    found, total = count + other_count, size + other_size
    observed = (count, other_count, size - count, other_size - other_count)
    expected = (
        found * size / total,
        found * other_size / total,
        (total - found) * size / total,
        (total - found) * other_size / total,
    )
    pairs = zip(observed, expected, strict=True)
    # Rounding can leave a hair below zero where both parts are alike.
    likelihood = max(0.0, 2 * sum(seen * math.log(seen / due) for seen, due in pairs if seen))
    return likelihood if count * other_size >= other_count * size else -likelihood


def compute_log_ratio(count: int, size: int, other_count: int, other_size: int) -> float:
    """Return how many times as frequent something is here as there, as a power of two.

    What does not occur there is taken for half an occurrence, as it could not be divided by.

    >>> compute_log_ratio(8, 1000, 2, 1000)
    2.0
    """
    here, there = (count or 0.5) / size, (other_count or 0.5) / other_size
    return math.log2(here / there)
