"""What the bytes of a PDF say of it before a library opens it: who locked it, and whether its labels end."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path

_DEEPEST = 20  # nodes of a tree of page labels, one in the other; a sound one has two or three,
_MOST = 2000  # and in all
_LONGEST = 100_000  # bytes of an object that are looked at,
_UNPACKED = 4_000_000  # and of a stream of objects
_STREAMS = 2000  # of objects, at the most
_HEAD = 2000  # bytes from the type of a stream to where it begins

_STREAM = re.compile(rb"stream\r?\n")
_FIRST = re.compile(rb"/First\s+(\d+)")
_VALUE = re.compile(rb"(?![A-Za-z])\s*(?:(\d+)\s+\d+\s+R\b)?")
_KIDS = re.compile(rb"/Kids\s*(?:\[([^\]]*)|(\d+)\s+\d+\s+R\b)")
_ARRAY = re.compile(rb"\s*\[([^\]]*)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R\b")
_FILTER = re.compile(rb"/Filter\s*/([\w.#+-]{1,60})")


def explain_lock(path: Path) -> str:
    """Return the reason of a file that is locked in a way that no reader knows."""
    handler = Skeleton(path).find_lock() or "a handler that it does not name"
    return f"is locked by {handler}, which only its own software opens. Get a version without it."


class Skeleton:
    """The objects of a PDF as its bytes have them, in the open or in streams of objects that are unlocked."""

    def __init__(self, path: Path) -> None:
        """Read a file; what it holds need not be a PDF."""
        self._data = path.read_bytes()
        self._streams: list[tuple[int, bytes]] | None = None

    def has_endless_labels(self) -> bool:
        """Tell whether the tree of page labels runs in circles or so deep that PDFium would not come back."""
        return any(self._is_endless(body, ()) for body in self._find_bodies(b"/PageLabels"))

    def find_lock(self) -> str:
        """Return the name of the handler that locked the file; empty where none is named."""
        found = (_FILTER.search(body) for body in self._find_bodies(b"/Encrypt"))
        return next((match[1].decode("ascii", "replace") for match in found if match), "")

    def _find_bodies(self, key: bytes) -> Iterator[bytes]:
        """Yield what a key stands for, wherever it stands: the object that it refers to, or what follows."""
        texts = [self._data] if key in self._data else [text for _, text in self._unpack()]
        for text in texts:
            for place in _find_all(text, key):
                value = _VALUE.match(text, place + len(key))
                if not value:
                    continue
                if value[1]:
                    yield from self._find_objects(int(value[1]))
                else:
                    yield text[place : place + _LONGEST].partition(b"endobj")[0]

    def _is_endless(self, body: bytes, above: tuple[int, ...]) -> bool:
        if len(above) > _DEEPEST:
            return True
        numbers = [
            int(number)
            for kids in _KIDS.finditer(body)
            for array in ([kids[1]] if kids[1] is not None else self._find_arrays(int(kids[2])))
            for number in _REFERENCE.findall(array)
        ]
        if len(numbers) > _MOST or not set(numbers).isdisjoint(above):
            return True
        return any(
            self._is_endless(found, (*above, number))
            for number in numbers
            for found in self._find_objects(number)
        )

    def _find_arrays(self, number: int) -> list[bytes]:
        return [match[1] for body in self._find_objects(number) if (match := _ARRAY.match(body))]

    def _find_objects(self, number: int) -> list[bytes]:
        """Return what stands under a number: several bodies where the file was changed by adding to it."""
        opening = re.compile(rb"%d[ \r\n]+\d+[ \r\n]+obj\b" % number)
        found = [
            self._data[match.end() : match.end() + _LONGEST].partition(b"endobj")[0]
            for match in opening.finditer(self._data)
            if not self._data[match.start() - 1 : match.start()].isdigit()
        ]
        return found or [body for text in self._unpack() for body in _find_packed(text, number)]

    def _unpack(self) -> list[tuple[int, bytes]]:
        """Return the streams of objects, each with the place where its first one begins."""
        if self._streams is None:
            places = islice(_find_all(self._data, b"/ObjStm"), _STREAMS)
            self._streams = [*chain(*(_unpack_stream(self._data, place) for place in places))]
        return self._streams


def _find_all(text: bytes, key: bytes) -> Iterator[int]:
    place = text.find(key)
    while place >= 0:
        yield place
        place = text.find(key, place + 1)


def _unpack_stream(data: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield the stream of objects whose type stands at a place, with the place of its first one."""
    begin = _STREAM.search(data, place, place + _HEAD)
    first = (
        _FIRST.search(data, max(data.rfind(b"obj", 0, place), place - _HEAD), begin.start())
        if begin
        else None
    )
    if begin and first:
        packed = data[begin.end() : data.find(b"endstream", begin.end())]
        with suppress(zlib.error):
            yield int(first[1]), zlib.decompressobj().decompress(packed, _UNPACKED)


def _find_packed(stream: tuple[int, bytes], number: int) -> Iterator[bytes]:
    """Yield the object of a number that stands in a stream of them."""
    first, text = stream
    numbers = [int(found) for found in re.findall(rb"\d+", text[:first])]
    for index in range(0, len(numbers) - 1, 2):
        if numbers[index] == number:
            yield text[first + numbers[index + 1] :][:_LONGEST]
