"""Headings as they are compared: narrow, lower case, without blanks, joiners and what templates add."""

import re

from keyclient.ingest.cells.plain import folded
from keyclient.ingest.cells.traditional import simplified
from keyclient.model.regex import regex

_JOINERS = str.maketrans("", "", "_-*:：·")
_NUMBERED = regex(r"^(?:\(?\d{1,2}\)|\d{1,2}[.、)])(?=[^\W\d])")
_MARKS = regex(r"[(\[【〔](?:必填|必输|选填|可选|required|mandatory|optional)项?[)\]】〕]|[▼▲▽△↓↑⇅★※✱]", re.I)
"""What templates and filters put beside a heading: 客户名称（必填）, 客户号▼."""


def bare_key(text: str) -> str:
    """A text as headings are compared; a unit stays."""
    return _NUMBERED.sub("", _MARKS.sub("", simplified(folded(text)))).translate(_JOINERS)
