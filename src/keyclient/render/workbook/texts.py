"""Texts as worksheet cells, and their widths."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from keyclient.model.regex import regex

LONGEST = 32_767
"""The most characters in a cell."""
_ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters not allowed in XML; Excel writes them as `_x000B_`."""
_ESCAPED = regex(r"_(?=x[0-9A-Fa-f]{4}_)")
_SURROGATES = regex("[\ud800-\udfff]")
_PLAIN = regex(r"[^\x00-\x1f\x7f&<>_\ud800-\udfff\ufffe\uffff]*")
_WORD = regex(r"[\u2e80-\uffef]\s*|[^\s\u2e80-\uffef]+\s*|\s+")
"""What is not broken at the end of a line: a Chinese character, or a word; with the blanks behind it."""
_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def runs(text: str) -> bool:
    """Whether a spreadsheet could read the text as a formula when the cell is edited."""
    return text.startswith(_RUNS)


def cell_text(text: str) -> str:
    """The text as far as a cell can contain it: no lone surrogates, cut at Excel's limit."""
    if _PLAIN.fullmatch(text) is None:
        text = _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", text)
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def element(text: str) -> str:
    """The text as the XML element of a cell, with every character preserved."""
    if len(text) <= LONGEST and _PLAIN.fullmatch(text) is not None:
        exact = text
    else:
        exact = _ESCAPED.sub("_x005F_", cell_text(text))
        exact = escape(exact, {"\r": "_x000D_"})
        exact = _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", exact)
    if text[:1].isspace() or text[-1:].isspace() or "\n" in text:
        return f'<is><t xml:space="preserve">{exact}</t></is>'
    return f"<is><t>{exact}</t></is>"


def breadth(text: str) -> int:
    """The width of a text in characters, with Chinese characters counted as two; the widest of several lines counts."""
    if "\n" in text:
        return max(map(breadth, text.split("\n")))
    return len(text) if text.isascii() else len(text.encode("gbk", "replace"))


def broadest(texts: Sequence[str]) -> int:
    """The width of the widest text; 0 without texts."""
    return max(map(breadth, texts), default=0)


def lines(text: str, width: float) -> int:
    """The number of lines a text takes in a column, at least one.

    A Chinese character is a little less than two digits wide, and lines break at words: about as much is gained as
    lost.
    """
    room = max(1, int(width))
    return sum(max(1, -(-breadth(line) // room)) for line in text.split("\n"))


def wrapped(text: str, width: float) -> int:
    """The same for a narrow column, where it counts that a word that does not fit goes to the next line as a whole."""
    room = max(1, int(width))
    count = sum(_rows(_WORD.findall(line), room) for line in text.split("\n"))
    return max(count, lines(text, width))


def _rows(words: Sequence[str], room: int) -> int:
    """How many rows some words take, each with the blanks behind it; one that is wider than the room is broken."""
    count, used = 1, 0
    for word in words:
        wide = breadth(word.rstrip())
        if used and used + wide > room:
            count, used = count + 1, 0
        count += max(0, -(-wide // room) - 1)
        used += breadth(word) if wide <= room else wide % room
    return count
