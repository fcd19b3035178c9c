"""A range of values of one key, as `--what-if` takes it: `40万..80万/5万`."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from keyclient.errors import PolicyError
from keyclient.model.label import Label
from keyclient.policy.loading.typed import TypedNumber, typed_number

_BETWEEN, _BY = "..", "/"


class SpanSyntax(PolicyError):
    """A range that cannot be read."""

    sentence = Label(
        "{place}: write a range as first..last/step, each with its unit, the smaller one first: "
        "tiers.gold.floor=40万..80万/5万.",
        "{place}：区间请写成“起..止/步长”，各带单位，由小到大，例如 tiers.gold.floor=40万..80万/5万。",
    )


class SpanTooLong(PolicyError):
    """A range of too many values."""

    sentence = Label(
        "{place}: the range has {count} values, more than {most}. Take a larger step, or raise what_if.steps.",
        "{place}：该区间共 {count} 档，超过上限 {most}。请加大步长，或调高 what_if.steps。",
    )


@dataclass(frozen=True, slots=True)
class SpanStep:
    """One value of a range."""

    number: Decimal
    """In yuan, or a share of a whole, or a plain number."""
    text: str
    """As it would be typed: `45万`."""


def is_span(text: str) -> bool:
    """Whether the text of a value is meant as a range."""
    first, dots, rest = _narrow(text).partition(_BETWEEN)
    return bool(dots) and typed_number(first) is not None and not rest.startswith(".")


def span_steps(text: str, place: Label, most: int) -> tuple[SpanStep, ...]:
    """The values from the first to the last, both included where the steps meet it.

    `place`: where the range was typed. Raises `SpanSyntax`, and `SpanTooLong` for more than `most` values.
    """
    first, last, step = _ends(text, place)
    count = int((last.number - first.number) / step.number) + 1
    if count > most:
        raise SpanTooLong(place=place, count=f"{count:,}", most=most)
    return tuple(_steps(first.number, step, count))


def _ends(text: str, place: Label) -> tuple[TypedNumber, TypedNumber, TypedNumber]:
    start, _, rest = _narrow(text).partition(_BETWEEN)
    end, _, by = rest.partition(_BY)
    first, last, step = (typed_number(part) for part in (start, end, by))
    if first is None or last is None or step is None:
        raise SpanSyntax(place=place)
    have_units = {one.unit != 1 for one in (first, last, step) if one.number}
    if len(have_units) > 1 or step.number <= 0 or last.number < first.number:
        raise SpanSyntax(place=place)
    return first, last, step


def _steps(first: Decimal, step: TypedNumber, count: int) -> Iterator[SpanStep]:
    """Every value in the unit of the step."""
    for place in range(count):
        number = first + place * step.number
        yield SpanStep(number, f"{_plain(number / step.unit)}{step.sign}")


def _plain(number: Decimal) -> str:
    """The digits of a number without an exponent or trailing zeros."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()
