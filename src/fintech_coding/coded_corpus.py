"""A corpus that was coded: its hits, the passages they stand in, and how much was searched for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fintech_coding.records import Hit, Passage

if TYPE_CHECKING:
    from fintech_coding.coding.codebook import Codebook
    from fintech_coding.corpus import Corpus


@dataclass(frozen=True, slots=True)
class CodedCorpus:
    """The hits of a corpus in reading order, and the passages that have one, by id.

    `sizes` is the number of passages by report id, `characters` that of their narrative text.
    """

    hits: list[Hit] = field(default_factory=list)
    passages: dict[str, Passage] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)
    characters: dict[str, int] = field(default_factory=dict)


def code_corpus(corpus: Corpus, codebook: Codebook) -> CodedCorpus:
    """Return the reports of a corpus that were read, coded with a codebook; raises `OutputError`."""
    from fintech_coding.coding.coder import Coder

    coder = Coder(codebook)
    coded = CodedCorpus()
    for report in corpus.read:
        passages = corpus.load_passages(report)
        coded.sizes[report.report_id] = len(passages)
        coded.characters[report.report_id] = sum(len(p.text) for p in passages if p.kind == "body")
        found = list(coder.code_passages(passages))
        coded.hits.extend(found)
        hit_ids = {hit.passage_id for hit in found}
        coded.passages.update((p.passage_id, p) for p in passages if p.passage_id in hit_ids)
    return coded
