"""The study folder: where its codebook, reports and outputs are, and what the package ships for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from fintech_coding.errors import OutputError
from fintech_coding.store import write_whole

DATA = Path(__file__).parent / "data"

CODEBOOK_NAME = "codebook.yaml"
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
    """How reports are read: what, when it changes, makes a report be read again."""

    reader: str = "pdfium"


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


def find_shipped_codebook() -> Path:
    """Return the codebook that comes with the package."""
    shipped = DATA / CODEBOOK_NAME
    # A checkout that is run without being built has it at its top, where it is edited.
    return shipped if shipped.exists() else Path(__file__).parents[2] / CODEBOOK_NAME


def find_samples() -> list[Path]:
    """Return the sample reports that come with the package."""
    return sorted((DATA / "samples").glob("*.pdf"))


def make_study(folder: Path, *, reports: Sequence[Path] = ()) -> list[Path]:
    """Make a study folder with the shipped codebook and the given reports; return what was made.

    A file that is there is left as it is. Raises `OutputError` when the folder cannot be written.
    """
    study = Study(folder)
    made = []
    try:
        for place in (study.reports, study.outputs):
            place.mkdir(parents=True, exist_ok=True)
        wanted = {
            study.codebook: find_shipped_codebook(),
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
