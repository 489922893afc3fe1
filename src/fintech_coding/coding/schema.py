"""Nodes -> the records of a codebook, with every departure from the schema noted at its line."""

from __future__ import annotations

import re
from dataclasses import fields

from fintech_coding.coding.entries import Codebook, Context, Element, Label, Source, Technology
from fintech_coding.coding.fold import clean_text
from fintech_coding.coding.lint import show_text
from fintech_coding.coding.node_reader import Fields, is_empty
from fintech_coding.coding.term_reader import BOUNDARY, NESTED, SWITCHES, TERM_SWITCHES, TermReader
from fintech_coding.coding.yaml_lines import Listing, Mapping, Node, Scalar
from fintech_coding.records import PARTS

RESERVED = ("bank", "bank_name", "year", "total", "report_id", "status", "reason", "document")
"""Columns of the coding matrix that are no technology's."""

_CODEBOOK_KEYS = (
    "title", "nested", "boundary", "technologies", "guards", "applications", "context",
    "source", "unassigned",
)  # fmt: skip
_SOURCE_KEYS = tuple(field.name for field in fields(Source))
_TECHNOLOGY_KEYS = ("label", "definition", "terms", "elements", "guards")
_ELEMENT_KEYS = ("label", "terms")
_LABEL_KEYS = ("en", "zh")
_CONTEXT_KEYS = tuple(field.name for field in fields(Context))


class SchemaReader(TermReader):
    """Reads nodes into records; what is wrong is noted in `problems` and left out."""

    def read_codebook(self, root: Node, default: Context) -> Codebook:
        """Return the codebook of a document without its fingerprint, with what could be read of it."""
        found = self._read_fields(root, "The codebook", (*_CODEBOOK_KEYS, *TERM_SWITCHES))
        with self._switch({name: found[name] for name in TERM_SWITCHES if name in found}):
            technologies = self._read_dimension(found, "technologies")
            applications = self._read_dimension(found, "applications")
        key, value = found.get("technologies", (root, None))
        if isinstance(root, Mapping) and (value is None or is_empty(value)):
            todo = "Write at least one: technologies: {big_data: {terms: [大数据]}}"
            self._note(key.line, "The codebook has no technologies.", todo)
        elif not technologies and not self.problems:
            self._note(key.line, "Every technology is switched off.", "Delete 'enabled: no' at one of them.")
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
            source=self._read_source(found),
            unassigned=self._read_unassigned(found),
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
        technologies = [self._read_technology(key, node) for key, node in entries.values()]
        return tuple(one for one in technologies if (name, one.technology_id) not in self.off)

    def _read_technology(self, key: Scalar, node: Node) -> Technology:
        self._check_id(key)
        if key.text in RESERVED:
            todo = "Choose another name and keep this one as its label."
            self._note(key.line, f"'{key.text}' is a column of the coding matrix already.", todo)
        self._owner = key.text
        before, read = len(self.problems), self.terms_read
        found = self._read_fields(node, f"'{key.text}'", (*_TECHNOLOGY_KEYS, *SWITCHES))
        label = self._read_label(found, key.text)
        elements = []
        with self._switch(found):
            terms = self._read_terms(found)
            if terms:
                elements.append(Element("", label, terms))
            groups = self._read_fields(found["elements"][1], "'elements'") if "elements" in found else {}
            elements += [self._read_element(name, group) for name, group in groups.values()]
        elements = [element for element in elements if element.terms]
        if not elements and self.terms_read > read:
            self.off.add((self._dimension, key.text))
        elif not elements and len(self.problems) == before:
            self._note(key.line, f"'{key.text}' has no term.", f"Write {key.text}: {{terms: [大数据]}}")
        definition, guards = self._read_text(found, "definition"), self._read_texts(found, "guards", "guard")
        return Technology(key.text, label, definition, tuple(elements), guards)

    def _read_unassigned(self, found: Fields) -> tuple[Element, ...]:
        node = found["unassigned"][1] if "unassigned" in found else None
        groups = self._read_fields(node, "'unassigned'") if node else {}
        return tuple(self._read_element(key, group) for key, group in groups.values())

    def _read_source(self, found: Fields) -> Source:
        parts = self._read_fields(found["source"][1], "'source'", _SOURCE_KEYS) if "source" in found else {}
        lists: dict[str, tuple[str, ...]] = {}
        for name in {"categories", "mended"} & parts.keys():
            items = self._read_items(*parts[name])
            # They are no terms: how they are written is no matter of the coding.
            lists[name] = tuple(" ".join(item.text.split()) for item in items if isinstance(item, Scalar))
            if len(lists[name]) < len(items):
                self._note(parts[name][0].line, f"'{name}' holds more than texts.", "Put each in quotes.")
        return Source(self._read_text(parts, "citation"), self._read_text(parts, "about"), **lists)

    def _read_element(self, key: Scalar, node: Node) -> Element:
        self._check_id(key)
        before, read = len(self.problems), self.terms_read
        found = self._read_fields(node, f"'{key.text}'", (*_ELEMENT_KEYS, *SWITCHES))
        with self._switch(found):
            element = Element(key.text, self._read_label(found, key.text), self._read_terms(found))
        if self.terms_read == read and len(self.problems) == before:
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
