"""The width of texts in terminal cells; padding, cutting and wrapping by that width.

A Chinese character takes two cells. The widths are rich's, which agree with `wcwidth`.
"""

import re

from rich.cells import cell_len, chop_cells

from keyclient.model.regex import regex

_OPENING = "（《〈「『【〔“‘￥("
_CLOSING = "，。；：！？、）》〉」』】〕”’…%,.;:!?)"
_WIDE = "\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\U0001f000-\U0003ffff"
_UNIT = regex(rf"[{_OPENING}]*(?:[^\s{_WIDE}]+|.)[{_CLOSING}]*\s*", re.DOTALL)
"""The unit that is never broken: a Latin word or one Chinese character, with its adjacent punctuation."""


_AMOUNT = regex(r"-?\d[\d,.]*(?:[万亿]?元| ?%|(?:k|m|bn)? yuan|[万亿])?")


def cells(text: str) -> int:
    """The number of terminal cells of a text."""
    return len(text) if text.isascii() else cell_len(text)


def pad(text: str, width: int, *, right: bool = False) -> str:
    """The text padded with spaces to a width; `right` aligns it right."""
    blanks = " " * (width - cells(text))
    return blanks + text if right else text + blanks


def cut(text: str, width: int, mark: str = "…") -> str:
    """The text shortened to at most `width` cells, with `mark` in place of the rest.

    A name is cut at its end, never inside an amount. A code (ASCII without spaces) is cut in the middle, since codes differ in their last
    digits.
    """
    if cells(text) <= width:
        return text
    room = width - cells(mark)
    if room <= 0:
        return mark[:width]
    if text.isascii() and " " not in text:
        return text[: room // 2] + mark + text[room // 2 - room :]
    end = 0
    while cells(text[: end + 1]) <= room:
        end += 1
    return text[: _before_amount(text, end)].rstrip() + mark


def _before_amount(text: str, end: int) -> int:
    """Where to cut so that no amount is cut in two; within an amount at the beginning there is no other place."""
    spans = (found.span() for found in _AMOUNT.finditer(text))
    return next((start for start, stop in spans if 0 < start < end < stop), end)


def wrap(text: str, width: int) -> list[str]:
    """The text as lines of at most `width` cells.

    Chinese breaks between any two characters, but no line starts with a closing mark or ends with an opening one;
    other scripts break between words. A word longer than a line is chopped. An empty text is one empty line.
    """
    lines = [""]
    for unit in _UNIT.findall(text):
        if lines[-1] and cells(lines[-1] + unit.rstrip()) > width:
            lines.append("")
        lines[-1] += unit
    return [part for line in lines for part in _chopped(line.rstrip(), width)]


def _chopped(line: str, width: int) -> list[str]:
    return chop_cells(line, width) if cells(line) > width else [line]


def balanced(text: str, width: int) -> list[str]:
    """The text wrapped into as few lines as `width` allows, of about equal length."""
    lines = wrap(text, width)
    while (
        width > 1 and _whole_words(text, width - 1) and len(narrower := wrap(text, width - 1)) == len(lines)
    ):
        lines, width = narrower, width - 1
    return lines


def narrowest(text: str) -> int:
    """The smallest width, at least four cells, in which the text takes at most two lines without a broken word."""
    whole = cells(text)
    fitting = (width for width in range(min(4, whole), whole) if _whole_words(text, width))
    return next((width for width in fitting if len(wrap(text, width)) <= 2), whole)


def _whole_words(text: str, width: int) -> bool:
    return all(cells(unit.rstrip()) <= width for unit in _UNIT.findall(text))
