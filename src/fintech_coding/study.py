"""The study folder: where its codebook, reports and outputs are, and what the package ships for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fintech_coding.errors import OutputError, UsageError
from fintech_coding.store import write_whole

MB = 1_000_000
TIMEOUTS = {"pdfium": 120, "pdfplumber": 600, "ocr": 7200}
DATA = Path(__file__).parent / "data"

CODEBOOK_NAME = "codebook.yaml"
REPORT_PAGE = "report.html"
REPORTS_README = """Put the annual reports here (.pdf or .txt), in folders if you like.

Bank and year are read from the first pages and the file name. Where that goes wrong, make a file
reports.csv in this folder with the columns file, bank, year (and bank_name for a company that is no bank).
"""


@dataclass(frozen=True, slots=True)
class Study:
    """The three places of a study, under one folder."""

    folder: Path

    @property
    def codebook(self) -> Path:
        """The codebook that the researcher edits."""
        return self.folder / CODEBOOK_NAME

    @property
    def reports(self) -> Path:
        """The folder of the annual reports."""
        return self.folder / "reports"

    @property
    def outputs(self) -> Path:
        """The folder of everything that is made."""
        return self.folder / "outputs"


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How reports are read: the reader, and what one report may take before it is given up.

    `timeout` is in seconds, by default many times what the reader takes for a long report; `memory` is in
    bytes of the process that reads; 0 is no limit. Another limit makes no report be read again.
    """

    reader: str = "pdfium"
    ocr: str = "auto"
    timeout: int | None = None
    memory: int = 2000 * MB


@dataclass(frozen=True, slots=True)
class MatrixSettings:
    """How hits become tables: the count and variant of the matrix, the section, the missing values.

    `documents` are those asked for; of none, annual reports count and what `reports.csv` names.
    """

    count: str = "passages"
    variant: str = "own"
    section: str = ""
    missing: str = "variable"
    documents: tuple[str, ...] = ()


def parse_memory(text: str) -> int:
    """Return the bytes of an amount of memory, in megabytes when it names no unit; raises `UsageError`.

    >>> parse_memory("800"), parse_memory("800 MB"), parse_memory("1.5gb")
    (800000000, 800000000, 1500000000)
    """
    found = re.fullmatch(r"(\d{1,9}(?:\.\d{1,9})?) ?(MB|GB|)", text.strip().upper(), re.ASCII)
    if not found:
        raise UsageError(
            f"--memory {text}: is no amount of memory. Write it like 800MB or 2GB, or 0 for no limit."
        )
    return int(float(found[1]) * (1000 * MB if found[2] == "GB" else MB))


def find_shipped_codebook() -> Path:
    """Return the codebook that comes with the package."""
    shipped = DATA / CODEBOOK_NAME
    # A checkout that is run without being built has it at its top, where it is edited.
    return shipped if shipped.exists() else Path(__file__).parents[2] / CODEBOOK_NAME


def find_samples() -> list[Path]:
    """Return the sample reports that come with the package."""
    return sorted((DATA / "samples").glob("*.pdf"))


def make_study(folder: Path, *, reports: Sequence[Path] = (), codebook: Path | None = None) -> list[Path]:
    """Make a study folder with a codebook, by default the shipped one, and reports; return what was made.

    A file that is there is left as it is. Raises `OutputError` when the folder cannot be written, and
    `UsageError` when the codebook is no file.
    """
    if codebook and not codebook.is_file():
        raise UsageError(f"{codebook} is no file that a study can begin with. Name a file or a preset.")
    study = Study(folder)
    made = []
    try:
        for place in (study.reports, study.outputs):
            place.mkdir(parents=True, exist_ok=True)
        wanted = {
            study.codebook: codebook or find_shipped_codebook(),
            **{study.reports / path.name: path for path in reports},
        }
        contents = {target: source.read_bytes() for target, source in wanted.items()}
        contents[study.reports / "README.md"] = REPORTS_README.encode()
        for target, content in contents.items():
            if not target.exists():
                write_whole(target, content)
                made.append(target)
    except OSError as error:
        raise OutputError(
            f"{folder}: a study cannot be made here ({error.strerror or error}). Name another folder."
        ) from error
    return made
