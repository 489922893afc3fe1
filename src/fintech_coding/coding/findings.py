"""What a corpus shows of a codebook's terms: never found, found in one report, shared, or not counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fintech_coding.coding.codebook import Codebook, Element, Label, Technology, Term
from fintech_coding.coding.coder import Coder
from fintech_coding.coding.concordance import cut_excerpt
from fintech_coding.coding.matcher import Matcher, Span
from fintech_coding.records import Hit, Passage

NEVER, ONE_REPORT, OUTSIDE, SHARED = "never_found", "one_report", "uncounted_section", "shared"

_FEW = 5  # hits: of fewer nothing is said of where they stand
_REPORTS = 3  # of fewer, one always has most
_MOST, _ALMOST_ALL = 0.5, 0.8

_BARE = "x"  # a word that no list of the context has

TermKey = tuple[str, str, str]
"""Technology, element, term."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a corpus shows of a term: a row of `codebook_check.csv`.

    `hits` are those of the term, `count` those the finding speaks of, in `reports` reports; `alone` those
    of them without another term in their passage. `takes_away` are the hits that `guard`, or else `phrase`,
    would take from the technology. `excerpt`, which is no column, is the example with its hit marked.
    """

    kind: str
    technology: str
    element: str
    term: str
    line: int
    finding: str
    what_to_do: str
    hits: int = 0
    phrase: str = ""
    count: int = 0
    reports: int = 0
    alone: int | None = None
    guard: str = ""
    takes_away: int | None = None
    report_id: str = ""
    page: int | None = None
    example: str = ""
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class TermHits:
    """The terms of a codebook with their hits in a corpus, in the codebook's order."""

    passages: Mapping[str, Passage]
    terms: dict[TermKey, Term] = field(default_factory=dict)
    hits: dict[TermKey, list[Hit]] = field(default_factory=dict)

    def describe(self, key: TermKey, kind: str, members: Sequence[Hit], **rest: Any) -> Finding:
        """Return a finding on a term that rests on some hits, the first of them its example."""
        technology, element, term = key
        example = self._quote(members[0]) if members else {}
        made = Finding(kind, technology, element, term, self.terms[key].line, "", "", **example)
        reports = len({hit.report_id for hit in members})
        counted = replace(made, hits=len(self.hits[key]), count=len(members), reports=reports)
        return replace(counted, **rest)

    def _quote(self, hit: Hit) -> dict[str, Any]:
        text = self.passages[hit.passage_id].text
        first, last = hit.sentence_start, max(hit.sentence_end, hit.end)
        return {
            "report_id": hit.report_id,
            "page": hit.page_first,
            "example": text[first:last],
            "excerpt": cut_excerpt(text, (hit.start, hit.end), (first, last)),
        }


def index_hits(codebook: Codebook, hits: Iterable[Hit], passages: Mapping[str, Passage]) -> TermHits:
    """Return the terms of a codebook with their hits."""
    terms = {
        (technology.technology_id, element.element_id, term.text): term
        for technology in codebook.technologies
        for element in technology.elements
        for term in element.terms
    }
    found = TermHits(passages, terms, {key: [] for key in terms})
    for hit in hits:
        found.hits[hit.technology, hit.element, hit.term].append(hit)
    return found


def find_unused(index: TermHits, codebook: Codebook, searched: Iterable[Passage]) -> Iterator[Finding]:
    """Yield the terms without a hit; of one whose characters do occur, what takes them instead."""
    unused = [key for key, hits in index.hits.items() if not hits]
    label = Label("", "")
    bare = [
        Technology(str(number), label, "", (Element("", label, (index.terms[key].unconditional,)),), ())
        for number, key in enumerate(unused)
    ]
    matcher = Matcher(replace(codebook, guards=(), nested="technology"), bare)
    counted: dict[str, list[Hit]] = defaultdict(list)
    for hits in index.hits.values():
        for hit in hits:
            counted[hit.passage_id].append(hit)
    takers: dict[int, Counter[str]] = defaultdict(Counter)
    for passage in searched:
        for span in matcher.find_spans(passage.text):
            over = (h.term for h in counted[passage.passage_id] if h.start < span.end and span.start < h.end)
            takers[int(span.technology)][min(over, default="")] += 1
    for number, key in enumerate(unused):
        yield _describe_unused(index, key, takers[number])


def _describe_unused(index: TermHits, key: TermKey, takers: Counter[str]) -> Finding:
    if not takers:
        return index.describe(
            key,
            NEVER,
            (),
            finding="It occurs in no passage.",
            what_to_do="Keep it if other reports may have it; see that it is written as reports write.",
        )
    named = [
        f"{count} in '{term}'" for term, count in sorted(takers.items(), key=lambda i: (-i[1], i[0])) if term
    ]
    guarded = [f"{takers['']} under a guard or outside its conditions"] if takers[""] else []
    return index.describe(
        key,
        NEVER,
        (),
        count=takers.total(),
        finding=f"Its characters occur ({takers.total()}) and never count: {', '.join(named + guarded)}.",
        what_to_do="See that this is meant; `fintech-code kwic --word` shows the places.",
    )


def find_concentrated(index: TermHits, sizes: Mapping[str, int]) -> Iterator[Finding]:
    """Yield the terms that make most of their hits in one report, beside its share of all hits.

    `sizes` has the reports that were searched.
    """
    if len(sizes) < _REPORTS:
        return
    everything = Counter(hit.report_id for hits in index.hits.values() for hit in hits)
    for key, hits in index.hits.items():
        if len(hits) < _FEW:
            continue
        counts = Counter(hit.report_id for hit in hits)
        report = min(counts, key=lambda name: (-counts[name], name))
        share, usual = counts[report] / len(hits), everything[report] / everything.total()
        if share > max(_MOST, usual):
            yield index.describe(
                key,
                ONE_REPORT,
                [hit for hit in hits if hit.report_id == report],
                finding=f"{counts[report]} of its {len(hits)} hits ({share:.0%}) are in {report}, "
                f"which has {usual:.0%} of the hits of all terms.",
                what_to_do="See whether it is a name or a habit of this one company: "
                "it tells banks apart by their wording.",
            )


def find_uncounted_sections(index: TermHits, codebook: Codebook) -> Iterator[Finding]:
    """Yield the terms found almost only under headings, or in parts, that are others' and do not count."""
    places = _PlaceReader(codebook)
    for key, hits in index.hits.items():
        uncounted = [hit for hit in hits if places.is_uncounted(index.passages[hit.passage_id])]
        if len(hits) >= _FEW and len(uncounted) >= _ALMOST_ALL * len(hits):
            names = Counter(_name_place(hit, index.passages[hit.passage_id]) for hit in uncounted)
            place = min(names, key=lambda name: (-names[name], name))
            yield index.describe(
                key,
                OUTSIDE,
                uncounted,
                finding=f"{len(uncounted)} of its {len(hits)} hits stand in sections that do not count, "
                f"most under '{place}'.",
                what_to_do="See whether it means the technology: it adds next to nothing to own counts.",
            )


class _PlaceReader:
    """Tells whether what stands at a place is others', whatever its sentence says."""

    def __init__(self, codebook: Codebook) -> None:
        label = Label("", "")
        bare = Technology("bare", label, "", (Element("", label, (Term(_BARE),)),), ())
        self._coder = Coder(replace(codebook, technologies=(bare,), guards=(), boundary="ignore"))
        self._known: dict[tuple[str, str, str], bool] = {}

    def is_uncounted(self, passage: Passage) -> bool:
        """Return whether a passage there that says nothing but a word is not the bank's own."""
        place = (passage.section, passage.part, passage.kind)
        if place not in self._known:
            hits = self._coder.code_passage(replace(passage, text=_BARE))
            self._known[place] = any(hit.scope == "other" for hit in hits)
        return self._known[place]


def _name_place(hit: Hit, passage: Passage) -> str:
    return hit.section.rsplit(" > ", 1)[-1] or passage.part


def find_shared(index: TermHits, codebook: Codebook) -> Iterator[Finding]:
    """Yield the pairs of terms of two technologies that are found at the same place."""
    matcher = Matcher(replace(codebook, nested="technology"))
    counted: dict[tuple[str, int, int, TermKey], Hit] = {}
    for key, hits in index.hits.items():
        counted.update({(hit.passage_id, hit.start, hit.end, key): hit for hit in hits})
    pairs: dict[tuple[TermKey, TermKey], list[tuple[Hit, bool]]] = defaultdict(list)
    for passage_id in sorted({place[0] for place in counted}):
        for spans in _pair_spans(matcher.find_spans(index.passages[passage_id].text)):
            keys = [(span.technology, span.element, span.term) for span in spans]
            places = [(passage_id, span.start, span.end, key) for span, key in zip(spans, keys, strict=True)]
            hits = [counted[place] for place in places if place in counted]
            if hits:
                first, second = sorted(keys)
                pairs[first, second].append((hits[0], len(hits) > 1))
    for (first, second), found in pairs.items():
        both = sum(twice for _, twice in found)
        counts = f"{both} of them count for both" if both else "they count for the longer one only"
        yield index.describe(
            first,
            SHARED,
            [hit for hit, _ in found],
            phrase=second[2],
            finding=f"Places shared with '{second[2]}' of {second[0]}: {len(found)}; {counts}.",
            what_to_do="See that each technology is meant there; a guard in one of them ends it."
            if both
            else "Nothing, if the longer one says what is meant.",
        )


def _pair_spans(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """Yield the spans of different technologies that have characters in common; they come by their start."""
    for number, one in enumerate(spans):
        place = number + 1
        while place < len(spans) and spans[place].start < one.end:
            if one.technology != spans[place].technology:
                yield one, spans[place]
            place += 1
