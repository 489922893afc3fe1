from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_mutations import Objects, make_bare, write_objects, write_with_object_streams

from fintech_coding.reading.reader import read_report
from fintech_coding.reading.skeleton import Skeleton
from fintech_coding.records import Report

Write = Callable[..., bytes]
WAYS = pytest.mark.parametrize("write", [write_objects, write_with_object_streams])
READERS = pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])


def write_labelled(path: Path, labels: Objects, write: Write = write_objects) -> Path:
    """Write a report of one page whose labels are the object 10 and those under it."""
    objects = make_bare() | {1: b"<</Type/Catalog/Pages 2 0 R/PageLabels 10 0 R>>"} | labels
    path.write_bytes(write(objects, root=1))
    return path


def write_locked(path: Path, lock: bytes) -> Path:
    objects = make_bare() | {10: lock}
    data = write_objects(objects, root=1)
    path.write_bytes(data.replace(b"/Root", b"/ID[<41><41>]/Encrypt 10 0 R/Root"))
    return path


def read(path: Path, reader: str = "pdfium") -> Report:
    return read_report(path, file=path.name, sha256="", reader=reader, entry=None)[0]


ENDLESS = [
    {10: b"<</Kids[10 0 R]>>"},
    {10: b"<</Kids[11 0 R]>>", 11: b"<</Kids[10 0 R]/Limits[0 9]>>"},
    {10: b"<</Kids 11 0 R>>", 11: b"[10 0 R]"},
    {number: b"<</Kids[%d 0 R]>>" % (number + 1) for number in range(10, 2000)},
]


@WAYS
@pytest.mark.parametrize("labels", ENDLESS)
def test_labels_that_run_in_circles_are_told(labels: Objects, write: Write, tmp_path: Path) -> None:
    assert Skeleton(write_labelled(tmp_path / "a.pdf", labels, write)).has_endless_labels()


@WAYS
def test_labels_in_a_tree_are_read(write: Write, tmp_path: Path) -> None:
    from fintech_coding.reading.pdf import read_pages

    labels = {10: b"<</Kids[11 0 R]>>", 11: b"<</Nums[0<</S/r/St 4>>]/Limits[0 0]>>"}
    path = write_labelled(tmp_path / "a.pdf", labels, write)
    assert not Skeleton(path).has_endless_labels()
    assert [page.label for page in read_pages(path)] == ["iv"]


@READERS
@pytest.mark.parametrize("labels", ENDLESS)
def test_labels_without_an_end_cost_no_text(labels: Objects, reader: str, tmp_path: Path) -> None:
    report = read(write_labelled(tmp_path / "a.pdf", labels), reader)
    assert (report.status, report.pages) == ("ok", 1)


@READERS
@pytest.mark.parametrize(
    ("lock", "name"),
    [
        (b"<</Filter/FOPN_foweb/V 1>>", "FOPN_foweb"),
        (b"<</V 4/SubFilter/adbe.pkcs7.s5/Filter/Adobe.PubSec>>", "Adobe.PubSec"),
        (b"<</Filter/\x07\n/V 4>>", "a handler that it does not name"),
    ],
)
def test_a_lock_that_no_reader_knows_is_named(lock: bytes, name: str, reader: str, tmp_path: Path) -> None:
    report = read(write_locked(tmp_path / "a.pdf", lock), reader)
    assert report.status == "failed"
    assert (
        report.reason == f"is locked by {name}, which only its own software opens. Get a version without it."
    )


@pytest.mark.parametrize(
    "data", [b"", b"/PageLabels", b"/PageLabels 1 0 R/ObjStm stream\n", b"1 0 obj/ObjStm"]
)
def test_what_is_no_pdf_has_no_labels(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(data)
    assert not Skeleton(tmp_path / "a.pdf").has_endless_labels()
    assert Skeleton(tmp_path / "a.pdf").find_lock() == ""
