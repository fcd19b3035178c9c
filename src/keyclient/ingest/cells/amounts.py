"""Amounts and numbers as people type them."""

import re
from decimal import Decimal
from typing import NamedTuple

from keyclient.ingest.cells.plain import narrow
from keyclient.ingest.cells.traditional import simplified
from keyclient.ingest.cells.unit_words import FOREIGN_WORDS, SUFFIXES
from keyclient.model.regex import regex

_GAPS = regex(r"(?<=\d)[\s'’]+(?=\d)")
_SPACES = regex(r"[\s'’]+")
_FOREIGN_WORD = "|".join(sorted(map(re.escape, FOREIGN_WORDS), key=len, reverse=True))
_CURRENCY_WORD = rf"人民币|rmb|cny|¥|{_FOREIGN_WORD}"
_CURRENCY = regex(rf"^(?:{_CURRENCY_WORD})|(?:{_CURRENCY_WORD})整?$", re.I)
_FOREIGN = regex(_FOREIGN_WORD, re.I)
_PLAIN = regex(r"^\d+(\.\d*)?$|^\.\d+$")
_SCIENTIFIC = regex(r"^(\d+(\.\d*)?|\.\d+)e[+-]?0*\d{1,3}$", re.I)
_THOUSANDS = regex(r"^[1-9]\d{0,2}(,\d{3})+(\.\d*)?$")
_SPACED = regex(r"^\d{1,3}(_\d{3})+([.,]\d+)?$")
_EUROPEAN = regex(r"^\d{1,3}(\.\d{3})+(,\d+)?$|^\d+,(\d{1,2}|\d{5,})$|^0,\d{4}$")
_COUNTED = regex(r"(岁|周岁|个|次|户|笔|年|人|项|只|件|天|份)$")


class Amount(NamedTuple):
    """A number as typed."""

    number: Decimal
    unit: Decimal | None = None
    """The unit in the cell, in yuan: 10,000 for `1.2万`. None if it has none."""
    is_percent: bool = False
    has_currency: bool = False
    is_foreign: bool = False
    """Whether the currency is not the yuan."""


def parse_amount(text: str) -> Amount | None:
    """The amount in a cell, or None if it holds none.

    Understands thousands separators, unambiguous decimal commas (`1052,75`, `1.234,56`),
    currency signs and words, full-width digits, brackets or a trailing minus for negatives (`(-5)` is -5 too), `元 千 万 亿`
    after the number, percent and scientific notation. `1,234` is one thousand two hundred and thirty-four; `0,234`
    and `1,2345` could mean two things and are refused, as are two numbers in one cell (`3 5`). Words, `nan`,
    `inf`, `True`, `1_000` and dates are not amounts.
    """
    cell = simplified(narrow(text)).replace("−", "-").replace("–", "-")
    if "_" in cell:
        return None
    cell, negative = _sign(_SPACES.sub("", _GAPS.sub("_", cell)))
    bare = _CURRENCY.sub("", cell)
    has_currency = bare != cell
    bare, unit = _unit(bare)
    bare, inner = _sign(bare)
    is_percent = bare.endswith("%")
    number = _number(bare.removesuffix("%"))
    has_currency = has_currency or unit is not None
    if number is None or (is_percent and has_currency):
        return None
    if negative or inner:
        number = number.copy_negate()
    if is_percent:
        number = number.scaleb(-2)
    return Amount(number, unit, is_percent, has_currency, _FOREIGN.search(cell) is not None)


def parse_count(text: str) -> Decimal | None:
    """A plain number, with or without a measure word (`35岁`)."""
    amount = parse_amount(_COUNTED.sub("", narrow(text).strip()))
    return amount.number if amount is not None and not amount.is_percent and not amount.has_currency else None


def _sign(cell: str) -> tuple[str, bool]:
    if len(cell) > 2 and cell[0] == "(" and cell[-1] == ")":
        return cell[1:-1], True
    if cell[:1] in "+-" and cell[1:2] not in "+-":
        return cell[1:], cell[:1] == "-"
    if cell[-1:] == "-" and cell[-2:-1].isdigit():
        return cell[:-1], True
    return cell, False


def _unit(cell: str) -> tuple[str, Decimal | None]:
    whole = cell.removesuffix("整") if cell.endswith("元整") else cell
    for suffix, factor in SUFFIXES.items():
        if whole.endswith(suffix):
            return whole.removesuffix(suffix), factor
    return cell, None


def _number(cell: str) -> Decimal | None:
    if _PLAIN.match(cell) or _SCIENTIFIC.match(cell):
        plain = cell
    elif _THOUSANDS.match(cell):
        plain = cell.replace(",", "")
    elif _SPACED.match(cell):
        plain = cell.replace("_", "").replace(",", ".")
    elif _EUROPEAN.match(cell):
        plain = cell.replace(".", "").replace(",", ".")
    else:
        return None
    return Decimal(plain)
