"""Nodes -> the records of a codebook, with every departure from the schema noted at its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import fields

from fintech_coding.coding.entries import Codebook, Context, Element, Label, Technology, Term
from fintech_coding.coding.fold import clean_text
from fintech_coding.coding.lint import Written, show_text
from fintech_coding.coding.yaml_lines import Listing, Mapping, Node, Scalar
from fintech_coding.errors import CodebookProblem
from fintech_coding.records import PARTS

NESTED = ("codebook", "technology")
BOUNDARY = ("require", "mark", "ignore")
RESERVED = ("bank", "bank_name", "year", "total", "report_id", "status", "reason", "document")
"""Columns of the coding matrix that are no technology's."""

_CODEBOOK_KEYS = ("title", "nested", "boundary", "technologies", "guards", "applications", "context")
_TECHNOLOGY_KEYS = ("label", "definition", "terms", "elements", "guards")
_ELEMENT_KEYS = ("label", "terms")
_LABEL_KEYS = ("en", "zh")
_TERM_KEYS = ("term", "case", "with", "without")
_CONTEXT_KEYS = tuple(field.name for field in fields(Context))

Fields = dict[str, tuple[Scalar, Node]]
"""The key and the value that stand under each name."""


class SchemaReader:
    """Reads nodes into records; what is wrong is noted in `problems` and left out.

    `written` holds every term, guard and word as it was written.
    """

    def __init__(self, problems: Sequence[CodebookProblem]) -> None:
        """Begin with the problems that the YAML has."""
        self.problems = list(problems)
        self.written: list[Written] = []
        self._dimension = ""
        self._owner = ""

    def read_codebook(self, root: Node, default: Context) -> Codebook:
        """Return the codebook of a document without its fingerprint, with what could be read of it."""
        found = self._read_fields(root, "The codebook", _CODEBOOK_KEYS)
        technologies = self._read_dimension(found, "technologies")
        key, value = found.get("technologies", (root, None))
        if isinstance(root, Mapping) and (value is None or _is_empty(value)):
            todo = "Write at least one: technologies: {big_data: {terms: [大数据]}}"
            self._note(key.line, "The codebook has no technologies.", todo)
        applications = self._read_dimension(found, "applications")
        self._dimension = self._owner = ""
        return Codebook(
            title=self._read_text(found, "title"),
            nested=self._read_choice(found, "nested", NESTED),
            boundary=self._read_choice(found, "boundary", BOUNDARY),
            technologies=technologies,
            guards=self._read_texts(found, "guards", "guard"),
            applications=applications,
            context=self.read_context(found["context"][1], default) if "context" in found else default,
            fingerprint="",
        )

    def read_context(self, node: Node | None, default: Context) -> Context:
        """Return the default word lists with those given in their place."""
        lists = self._read_fields(node, "'context'", _CONTEXT_KEYS) if node else {}
        words = {name: self._read_texts(lists, name, "word") for name in lists}
        self._check_parts(lists)
        return Context(**{name: words.get(name, getattr(default, name)) for name in _CONTEXT_KEYS})

    def _check_parts(self, lists: Fields) -> None:
        node = lists["other_parts"][1] if "other_parts" in lists else None
        for item in node.items if isinstance(node, Listing) else ():
            if isinstance(item, Scalar) and item.text not in PARTS:
                todo = f"Write one of {', '.join(PARTS)}."
                self._note(item.line, f"'other_parts' has '{show_text(item.text)}', which is no part.", todo)

    def _read_dimension(self, found: Fields, name: str) -> tuple[Technology, ...]:
        self._dimension = name
        entries = self._read_fields(found[name][1], f"'{name}'") if name in found else {}
        return tuple(self._read_technology(key, node) for key, node in entries.values())

    def _read_technology(self, key: Scalar, node: Node) -> Technology:
        self._check_id(key)
        if key.text in RESERVED:
            todo = "Choose another name and keep this one as its label."
            self._note(key.line, f"'{key.text}' is a column of the coding matrix already.", todo)
        self._owner = key.text
        before = len(self.problems)
        found = self._read_fields(node, f"'{key.text}'", _TECHNOLOGY_KEYS)
        label = self._read_label(found, key.text)
        elements = []
        terms = self._read_terms(found)
        if terms:
            elements.append(Element("", label, terms))
        groups = self._read_fields(found["elements"][1], "'elements'") if "elements" in found else {}
        elements += [self._read_element(name, group) for name, group in groups.values()]
        if not any(element.terms for element in elements) and len(self.problems) == before:
            self._note(key.line, f"'{key.text}' has no term.", f"Write {key.text}: {{terms: [大数据]}}")
        definition, guards = self._read_text(found, "definition"), self._read_texts(found, "guards", "guard")
        return Technology(key.text, label, definition, tuple(elements), guards)

    def _read_element(self, key: Scalar, node: Node) -> Element:
        self._check_id(key)
        before = len(self.problems)
        found = self._read_fields(node, f"'{key.text}'", _ELEMENT_KEYS)
        element = Element(key.text, self._read_label(found, key.text), self._read_terms(found))
        if not element.terms and len(self.problems) == before:
            self._note(key.line, f"The element '{key.text}' has no term.", "Write its terms, or delete it.")
        return element

    def _check_id(self, key: Scalar) -> None:
        if re.fullmatch("[a-z][a-z0-9_]*", key.text):
            return
        name = re.sub("[^a-z0-9]+", "_", clean_text(key.text).lower()).strip("_")
        todo = f"Write '{name}'" if re.match("[a-z]", name) else "Write a name such as 'big_data'"
        self._note(
            key.line,
            f"The name '{show_text(key.text)}' is not made of a-z, 0-9 and _ only, with a letter first.",
            f"{todo}; readers see its label.",
        )

    def _read_label(self, found: Fields, name: str) -> Label:
        parts = self._read_fields(found["label"][1], "'label'", _LABEL_KEYS) if "label" in found else {}
        en = self._read_text(parts, "en") or name.replace("_", " ").strip().capitalize()
        return Label(en, self._read_text(parts, "zh") or en)

    def _read_terms(self, found: Fields) -> tuple[Term, ...]:
        if "terms" not in found:
            return ()
        key, node = found["terms"]
        items = self._read_items(key, node)
        if isinstance(node, Listing) and not items:
            self._note(key.line, "The list 'terms' is empty.", "Write a term, or delete the key.")
        return tuple(term for item in items if (term := self._read_term(item)))

    def _read_term(self, node: Node) -> Term | None:
        if not isinstance(node, Mapping):
            text = self._read_word(node, "term")
            return Term(text, line=node.line) if text else None
        found = self._read_fields(node, "A term", _TERM_KEYS)
        exact = False
        if "case" in found:
            exact = self._read_choice(found, "case", ("exact",)) == "exact"
        if "term" not in found:
            todo = "Write {term: 数据集市, without: [证券]}, or quote a text that has a colon."
            self._note(node.line, "A term in its long form has no 'term'.", todo)
            return None
        text = self._read_word(found["term"][1], "term", case_exact=exact)
        words = {name: self._read_texts(found, name, "word") for name in ("with", "without")}
        return Term(text, exact, words["with"], words["without"], node.line) if text else None

    def _read_texts(self, found: Fields, name: str, kind: str) -> tuple[str, ...]:
        """Return a list of guards or words, each once."""
        if name not in found:
            return ()
        texts = [self._read_word(item, kind) for item in self._read_items(*found[name])]
        return tuple(dict.fromkeys(text for text in texts if text))

    def _read_items(self, key: Scalar, node: Node) -> tuple[Node, ...]:
        if isinstance(node, Listing):
            return node.items
        if not _is_nothing(node) or key.text == "terms":
            todo = f"Write {key.text}: [{'大数据, …' if key.text == 'terms' else '…'}]"
            self._note(node.line, f"'{key.text}' is {_describe(node)}, and a list is needed.", todo)
        return ()

    def _read_word(self, node: Node, kind: str, *, case_exact: bool = False) -> str:
        if not isinstance(node, Scalar):
            todo = "Write it as one text." if isinstance(node, Mapping) else "Write one flat list."
            self._note(node.line, f"A {kind} is {_describe(node)}, and a text is needed.", todo)
            return ""
        text = clean_text(node.text)
        if not text:
            todo = "Delete it, or write it; a text that begins with # needs quotes."
            self._note(node.line, f"A {kind} is empty.", todo)
            return ""
        self.written.append(
            Written(node.text, node.line, node.last_line, kind, self._dimension, self._owner, case_exact)
        )
        return text

    def _read_text(self, found: Fields, name: str) -> str:
        if name not in found:
            return ""
        node = found[name][1]
        if isinstance(node, Scalar):
            return " ".join(node.text.split())
        self._note(node.line, f"'{name}' is {_describe(node)}, and a text is needed.", f"Write {name}: …")
        return ""

    def _read_choice(self, found: Fields, name: str, choices: tuple[str, ...]) -> str:
        if name not in found:
            return choices[0]
        node = found[name][1]
        if isinstance(node, Scalar) and node.text in choices:
            return node.text
        options = " or ".join(f"{name}: {choice}" for choice in choices)
        self._note(node.line, f"'{name}' is {_describe(node)}.", f"Write {options}, or delete the key.")
        return ""

    def _read_fields(self, node: Node, what: str, keys: tuple[str, ...] | None = None) -> Fields:
        """Return the entries of a mapping by key; with `keys`, refuse every other key."""
        if _is_nothing(node):
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
            self._note(node.line, f"{what} is {_describe(node)}, and a mapping is needed.", todo)
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
        if keys is _TERM_KEYS and not near:
            todo += ' A term with a colon in it needs quotes: "…"'
        elif keys is _CODEBOOK_KEYS and not near:
            todo += " A technology stands under 'technologies'."
        self._note(key.line, f"{what} has no key '{show_text(key.text)}'.", todo)

    def _note(self, line: int, problem: str, what_to_do: str) -> None:
        self.problems.append(CodebookProblem(line, problem, what_to_do))


def _is_nothing(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text and not node.quoted


def _is_empty(node: Node) -> bool:
    return _is_nothing(node) or (isinstance(node, Mapping) and not node.entries)


def _describe(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"the text '{show_text(node.text)}'" if node.text or node.quoted else "empty"
    return "a list" if isinstance(node, Listing) else "a mapping"
