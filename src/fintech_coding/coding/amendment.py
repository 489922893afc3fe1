"""Guards are added to a codebook's text; every other character stays where it was.

The text is not written anew from what was read of it: that would keep the comments, and lose the columns,
the spaces and the line breaks that its writer chose. What is added is put in at its place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import yaml

from fintech_coding.coding.codebook import Codebook, Technology, parse_codebook
from fintech_coding.coding.yaml_lines import Listing, Scalar, parse_yaml
from fintech_coding.errors import CodebookError, UsageError

Guards = Mapping[str, Sequence[str]]
"""Guards by technology."""

_STEP = 2  # columns by which a list stands in from its key, where the codebook has no list to go by


def add_guards(text: str, guards: Guards, source: str) -> str:
    """Return a codebook's text with guards added to technologies; what is a guard already is not added.

    Raises CodebookError when the codebook has errors, and UsageError when a guard cannot be added: then it
    would be an error itself, or the text is of a form in which its place cannot be told.
    """
    before = parse_codebook(text, source)
    missing = {
        technology.technology_id: [
            guard
            for guard in dict.fromkeys(guards.get(technology.technology_id, ()))
            if guard not in technology.guards
        ]
        for technology in before.technologies
    }
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    technologies = _get_value(root, "technologies")
    changes = [
        _place_guards(text, _get_value(technologies, name), added) for name, added in missing.items() if added
    ]
    amended = text
    for position, inserted in sorted(changes, reverse=True):
        amended = amended[:position] + inserted + amended[position:]
    _verify(before, amended, missing, source)
    return amended


def _get_value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if name.value == key), None)


def _place_guards(text: str, technology: yaml.Node | None, guards: Sequence[str]) -> tuple[int, str]:
    """Return where in a text the guards of a technology go, and what is to be put in there."""
    assert isinstance(technology, yaml.MappingNode)  # noqa: S101 - it has terms, so it is one
    quoted = [quote_text(guard) for guard in guards]
    value = _get_value(technology, "guards")
    if isinstance(value, yaml.SequenceNode) and value.flow_style:
        if value.value:
            return value.value[-1].end_mark.index, "".join(f", {guard}" for guard in quoted)
        return value.start_mark.index + 1, ", ".join(quoted)
    if technology.flow_style:
        listed = f"[{', '.join(quoted)}]"
        if value is not None:  # the key with nothing behind its colon
            key = next(name for name, _ in technology.value if name.value == "guards")
            return text.index(":", key.end_mark.index) + 1, f" {listed}"
        return technology.value[-1][1].end_mark.index, f", guards: {listed}"
    if isinstance(value, yaml.SequenceNode):
        return _end_line(text, value), _write_lines(text, quoted, value.start_mark.column)
    column = technology.start_mark.column
    lines = _write_lines(text, quoted, column + _find_step(technology))
    if value is not None:
        key = next(name for name, _ in technology.value if name.value == "guards")
        return _end_line(text, key), lines
    return _end_line(text, technology), _break(text) + " " * column + "guards:" + lines


def _write_lines(text: str, quoted: Sequence[str], column: int) -> str:
    return "".join(f"{_break(text)}{' ' * column}- {guard}" for guard in quoted)


def _break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _end_line(text: str, node: yaml.Node) -> int:
    """Return the end of the line on which the last of a node stands, before its line break."""
    while isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        last = node.value[-1]
        # An empty value has its mark where the next token is: its key stands where it should.
        node = last if isinstance(last, yaml.Node) else last[1] if last[1].value else last[0]
    written = len(text[: node.end_mark.index].rstrip())
    ends = [at for sign in "\r\n" if (at := text.find(sign, written)) >= 0]
    return min(ends, default=len(text))


def _find_step(node: yaml.Node) -> int:
    """Return by how many columns a list stands in from its key, as the first list in a node does."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        pairs = found.value if isinstance(found, yaml.MappingNode) and not found.flow_style else []
        for key, value in pairs:
            if isinstance(value, yaml.SequenceNode) and not value.flow_style:
                return int(value.start_mark.column - key.start_mark.column)
        waiting += [value for _, value in reversed(pairs)]
    return _STEP


def quote_text(text: str) -> str:
    """Return a text as it is written in YAML, within a list in brackets or not; in quotes only if need be.

    >>> quote_text("特征信息"), quote_text("note: 5G"), quote_text("-")
    ('特征信息', '"note: 5G"', '"-"')
    """
    root, problems = parse_yaml(f"[{text}]")
    items = root.items if isinstance(root, Listing) else ()
    is_plain = not problems and len(items) == 1 and isinstance(items[0], Scalar) and items[0].text == text
    looks_plain = text[:1].isalnum() and not text.endswith(":")
    return text if is_plain and looks_plain else json.dumps(text, ensure_ascii=False)


def _verify(before: Codebook, amended: str, added: Guards, source: str) -> None:
    """Raise UsageError unless an amended text is the codebook it was, with the guards."""
    names = "; ".join(f"{name}: {', '.join(guards)}" for name, guards in added.items() if guards)
    try:
        after = parse_codebook(amended, source)
    except CodebookError as error:
        raise UsageError(
            f"{source}: with these guards it would have an error, and is left as it is ({names}). "
            f"{error.problems[0].problem} {error.problems[0].what_to_do}"
        ) from error
    wanted = tuple(
        replace(technology, guards=(*technology.guards, *added[technology.technology_id]))
        for technology in before.technologies
    )
    if _forget_lines(after) != _forget_lines(replace(before, technologies=wanted)):
        raise UsageError(
            f"{source}: the place of these guards cannot be told, and it is left as it is. "
            f"Write them yourself under 'guards' of their technology: {names}."
        )


def _forget_lines(codebook: Codebook) -> Codebook:
    def forget(technology: Technology) -> Technology:
        elements = tuple(
            replace(element, terms=tuple(replace(term, line=0) for term in element.terms))
            for element in technology.elements
        )
        return replace(technology, elements=elements)

    return replace(
        codebook,
        technologies=tuple(map(forget, codebook.technologies)),
        applications=tuple(map(forget, codebook.applications)),
        fingerprint="",
    )
