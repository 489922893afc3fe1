"""The records of a codebook: technologies, elements, terms, labels and word lists."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Label:
    """A name for readers, in English and in Chinese; what is not given is made from the id."""

    en: str
    zh: str


@dataclass(frozen=True, slots=True)
class Term:
    """What is looked for, cleaned but not folded, and the rules it is held to.

    `with_` are words of which one must, `without` words of which none may stand in the part of the text
    that `within` names: `sentence` or `passage`. `guards` guard this term only. `nested` and `boundary` are
    empty where the codebook's own hold. The text of a regex is its expression as it was written.
    """

    text: str
    case_exact: bool = False
    with_: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    line: int = 0
    is_regex: bool = False
    plural: bool = True
    within: str = "sentence"
    guards: tuple[str, ...] = ()
    nested: str = ""
    boundary: str = ""

    @property
    def unconditional(self) -> Term:
        """The term whatever stands around it: without conditions and guards."""
        return replace(self, with_=(), without=(), guards=())


@dataclass(frozen=True, slots=True)
class Element:
    """A group of terms; those directly under a technology form the element with the id ''."""

    element_id: str
    label: Label
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Technology:
    """A column of the coding matrix, or an application: its terms by element, and its guards."""

    technology_id: str
    label: Label
    definition: str
    elements: tuple[Element, ...]
    guards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """The word lists by which negation and scope are judged, and the parts of a report about others.

    `data/context.yaml` says what each of them is for.
    """

    negations: tuple[str, ...]
    pseudo_negations: tuple[str, ...]
    subsidiaries: tuple[str, ...]
    others: tuple[str, ...]
    biographies: tuple[str, ...]
    other_sections: tuple[str, ...]
    own: tuple[str, ...]
    other_parts: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    withdrawals: tuple[str, ...] = ()
    pseudo_others: tuple[str, ...] = ()
    arenas: tuple[str, ...] = ()
    praise: tuple[str, ...] = ()
    adopters: tuple[str, ...] = ()
    obliques: tuple[str, ...] = ()
    governors: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    adoptions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    enterprises: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    financing: tuple[str, ...] = ()
    lending: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    economy: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    environment_sections: tuple[str, ...] = ()
    subsidiary_sections: tuple[str, ...] = ()
    own_sections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a published list comes from: its citation, what it is, its categories, what was mended in it."""

    citation: str = ""
    about: str = ""
    categories: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Codebook:
    """What a study looks for. `fingerprint` changes when, and only when, the coding can change.

    `unassigned` are the terms of a published list that name none of the technologies, by its categories:
    they code to nothing, and count only where the list is read as published.
    """

    title: str
    nested: str
    boundary: str
    technologies: tuple[Technology, ...]
    guards: tuple[str, ...]
    applications: tuple[Technology, ...]
    context: Context
    fingerprint: str
    source: Source = Source()
    unassigned: tuple[Element, ...] = ()
