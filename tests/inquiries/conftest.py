"""The study that the tests of inquiries ask."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from study_builders import make_study_of

from fintech_coding.study import Study


@pytest.fixture(scope="session")
def asked_study(tmp_path_factory: pytest.TempPathFactory, make_report: Callable[..., Path]) -> Study:
    """Return a study of three reports that no test changes."""
    return make_study_of(tmp_path_factory.mktemp("asked"), make_report)


@pytest.fixture
def own_study(tmp_path: Path, asked_study: Study) -> Study:
    """Return a copy of the study that a test may change."""
    return Study(shutil.copytree(asked_study.folder, tmp_path / "study"))
