"""Nodes -> terms, each with the switches that hold for it: its own, or those of what it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from fintech_coding.coding.entries import Term
from fintech_coding.coding.lint import show_text
from fintech_coding.coding.node_reader import Fields, NodeReader
from fintech_coding.coding.regexes import MAX_REGEXES, RegexError, check_regex
from fintech_coding.coding.yaml_lines import Listing, Mapping, Node, Scalar
from fintech_coding.errors import CodebookProblem

NESTED = ("codebook", "technology")
BOUNDARY = ("require", "mark", "ignore")
CASE = ("ignore", "exact")
WITHIN = ("sentence", "passage")

TERM_SWITCHES = ("case", "plural", "within")
"""Keys that say how terms are found; each holds for all that stands below, unless it is said there again."""

SWITCHES = (*TERM_SWITCHES, "nested", "boundary", "enabled")
"""The keys of that kind below the codebook's own."""

_TERM_KEYS = ("term", "regex", "with", "without", "guards", *SWITCHES)


@dataclass(frozen=True, slots=True)
class Switches:
    """What holds for a term; `nested` and `boundary` are empty where the codebook's own do."""

    case_exact: bool = False
    plural: bool = True
    within: str = WITHIN[0]
    nested: str = ""
    boundary: str = ""
    enabled: bool = True


class TermReader(NodeReader):
    """Reads terms; one that is switched off is read, and left out.

    `terms_read` counts them all; `off` are the technologies of which none is left.
    """

    def __init__(self, problems: Sequence[CodebookProblem]) -> None:
        """Begin with the problems that the YAML has."""
        super().__init__(problems)
        self.off: set[tuple[str, str]] = set()
        self.terms_read = 0
        self._regexes = 0
        self._switches = Switches()

    @contextmanager
    def _switch(self, found: Fields) -> Iterator[None]:
        """Let the switches among some fields hold for what is read meanwhile."""
        outer = self._switches
        self._switches = self._read_switches(found)
        yield
        self._switches = outer

    def _read_switches(self, found: Fields) -> Switches:
        now = self._switches
        case = self._read_choice(found, "case", CASE) if "case" in found else ""
        choices = {"within": WITHIN, "nested": NESTED, "boundary": BOUNDARY}
        chosen = {
            name: choice
            for name, options in choices.items()
            if name in found and (choice := self._read_choice(found, name, options))
        }
        return replace(
            now,
            case_exact=case == "exact" if case else now.case_exact,
            plural=self._read_yes_no(found, "plural", now.plural),
            enabled=self._read_yes_no(found, "enabled", now.enabled),
            **chosen,
        )

    def _read_terms(self, found: Fields) -> tuple[Term, ...]:
        if "terms" not in found:
            return ()
        key, node = found["terms"]
        items = self._read_items(key, node)
        if isinstance(node, Listing) and not items:
            self._note(key.line, "The list 'terms' is empty.", "Write a term, or delete the key.")
        return tuple(term for item in items if (term := self._read_term(item)))

    def _read_term(self, node: Node) -> Term | None:
        """Return a term; None for one that is switched off or cannot be read."""
        if not isinstance(node, Mapping):
            text = self._read_word(node, "term", case_exact=self._switches.case_exact)
            return self._make_term(text, node, {}, self._switches)
        found = self._read_fields(node, "A term", _TERM_KEYS)
        switches = self._read_switches({name: found[name] for name in SWITCHES if name in found})
        named = [name for name in ("term", "regex") if name in found]
        if len(named) != 1:
            problem = "has both 'term' and 'regex'" if named else "in its long form has no 'term'"
            todo = "Write {term: 数据集市, without: [证券]}, or quote a text that has a colon."
            self._note(node.line, f"A term {problem}.", todo if not named else "Write two terms.")
            return None
        value = found[named[0]][1]
        if named == ["regex"]:
            text = self._read_regex(value)
        else:
            text = self._read_word(value, "term", case_exact=switches.case_exact)
        return self._make_term(text, node, found, switches)

    def _make_term(self, text: str, node: Node, found: Fields, switches: Switches) -> Term | None:
        self._term = text
        words = {name: self._read_texts(found, name, "word") for name in ("with", "without")}
        guards = self._read_texts(found, "guards", "guard")
        self._term = ""
        self.terms_read += bool(text)
        if not text:
            return None
        is_regex, has_words = "regex" in found, bool(words["with"] or words["without"])
        takes_plural = not is_regex and re.search("[A-Za-z]$", text) is not None
        self._doubt_switches(text, found, takes_plural=takes_plural, has_words=has_words)
        if not switches.enabled:
            return None
        return Term(
            text,
            # What is said of all terms of a list says nothing of those without a Latin letter.
            switches.case_exact and ("case" in found or re.search("[A-Za-z]", text) is not None),
            words["with"],
            words["without"],
            node.line,
            is_regex,
            switches.plural or not takes_plural,
            switches.within if has_words else WITHIN[0],
            guards,
            switches.nested,
            switches.boundary,
        )

    def _doubt_switches(self, text: str, found: Fields, *, takes_plural: bool, has_words: bool) -> None:
        """Note the switches of a term itself that decide nothing."""
        reasons = {
            "within": "" if has_words else "it has neither 'with' nor 'without'",
            "plural": "" if takes_plural else "only a term that ends in a Latin letter has a plural",
        }
        for name, reason in reasons.items():
            if name in found and reason:
                self.problems.append(
                    CodebookProblem(
                        found[name][0].line,
                        f"'{name}' decides nothing for '{show_text(text)}': {reason}.",
                        "Delete the key, or say what is missing.",
                        "warning",
                    )
                )

    def _read_regex(self, node: Node) -> str:
        if not isinstance(node, Scalar):
            return self._read_word(node, "regex")
        text = node.text.strip()
        if not text:
            return self._read_word(node, "regex")
        self._keep_written(node, "regex")
        self._regexes += 1
        if self._regexes == MAX_REGEXES + 1:
            problem = f"The codebook has more than {MAX_REGEXES} regexes."
            self._note(node.line, problem, "Write terms, of which it may have thousands.")
        try:
            is_broad = check_regex(text)
        except RegexError as error:
            self._note(node.line, f"The regex '{show_text(text)}' {error.problem}", error.what_to_do)
            return ""
        if is_broad:
            problem = f"The regex '{show_text(text)}' matches single characters, which stand everywhere."
            todo = "Write what else must be there."
            self.problems.append(CodebookProblem(node.line, problem, todo, "warning"))
        return text
