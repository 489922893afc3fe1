"""What the tool is measured against, each run as a process of its own by `speed.py`.

Usage: python rivals.py NAME ARGUMENT... ; each imports nothing that it does not need itself.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path


def read_bare(*files: str) -> None:
    """Read every page's text with PDFium, nothing else; print the pages of each file."""
    import pypdfium2

    pages = []
    for file in files:
        document = pypdfium2.PdfDocument(file)
        pages.append(len(document))
        for index in range(len(document)):
            page = document[index]
            text_page = page.get_textpage()
            text_page.get_text_range()
            text_page.close()
            page.close()
        document.close()
    print(json.dumps(pages))


def import_libraries() -> None:
    """Import pandas and load jieba's dictionary."""
    import jieba
    import pandas as pd

    jieba.Tokenizer().initialize()
    print(pd.__version__)


def count_the_usual_way(plan: str) -> None:
    """Read pages with pdfplumber, cut them with jieba, count the keywords; all named in a JSON file."""
    import logging
    from collections import Counter

    import jieba
    import pdfplumber

    logging.disable(logging.WARNING)
    work = json.loads(Path(plan).read_text(encoding="utf-8"))
    texts = []
    for file, numbers in work["files"]:
        # Opening a file and walking its pages costs the same for few and for none: page 1 stands for none.
        with pdfplumber.open(file, pages=numbers or [1]) as document:
            texts += [page.extract_text() for page in document.pages[: len(numbers)]]
    for keyword in work["keywords"]:
        jieba.add_word(keyword)
    counts = Counter(jieba.cut("\n".join(texts)))
    print(sum(counts[keyword] for keyword in work["keywords"]))


def list_keywords(codebook: str) -> None:
    """Print the terms of a codebook."""
    from fintech_coding.coding.codebook import load_codebook

    technologies = load_codebook(Path(codebook)).technologies
    terms = {term.text for one in technologies for element in one.elements for term in element.terms}
    print(json.dumps(sorted(terms)))


def list_imports_of_help() -> None:
    """Print which of the heavy libraries `fintech-code --help` imports."""
    import io
    from contextlib import redirect_stdout, suppress

    from fintech_coding.cli import main

    sys.argv = ["fintech-code", "--help"]
    with redirect_stdout(io.StringIO()), suppress(SystemExit):
        main()
    heavy = ("pandas", "numpy", "jieba", "pypdfium2", "pdfplumber", "pyarrow")
    print(json.dumps([name for name in heavy if name in sys.modules]))


RIVALS: dict[str, Callable[..., None]] = {
    "bare": read_bare,
    "imports": import_libraries,
    "usual": count_the_usual_way,
    "keywords": list_keywords,
    "help-imports": list_imports_of_help,
}

if __name__ == "__main__":
    RIVALS[sys.argv[1]](*sys.argv[2:])
