"""How many sessions a system has at once: on average, and at its peak."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from math import sqrt

from fintech_coding.errors import UsageError

_UNITS = {
    1: ("s", "sec", "secs", "second", "seconds", "秒", "秒钟"),
    60: ("min", "mins", "minute", "minutes", "分", "分钟"),
    3600: ("h", "hr", "hrs", "hour", "hours", "时", "小时", "个小时"),
    86400: ("d", "day", "days", "天", "日"),
}
_SECONDS = {name: seconds for seconds, names in _UNITS.items() for name in names}
_TRADITIONAL = str.maketrans("鐘時個", "钟时个")
_PART = r"(\d{1,12}(?:\.\d{1,9})?) ?([a-z秒分钟小时个天日]+)"
_DURATION = re.compile(rf"(?:{_PART} ?)+")
_KNOWN = "s, min, h, d or 秒, 分钟, 小时, 天"
_COUNT = re.compile(r"\d{1,15}|\d{1,3}(?:,\d{3}){1,4}")


@dataclass(frozen=True, slots=True)
class Concurrency:
    """Sessions at once: the average `mean`, and the `peak` that is hardly ever passed."""

    mean: float
    peak: float


def compute_concurrency(sessions: float, length: float, period: float) -> Concurrency:
    """Return the average c = n·L/T and the peak c + 3√c of n sessions of mean length L in a period T.

    `length` and `period` are in one unit, as seconds. By Little's law the average needs no assumption but
    that what begins in the period is as much as what ends in it. The peak takes sessions to begin
    independently of each other, at an even rate: then their number at once is a Poisson variable, whose
    variance is its mean, and three standard deviations above it are passed in some one to three moments of a
    thousand. A rush hour is not even: give the sessions of that hour and the hour as the period. Below some
    ten sessions at once the peak is a rough figure. Raises `UsageError` for numbers that are no sessions,
    lengths or periods.

    >>> compute_concurrency(480, 30 * 60, 8 * 3600).mean  # 480 sessions of half an hour in eight hours
    30.0
    """
    if sessions < 0:
        raise UsageError(f"{sessions:g} sessions: there are none below 0. Give the sessions of one period.")
    if length <= 0 or period <= 0:
        name = "length" if length <= 0 else "period"
        raise UsageError(f"The {name} is {min(length, period):g}: it has to be longer than 0.")
    mean = sessions * length / period
    return Concurrency(mean, mean + 3 * sqrt(mean))


def parse_duration(text: str) -> float:
    """Return the seconds of a duration, a number with its unit or several; raises `UsageError`.

    >>> parse_duration("30min"), parse_duration("1.5 h"), parse_duration("1小时30分钟")
    (1800.0, 5400.0, 5400.0)
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_TRADITIONAL).lower().split())
    if re.fullmatch(r"\d{1,12}(?:\.\d{1,9})?", plain):
        raise UsageError(f"'{text}' has no unit. Write {plain}min, or another of {_KNOWN}.")
    if not _DURATION.fullmatch(plain):
        raise UsageError(
            f"'{text}' is no duration. Write a number and its unit, as 30min; units are {_KNOWN}."
        )
    parts = re.findall(_PART, plain)
    for _, unit in parts:
        if unit not in _SECONDS:
            todo = "Write min for minutes." if unit == "m" else f"Units are {_KNOWN}."
            raise UsageError(f"'{text}' has the unit '{unit}', which is not known. {todo}")
    sizes = [_SECONDS[unit] for _, unit in parts]
    if sizes != sorted(set(sizes), reverse=True):
        raise UsageError(f"'{text}' names its units out of order or twice. Write it like 1h30min.")
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)


def parse_sessions(text: str) -> int:
    """Return a number of sessions, with or without commas between its thousands; raises `UsageError`.

    >>> parse_sessions("12,000")
    12000
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not _COUNT.fullmatch(plain):
        raise UsageError(f"'{text}' is no number of sessions. Write a whole number, as 12000.")
    return int(plain.replace(",", ""))


def describe_concurrency(sessions: str, length: str, period: str) -> tuple[list[str], list[str]]:
    """Return what is found for sessions, length and period as they were written, and what looks odd in it."""
    n, seconds, whole = parse_sessions(sessions), parse_duration(length), parse_duration(period)
    found = compute_concurrency(n, seconds, whole)
    lines = [
        f"c = n·L/T = {n} · {seconds:g} s / {whole:g} s = {found.mean:.2f} sessions at once on average",
        f"ĉ = c + 3√c = {found.mean:.2f} + {found.peak - found.mean:.2f} = {found.peak:.2f} at the peak",
    ]
    doubts = []
    if seconds > whole:
        doubts.append(
            f"A session of {length} is longer than the period of {period}: are the two in their places?"
        )
    if 0 < found.mean < 10:
        doubts.append("With so few sessions at once the peak is a rough figure.")
    return lines, doubts
