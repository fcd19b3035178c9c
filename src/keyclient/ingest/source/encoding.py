"""Which encoding a text file is in: its byte order mark, else strict UTF-8, else strict GB18030.

Western European text is neither, and shows by its letters: a single one beyond ASCII here and there. It is read, and told.
"""

import codecs
from pathlib import Path
from typing import IO

from keyclient.ingest.base.file_refusals import EncodingForeign, EncodingMixed
from keyclient.ingest.base.refusals import EncodingUnknown
from keyclient.ingest.child.xls.codepage import CHINESE, WESTERN, is_western
from keyclient.ingest.source.files import opened
from keyclient.model.record import dataclass
from keyclient.model.regex import regex

PIECE = 1 << 20
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
"""Byte order marks, the longer before the shorter that it begins with."""
SAMPLE = 1 << 16
_NEVER_FIRST = b"\x80\xff"
"""Bytes with which no character begins in any supported encoding."""
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\f\r\x1a\x1b"})
MOST_CONTROLS, MOST_CONTROLS_UNREAD = 1 / 3, 1 / 100
"""Columns padded with NUL are text; of random bytes every ninth is a control character."""

_DOUBLE = regex(rb"[\x81-\xfe][\x40-\xfe]")
_COMMON = regex(rb"[\xb0-\xf7\xa1-\xa3][\xa1-\xfe]")
"""GB2312: the characters and punctuation of nearly all Chinese text."""
FEWEST_COMMON = 0.5
"""Chinese text has far more common characters than this share; Big5 read as GB18030 has far fewer."""
FEWEST_DOUBLE = 4
FEWEST_MIXED = 0.01
"""A text is mixed when at least this share of its Chinese lines, and two, are UTF-8 while others are not."""
_CHINESE = regex("[\u2e80-\uffff]")


@dataclass(frozen=True)
class TextEncoding:
    """How to decode a file."""

    name: str
    """Python's name of the encoding; it drops the byte order mark."""
    is_cut: bool = False
    """Whether the file ends in the middle of a character."""


@dataclass(frozen=True)
class _Misfit:
    """Where an encoding no longer fits."""

    position: int
    """Offset of the first byte that does not fit."""
    line: int
    was_foreign: bool
    """Whether a character beyond ASCII was read before."""
    at_end: bool
    """Whether only the end of the file is missing."""


def text_encoding(path: Path, declared: str | None = None) -> TextEncoding:
    """The encoding of a text file.

    `declared`: what the file says of itself, as web pages do; believed where it is not UTF-8 after all. Raises
    `EncodingUnknown` with the first byte by which nothing fits any more, `EncodingMixed` with the line from which
    on a text is no longer UTF-8, and `EncodingForeign` for what is known to be something else.
    """
    with opened(path) as file:
        head = file.read(SAMPLE)
        if (known := _known(head)) is not None:
            return _marked(file, known, path)
        utf8 = _misfit(file, "utf-8")
        if utf8 is None or (utf8.at_end and utf8.was_foreign):
            return TextEncoding("utf-8", is_cut=utf8 is not None)
        if declared is not None and _misfit(file, declared) is None:
            return TextEncoding(declared)
        if _is_western(file, utf8.position) and _misfit(file, WESTERN) is None:
            return TextEncoding(WESTERN)
        gb18030 = _misfit(file, CHINESE)
        if _is_mixed(file):
            raise EncodingMixed(path=path, line=utf8.line, position=utf8.position + 1)
        if gb18030 is not None and not (gb18030.at_end and gb18030.was_foreign):
            raise EncodingUnknown(path=path, position=max(utf8.position, gb18030.position) + 1)
        if _is_big5(head):
            raise EncodingForeign(path=path, encoding="Big5")
        return TextEncoding(CHINESE, is_cut=gb18030 is not None)


def beginning(head: bytes) -> str:
    """The first bytes of a file as text in which tags can be found; other characters may be wrong."""
    return head.decode(_known(head) or "latin-1", "ignore")


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a file can be text: few control characters, hardly any in an unknown encoding."""
    if _known(head) is not None:
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    is_read = any(_fits(head, name) for name in ("utf-8", CHINESE))
    return controls <= len(head) * (MOST_CONTROLS if is_read else MOST_CONTROLS_UNREAD)


def _fits(head: bytes, encoding: str) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _known(head: bytes) -> str | None:
    return next((name for mark, name in MARKS if head.startswith(mark)), None) or _unmarked_utf16(head)


def _marked(file: IO[bytes], encoding: str, path: Path) -> TextEncoding:
    misfit = _misfit(file, encoding)
    if misfit is not None and not misfit.at_end:
        raise EncodingUnknown(path=path, position=misfit.position + 1)
    return TextEncoding(encoding, is_cut=misfit is not None)


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark: in text with any ASCII, every other byte there is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(len(head) / 8, 2) or min(even, odd) * 16 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _misfit(file: IO[bytes], encoding: str) -> _Misfit | None:
    """Where the file is not in this encoding; None if all of it is."""
    try:
        decoder = codecs.getincrementaldecoder(encoding.removesuffix("-sig"))()
    except LookupError:
        return _Misfit(0, 1, was_foreign=False, at_end=False)
    file.seek(0)
    read, line, was_foreign = 0, 1, False
    while True:
        piece = file.read(PIECE)
        pending = len(decoder.getstate()[0])
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError as error:
            good = error.object[: error.start]
            return _Misfit(
                read - pending + error.start,
                line + good.count(b"\n"),
                was_foreign or not good.isascii(),
                at_end=not piece and error.object[error.start] not in _NEVER_FIRST,
            )
        if not piece:
            return None
        read += len(piece)
        line += piece.count(b"\n")
        was_foreign = was_foreign or not text.isascii()


def _is_western(file: IO[bytes], position: int) -> bool:
    """Whether bytes beyond ASCII near the first invalid UTF-8 are mostly single."""
    file.seek(max(position - SAMPLE // 2, 0))
    return is_western(file.read(SAMPLE))


def _is_mixed(file: IO[bytes]) -> bool:
    """Whether some lines are UTF-8 with Chinese while others are not UTF-8 at all."""
    file.seek(0)
    utf8, foreign = 0, 0
    for line in file:
        if not line.isascii():
            foreign += 1
            utf8 += _is_chinese_utf8(line)
    return utf8 >= max(2, foreign * FEWEST_MIXED)


def _is_chinese_utf8(line: bytes) -> bool:
    try:
        return _CHINESE.search(line.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _is_big5(head: bytes) -> bool:
    """Whether text that could be read as GB18030 is traditional Chinese in Big5."""
    pairs = _DOUBLE.findall(head)
    common = sum(_COMMON.match(pair) is not None for pair in pairs)
    if len(pairs) < FEWEST_DOUBLE or common >= FEWEST_COMMON * len(pairs):
        return False
    return _fits(head, "big5")
