"""`fintech-code pages`: what was read of a report's pages, and what was dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from fintech_coding.pages import PagesTask, list_pages, trace_report
from fintech_coding.study import find_samples

Run = Callable[..., CompletedProcess[str]]

SAMPLE = find_samples()[0]


def test_every_page_has_a_line_with_its_status_and_the_fates_of_its_lines(
    tmp_path: Path, run_command: Run
) -> None:
    done = run_command("pages", str(SAMPLE), cwd=tmp_path)
    header, *rows = done.stdout.splitlines()
    assert done.returncode == 0
    assert header.split()[:3] == ["page", "label", "status"]
    assert [row.split()[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert len(rows) > 1


def test_a_page_is_shown_line_by_line_with_what_was_dropped_and_why(tmp_path: Path, run_command: Run) -> None:
    done = run_command("pages", str(SAMPLE), "--page", "2", "--image", "page.png", cwd=tmp_path)
    assert done.returncode == 0
    assert "furniture: dropped, for it is a running header, footer or page number." in done.stdout
    assert "contents: dropped, for it is the table of contents." in done.stdout
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")


def test_a_report_is_known_by_its_id_too(tmp_path: Path, run_command: Run) -> None:
    run_command("demo", ".", cwd=tmp_path)
    done = run_command("pages", "icbc_2020", "--page", "1", cwd=tmp_path)
    assert (done.returncode, done.stdout.split(":")[0].startswith("page 1")) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nope"], 2, "nope: is no file, and no report_id"),
        ([str(SAMPLE), "--page", "99"], 2, "--page 99"),
        (["notes.pdf"], 1, "is damaged or is no PDF"),
        ([str(SAMPLE), "--reader", "eyes"], 2, "there is no such reader"),
    ],
)
def test_what_cannot_be_shown_is_one_line(
    tmp_path: Path, run_command: Run, arguments: list[str], code: int, said: str
) -> None:
    (tmp_path / "notes.pdf").write_bytes(b"no PDF")
    done = run_command("pages", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (code, "")
    assert len(done.stderr.splitlines()) == 1
    assert said in done.stderr


def test_a_text_file_has_pages_and_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("金融科技\n　　本行运用大数据。\f第二页。", encoding="utf-8")
    pages = trace_report(PagesTask(path, "pdfium", pictured=1))
    assert (len(pages.traced), pages.picture) == (2, b"")
    assert len(list(list_pages(pages.traced))) == 3
