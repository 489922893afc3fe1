"""The walls of the house: who imports whom, who touches files, what start-up costs."""

from __future__ import annotations

import ast
import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

SRC = Path(__file__).resolve().parent.parent / "src"
PACKAGE = "fintech_coding"
STAGES = ("reading", "coding", "tables", "validation", "reporting")
SHARED = {f"{PACKAGE}.{name}" for name in ("records", "headers", "errors", "sheets")}
HEAVY = (
    "pandas",
    "numpy",
    "jieba",
    "pyarrow",
    "pypdfium2",
    "pdfplumber",
    "opencc",
    "cv2",
    "rapidocr",
    "matplotlib",
)
TOUCHES_FILES = {
    "reading.pdf",
    "reading.picture",  # a page of a PDF that is to be looked at
    "reading.plumber",
    "reading.ocr",
    "reading.text",
    "sheets",  # the tables a user writes
    "reading.banks",
    "coding.words",  # the stop words, beside the package
    "coding.codebook",
    "packing",
    "store",
    "manifest",
    "reporting.columns",  # the labels that ship with the package
    "reporting.page",  # the parts of the page that ship with the package
    "lock",  # the file by which a folder is held
    "study",
    "cli.terminal",  # where output goes when a pipe is closed
}
FILE_CALLS = {
    "open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "touch", "rename",
    "rmdir", "read_csv", "to_csv", "read_parquet", "to_parquet", "ParquetFile", "ParquetWriter",
    "PdfDocument", "mkstemp", "NamedTemporaryFile", "copyfile",
}  # fmt: skip


def _name_module(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name_module(path): path for path in sorted((SRC / PACKAGE).rglob("*.py"))}


@cache
def _parse(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _find_names(module: str) -> Iterator[tuple[str, str]]:
    """Yield the package's modules that a module imports anywhere, with the name taken from them or ''."""
    for node in ast.walk(_parse(module)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if alias.name.split(".")[0] == PACKAGE)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            if node.module and node.module.split(".")[0] == PACKAGE:
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    yield (inner, "") if inner in MODULES else (node.module, alias.name)


def _find_imports(module: str) -> set[str]:
    return {imported for imported, _ in _find_names(module)}


def _list_stage(stage: str) -> list[str]:
    return [module for module in MODULES if f"{module}.".startswith(f"{PACKAGE}.{stage}.")]


def test_the_stages_are_where_this_test_looks():
    assert all(_list_stage(stage) for stage in ("reading", "coding", "tables"))
    assert f"{PACKAGE}.coding.matcher" in _find_imports(f"{PACKAGE}.coding.coder")


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_what_all_share_and_itself(stage):
    for module in _list_stage(stage):
        assert _find_imports(module) <= SHARED | set(_list_stage(stage)), module


def test_what_all_share_imports_nothing_else_of_the_package():
    assert all(_find_imports(module) <= SHARED for module in SHARED)


def test_the_store_knows_only_records_errors_and_how_they_are_packed():
    assert _find_imports(f"{PACKAGE}.store") <= SHARED | {PACKAGE, f"{PACKAGE}.packing"}
    assert _find_imports(f"{PACKAGE}.packing") <= SHARED


def test_only_the_package_as_a_program_imports_the_command_line():
    inside = set(_list_stage("cli"))
    importers = {module for module in MODULES if inside & _find_imports(module)}
    assert importers - inside == {f"{PACKAGE}.__main__"}


@pytest.mark.parametrize("module", MODULES)
def test_every_name_imported_from_the_package_exists(module):
    for imported, name in _find_names(module):
        assert not name or hasattr(importlib.import_module(imported), name), f"{module}: {imported}.{name}"


@pytest.mark.parametrize("module", sorted(MODULES.keys() - {f"{PACKAGE}.{name}" for name in TOUCHES_FILES}))
def test_files_are_touched_in_few_places_only(module):
    calls = [node.func for node in ast.walk(_parse(module)) if isinstance(node, ast.Call)]
    called = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    assert called & FILE_CALLS == set()


@pytest.mark.parametrize("arguments", [None, "--help", "--version", "run --help", "matrix --help"])
def test_the_command_line_starts_without_the_heavy_libraries(arguments):
    lines = ["import sys", "from fintech_coding.cli import main"]
    if arguments is not None:
        lines += [f"sys.argv[1:] = {arguments.split()}", "try: main()", "except SystemExit as end:"]
        lines += ["    assert not end.code"]
    lines += [f"print('heavy:', *[name for name in {HEAVY} if name in sys.modules])"]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        env={**os.environ, "PYTHONPATH": str(SRC), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.splitlines()[-1].strip() == "heavy:"


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_and_keeps_to_300_lines(module):
    assert ast.get_docstring(_parse(module))
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 300
