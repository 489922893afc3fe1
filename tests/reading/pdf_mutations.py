"""Small PDF files of many makes, and the damages done to them: the same number always gives the same bytes.

A seeded mutator, not hypothesis: a damage works on a file's own bytes and objects, so there is nothing to
shrink by strategy, and a case is told again by its number alone.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from page_builders import FONT_FILE

_OBJECT = re.compile(rb"(?m)^(\d+) 0 obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.#/])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Za-z][\w.+-]*")
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_TOKEN = re.compile(rb"<<|>>|[\[\]()]|/[\w.+-]+|[^\s<>\[\]()/]+|\s+|<|>")
_EXTREMES = (
    b"0", b"-1", b"1", b"2147483647", b"-2147483648", b"4294967296", b"99999999999999999999", b"1e9",
    b"-0.0", b"1000000000", b"0.0000001", b"NaN", b"65536", b"255", b"3.4e38", b"-99999", b"null", b"<<>>",
    b"[]", b"()",
)  # fmt: skip
_NAMES = (
    b"/FlateDecode", b"/ASCII85Decode", b"/ASCIIHexDecode", b"/LZWDecode", b"/RunLengthDecode", b"/DCTDecode",
    b"/Type0", b"/Type1", b"/Type3", b"/TrueType", b"/CIDFontType0", b"/CIDFontType2", b"/Identity-H",
    b"/Identity-V", b"/UniGB-UCS2-H", b"/GBK-EUC-H", b"/Pages", b"/Page", b"/Kids", b"/Parent", b"/Catalog",
    b"/Contents", b"/ToUnicode", b"/Length", b"/XObject", b"/Form", b"/Image", b"/ObjStm", b"/XRef",
    b"/Encrypt",
)  # fmt: skip
_OPERATORS = (
    b"BT", b"ET", b"q", b"Q", b"Tj", b"(x) Tj", b"<4E2D> Tj", b"/Fm1 Do", b"0 0 0 0 0 0 cm",
    b"1e9 0 0 1e9 0 0 cm", b"1 0 0 1 1e30 1e30 Tm", b"0 -1 1 0 90 90 Tm", b"-1000 Tc", b"0 Tz", b"0 Tf",
    b"/F1 0 Tf", b"/F9 1e6 Tf", b"[(a) 1e9 (b)] TJ", b"T*", b"99999 TL", b"3 Tr", b"BI /W 9 /H 9 ID x EI",
    b"/P <</MCID 0>> BDC", b"EMC",
)  # fmt: skip

Objects = dict[int, bytes]


def make_case(number: int) -> bytes:
    """Return the damaged file of a number."""
    random = Random(number)  # noqa: S311 - the same on every machine is what is asked of it
    names = sorted(_list_seeds())
    data = _list_seeds()[names[number % len(names)]]
    if random.random() < 0.6:
        objects = _read_objects(data)
        if objects:
            for _ in range(_draw_count(random)):
                random.choice(_OBJECT_DAMAGES)(objects, random)
            write = write_with_object_streams if random.random() < 0.3 else write_objects
            data = write(objects, root=_find_root(data))
    if random.random() < 0.6:
        for _ in range(_draw_count(random)):
            data = random.choice(_BYTE_DAMAGES)(data, random)
    return data


def _draw_count(random: Random) -> int:
    return random.choice((1, 1, 1, 2, 3, 8))


# --- the files that are damaged ---------------------------------------------------------------------


@cache
def _list_seeds() -> dict[str, bytes]:
    plain = _draw_report(compress=False)
    return {
        "bare": write_objects(make_bare(), root=1),
        "bookmarks": _draw_report(bookmarks=True, compress=False),
        "columns": _draw_columns(),
        "compressed": _draw_report(compress=True),
        "embedded font": _draw_embedded(),
        "encrypted": _draw_report(encrypt="", compress=False),
        "form": _draw_form(),
        "incremental": _update(plain),
        "locked": _draw_report(encrypt="secret", compress=False),
        "nested": write_objects(_make_nested(), root=1),
        "object streams": write_with_object_streams(_make_nested(), root=1),
        "report in object streams": write_with_object_streams(_read_objects(plain), root=_find_root(plain)),
        "table and image": _draw_table(),
    }


def _canvas(**options: Any) -> tuple[Any, io.BytesIO]:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    if "STSong-Light" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    sink = io.BytesIO()
    return Canvas(sink, invariant=1, **options), sink


def _finish(canvas: Any, sink: io.BytesIO) -> bytes:
    canvas.save()
    return sink.getvalue()


def _draw_report(*, bookmarks: bool = False, encrypt: str | None = None, compress: bool) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = None if encrypt is None else StandardEncryption(encrypt, ownerPassword="owner")
    canvas, sink = _canvas(pageCompression=int(compress), encrypt=lock)
    for number, title in enumerate(
        ("中国工商银行股份有限公司 2020年年度报告", "第一节 讨论与分析", "第二节 治理")
    ):
        canvas.setFont("STSong-Light", 16)
        canvas.drawString(90, 760, title)
        canvas.setFont("STSong-Light", 10)
        for line in range(6):
            canvas.drawString(90, 700 - 16 * line, "本行运用大数据与人工智能技术持续推进各项业务稳健发展。")
        canvas.setFont("Helvetica", 10)
        canvas.drawString(90, 500, "The bank uses big data and cloud computing.")
        canvas.drawString(290, 30, str(number + 1))
        canvas.addPageLabel(number, style="ROMAN_LOWER", start=number + 1, prefix="A-")
        if bookmarks:
            canvas.bookmarkPage(f"p{number}")
            canvas.addOutlineEntry(title, f"p{number}", level=min(number, 1))
        canvas.showPage()
    return _finish(canvas, sink)


def _draw_columns() -> bytes:
    canvas, sink = _canvas(pageCompression=0)
    canvas.setFont("Times-Roman", 10)
    for x in (60, 320):
        for line in range(20):
            canvas.drawString(x, 760 - 14 * line, "our bank uses big data in its daily eco-")
    canvas.rotate(90)
    canvas.drawString(200, -500, "Annual Report 2020")
    return _finish(canvas, sink)


def _draw_table() -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.platypus import Table

    canvas, sink = _canvas(pageCompression=1)
    rows = [["", "2020", "2019"], *([f"item {n}", f"{n * 1234:,}", "1.5%"] for n in range(8))]
    table = Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])
    table.wrapOn(canvas, 400, 400)
    table.drawOn(canvas, 90, 500)
    pixels = b"P6 4 4 255\n" + bytes(range(48))
    canvas.drawImage(ImageReader(io.BytesIO(pixels)), 90, 200, 200, 200)
    return _finish(canvas, sink)


def _draw_embedded() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    canvas, sink = _canvas(pageCompression=0)
    if "Han" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Han", str(FONT_FILE), asciiReadable=0))
    canvas.setFont("Han", 12)
    canvas.drawString(90, 700, "本行运用人工智能")
    return _finish(canvas, sink)


def _draw_form() -> bytes:
    canvas, sink = _canvas(pageCompression=0)
    canvas.drawString(90, 700, "Annual Report 2020")
    canvas.acroForm.textfield(name="bank", value="ICBC uses AI", x=90, y=600, width=200)
    canvas.acroForm.checkbox(name="yes", x=90, y=500)
    canvas.linkURL("https://example.org", (90, 400, 200, 420))
    return _finish(canvas, sink)


def make_bare() -> Objects:
    """Return the objects of the smallest report: one page, one font of no file."""
    content = b"BT /F1 12 Tf 72 700 Td (Annual Report 2020) Tj 0 -16 Td (The bank uses blockchain.) Tj ET"
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        4: _make_stream(content),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    }


def _make_nested() -> Objects:
    """Return pages in a tree, text in forms within forms, a ToUnicode map, a Type 3 font, bookmarks."""
    map_text = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        b"1 begincodespacerange <00> <FF> endcodespacerange 2 beginbfrange <41> <5A> <4E00> "
        b"<61> <63> [<4EBA5DE5> <667A80FD> <D83D>] endbfrange 1 beginbfchar <30> <533A575794FE> endbfchar "
        b"endcmap end end"
    )
    resources = b"/Resources<</Font<</F1 9 0 R/F2 11 0 R>>/XObject<</Fm1 7 0 R/Fm2 8 0 R>>>>"
    return {
        1: b"<</Type/Catalog/Pages 2 0 R/Outlines 13 0 R/PageLabels<</Nums[0<</S/r>>1<</S/D/St 1/P(p)>>]>>>>",
        2: b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]" + resources + b">>",
        3: b"<</Type/Pages/Parent 2 0 R/Kids[5 0 R]/Count 1/Rotate 90>>",
        4: b"<</Type/Page/Parent 2 0 R/Contents[6 0 R 6 0 R]/UserUnit 2/CropBox[10 10 400 400]>>",
        5: b"<</Type/Page/Parent 3 0 R/Contents 6 0 R>>",
        6: _make_stream(b"q /Fm1 Do Q BT /F1 12 Tf 72 700 Td (ABC abc 000) Tj /F2 12 Tf (aa) Tj ET"),
        7: _make_stream(b"/Fm2 Do", b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + resources),
        8: _make_stream(b"BT /F1 9 Tf 90 90 Td (0A) Tj ET", b"/Subtype/Form/BBox[0 0 595 842]" + resources),
        9: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 10 0 R/FirstChar 65/Widths[500 500]>>",
        10: _make_stream(map_text),
        11: b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97/LastChar 97"
        b"/Widths[9]/CharProcs<</a 12 0 R>>/Encoding<</Differences[97/a]>>/Resources<<>>>>",
        12: _make_stream(b"9 0 0 0 9 9 d1 0 0 9 9 re f"),
        13: b"<</Type/Outlines/First 14 0 R/Last 15 0 R/Count 2>>",
        14: b"<</Title(One)/Parent 13 0 R/Next 15 0 R/Dest[5 0 R/Fit]>>",
        15: b"<</Title<FEFF4E00>/Parent 13 0 R/Prev 14 0 R/Dest[4 0 R/Fit]>>",
    }


def _make_stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


def _update(data: bytes) -> bytes:
    """Return a file with its second object written once more behind it, as an editor that appends does."""
    objects = _read_objects(data)
    number, body = sorted(objects.items())[1]
    before = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    entries = b"/Size %d/Root %d 0 R/Prev %d" % (len(objects) + 1, _find_root(data), before)
    place = len(data)
    data += b"%d 0 obj%bendobj\n" % (number, body)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer<<%b>>\n" % (number, place, entries)
    return data + table + b"startxref\n%d\n%%%%EOF\n" % len(data)


# --- objects to files and back ----------------------------------------------------------------------


def _read_objects(data: bytes) -> Objects:
    return {int(match[1]): match[2] for match in _OBJECT.finditer(data)}


def _find_root(data: bytes) -> int:
    found = re.search(rb"/Root (\d+) 0 R", data)
    return int(found[1]) if found else 1


def write_objects(objects: Objects, *, root: int) -> bytes:
    """Return a file of objects with a table of their places that is right, whatever is in them."""
    parts, places, length = [b"%PDF-1.7\n"], {}, 9
    for number, body in objects.items():
        places[number] = length
        parts.append(b"%d 0 obj\n%b\nendobj\n" % (number, body.strip()))
        length += len(parts[-1])
    size = max(objects, default=0) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    parts += [
        b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 65535 f \n"
        for number in range(1, size)
    ]
    parts.append(b"trailer<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, length))
    return b"".join(parts)


def write_with_object_streams(objects: Objects, *, root: int) -> bytes:
    """Return a file whose objects are in one compressed stream, but for streams, under a stream of places."""
    packed = {number: body.strip() for number, body in objects.items() if b"stream" not in body}
    holder, table = max(objects, default=0) + 1, max(objects, default=0) + 2
    heads, bodies = b"", b""
    for number, body in packed.items():
        heads += b"%d %d " % (number, len(bodies))
        bodies += body + b" "
    content = zlib.compress(heads + bodies)
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(packed), len(heads))
    written = {n: body for n, body in objects.items() if n not in packed} | {
        holder: _make_stream(content, entries)
    }
    data, rows = b"%PDF-1.7\n", {0: (0, 0, 0)}
    for number, body in written.items():
        rows[number] = (1, len(data), 0)
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body.strip())
    rows |= {number: (2, holder, index) for index, number in enumerate(packed)}
    rows[table] = (1, len(data), 0)
    places = b"".join(
        bytes([kind]) + place.to_bytes(4) + index.to_bytes(2)
        for kind, place, index in (rows.get(number, (0, 0, 0)) for number in range(table + 1))
    )
    entries = b"/Type/XRef/W[1 4 2]/Size %d/Root %d 0 R/Filter/FlateDecode" % (table + 1, root)
    stream = _make_stream(zlib.compress(places), entries)
    return data + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, stream, len(data))


# --- damages to objects -----------------------------------------------------------------------------


def _pick(objects: Objects, random: Random) -> int:
    return random.choice(sorted(objects))


def _delete_object(objects: Objects, random: Random) -> None:
    if len(objects) > 1:
        del objects[_pick(objects, random)]


def _swap_objects(objects: Objects, random: Random) -> None:
    one, other = _pick(objects, random), _pick(objects, random)
    objects[one], objects[other] = objects[other], objects[one]


def _copy_object(objects: Objects, random: Random) -> None:
    objects[_pick(objects, random)] = objects[_pick(objects, random)]


def _empty_object(objects: Objects, random: Random) -> None:
    objects[_pick(objects, random)] = random.choice((b"null", b"<<>>", b"[]", b"0", b"()", b"true", b""))


def _redirect(objects: Objects, random: Random) -> None:
    """Let a reference lead elsewhere: to another object, to its own, to none."""
    number = _pick(objects, random)
    target = random.choice((number, _pick(objects, random), 99999))
    _replace_one(objects, number, _REFERENCE, b"%d 0 R" % target, random)


def _set_number(objects: Objects, random: Random) -> None:
    _replace_one(objects, _pick(objects, random), _NUMBER, random.choice(_EXTREMES), random)


def _set_name(objects: Objects, random: Random) -> None:
    _replace_one(objects, _pick(objects, random), _NAME, random.choice(_NAMES), random)


def _set_box(objects: Objects, random: Random) -> None:
    box = b"[%b %b %b %b]" % tuple(random.choice((*_EXTREMES[:16], b"595", b"842")) for _ in range(4))
    name = random.choice((b"/MediaBox", b"/CropBox", b"/BBox"))
    for number, body in objects.items():
        objects[number] = re.sub(name + rb"\s*\[[^\]]*\]", name + box, body)


def _add_entry(objects: Objects, random: Random) -> None:
    """Put an entry at the front of a dictionary: a parent, kids, contents that lead anywhere."""
    number = _pick(objects, random)
    name = random.choice((b"/Kids", b"/Contents", b"/Next", b"/First", b"/Parent", b"/Length", b"/ToUnicode"))
    value = b"%d 0 R" % random.choice((number, _pick(objects, random)))
    value = b"[%b]" % b" ".join([value] * random.choice((1, 2, 200))) if random.random() < 0.5 else value
    objects[number] = objects[number].replace(b"<<", b"<<%b %b" % (name, value), 1)


def _damage_stream(objects: Objects, random: Random) -> None:
    """Change what is in a stream, unpacked where it can be, its length right or not."""
    streams = [number for number in sorted(objects) if _STREAM.search(objects[number])]
    if not streams:
        return
    number = random.choice(streams)
    body = objects[number]
    content = _STREAM.search(body)[1]  # type: ignore[index]
    try:
        content, packed = zlib.decompress(content), True
    except zlib.error:
        packed = False
    for _ in range(_draw_count(random)):
        content = random.choice((_insert_operator, _insert_operator, *_BYTE_DAMAGES))(content, random)
    content = zlib.compress(content) if packed else content
    length = len(content) if random.random() < 0.8 else random.choice((0, 1, 99999999))
    head = re.sub(rb"/Length \d+(?: 0 R)?", b"/Length %d" % length, body[: body.index(b"stream")])
    objects[number] = head + b"stream\n" + content + b"\nendstream"


def _insert_operator(content: bytes, random: Random) -> bytes:
    place = random.randrange(len(content) + 1)
    operator = random.choice(_OPERATORS) * random.choice((1, 1, 1, 50))
    return content[:place] + b" " + operator + b" " + content[place:]


def _repeat_kid(objects: Objects, random: Random) -> None:
    for number, body in objects.items():
        objects[number] = re.sub(
            rb"/Kids\s*\[([^\]]*)\]",
            lambda match: b"/Kids[%b]" % (match[1] * random.choice((0, 3, 40))),
            body,
        )


def _replace_one(
    objects: Objects, number: int, pattern: re.Pattern[bytes], new: bytes, random: Random
) -> None:
    body = objects[number]
    found = list(pattern.finditer(body[:20_000]))
    if found:
        match = random.choice(found)
        objects[number] = body[: match.start()] + new + body[match.end() :]


_OBJECT_DAMAGES: tuple[Callable[[Objects, Random], None], ...] = (
    _add_entry, _copy_object, _damage_stream, _damage_stream, _delete_object, _empty_object, _redirect,
    _redirect, _repeat_kid, _set_box, _set_name, _set_number, _set_number, _swap_objects,
)  # fmt: skip


# --- damages to bytes -------------------------------------------------------------------------------


def _flip_bytes(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.choice((1, 4, 32)) if data else 0):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut_out(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 20, 500)) :]


def _truncate(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def _repeat(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    piece = data[start : start + random.choice((1, 20, 500))]
    return data[:start] + piece * random.choice((1, 2, 100)) + data[start:]


def _insert_noise(data: bytes, random: Random) -> bytes:
    place = random.randrange(len(data) + 1)
    noise = random.choice((b"\0", b"\xff\xfe", b"<<" * 200, b"[" * 500, b"endobj", b"%", b"(", b"endstream"))
    return data[:place] + noise + data[place:]


def _swap_tokens(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    tokens = _TOKEN.findall(data[start : start + 400])
    random.shuffle(tokens)
    return data[:start] + b"".join(tokens) + data[start + 400 :]


def _change_number(data: bytes, random: Random) -> bytes:
    start = random.randrange(len(data) + 1)
    found = _NUMBER.search(data, start)
    return data[: found.start()] + random.choice(_EXTREMES) + data[found.end() :] if found else data


_BYTE_DAMAGES: tuple[Callable[[bytes, Random], bytes], ...] = (
    _change_number, _change_number, _cut_out, _flip_bytes, _flip_bytes, _insert_noise, _repeat, _swap_tokens,
    _truncate,
)  # fmt: skip
