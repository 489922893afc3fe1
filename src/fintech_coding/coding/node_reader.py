"""Nodes -> texts, lists, choices and fields; what is wrong with them is noted at its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from fintech_coding.coding.fold import clean_text
from fintech_coding.coding.lint import Written, show_text
from fintech_coding.coding.yaml_lines import Listing, Mapping, Node, Scalar
from fintech_coding.errors import CodebookProblem

Fields = dict[str, tuple[Scalar, Node]]
"""The key and the value that stand under each name."""

_YES_NO = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


class NodeReader:
    """Reads nodes as what is needed; what is wrong is noted in `problems` and left out.

    `written` holds every term, guard, word and regex as it was written.
    """

    def __init__(self, problems: Sequence[CodebookProblem]) -> None:
        """Begin with the problems that the YAML has."""
        self.problems = list(problems)
        self.written: list[Written] = []
        self._dimension = ""
        self._owner = ""
        self._term = ""

    def _read_texts(self, found: Fields, name: str, kind: str) -> tuple[str, ...]:
        """Return a list of guards or words, each once."""
        if name not in found:
            return ()
        texts = [self._read_word(item, kind) for item in self._read_items(*found[name])]
        return tuple(dict.fromkeys(text for text in texts if text))

    def _read_items(self, key: Scalar, node: Node) -> tuple[Node, ...]:
        if isinstance(node, Listing):
            return node.items
        if not is_nothing(node) or key.text == "terms":
            todo = f"Write {key.text}: [{'大数据, …' if key.text == 'terms' else '…'}]"
            self._note(node.line, f"'{key.text}' is {describe(node)}, and a list is needed.", todo)
        return ()

    def _read_word(self, node: Node, kind: str, *, case_exact: bool = False) -> str:
        if not isinstance(node, Scalar):
            todo = "Write it as one text." if isinstance(node, Mapping) else "Write one flat list."
            self._note(node.line, f"A {kind} is {describe(node)}, and a text is needed.", todo)
            return ""
        text = clean_text(node.text)
        if not text:
            todo = "Delete it, or write it; a text that begins with # needs quotes."
            self._note(node.line, f"A {kind} is empty.", todo)
            return ""
        self._keep_written(node, kind, case_exact=case_exact)
        return text

    def _keep_written(self, node: Scalar, kind: str, *, case_exact: bool = False) -> None:
        place = (self._dimension, self._owner, case_exact, self._term)
        self.written.append(Written(node.text, node.line, node.last_line, kind, *place))

    def _read_text(self, found: Fields, name: str) -> str:
        if name not in found:
            return ""
        node = found[name][1]
        if isinstance(node, Scalar):
            return " ".join(node.text.split())
        self._note(node.line, f"'{name}' is {describe(node)}, and a text is needed.", f"Write {name}: …")
        return ""

    def _read_choice(self, found: Fields, name: str, choices: tuple[str, ...]) -> str:
        if name not in found:
            return choices[0]
        node = found[name][1]
        if isinstance(node, Scalar) and node.text in choices:
            return node.text
        options = " or ".join(f"{name}: {choice}" for choice in choices)
        self._note(node.line, f"'{name}' is {describe(node)}.", f"Write {options}, or delete the key.")
        return ""

    def _read_yes_no(self, found: Fields, name: str, default: bool) -> bool:
        if name not in found:
            return default
        node = found[name][1]
        if isinstance(node, Scalar) and node.text.lower() in _YES_NO:
            return _YES_NO[node.text.lower()]
        todo = f"Write {name}: yes or {name}: no, or delete the key."
        self._note(node.line, f"'{name}' is {describe(node)}.", todo)
        return default

    def _read_fields(self, node: Node, what: str, keys: tuple[str, ...] | None = None) -> Fields:
        """Return the entries of a mapping by key; with `keys`, refuse every other key."""
        if is_nothing(node):
            return {}
        if not isinstance(node, Mapping):
            todo = (
                f"Write its keys ({', '.join(keys)}) below it."
                if keys
                else "Write names and colons below it."
            )
            if isinstance(node, Scalar) and (colon := re.match(r"\w+(：|:\S)", node.text)):
                sign = "the full-width colon '：'" if colon[1] == "：" else "a colon without a space"
                todo = f"It holds {sign}: write ': ' (a colon and a space)."
            elif isinstance(node, Listing) and keys and "terms" in keys:
                todo = "Write 'terms:' before the list."
            self._note(node.line, f"{what} is {describe(node)}, and a mapping is needed.", todo)
            return {}
        found = {}
        for key, value in node.entries:
            if keys and key.text not in keys:
                self._refuse_key(key, what, keys)
            else:
                found[key.text] = (key, value)
        return found

    def _refuse_key(self, key: Scalar, what: str, keys: tuple[str, ...]) -> None:
        near = difflib.get_close_matches(key.text.casefold(), keys, n=1)
        todo = f"Did you mean '{near[0]}'?" if near else f"Its keys are {', '.join(keys)}."
        if what == "A term" and not near:
            todo += ' A term with a colon in it needs quotes: "…"'
        elif what == "The codebook" and not near:
            todo += " A technology stands under 'technologies'."
        self._note(key.line, f"{what} has no key '{show_text(key.text)}'.", todo)

    def _note(self, line: int, problem: str, what_to_do: str) -> None:
        self.problems.append(CodebookProblem(line, problem, what_to_do))


def is_nothing(node: Node) -> bool:
    """Tell whether nothing was written."""
    return isinstance(node, Scalar) and not node.text and not node.quoted


def is_empty(node: Node) -> bool:
    """Tell whether nothing was written, or a mapping without entries."""
    return is_nothing(node) or (isinstance(node, Mapping) and not node.entries)


def describe(node: Node) -> str:
    """Return what a node is, in words."""
    if isinstance(node, Scalar):
        return f"the text '{show_text(node.text)}'" if node.text or node.quoted else "empty"
    return "a list" if isinstance(node, Listing) else "a mapping"
