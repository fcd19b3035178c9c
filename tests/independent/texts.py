"""Text files with separators, by the `csv` module of the standard library."""

import csv
import io
from collections import Counter
from itertools import islice

from tests.independent.sheets import Place, Sheet, Unreadable, typed

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SEPARATORS = ",;\t|"
_LOOKED_AT = 200


def read(content: bytes) -> list[Sheet]:
    """The cells of a text file; every record is a row, as where Excel opens it."""
    text = decoded(content)
    if "\x00" in text[:4096]:
        raise Unreadable("NUL")
    separator = _separator(text)
    if text[:5].casefold() == "sep=" + separator:
        text = text.partition("\n")[2]
    csv.field_size_limit(1 << 30)
    sheet = Sheet(None)
    for row, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
        for column, written in enumerate(record, 1):
            if (cell := typed(written)) is not None:
                sheet.cells[Place(row, column)] = cell
    return [sheet]


def decoded(content: bytes) -> str:
    """The text by its mark, else as UTF-8, else as GB18030."""
    encodings = [name for mark, name in _MARKS if content.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("encoding")


def _separator(text: str) -> str:
    """The separator that most lines have equally often, then the one that they have most often."""
    if text[:4].casefold() == "sep=" and text[4:5] in {*_SEPARATORS, ":"}:
        return text[4]
    return max(_SEPARATORS, key=lambda separator: _agreement(text, separator))


def _agreement(text: str, separator: str) -> tuple[float, int]:
    records = islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT)
    widths = Counter(len(record) for record in records if record)
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 0
    width = max(several, key=lambda width: (several[width], width))
    return round(several[width] / widths.total(), 1), width
