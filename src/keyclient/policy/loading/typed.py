"""Numbers, shares and dates of the policy as people type them: `50万`, `500,000`, `70%`, `90天`, `2026年10月31日`.

They are read as the cells of a book are. A text that is no value of its key stays as it is, so that it is refused as typed.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from keyclient.ingest.cells.amounts import Amount, parse_amount, parse_count
from keyclient.ingest.cells.dates import parse_date
from keyclient.model.regex import regex
from keyclient.policy.loading.schema import Schema, resolved, schema_at
from keyclient.policy.loading.tree import KeyPath
from keyclient.policy.parts.ladder import yuan

_NUMBERS = ("integer", "number")
_SEPARATOR = regex(r"\s*[,，、]\s*")
_DIGITS = regex(r"^[-+\d.,，．\s]+")
_LARGEST = 10**18
"""Larger numbers are kept as fractions are: nothing that can be set is that large."""
_SERIAL = regex(r"\d{1,7}(\.\d+)?")
"""What only a cell can mean as a date: the number of a day."""


def read_typed(path: KeyPath, value: object) -> object:
    """A value of a key with its texts made the numbers, shares and dates that they say."""
    return _read(schema_at(path), value)


class TypedNumber(NamedTuple):
    """A number as it is typed."""

    number: Decimal
    """In yuan where it has a unit; a share of a whole where it is a percentage."""
    unit: Decimal
    """What one of the digits stands for: 10,000 in `40万`, a hundredth in `40%`, else 1."""
    sign: str
    """What follows the digits; empty where something stands before them."""


def typed_number(text: str) -> TypedNumber | None:
    """A number with or without a unit; None where the text is none."""
    amount = parse_amount(text)
    count = parse_count(text) if amount is None else None
    digits = _DIGITS.match(text.strip())
    sign = "" if digits is None else text.strip()[digits.end() :]
    if count is not None:
        return TypedNumber(count, Decimal(1), sign)
    if amount is None or amount.is_foreign:
        return None
    unit = Decimal("0.01") if amount.is_percent else amount.unit or Decimal(1)
    return TypedNumber(amount.number * (amount.unit or 1), unit if sign else Decimal(1), sign)


def is_number_list(path: KeyPath) -> bool:
    """Whether a key is a list of numbers."""
    schema = resolved(schema_at(path))
    item = next(iter(schema.get("prefixItems", ())), schema.get("items"))
    return schema.get("type") == "array" and item is not None and resolved(item).get("type") in _NUMBERS


def split_list(text: str) -> list[str]:
    """The items of a list typed as bare words."""
    return _SEPARATOR.split(text.strip())


def _read(schema: Schema, value: object) -> object:
    schema = resolved(schema)
    if isinstance(value, str):
        return _read_text(schema, value)
    if isinstance(value, tuple) and schema.get("type") == "array":
        ordered = schema.get("prefixItems") or [schema["items"]] * len(value)
        each = [*ordered, *[{}] * max(0, len(value) - len(ordered))]
        return tuple(_read(inner, item) for inner, item in zip(each, value, strict=False))
    if isinstance(value, Mapping) and "properties" in schema:
        known = schema["properties"]
        return {name: _read(known.get(name, {}), item) for name, item in value.items()}
    return value


def _read_text(schema: Schema, text: str) -> object:
    if schema.get("format") == "yuan":
        return _yuan(text)
    if schema.get("format") == "date":
        return text if _SERIAL.fullmatch(text.strip()) else parse_date(text) or text
    return _number(schema, text) if schema.get("type") in _NUMBERS else text


def _yuan(text: str) -> object:
    """An amount: as typed where the policy writes it so, in yuan otherwise."""
    try:
        yuan(text)
    except ValueError:
        amount = parse_amount(text)
        if amount is None or amount.is_percent or amount.is_foreign or amount.number <= 0:
            return text
        return _plain(amount.number * (amount.unit or 1))
    return text


def _number(schema: Schema, text: str) -> object:
    amount = parse_amount(text)
    if amount is None or not (amount.is_percent or amount.has_currency):
        number = parse_count(text)
    else:
        number = _scaled(schema, amount)
    if number is None or (schema["type"] == "integer" and not _is_whole(number)):
        return text
    return _plain(number)


def _scaled(schema: Schema, amount: Amount) -> Decimal | None:
    """A percentage where the key is a share; a unit where the key has no upper bound."""
    if amount.is_percent:
        return amount.number if is_share(schema) else None
    return None if amount.is_foreign or _most(schema) is not None else amount.number * (amount.unit or 1)


def is_share(schema: Schema) -> bool:
    """Whether a number is a share of a whole: at most 1."""
    most = _most(schema)
    return most is not None and most <= 1


def _most(schema: Schema) -> float | None:
    found: float | None = schema.get("exclusiveMaximum", schema.get("maximum"))
    return found


def _plain(number: Decimal) -> int | float:
    return int(number) if _is_whole(number) else float(number)


def _is_whole(number: Decimal) -> bool:
    return abs(number) < _LARGEST and number == number.to_integral_value()
