"""Paragraphs that tell who the directors and managers are, known by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_RUN = 3  # paragraphs on persons that make a run,
_APART = 8  # at most so many paragraphs from one to the next
_LONGEST = 400  # characters in which a career is told

_PERSON = re.compile(
    r"[^。;]{1,30}?(?:先生|女士|博士|小姐)?[,、(（ ]{0,2}"
    r"(?:[男女](?=[,、，])|现年|現年|\d{2}\s?[岁歲]|(?:19|20)\d\d\s?年\s?(?:\d{1,2}\s?月\s?)?(?:出生|生))"
    r"|(?:Mr|Ms|Mrs|Miss|Dr|Prof|Sir)\b\.?[^.]{2,60}?(?:\(|,)?\s?"
    r"(?:aged?\b|has (?:served|been)|joined|was appointed|is (?:an?|the|our)\b)",
)
_CAREER = re.compile(
    r"曾任|历任|歷任|现任|現任|曾于|曾在|先后任|毕业|畢業|学士|學士|硕士|碩士|博士|获委任|獲委任|任职|任職"
    r"|\b(?:served as|prior to|previously|graduated|degree|was appointed|worked (?:for|at|as)|joined)\b"
)


def find_careers(texts: Sequence[str]) -> Iterator[range]:
    """Yield the runs of paragraphs that present persons, with what stands between them."""
    told = [index for index, text in enumerate(texts) if is_career(text)]
    start = 0
    for place in range(1, len(told) + 1):
        if place == len(told) or told[place] - told[place - 1] > _APART:
            if place - start >= _RUN:
                yield range(told[start], told[place - 1] + 1)
            start = place


def is_career(text: str) -> bool:
    """Tell whether a paragraph presents a person: name, age or year of birth, and what came before.

    >>> is_career('张三先生,52岁,自2015年起任本行独立董事。曾任某大学教授。')
    True
    >>> is_career('Ms. Li, aged 52, has served as director since 2015.'), is_career('李先生自2015年起持股。')
    (True, False)
    """
    return _PERSON.match(text) is not None and _CAREER.search(text, 0, _LONGEST) is not None
