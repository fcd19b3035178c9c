"""What one cell says about the products a customer holds: a list, or yes and no."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from keyclient.ingest.cells.plain import folded
from keyclient.model.regex import regex

YES = (
    "是", "有", "y", "yes", "√", "✓", "✔", "☑", "true", "t", "已签约", "签约", "已开通", "开通", "已持有", "持有", "已办理", "办理",
    "已购买", "已有", "在用", "正常", "held",
)  # fmt: skip
"""Words for holding a product, as `folded` gives them."""
NO = (
    "否", "无", "没有", "n", "no", "×", "✗", "✘", "☐", "false", "f", "未签约", "未开通", "未持有", "未办理", "未购买", "不持有",
    "已解约", "已销户", "已注销", "none",
)  # fmt: skip
"""Words for not holding it."""
NOTHING = ("无", "没有", "未持有", "无产品", "未持有产品", "none", "nil")
"""Words for holding no product at all."""

Named = Callable[[str], str | None]
"""Returns the product family that a word names, if any."""

_COUNT = regex(r"\d{1,2}")
_BETWEEN = regex(r"[、,;|/+\n\r\t]+")
_BRACKETS = regex(r"[(\[【〔].*?[)\]】〕]")
_NUMBER = regex(r"[\s:x×*]*\d[\d,.]*\s*(笔|个|份|只|张|户|元|万元|万)?$", re.IGNORECASE)
_CHINESE = regex(r"[\u3400-\u9fff]")
_MOST_WORDS = 12
"""A piece of more words is a sentence rather than a list."""


class ListedProducts(NamedTuple):
    """The products in a cell."""

    families: frozenset[str]
    unknown: tuple[str, ...]
    """Words that name no known family, as typed."""
    words: frozenset[str] = frozenset()
    """All of them, as they are compared."""
    number: int | None = None
    """The number that the cell is, if it is nothing but a small one."""


def read_list(cell: str, named: Named) -> ListedProducts:
    """The families that a cell lists, separated by `、 , ; / | +`, by line breaks, or by blanks if that is unambiguous.

    Text in brackets and a number after a word (`基金2`) are ignored. Blanks separate
    if the parts are known words in one way only, or if every part is Chinese; otherwise they belong to the word.
    """
    families, unknown, words = set[str](), list[str](), set[str]()
    text = unicodedata.normalize("NFKC", cell)
    if _COUNT.fullmatch(text.strip()):
        return ListedProducts(frozenset(), (text.strip(),), number=int(text))
    for piece in _pieces(text):
        for word in _words(piece, named):
            family = named(word)
            if family is not None:
                families.add(family)
            elif word.casefold() not in NOTHING:
                unknown.append(word)
            else:
                continue
            words.add(folded(word))
    return ListedProducts(frozenset(families), tuple(unknown), frozenset(words))


def is_silent(cell: str) -> bool:
    """Whether a cell has nothing but dashes and separators in it, and so lists neither products nor none."""
    return not any(_pieces(unicodedata.normalize("NFKC", cell)))


def _pieces(text: str) -> Iterator[str]:
    bare = _BRACKETS.sub("", text) or text
    return (piece for part in _BETWEEN.split(bare) if (piece := part.strip(" .。-—·()[]【】〔〕")))


def _words(piece: str, named: Named) -> Sequence[str]:
    """The words of a piece between two separators."""
    if named(piece) is not None:
        return (piece,)
    bare = _NUMBER.sub("", piece).strip()
    if not bare or named(bare) is not None:
        return (bare or piece,)
    parts = bare.split()
    if not 1 < len(parts) <= _MOST_WORDS:
        return (bare,)
    ways = _ways(tuple(parts), named)
    if len(ways) == 1:
        return ways[0]
    return parts if all(map(_CHINESE.search, parts)) else (bare,)


def _ways(parts: tuple[str, ...], named: Named) -> list[tuple[str, ...]]:
    """Every way to join the parts into known words."""

    @cache
    def ways(start: int) -> list[tuple[str, ...]]:
        if start == len(parts):
            return [()]
        ends = range(start + 1, len(parts) + 1)
        words = [(" ".join(parts[start:end]), end) for end in ends]
        return [(word, *rest) for word, end in words if named(word) is not None for rest in ways(end)]

    return ways(0)
