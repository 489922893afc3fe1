"""YAML -> nodes that know their lines and keep every value as the text that was written.

Nothing in the file is run, resolved or copied: tags, anchors and aliases are mistakes, and so is
nesting deeper than any codebook needs. YAML's own syntax errors become one problem in plain words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from fintech_coding.errors import CodebookProblem

MAX_DEPTH = 20
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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
    """Carries the one problem after which there is no sense in reading on."""

    def __init__(self, problem: CodebookProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def parse_yaml(text: str) -> tuple[Node | None, list[CodebookProblem]]:
    """Return the document's root, None where there is none, and every problem of its YAML.

    >>> parse_yaml("terms: [NO, 1.0]")[0].entries[0][1].items[0].text
    'NO'
    """
    strange = _UNPRINTABLE.search(text)
    if strange:
        code = ord(strange[0])
        return None, [
            CodebookProblem(
                text.count("\n", 0, strange.start()) + 1,
                f"The line holds the control character U+{code:04X}, which YAML does not allow.",
                "Delete it, or save the file again as plain UTF-8 text.",
            )
        ]
    opened: list[_Open] = []
    problems: list[CodebookProblem] = []
    try:
        return _build_tree(yaml.parse(text, Loader=_FAST_LOADER), opened, problems), problems
    except _StopReadingError as stop:
        return None, [*problems, stop.problem]
    except yaml.YAMLError:
        opened, problems = [], []
    try:  # again with the reader written in Python: its marks are exact and the same everywhere
        return _build_tree(yaml.parse(text, Loader=yaml.SafeLoader), opened, problems), problems
    except _StopReadingError as stop:
        return None, [*problems, stop.problem]
    except yaml.YAMLError as error:
        return None, [*problems, _explain_syntax(error, text.splitlines(), opened)]


def _build_tree(
    events: Iterator[yaml.Event], opened: list[_Open], problems: list[CodebookProblem]
) -> Node | None:
    root: Node | None = None
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        node: Node | None = None
        if isinstance(event, yaml.AliasEvent):
            problems.append(_refuse_alias(event.anchor, line))
            node = Scalar(f"*{event.anchor}", line, quoted=True)
        elif isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _StopReadingError(
                CodebookProblem(
                    line,
                    "A second document begins here ('---').",
                    "Keep one codebook in a file: delete the line, or move what follows to a file of its own.",
                )
            )
        elif isinstance(event, yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent):
            problems.extend(_refuse_extras(event, line))
            if isinstance(event, yaml.ScalarEvent):
                last = event.end_mark.line + 1 if event.value else line
                node = Scalar(event.value, line, quoted=bool(event.style), last_line=last)
            else:
                if len(opened) == MAX_DEPTH:
                    raise _StopReadingError(
                        CodebookProblem(
                            line,
                            f"Lists and mappings are nested deeper than {MAX_DEPTH} levels.",
                            "A codebook needs eight: technologies, technology, elements, element, terms, term, "
                            "without, word.",
                        )
                    )
                opened.append(_Open(line, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))
        elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            node = _close(opened.pop(), problems)
        if node is not None and opened:
            opened[-1].nodes.append(node)
        elif node is not None:
            root = node
    return None if isinstance(root, Scalar) and not root.text and not root.quoted else root


def _close(ended: _Open, problems: list[CodebookProblem]) -> Node:
    if not ended.is_mapping:
        return Listing(tuple(ended.nodes), ended.line)
    entries: dict[str, tuple[Scalar, Node]] = {}
    for key, value in zip(ended.nodes[::2], ended.nodes[1::2], strict=True):
        if not isinstance(key, Scalar):
            problems.append(
                CodebookProblem(
                    key.line, "A list or mapping stands where a key must be.", "Write a name and a colon."
                )
            )
        elif key.text in entries:
            problems.append(
                CodebookProblem(
                    key.line,
                    f"The key '{key.text}' stands twice: first on line {entries[key.text][0].line}.",
                    "Put what belongs together under one key, or rename one of them.",
                )
            )
        else:
            # an empty value has its mark where the next token begins
            empty = isinstance(value, Scalar) and not value.text and not value.quoted
            entries[key.text] = (key, Scalar("", key.line) if empty else value)
    return Mapping(tuple(entries.values()), ended.line)


def _refuse_alias(anchor: str | None, line: int) -> CodebookProblem:
    return CodebookProblem(
        line,
        f"YAML reads '*{anchor}' as a reference to another place, and a codebook has none.",
        "Write the list out where it is meant; a text that begins with * needs quotes.",
    )


def _refuse_extras(event: yaml.NodeEvent, line: int) -> Iterator[CodebookProblem]:
    if event.anchor is not None:
        yield CodebookProblem(
            line,
            f"YAML reads '&{event.anchor}' as the name of an anchor, and a codebook has none.",
            "Delete it and write the list out in each place; a text that begins with & needs quotes.",
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        shown = str(tag).replace("tag:yaml.org,2002:", "!!")
        yield CodebookProblem(
            line,
            f"YAML reads '{shown}' as a tag, and a codebook has none: everything in it is text.",
            "Delete it; a text that begins with ! needs quotes.",
        )


def _explain_syntax(error: yaml.YAMLError, lines: list[str], opened: list[_Open]) -> CodebookProblem:
    """Say where the mistake behind YAML's message most likely is, and how to mend it."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    where = min(mark.line if mark else 0, max(len(lines) - 1, 0))
    message = str(getattr(error, "problem", None) or error)
    context = str(getattr(error, "context", None) or "")
    line = lines[where] if lines else ""
    if "\t" in message or "\t" in line[: len(line) - len(line.lstrip())]:
        return CodebookProblem(
            where + 1,
            "A tab stands where YAML allows only spaces.",
            "Replace the tab by spaces (two for each level).",
        )
    if "quoted scalar" in context and "escape" not in message:
        begun = error.context_mark.line if getattr(error, "context_mark", None) else where
        return CodebookProblem(begun + 1, "A quotation mark is opened here and not closed.", "Close it.")
    if "alias" in context or "anchor" in context or "cannot start any token" in message:
        return CodebookProblem(
            where + 1,
            f"A text cannot begin with '{_find_starter(line, mark.column if mark else 0)}' here.",
            'Put the text in quotes: "…"',
        )
    return _explain_structure(lines, where, message, opened)


def _find_starter(line: str, column: int) -> str:
    # of an alias or anchor YAML marks the character after the sign
    before = line[column - 1 : column]
    return before if before in ("*", "&") else line[column : column + 1]


def _explain_structure(lines: list[str], where: int, message: str, opened: list[_Open]) -> CodebookProblem:
    for number in range(where, max(where - 4, -1), -1):  # YAML often notices a line or two too late
        before = lines[number].split("#")[0] if number < len(lines) else ""
        if re.search(r"^\s*(- )?\w+：", before):
            return CodebookProblem(
                number + 1, "The colon '：' is a full-width one.", "Write ': ' (a colon and a space)."
            )
        if re.search(r"^\s*(- )?\w+:[^\s:]", before):
            return CodebookProblem(number + 1, "There is no space after the colon.", "Write ': '.")
    line = lines[where] if where < len(lines) else ""
    if opened and opened[-1].is_flow:
        sign = "{" if opened[-1].is_mapping else "["
        comment = re.search(r"[^\s,\[{].* #|, *#", lines[where - 1] if where else line)
        return CodebookProblem(
            opened[-1].line,
            f"The list or mapping that '{sign}' opens here cannot be read to its end.",
            "Separate its entries by commas and close it"
            + (", and put a text with ' #' in quotes, as the rest is a comment." if comment else ".")
            + ' A text with any of , : # [ ] { } in it needs quotes: "…"',
        )
    if message.endswith(("found ']'", "found '}'")):
        return CodebookProblem(
            where + 1, f"A {message[-3:]} stands here that nothing opened.", "Delete it, or open it before."
        )
    if "mapping values" in message and re.search(r":\s.*:(\s|$)", line):
        return CodebookProblem(
            where + 1,
            "There are two colons in this line.",
            'Put the text with a colon in quotes: "…"',
        )
    if "block end" in message or "mapping values" in message or "':'" in message:
        return CodebookProblem(
            where + 1,
            "The line does not fit the lines above: its indentation differs, or a colon or '- ' is missing.",
            "Begin entries of one list or mapping in the same column, and end each key with a colon.",
        )
    return CodebookProblem(
        where + 1, f"YAML cannot be read here: {message}.", "Look at this line and the one above."
    )
