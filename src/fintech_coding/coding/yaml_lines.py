"""YAML -> nodes that know their lines and keep every value as the text that was written.

Nothing in the file is run, resolved or copied: tags, anchors and aliases are mistakes, and so is
nesting deeper than any codebook needs. YAML's own syntax errors become one problem in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import yaml

from fintech_coding.errors import CodebookProblem

MAX_DEPTH = 20
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEYOND = re.compile(r"\\U(?!000|0010)[0-9A-Fa-f]{8}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it was written; `quoted` tells `''` from nothing at all, `last_line` where it ends."""

    text: str
    line: int
    quoted: bool = False
    last_line: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping without its repeated keys, in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int


Node = Scalar | Listing | Mapping


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read."""

    line: int
    is_mapping: bool
    is_flow: bool
    nodes: list[Node] = field(default_factory=list)


class _StopReadingError(Exception):
    """Says that after the problem last noted there is no sense in reading on."""


def parse_yaml(text: str) -> tuple[Node | None, list[CodebookProblem]]:
    """Return the document's root, None where there is none, and every problem of its YAML.

    >>> parse_yaml("terms: [NO, 1.0]")[0].entries[0][1].items[0].text
    'NO'
    """
    strange = _UNPRINTABLE.search(text)
    if strange:
        problem = CodebookProblem(
            text.count("\n", 0, strange.start()) + 1,
            f"The line holds the control character U+{ord(strange[0]):04X}, which YAML does not allow.",
            "Delete it, or save the file again as plain UTF-8 text.",
        )
        return None, [problem]
    tree = _Tree()
    try:
        tree.grow(yaml.parse(text, Loader=_FAST_LOADER))
    except (yaml.YAMLError, ValueError):
        tree = _Tree()
        try:  # again with the reader written in Python: its marks are exact and the same everywhere
            tree.grow(yaml.parse(text, Loader=yaml.SafeLoader))
        except yaml.YAMLError as error:
            tree.problems.append(_explain_syntax(error, text.splitlines(), tree.opened))
        except ValueError:  # PyYAML asks no more of an escape than that it has eight digits
            escape = _BEYOND.search(text)
            tree.problems.append(
                CodebookProblem(
                    text.count("\n", 0, escape.start() if escape else 0) + 1,
                    f"The escape {escape[0] if escape else ''} stands for no character.",
                    "Write the character itself, without an escape.",
                )
            )
    return tree.root, tree.problems


class _Tree:
    """The nodes and the problems of one document, while its events are read."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.problems: list[CodebookProblem] = []
        self.opened: list[_Open] = []

    def grow(self, events: Iterable[yaml.Event]) -> None:
        """Read the events to the end, or to where reading on has no sense; then there is no root."""
        try:
            for event in events:
                self._take(event, event.start_mark.line + 1 if event.start_mark else 1)
        except _StopReadingError:
            self.root = None
        if isinstance(self.root, Scalar) and not self.root.text and not self.root.quoted:
            self.root = None

    def _take(self, event: yaml.Event, line: int) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_marks(event, line)
            half = _SURROGATE.search(event.value)
            if half:
                self._stop(
                    line,
                    f"The escape \\u{ord(half[0]):04x} is half a character.",
                    "Write the character itself, without an escape.",
                )
            last = event.end_mark.line + 1 if event.value and event.end_mark else line
            self._add(Scalar(event.value, line, quoted=bool(event.style), last_line=last))
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._refuse_marks(event, line)
            if len(self.opened) == MAX_DEPTH:
                self._stop(
                    line,
                    f"Lists and mappings are nested deeper than {MAX_DEPTH} levels.",
                    "Take brackets away: the deepest place of a codebook is the eighth level.",
                )
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self.opened.append(_Open(line, is_mapping, bool(event.flow_style)))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            self._add(self._close(self.opened.pop()))
        elif isinstance(event, yaml.AliasEvent):
            self._note(
                line,
                f"YAML reads '*{event.anchor}' as a reference to another place, and a codebook has none.",
                "Write the list out where it is meant; a text that begins with * needs quotes.",
            )
            self._add(Scalar(f"*{event.anchor}", line, quoted=True, last_line=line))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._stop(
                line,
                "A second document begins here ('---').",
                "Keep one codebook in a file: delete the line, or move what follows to another file.",
            )

    def _add(self, node: Node) -> None:
        if self.opened:
            self.opened[-1].nodes.append(node)
        else:
            self.root = node

    def _close(self, ended: _Open) -> Node:
        if not ended.is_mapping:
            return Listing(tuple(ended.nodes), ended.line)
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(ended.nodes[::2], ended.nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                self._note(
                    key.line, "A list or mapping stands where a key must be.", "Write a name and a colon."
                )
            elif key.text in entries:
                self._note(
                    key.line,
                    f"The key '{key.text}' stands twice: first on line {entries[key.text][0].line}.",
                    "Put what belongs together under one key, or rename one of them.",
                )
            else:
                # an empty value has its mark where the next token begins
                empty = isinstance(value, Scalar) and not value.text and not value.quoted
                entries[key.text] = (key, Scalar("", key.line, last_line=key.line) if empty else value)
        return Mapping(tuple(entries.values()), ended.line)

    def _refuse_marks(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor is not None:
            self._note(
                line,
                f"YAML reads '&{event.anchor}' as the name of an anchor, and a codebook has none.",
                "Delete it and write the list out in each place; a text that begins with & needs quotes.",
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            shown = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._note(
                line,
                f"YAML reads '{shown}' as a tag, and a codebook has none: everything in it is text.",
                "Delete it; a text that begins with ! needs quotes.",
            )

    def _note(self, line: int, problem: str, what_to_do: str) -> None:
        self.problems.append(CodebookProblem(line, problem, what_to_do))

    def _stop(self, line: int, problem: str, what_to_do: str) -> None:
        self._note(line, problem, what_to_do)
        raise _StopReadingError


def _explain_syntax(error: yaml.YAMLError, lines: list[str], opened: list[_Open]) -> CodebookProblem:
    """Say where the mistake behind YAML's message most likely is, and how to mend it."""
    context_mark = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or context_mark
    where = min(mark.line if mark else 0, max(len(lines) - 1, 0))
    message = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    line = lines[where] if lines else ""
    number, problem, what_to_do = (
        where + 1,
        f"YAML cannot be read here: {message}.",
        "Look at the lines near it.",
    )
    if "\t" in message or r"\t" in message or "\t" in line[: len(line) - len(line.lstrip())]:
        problem = "A tab stands where YAML allows only spaces."
        what_to_do = "Replace the tab by spaces (two for each level)."
    elif "quoted scalar" in context and "escape" not in message:
        number = (context_mark.line if context_mark else where) + 1
        problem, what_to_do = "A quotation mark is opened here and not closed.", "Close it."
    elif "alias" in context or "anchor" in context or "cannot start any token" in message:
        sign = _find_sign(line, mark.column if mark else 0)
        problem, what_to_do = f"A text cannot begin with '{sign}' here.", 'Put the text in quotes: "…"'
    elif found := _find_bad_colon(lines, where):
        number, problem, what_to_do = found
    elif opened and opened[-1].is_flow:
        number = opened[-1].line
        problem, what_to_do = _explain_open_list(opened[-1], lines[number - 1 : where + 1])
    elif message.endswith(("found ']'", "found '}'")):
        problem, what_to_do = (
            f"Nothing opened the {message[-3:]} that stands here.",
            "Delete it, or open it before.",
        )
    elif "mapping values" in message and re.search(r":\s.*:(\s|$)", line):
        problem, what_to_do = (
            "There are two colons in this line.",
            'Put the text with a colon in quotes: "…"',
        )
    elif "block end" in message or "mapping values" in message or "':'" in message:
        problem = (
            "The line does not fit those above: it is indented otherwise, or a colon or '- ' is missing."
        )
        what_to_do = "Begin the entries of a list or mapping in one column; end each key with a colon."
    return CodebookProblem(number, problem, what_to_do)


def _find_sign(line: str, column: int) -> str:
    # of an alias or anchor YAML marks the character after the sign
    before = line[column - 1 : column]
    return before if before in ("*", "&") else line[column : column + 1]


def _find_bad_colon(lines: list[str], where: int) -> tuple[int, str, str] | None:
    """Look for a key without a proper colon here and a few lines above: YAML often notices too late."""
    for number in range(where, max(where - 4, -1), -1):
        line = lines[number].split("#")[0] if number < len(lines) else ""
        if re.match(r"\s*(- )?\w+：", line):
            return number + 1, "The colon '：' is a full-width one.", "Write ': ' (a colon and a space)."
        if re.match(r"\s*(- )?\w+:[^\s:]", line):
            return number + 1, "There is no space after the colon.", "Write ': ' (a colon and a space)."
    return None


def _explain_open_list(unclosed: _Open, lines: list[str]) -> tuple[str, str]:
    sign = "{" if unclosed.is_mapping else "["
    comment = any(re.search(r"[^\s,\[{].* #|, *#", line) for line in lines)
    cut = ", and put a text with ' #' in quotes, as the rest is a comment" if comment else ""
    return (
        f"The list or mapping that '{sign}' opens here cannot be read to its end.",
        f"Separate its entries by commas and close it{cut}. "
        'A text with any of , : # [ ] { } in it needs quotes: "…"',
    )
