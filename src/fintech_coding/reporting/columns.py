"""What the columns of the tables are called for readers, and which of them hold numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fintech_coding.errors import UsageError

LANGUAGES = ("en", "zh")
"""What labels can be written in."""

Row = Mapping[str, str]
_TRUTHS = {"True": 1, "False": 0}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its name, its label in English and Chinese, and its values, typed.

    `kind` is `text`, `integer` or `number`; a missing number is None, a missing text is empty.
    """

    name: str
    en: str
    zh: str
    kind: str
    values: tuple[str | int | float | None, ...]


def check_language(language: str) -> None:
    """Raise `UsageError` for a language in which there are no labels."""
    if language not in LANGUAGES:
        raise UsageError(f"--language {language}: choose one of {', '.join(LANGUAGES)}.")


@cache
def load_labels() -> dict[str, dict[str, str]]:
    """Return the labels of the columns that the package's tables have, by name."""
    import yaml

    text = files("fintech_coding").joinpath("data", "columns.yaml").read_text(encoding="utf-8")
    return {str(name): label for name, label in yaml.safe_load(text).items()}


def type_columns(rows: Sequence[Row], labels: Mapping[str, tuple[str, str]]) -> list[Column]:
    """Return the columns of a table that was read as text, typed; `labels` names those of the codebook.

    A column is a number where every cell is one, unless digits are a code in it (000001 is no bank's 1);
    `True` and `False` are 1 and 0.

    >>> [column.values for column in type_columns([{"bank": "000001", "hits": "3"}], {})]
    [('000001',), (3,)]
    """
    known = load_labels()
    columns = []
    for name in rows[0] if rows else ():
        cells = [row[name] for row in rows]
        en, zh = labels.get(name) or (
            known.get(name, {}).get("en", name),
            known.get(name, {}).get("zh", name),
        )
        kind = "text" if known.get(name, {}).get("kind") == "text" else _find_kind(cells)
        columns.append(Column(name, en, zh, kind, tuple(_parse(cell, kind) for cell in cells)))
    return columns


def _find_kind(cells: Sequence[str]) -> str:
    filled = [cell for cell in cells if cell]
    if all(cell in _TRUTHS or _is_number(cell, int) for cell in filled):
        return "integer"
    return "number" if all(_is_number(cell, float) for cell in filled) else "text"


def _is_number(cell: str, kind: type[int] | type[float]) -> bool:
    try:
        # Beyond this a float is no longer exact, and no count of ours is so large.
        return abs(kind(cell)) < 2**53
    except ValueError:
        return False


def _parse(cell: str, kind: str) -> str | int | float | None:
    if kind == "text":
        return cell
    if not cell:
        return None
    return _TRUTHS[cell] if cell in _TRUTHS else int(cell) if kind == "integer" else float(cell)
