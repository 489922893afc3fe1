"""The report as one HTML file: its parts, and the data in them as text that nothing can run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

_SCRIPTS = ("words.js", "view.js", "matrix.js", "evidence.js", "integration.js", "tables.js", "page.js")


def build_page(data: Mapping[str, object], *, is_split: bool = False) -> bytes:
    """Return the page that shows `data`, a JSON object; one that `is_split` may load the files beside it.

    The data stand in the page as text in which no markup can begin, and the page's policy lets nothing run
    but its own script, known by its hash.
    """
    beside = " 'self' file:" if is_split else ""
    return assemble_page("page.html", ("page.css",), _SCRIPTS, data, beside=beside)


def assemble_page(
    template: str,
    styles: Sequence[str],
    scripts: Sequence[str],
    data: Mapping[str, object],
    *,
    beside: str = "",
) -> bytes:
    """Return a page of its parts, with `data` in it; `beside` is where else a script may come from."""
    script = "(() => {\n'use strict';\n" + "\n".join(map(_load_part, scripts)) + "})();\n"
    style = "\n".join(map(_load_part, styles))
    policy = (
        f"default-src 'none'; img-src data:; style-src {_hash_source(style)}; "
        f"script-src {_hash_source(script)}{beside}; base-uri 'none'; form-action 'none'"
    )
    parts = {
        "policy": html.escape(policy, quote=True),
        "title": html.escape(str(data.get("title", ""))),
        "style": style,
        "data": format_json(data),
        "script": script,
    }
    before, *pieces = _load_part(template).split("{{")
    filled = [before]
    for piece in pieces:
        name, rest = piece.split("}}", 1)
        filled += [parts[name], rest]
    return "".join(filled).encode()


def format_evidence_file(report_id: str, evidence: object) -> bytes:
    """Return the passages of a report as a script that hands them to the page it stands beside."""
    return f"receiveEvidence({format_json(report_id)}, {format_json(evidence)});\n".encode()


def format_json(value: object) -> str:
    r"""Return a value as JSON that is text to HTML and to JavaScript alike.

    >>> format_json("</script>&\u2028")
    '"\\u003c/script\\u003e\\u0026\\u2028"'
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text.encode("utf-8", "replace").decode()


@cache
def _load_part(name: str) -> str:
    return files("fintech_coding").joinpath("data", "report", name).read_text(encoding="utf-8")


def _hash_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
