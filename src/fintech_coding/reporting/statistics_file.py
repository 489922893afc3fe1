"""A table as an SPSS or Stata file, with variable labels and value labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import nan
from pathlib import Path

from fintech_coding.errors import UsageError
from fintech_coding.reporting.columns import Column

FORMATS = ("sav", "dta")
_NAME = 32  # characters of a variable's name in Stata; SPSS takes twice as many
_LABEL = 80  # characters of a label in Stata
_TEXT = 2000  # bytes of a text that both take
_TRUTHS = ("present", "negated", "claimed", "found", "agrees", "named")
# Both write the time into a file; equal tables are equal files without it.
_SAV_TIME = slice(92, 109)
_DTA_TIME = re.compile(rb"(<timestamp>\x11)[^<]{17}(</timestamp>)")


def write_statistics_file(
    path: Path, columns: Sequence[Column], *, language: str, names: Mapping[str, tuple[str, str]]
) -> None:
    """Write a table as what the ending of `path` says, with labels in `language`; raises `UsageError`.

    Bank and technology are also numbered (`bank_id`, `technology_id`), their names being value labels: a
    panel needs a number. `names` are the labels of technologies. A text of more than 2,000 bytes is cut, and
    ends in ….
    """
    try:
        import pandas as pd
        import pyreadstat
    except ImportError as error:
        raise UsageError(
            f"--to {path.suffix[1:]} needs pyreadstat. Install it with pip install '.[export]' in "
            "fintech-code's folder."
        ) from error

    frame: dict[str, list[str] | list[float]] = {}
    labels: dict[str, str | None] = {}
    values: dict[str, dict[int | float, str]] = {}
    for column in columns:
        name = _name_variable(column.name, frame)
        label = column.zh if language == "zh" else column.en
        labels[name] = label[:_LABEL]
        if column.kind == "text":
            frame[name] = [_cut(str(value)) for value in column.values]
        else:
            frame[name] = [nan if value is None else float(value) for value in column.values]
        if column.name in _TRUTHS and column.kind == "integer":
            values[name] = {0: "否" if language == "zh" else "no", 1: "是" if language == "zh" else "yes"}
        if column.name in {"bank", "technology"}:
            numbered = _name_variable(f"{column.name}_id", frame)
            codes = {code: number for number, code in enumerate(dict.fromkeys(column.values), 1)}
            frame[numbered] = [float(codes[value]) for value in column.values]
            labels[numbered] = labels[name]
            values[numbered] = {number: _label(code, names, language) for code, number in codes.items()}
    table = pd.DataFrame(frame)
    if path.suffix == ".sav":
        pyreadstat.write_sav(table, str(path), column_labels=labels, variable_value_labels=values)
    else:
        pyreadstat.write_dta(table, str(path), column_labels=labels, variable_value_labels=values, version=14)


def forget_time(data: bytes, form: str) -> bytes:
    """Return a file of one of `FORMATS` with a fixed time in place of that of its writing."""
    if form == "sav":
        return data[: _SAV_TIME.start] + b"01 Jan 0000:00:00" + data[_SAV_TIME.stop :]
    return _DTA_TIME.sub(rb"\g<1>01 Jan 2000 00:00\g<2>", data, count=1)


def _name_variable(name: str, taken: Mapping[str, object]) -> str:
    """Return a name that both programs take, and no other variable has."""
    stem = re.sub(r"\W", "_", name, flags=re.ASCII)
    stem = (stem if stem[:1].isalpha() else f"v_{stem}")[:_NAME]
    number, unique = 1, stem
    while unique in taken:
        number += 1
        unique = f"{stem[: _NAME - 3]}_{number}"
    return unique


def _label(code: object, names: Mapping[str, tuple[str, str]], language: str) -> str:
    english, chinese = names.get(str(code), (str(code), str(code)))
    return (chinese if language == "zh" else english)[:_LABEL]


def _cut(text: str) -> str:
    data = text.encode("utf-8", "replace")
    return text if len(data) <= _TEXT else data[: _TEXT - 3].decode("utf-8", "ignore") + "…"
