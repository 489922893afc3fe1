"""Two versions of a codebook -> the changes between them, each with its lines and ready to be tried alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields, replace

from fintech_coding.coding.entries import Codebook, Element, Label, Technology, Term
from fintech_coding.coding.fold import clean_text
from fintech_coding.coding.yaml_lines import Listing, Node, Scalar, parse_yaml
from fintech_coding.coding.yaml_lines import Mapping as YamlMapping

_NO_SETTINGS = (
    "title",
    "technologies",
    "guards",
    "applications",
    "context",
    "fingerprint",
    "source",
    "unassigned",
)

Place = tuple[str, str]
"""A technology and an element of it."""

Lines = dict[tuple[str, ...], int]
"""The line of each text in a codebook file, under the keys that lead to it."""

Lists = dict[tuple[str, ...], set[str]]
"""The texts of each list, under the keys that lead to it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two codebooks: `kind` is term, guard, word, list (of the context) or setting.

    `place` is where it stands: technology and element, of a word '' and its list; of a term that moved, where
    it stands in the second. `before` and `after` say what it was and is; lines are 0 where a file has none.
    """

    kind: str
    action: str
    place: Place
    text: str
    before: str
    after: str
    line_first: int
    line_other: int
    old: tuple[Place, Term] | None = None
    new: tuple[Place, Term] | None = None


def measure_overlap(first: Codebook, other: Codebook) -> float:
    """Return the share of the terms of both that stand in both, in the same element."""
    one, two = ({(place, term.text) for place, term in _list_terms(codebook)} for codebook in (first, other))
    return len(one & two) / max(1, len(one | two))


def find_lines(text: str) -> Lines:
    """Return the line of each key's value and of each text of a list, in a codebook's file.

    >>> find_lines("guards:\\n  - 扩大数据")["guards", "扩大数据"]
    2
    """
    root, _ = parse_yaml(text)
    lines: Lines = {}
    if root is not None:
        _collect_lines(root, (), lines)
    return lines


def list_changes(first: Codebook, other: Codebook, lines_first: Lines, lines_other: Lines) -> list[Change]:
    """Return what differs between two codebooks and can decide the coding of technologies."""
    lines = lines_first, lines_other
    changes = [*_compare_terms(first, other), *_compare_settings(first, other, lines)]
    guards: list[Lists] = [{("guards",): set(codebook.guards)} for codebook in (first, other)]
    for found, codebook in zip(guards, (first, other), strict=True):
        for technology in codebook.technologies:
            found["technologies", technology.technology_id, "guards"] = set(technology.guards)
    changes += _compare_lists("guard", guards[0], guards[1], lines)
    words: list[Lists] = [
        {("context", name): set(listed) for name, listed in asdict(codebook.context).items()}
        for codebook in (first, other)
    ]
    for path in [path for path in words[0] if (path in lines_first) != (path in lines_other)]:
        # One has the package's own list: whose words are whose line is of no use to anybody.
        if words[0].pop(path) != words[1].pop(path):
            before, after = ("" if path in line else "the package's own" for line in lines)
            at, at_other = (line.get(path, 0) for line in lines)
            changes.append(Change("list", "changed", ("", ""), path[1], before, after, at, at_other))
    changes += _compare_lists("word", words[0], words[1], lines)
    return sorted(changes, key=lambda c: (c.line_other or c.line_first, c.kind, c.place, c.text, c.action))


def apply_change(first: Codebook, other: Codebook, change: Change) -> Codebook:
    """Return the first codebook with one of its changes towards the other made, and no other."""
    if change.kind == "setting":
        return replace(first, **{change.text: getattr(other, change.text)})
    if change.kind == "list":
        lists = {change.text: getattr(other.context, change.text)}
        return replace(first, context=replace(first.context, **lists))
    if change.kind == "word":
        name = change.place[1]
        words = _edit(getattr(first.context, name), change)
        return replace(first, context=replace(first.context, **{name: words}))
    if change.kind == "guard" and not change.place[0]:
        return replace(first, guards=_edit(first.guards, change))
    technologies = {technology.technology_id: technology for technology in first.technologies}
    for technology in other.technologies:
        bare = replace(technology, elements=(), guards=())
        technologies.setdefault(technology.technology_id, bare)
    if change.kind == "guard":
        changed = technologies[change.place[0]]
        technologies[change.place[0]] = replace(changed, guards=_edit(changed.guards, change))
    for move, add in ((change.old, False), (change.new, True)):
        if move:
            (name, element), term = move
            technologies[name] = _edit_terms(technologies[name], element, term, add=add)
    had = {technology.technology_id for technology in first.technologies}
    kept = (one for name, one in technologies.items() if name in had or one.elements)
    return replace(first, technologies=tuple(kept))


def _edit(texts: tuple[str, ...], change: Change) -> tuple[str, ...]:
    if change.action == "added":
        return (*texts, change.text)
    return tuple(text for text in texts if text != change.text)


def _edit_terms(technology: Technology, element_id: str, term: Term, *, add: bool) -> Technology:
    elements = {element.element_id: element for element in technology.elements}
    element = elements.get(element_id) or Element(element_id, Label(element_id, element_id), ())
    terms = (*element.terms, term) if add else tuple(one for one in element.terms if one != term)
    elements[element_id] = replace(element, terms=terms)
    return replace(technology, elements=tuple(elements.values()))


def _list_terms(codebook: Codebook) -> Iterator[tuple[Place, Term]]:
    for technology in codebook.technologies:
        for element in technology.elements:
            for term in element.terms:
                yield (technology.technology_id, element.element_id), term


def _compare_terms(first: Codebook, other: Codebook) -> Iterator[Change]:
    """Yield the terms that differ: those of the same text are paired, in one place before across places."""
    left: dict[str, list[tuple[Place, Term]]] = defaultdict(list)
    right: dict[str, list[tuple[Place, Term]]] = defaultdict(list)
    for codebook, found in ((first, left), (other, right)):
        for place, term in _list_terms(codebook):
            found[term.text].append((place, term))
    for text in sorted(left.keys() | right.keys()):
        olds, news = left.get(text, []), right.get(text, [])
        for is_pair in (_is_same, _is_in_place, lambda _old, _new: True):
            for old in list(olds):
                new = next((new for new in news if is_pair(old, new)), None)
                if new is None:
                    continue
                olds.remove(old)
                news.remove(new)
                if is_pair is not _is_same:
                    yield _describe_term("changed", old, new)
        yield from (_describe_term("removed", old, None) for old in olds)
        yield from (_describe_term("added", None, new) for new in news)


def _is_same(old: tuple[Place, Term], new: tuple[Place, Term]) -> bool:
    return old[0] == new[0] and replace(old[1], line=0) == replace(new[1], line=0)


def _is_in_place(old: tuple[Place, Term], new: tuple[Place, Term]) -> bool:
    return old[0] == new[0]


def _describe_term(action: str, old: tuple[Place, Term] | None, new: tuple[Place, Term] | None) -> Change:
    shown = new or old
    assert shown is not None  # noqa: S101 - one of them is what changed
    has_moved = old is not None and new is not None and old[0] != new[0]
    before, after = (_describe_rules(*one, has_moved=has_moved) if one else "" for one in (old, new))
    return Change(
        "term", action, shown[0], shown[1].text, before, after,
        old[1].line if old else 0, new[1].line if new else 0, old, new,
    )  # fmt: skip


def _describe_rules(place: Place, term: Term, *, has_moved: bool) -> str:
    """Return what a term is held to, such as `without 证券`, and where it stands if that has changed."""
    plain = Term(term.text)
    rules = []
    for field in fields(Term):
        value = getattr(term, field.name)
        if field.name in {"text", "line"} or value == getattr(plain, field.name):
            continue
        name = field.name.strip("_").replace("case_exact", "exact case").removeprefix("is_")
        shown = ", ".join(value) if isinstance(value, tuple) else "" if value is True else str(value)
        rules.append(f"{name} {shown}".strip())
    text = "; ".join(rules) or "no rule"
    return f"in {'/'.join(filter(None, place))}, {text}" if has_moved else text


def _compare_settings(first: Codebook, other: Codebook, lines: tuple[Lines, Lines]) -> Iterator[Change]:
    for field in fields(Codebook):
        name = field.name
        before, after = getattr(first, name), getattr(other, name)
        if name not in _NO_SETTINGS and before != after:
            at, at_other = (line.get((name,), 0) for line in lines)
            yield Change("setting", "changed", ("", ""), name, str(before), str(after), at, at_other)


def _compare_lists(
    kind: str,
    first: Lists,
    other: Lists,
    lines: tuple[Lines, Lines],
) -> Iterator[Change]:
    for path in sorted(first.keys() | other.keys()):
        before, after = first.get(path, set()), other.get(path, set())
        place = ("", path[1]) if kind == "word" else (path[1] if len(path) > 1 else "", "")
        for text in sorted(before - after):
            yield Change(kind, "removed", place, text, "", "", lines[0].get((*path, text), 0), 0)
        for text in sorted(after - before):
            yield Change(kind, "added", place, text, "", "", 0, lines[1].get((*path, text), 0))


def _collect_lines(node: Node, path: tuple[str, ...], lines: Lines) -> None:
    if isinstance(node, YamlMapping):
        for key, value in node.entries:
            lines.setdefault((*path, key.text), key.line)
            _collect_lines(value, (*path, key.text), lines)
    elif isinstance(node, Listing):
        for item in node.items:
            if isinstance(item, Scalar):
                lines.setdefault((*path, clean_text(item.text)), item.line)
