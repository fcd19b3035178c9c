"""What `--mask` hides of a customer, and what stays visible to tell customers apart.

- A name keeps the family name, or the first two characters: 张三 张*, 欧阳娜娜 欧阳**, 云州安丰建筑工程有限公司 云州****;
  in Latin letters the first letter of each word: John Smith J*** S***.
- A number keeps at most half of its characters and at most eight, more at the end than at the beginning:
  6217001234561234 6217****1234, 0000193136 00****136, C01 ****1.
- A telephone number keeps the last four digits, and of eleven digits the first three as well: 138****5678.
- An address is hidden entirely, and so is a remark.
- An id number keeps the first three and last three characters, which reveal neither birthday nor sex: 110****12X.
"""

from collections.abc import Callable

HIDDEN = "****"
"""Replaces the hidden part, whatever its length."""
_MOST_SHOWN, _TAIL, _MOBILE = 8, 4, 11
_LONGEST_NAME = 4
"""A longer Chinese name belongs to a company, or to a person whose family name may be longer than two characters."""
_TWO = frozenset(
    "欧阳 司马 上官 诸葛 司徒 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 端木 独孤 南宫 轩辕 百里 呼延 闻人 申屠 太史".split()
)
"""Family names of two characters."""


def mask_name(name: str) -> str:
    """A name with only the family name or initials left."""
    name = name.strip()
    if not name:
        return name
    if name.isascii():
        return " ".join(f"{word[0]}***" for word in name.split())
    if len(name) > _LONGEST_NAME:
        return name[:2] + HIDDEN
    shown = 2 if name[:2] in _TWO and len(name) > 2 else 1
    return name[:shown] + "*" * max(1, len(name) - shown)


def mask_number(number: str) -> str:
    """A customer number with at most half of it left."""
    number = number.strip()
    shown = min(_MOST_SHOWN, len(number) // 2)
    tail = -(-shown // 2)
    return _ends(number, shown - tail, tail) if number else number


def mask_phone(number: str) -> str:
    """A masked telephone number."""
    number = number.strip()
    if len(number) < _MOST_SHOWN:
        return HIDDEN if number else number
    return _ends(number, 3 if len(number) >= _MOBILE else 0, _TAIL)


def mask_id_number(number: str) -> str:
    """A masked number of an identity document or business licence."""
    number = number.strip()
    if len(number) < _MOST_SHOWN:
        return HIDDEN if number else number
    return _ends(number, 3, 3)


def hide(text: str) -> str:
    """A text that is hidden entirely."""
    return HIDDEN if text.strip() else text


SHAPES: dict[str, Callable[[str], str]] = {
    "customer_id": mask_number,
    "name": mask_name,
    "id_number": mask_id_number,
    "phone": mask_phone,
    "address": hide,
    "referrer": mask_number,
    "remark": hide,
}
"""The personal fields of `Customer` and how each is masked."""

NAMEABLE = frozenset(
    "manager assistant branch kind risk_rating book_tier gender source industry stage outcome".split()
)
"""The fields whose values may be named: they say something about many customers and identify none."""


def _ends(text: str, head: int, tail: int) -> str:
    return text[:head] + HIDDEN + text[len(text) - tail :]
