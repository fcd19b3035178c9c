"""Which code page texts of bytes are in when the file does not say: GB18030, or that of Western Europe.

Chinese characters are pairs of bytes beyond ASCII; in Western text nearly all such bytes are single.
"""

import re
from collections.abc import Iterable

WESTERN = "cp1252"
"""The Windows code page of Western Europe and America."""
CHINESE = "gb18030"
AS_BYTES = "iso-8859-1"
"""Texts read in this encoding still show every byte."""
MOST_SINGLE = 0.9
_RUN = re.compile(rb"[\x80-\xff]+")


def is_western(data: bytes) -> bool:
    """Whether bytes beyond ASCII are mostly single; also where there are none."""
    runs = _RUN.findall(data)
    return sum(len(run) == 1 for run in runs) >= MOST_SINGLE * max(len(runs), 1)


def code_page(texts: Iterable[str]) -> str | None:
    """The code page of texts that were read as bytes; None if all is ASCII."""
    data = "\n".join(texts).encode(AS_BYTES)
    if data.isascii():
        return None
    return WESTERN if is_western(data) else CHINESE


def decoded(text: str, encoding: str | None) -> str:
    """A text that was read as bytes, in its code page. What is no character there shows as U+FFFD."""
    return text if encoding is None else text.encode(AS_BYTES).decode(encoding, "replace")
