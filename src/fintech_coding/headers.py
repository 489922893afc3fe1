"""The columns of the tables, each declared once, in the order in which they are written."""

from __future__ import annotations

EXTRACTION_COLUMNS = (
    "report_id", "bank", "bank_name", "year", "language", "file", "sha256", "pages",
    "pages_without_text", "characters", "passages", "reader", "status", "reason", "seconds",
    "document", "basis", "edition", "revision", "named", "pages_sparse", "pages_scanned", "pages_garbled",
    "pages_empty", "pages_rotated", "pages_reread", "pages_ocr",
)  # fmt: skip
PASSAGE_COLUMNS = (
    "passage_id", "report_id", "page_first", "page_last", "section", "kind", "text", "page_label", "part",
    "confidence",
)  # fmt: skip
PROBLEM_COLUMNS = ("report_id", "file", "page", "severity", "problem", "what_to_do", "stage")
LONG_COLUMNS = (
    "report_id", "bank", "year", "technology", "hits", "sentences", "passages", "present",
    "hits_affirmed", "passages_affirmed", "hits_own", "passages_own", "hits_per_10k", "ln1p_hits",
    "share", "sentences_affirmed", "sentences_own", "characters", "status", "document",
)  # fmt: skip
ELEMENT_COLUMNS = (
    "report_id", "bank", "year", "technology", "element", "hits", "passages", "hits_own", "passages_own",
    "document", "hits_affirmed", "passages_affirmed",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "report_id", "bank", "year", "technology", "element", "term", "surface", "page_first", "page_last",
    "section", "negated", "scope", "boundary", "start", "end", "sentence", "text", "passage_id",
    "page_label", "kind", "document", "part", "confidence", "applications",
)  # fmt: skip
DESCRIPTIVE_COLUMNS = (
    "variable", "n", "missing", "minimum", "maximum", "sum", "mean", "mean_se", "std_dev", "variance",
    "skewness", "skewness_se", "kurtosis", "kurtosis_se",
)  # fmt: skip
YEARLY_DESCRIPTIVE_COLUMNS = (*DESCRIPTIVE_COLUMNS, "year")
CHANGE_COLUMNS = (
    "bank", "technology", "year", "report_id", "value", "previous_year", "previous_value", "gap",
    "difference", "ratio", "status", "note", "document",
)  # fmt: skip
INTEGRATION_COLUMNS = (
    "report_id", "bank", "year", "technology_a", "technology_b", "passages", "passages_a", "passages_b",
    "passages_both", "p_a", "p_b", "p_b_given_a", "p_a_given_b", "lift", "jaccard", "p_value",
    "p_value_adjusted", "document",
)  # fmt: skip
APPLICATION_COLUMNS = (
    "report_id", "bank", "year", "technology", "side", "application", "passages", "passages_affirmed",
    "passages_own", "reports_own", "page_first", "example", "document",
)  # fmt: skip
CLAIM_COLUMNS = (
    "bank", "year", "technology", "element", "claimed", "found", "agrees", "hits", "passages", "report_id",
    "status", "pages", "claim", "evidence",
)  # fmt: skip
INDICATOR_COLUMNS = (
    "report_id", "bank", "year", "indicator", "measure", "value", "unit", "base_value", "base_unit",
    "figure_year", "qualifiers", "page_first", "page_last", "source", "confidence", "sentence", "section",
    "passage_id", "page_label", "document",
)  # fmt: skip
SYSTEM_COLUMNS = (
    "report_id", "bank", "year", "technology", "system", "variants", "basis", "scope", "sentences",
    "page_first", "pages", "sentence", "section", "passage_id", "page_label", "document",
)  # fmt: skip
COMPARISON_COLUMNS = (
    "report_id", "bank", "year", "technology", "codebook", "hits", "sentences", "passages", "value",
    "difference", "rank", "rank_difference", "status", "document",
)  # fmt: skip
COMPARISON_RANK_COLUMNS = (
    "group", "technology", "codebook", "n", "tied_first", "tied", "spearman", "kendall", "note",
)  # fmt: skip
COMPARISON_TERM_COLUMNS = (
    "codebook", "technology", "only_in", "term", "is_term_of_other", "counted_as", "hits", "passages",
    "passages_decided", "reports",
)  # fmt: skip
COMPARISON_CHANGE_COLUMNS = (
    "codebook", "change", "kind", "action", "technology", "element", "text", "before", "after", "line_first",
    "line", "tried", "hits_lost", "hits_gained", "cells", "ranks", "descriptives",
)  # fmt: skip
COMPARISON_EFFECT_COLUMNS = (
    "codebook", "change", "moves", "report_id", "technology", "statistic", "before", "after",
)  # fmt: skip
SENSITIVITY_COLUMNS = (
    "combination", "is_default", "unit", "nested", "boundary", "negation", "scope", "section", "report_id",
    "bank", "year", "technology", "value", "rank", "document",
)  # fmt: skip
SENSITIVITY_RANK_COLUMNS = (
    "report_id", "bank", "year", "technology", "group", "n", "value", "value_lowest", "value_highest", "rank",
    "rank_best", "rank_worst", "share_same", "combinations", "document",
)  # fmt: skip
SENSITIVITY_CHOICE_COLUMNS = (
    "choice", "setting", "technology", "ranked", "ranks_moved", "largest_move", "spearman_lowest",
)  # fmt: skip
TERM_COLUMNS = ("technology", "element", "term", "hits", "passages", "reports")
KWIC_COLUMNS = (
    "report_id", "bank", "year", "technology", "element", "term", "page_first", "page_last", "section",
    "part", "negated", "scope", "boundary", "left", "keyword", "right", "passage_id", "start", "end",
    "page_label", "kind", "document",
)  # fmt: skip
CODEBOOK_CHECK_COLUMNS = (
    "kind", "technology", "element", "term", "line", "hits", "phrase", "count", "reports", "alone", "guard",
    "takes_away", "finding", "what_to_do", "report_id", "page", "example",
)  # fmt: skip
SUGGESTION_COLUMNS = (
    "technology", "words", "keyness", "log_ratio", "count", "count_elsewhere", "passages",
    "passages_elsewhere", "reports", "report_id", "page", "example",
)  # fmt: skip
SAMPLE_COLUMNS = (
    "item", "sample", "passage_id", "report_id", "bank", "year", "page_first", "page_last", "kind", "stratum",
    "population", "copies", "weight", "codebook", "text",
)  # fmt: skip
RELIABILITY_COLUMNS = (
    "sample", "group", "coders", "technology", "n", "positives", "prevalence", "agreement", "agreement_low",
    "agreement_high", "agreement_present", "agreement_present_low", "agreement_present_high", "kappa",
    "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high", "ac1", "ac1_low", "ac1_high", "note",
)  # fmt: skip
DISAGREEMENT_COLUMNS = ("item", "technology", "codes", "final", "notes", "report_id", "page_first", "text")
GOLD_COLUMNS = (
    "item", "sample", "passage_id", "report_id", "page_first", "page_last", "stratum", "weight", "technology",
    "code", "status", "codes",
)  # fmt: skip
VALIDATION_COLUMNS = (
    "technology", "units", "codes_given", "codes_right", "wanted", "codes_found", "precision",
    "precision_low", "precision_high", "recall", "recall_low", "recall_high", "f1", "f1_low", "f1_high",
    "note",
)  # fmt: skip
MISTAKE_COLUMNS = (
    "mistake", "technology", "term", "held_back_by", "report_id", "page_first", "passage_id", "weight",
    "text",
)  # fmt: skip
ABLATION_COLUMNS = (
    "rule", "detail", "codes_given", "codes_right", "wanted", "codes_found", "precision", "recall", "f1",
    "precision_change", "recall_change", "f1_change",
)  # fmt: skip
ERROR_LENGTH_COLUMNS = ("report_id", "characters", "units", "wrong", "missed", "spearman", "note")
