"""The passages of a report as the bytes of a Parquet file, with its row and the key it was read under."""

from __future__ import annotations

import io
import json
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from fintech_coding.headers import PASSAGE_COLUMNS
from fintech_coding.records import PageState, Passage, Report

_RECEIPT = b"fintech_code"
_INTEGERS = ("page_first", "page_last")
_FLOATS = ("confidence",)


def pack_passages(report: Report, passages: Sequence[Passage], *, key: str) -> bytes:
    """Return the bytes of a Parquet file; the same passages, report and key give the same bytes."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [[getattr(passage, name) for passage in passages] for name in PASSAGE_COLUMNS]
    arrays = [_make_array(name, values) for name, values in zip(PASSAGE_COLUMNS, columns, strict=True)]
    schema = pa.schema([(name, made.type) for name, made in zip(PASSAGE_COLUMNS, arrays, strict=True)])
    # The time a reading took would make the same passages other bytes.
    receipt = json.dumps(
        {"key": key, "report": asdict(replace(report, seconds=0.0))}, ensure_ascii=False, sort_keys=True
    )
    table = pa.Table.from_arrays(arrays, schema=schema.with_metadata({_RECEIPT: receipt.encode()}))
    sink = io.BytesIO()
    pq.write_table(table, sink, compression="zstd", write_page_checksum=True)
    return sink.getvalue()


def unpack_passages(source: Path | bytes) -> Iterator[Passage]:
    """Yield the passages of a Parquet file or of its bytes; raises what pyarrow raises of a damaged one."""
    import pyarrow.parquet as pq

    opened = io.BytesIO(source) if isinstance(source, bytes) else source
    with pq.ParquetFile(opened, page_checksum_verification=True) as file:
        for batch in file.iter_batches(columns=list(PASSAGE_COLUMNS)):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                yield Passage(**dict(zip(batch.schema.names, row, strict=True)))


def unpack_receipt(path: Path) -> tuple[str, Report] | None:
    """Return the key and the row of a passages file; None when it is damaged or of another version."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        schema = pq.read_schema(path)
        if schema.names != list(PASSAGE_COLUMNS):
            return None
        receipt = json.loads((schema.metadata or {})[_RECEIPT])
        row = receipt["report"]
        row["doubtful_pages"] = tuple(PageState(**state) for state in row["doubtful_pages"])
        return str(receipt["key"]), Report(**row)
    except (OSError, pa.ArrowException, KeyError, TypeError, ValueError):
        return None


def _make_array(name: str, values: Sequence[Any]) -> Any:
    if name in _FLOATS:
        return _make_floats(values)
    return _make_integers(values) if name in _INTEGERS else _make_strings(values)


def _make_strings(values: Sequence[str]) -> Any:
    """Return texts as an Arrow array, made from buffers: from a list, pyarrow imports pandas first."""
    import pyarrow as pa

    encoded = [value.encode() for value in values]
    offsets = array("i", accumulate(map(len, encoded), initial=0))
    return pa.Array.from_buffers(
        pa.string(), len(encoded), [None, pa.py_buffer(offsets), pa.py_buffer(b"".join(encoded))]
    )


def _make_integers(values: Sequence[int]) -> Any:
    import pyarrow as pa

    return pa.Array.from_buffers(pa.int32(), len(values), [None, pa.py_buffer(array("i", values))])


def _make_floats(values: Sequence[float | None]) -> Any:
    """Return numbers, some of them missing, as an Arrow array: a bit for each says whether it is there."""
    import pyarrow as pa

    there = bytearray((len(values) + 7) // 8)
    for index, value in enumerate(values):
        there[index // 8] |= (value is not None) << index % 8
    numbers = array("d", (value or 0.0 for value in values))
    buffers = [pa.py_buffer(bytes(there)), pa.py_buffer(numbers)]
    return pa.Array.from_buffers(pa.float64(), len(values), buffers)
