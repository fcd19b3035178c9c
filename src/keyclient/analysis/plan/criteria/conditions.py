"""One condition of a criterion: which kind it is, and what it compares."""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from keyclient.analysis.plan.criteria.amounts import day_of, number_of, yuan_of
from keyclient.analysis.plan.criteria.criterion import (
    VALUE,
    AmountCondition,
    Condition,
    ContactCondition,
    HoldsCondition,
    Sign,
    StageCondition,
    TierCondition,
)
from keyclient.analysis.plan.criteria.names import family_named, field_for, stage_named, tier_named
from keyclient.analysis.plan.criteria.refusals import (
    AmountError,
    ContactSignError,
    CriterionDateError,
    NoConditionError,
)
from keyclient.analysis.plan.criteria.words import (
    BOUNDS,
    CONTACT_WORDS,
    SIGNS,
    STAGE_WORDS,
    TIER_WORDS,
    VALUE_LABEL,
    VALUE_WORDS,
    word_key,
)
from keyclient.model.fields import fields
from keyclient.policy.models import Policy

_SIGN = re.compile(
    "|".join(r"\s*".join(map(re.escape, sign)) for sign in sorted(SIGNS, key=len, reverse=True))
)
_HOLDS = re.compile(r"(?:holds\b|has\b|已?持有)\s*(.+)", re.DOTALL)
_SINCE = re.compile(
    r"(?:contact(?:ed)?\s+since|(?:已?联系|最近联系日期)\s*(?:自从?|始于|从))\s*(.+)", re.DOTALL
)
_AFTER = re.compile(r"(?:起|以来|之?后)$")
_FROM = re.compile(r"(?:自从?|从)?\s*(\d[\d\s/.年月日-]*)(?:起|以来|之?后)\s*(?:(?:有|已)\s*)?联系过?")
_BOUND = re.compile(r"[及或]?(以[上下])$")
_VALUE = re.compile(r"[-\d¥￥]|人民币|rmb|cny")
"""Where an amount begins that no sign stands before."""


class Compared(NamedTuple):
    """The two sides of a comparison, as they are written."""

    left: str
    sign: Sign
    right: str
    place: int
    """Of the left side."""
    right_place: int


def condition_of(part: str, place: int, policy: Policy) -> Condition:
    """The condition that a part of a criterion is. Raises `CriterionError`. `place`: where it begins."""
    for pattern in (_SINCE, _FROM):
        if since := pattern.fullmatch(part):
            day = _AFTER.sub("", since[1]).rstrip()
            return ContactCondition(_day(day, place + since.start(1)))
    if bound := _BOUND.search(part):
        return _comparison(_bounded(part, bound, place), policy)
    sign = _SIGN.search(part)
    if sign is None:
        if holds := _HOLDS.fullmatch(part):
            family, label = family_named(holds[1], place + holds.start(1), policy)
            return HoldsCondition(family, label)
        raise NoConditionError(place=place, part=part)
    return _comparison(_sides(part, sign, place), policy)


def _sides(part: str, sign: re.Match[str], place: int) -> Compared:
    left, right = part[: sign.start()].strip(), part[sign.end() :]
    if not left or not right.strip():
        raise NoConditionError(place=place, part=part)
    indent = len(right) - len(right.lstrip())
    meant = SIGNS["".join(sign[0].split())]
    return Compared(left, meant, right.strip(), place, place + sign.end() + indent)


def _bounded(part: str, bound: re.Match[str], place: int) -> Compared:
    """The sides of a part that ends with a bound: 资产50万以上, also beside the sign that means the same."""
    meant, text = BOUNDS[bound[1]], part[: bound.start()].rstrip()
    if sign := _SIGN.search(text):
        sides = _sides(text, sign, place)
        if sides.sign is not meant:
            raise AmountError(place=sides.right_place, part=part[sides.right_place - place :])
        return sides
    start = _start_of_right(text)
    left, right = text[:start].rstrip().removesuffix("在").rstrip(), text[start:]
    if not left or not right:
        raise NoConditionError(place=place, part=part)
    return Compared(left, meant, right, place, place + start)


def _start_of_right(text: str) -> int:
    """Where the amount, the tier or the stage begins that follows what is compared without a sign."""
    named = [word for word in (*TIER_WORDS, *STAGE_WORDS) if text.startswith(word)]
    if named:
        start = max(map(len, named))
        return start + len(text[start:]) - len(text[start:].lstrip(" 在为是"))
    found = _VALUE.search(text)
    return len(text) if found is None else found.start()


def _comparison(sides: Compared, policy: Policy) -> Condition:
    word = word_key(sides.left)
    kinds: tuple[tuple[frozenset[str], Callable[[Compared, Policy], Condition]], ...] = (
        (TIER_WORDS, _tier),
        (STAGE_WORDS, _stage),
        (CONTACT_WORDS, _contact),
        (VALUE_WORDS, _value),
    )
    made = next((make for words, make in kinds if word in words), _amount)
    return made(sides, policy)


def _tier(sides: Compared, policy: Policy) -> TierCondition:
    name, label = tier_named(sides.right, sides.right_place, policy)
    return TierCondition(sides.sign, name, label)


def _stage(sides: Compared, policy: Policy) -> StageCondition:
    name, label = stage_named(sides.right, sides.right_place, policy)
    return StageCondition(sides.sign, name, label)


def _contact(sides: Compared, policy: Policy) -> ContactCondition:
    del policy
    if sides.sign is not Sign.AT_LEAST:
        raise ContactSignError(place=sides.place)
    return ContactCondition(_day(sides.right, sides.right_place))


def _value(sides: Compared, policy: Policy) -> AmountCondition:
    del policy
    amount = yuan_of(sides.right)
    if amount is None:
        raise AmountError(place=sides.right_place, part=sides.right)
    return AmountCondition(VALUE, sides.sign, amount, VALUE_LABEL, is_money=True)


def _amount(sides: Compared, policy: Policy) -> AmountCondition:
    del policy
    spec = fields()[field_for(sides.left, sides.place)]
    amount = (yuan_of if spec.is_money else number_of)(sides.right)
    if amount is None:
        raise AmountError(place=sides.right_place, part=sides.right)
    return AmountCondition(spec.name, sides.sign, amount, spec.column.label, spec.is_money)


def _day(text: str, place: int) -> dt.date:
    day = day_of(text)
    if day is None:
        raise CriterionDateError(place=place, part=text)
    return day
