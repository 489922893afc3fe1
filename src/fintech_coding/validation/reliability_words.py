"""What a coefficient of agreement does not tell, and what to look at instead, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from fintech_coding.validation.reliability import Reliability

RARE = 0.1
"""The share of codes below which a code is rare (and above 1 less which its absence is)."""

_FEW = 10  # codes of presence, below which one passage decides a coefficient
_ENOUGH = 0.8  # Krippendorff's limit for drawing conclusions; 0.667 for tentative ones
_TENTATIVE = 2 / 3


def explain_reliability(found: Reliability, coders: Sequence[str]) -> str:
    """Return what is to be known of the coefficients; nothing where they speak for themselves."""
    if not found.n:
        return "No passage was coded by two coders, so there is nothing to compare."
    sentences = [*_explain_value(found, coders)]
    alpha, agreement = found.alpha.value, found.agreement.value
    if alpha is not None and not sentences and alpha < _ENOUGH:
        limit = (
            "below 0.667, too low to use" if alpha < _TENTATIVE else "below 0.8, for tentative conclusions"
        )
        sentences.append(f"α is {limit} by Krippendorff's limits: look at the disagreements.")
    if alpha is not None and agreement is not None and found.alpha.low is None:
        sentences.append("No interval: in too many resamples all codes are the same, or all agree.")
    return " ".join(sentences)


def _explain_value(found: Reliability, coders: Sequence[str]) -> Sequence[str]:
    """Return why κ and α are not defined or mislead: one value, one coder's one value, a rare code."""
    prevalence = found.prevalence or 0.0
    if found.alpha.value is None:
        if prevalence == 0:
            return [
                f"Nobody found it in {found.n} passages: κ and α are not defined, and full agreement on "
                "absence does not tell whether it would be recognised. Draw passages that name it."
            ]
        return [
            f"All found it in all {found.n} passages: κ and α are not defined, for nothing varies. Draw "
            "passages without it."
        ]
    rate = min(prevalence, 1 - prevalence)
    agreed = found.agreement.value or 0.0
    if found.one_value:
        names = ", ".join(coders[at] for at in found.one_value)
        what = "never" if prevalence < 1 / 2 else "always"
        return [
            f"{names} {what} found it, so κ is 0 whatever agrees and α near it, though {agreed:.0%} of codes "
            "agree: read the passages that the other found."
        ]
    if rate < RARE and found.alpha.value < _ENOUGH and agreed >= 1 - 2 * RARE:
        rare = "presence" if prevalence < 1 / 2 else "absence"
        return [
            f"{rare.capitalize()} is rare ({rate:.0%} of codes): chance alone would agree in "
            f"{prevalence**2 + (1 - prevalence) ** 2:.0%}, so a few passages decide κ and α. Look at AC1 and "
            "at the agreement on presence, and code more passages of it."
        ]
    if found.positives < _FEW:
        return [f"Only {found.positives} codes of presence: one passage more or less moves κ and α far."]
    return []
