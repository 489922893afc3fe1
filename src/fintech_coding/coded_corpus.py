"""A corpus that was coded: its hits, the passages they stand in, and how much was searched for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from fintech_coding.records import Hit, Passage, Use

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook
    from fintech_coding.corpus import Corpus


@dataclass(frozen=True, slots=True)
class CodedCorpus:
    """The hits of a corpus in reading order, what they are used for, and the passages that have one, by id.

    `sizes` is the number of passages by report id, `characters` that of their narrative text.
    """

    hits: list[Hit] = field(default_factory=list)
    passages: dict[str, Passage] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    characters: dict[str, int] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)


def code_corpus(corpus: Corpus, codebook: Codebook) -> CodedCorpus:
    """Return the reports of a corpus that were read, coded with a codebook; raises `OutputError`."""
    from fintech_coding.coding.coder import Coder
    from fintech_coding.coding.uses import UseFinder

    coder, finder = Coder(codebook), UseFinder(codebook)
    coded = CodedCorpus()
    for report in corpus.read:
        passages = corpus.load_passages(report)
        coded.sizes[report.report_id] = len(passages)
        coded.characters[report.report_id] = sum(len(p.text) for p in passages if p.kind == "body")
        found = list(coder.code_passages(passages))
        coded.hits.extend(found)
        hit_ids = {hit.passage_id for hit in found}
        coded.passages.update((p.passage_id, p) for p in passages if p.passage_id in hit_ids)
        for passage_id, hits in groupby(found, key=lambda hit: hit.passage_id):
            coded.uses.extend(finder.find_uses(coded.passages[passage_id], hits))
    return coded
