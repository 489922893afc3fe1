"""Guards that a researcher chose of a corpus check, added to the codebook's file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fintech_coding import store
from fintech_coding.coding.amendment import add_guards
from fintech_coding.coding.codebook import has_byte_order_mark, read_codebook_text
from fintech_coding.coding.collisions import list_guards
from fintech_coding.coding.fold import clean_text
from fintech_coding.errors import UsageError
from fintech_coding.inquiries.codebook_check import CorpusCheck

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook

ALL = "all"


@dataclass(frozen=True, slots=True)
class Fix:
    """A guard for a technology and how many of its hits it takes away; `is_new` unless it is one already."""

    technology: str
    guard: str
    taken: int
    is_new: bool = True


def choose_guards(check: CorpusCheck, codebook: Codebook, wanted: Sequence[str]) -> list[Fix]:
    """Return the guards that are meant: all that the check proposes, or phrases that take hits away.

    Raises UsageError with every phrase that takes no hit away and is no guard.
    """
    pairs: dict[tuple[str, str], bool] = {}
    unknown = []
    for phrase in map(clean_text, wanted):
        if phrase == ALL:
            pairs.update(dict.fromkeys(list_guards(check.findings), True))
            continue
        names = [technology.technology_id for technology in codebook.technologies]
        present = [t.technology_id for t in codebook.technologies if phrase in (*t.guards, *codebook.guards)]
        new = [name for name in names if name not in present and check.trial.try_guard(name, phrase)]
        pairs.update({(name, phrase): False for name in present})
        pairs.update({(name, phrase): True for name in new})
        if not present and not new:
            unknown.append(phrase)
    if unknown:
        proposed = ", ".join(dict.fromkeys(guard for _, guard in list_guards(check.findings)))
        raise UsageError(
            f"--fix {', '.join(unknown)}: takes no hit away in these reports. "
            f"{f'Proposed are: {proposed}.' if proposed else 'The table shows the phrases round each term.'}"
        )
    return [
        Fix(name, guard, len(check.trial.try_guard(name, guard)), is_new)
        for (name, guard), is_new in pairs.items()
    ]


def write_guards(path: Path, fixes: Sequence[Fix]) -> bool:
    """Add guards to the codebook at a path, and nothing else; return whether any was not there before."""
    guards: dict[str, list[str]] = defaultdict(list)
    for fix in fixes:
        if fix.is_new:
            guards[fix.technology].append(fix.guard)
    if not guards:
        return False
    text = read_codebook_text(path)
    amended = add_guards(text, guards, str(path))
    encoding = "utf-8-sig" if has_byte_order_mark(path) else "utf-8"
    # A link goes on being one: what it leads to is written.
    store.write_whole(path.resolve(), amended.encode(encoding))
    return True


def describe_fixes(fixes: Sequence[Fix]) -> list[str]:
    """Return what was added and what was there, line by line."""
    return [
        f"added to {fix.technology}: {fix.guard} (takes away {fix.taken} hit{'s' * (fix.taken != 1)})"
        if fix.is_new
        else f"is a guard of {fix.technology} already: {fix.guard}"
        for fix in fixes
    ]
