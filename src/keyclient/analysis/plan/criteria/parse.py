"""From the text of a criterion to what it asks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from keyclient.analysis.plan.criteria.conditions import condition_of
from keyclient.analysis.plan.criteria.criterion import Criterion
from keyclient.analysis.plan.criteria.possible import check_possible
from keyclient.analysis.plan.criteria.refusals import (
    CriterionTooLongError,
    EmptyConditionError,
    NoCriterionError,
    OrError,
)
from keyclient.analysis.plan.criteria.words import SIGNS, narrow
from keyclient.policy.models import Policy

_BEGINS = "|".join(("已?持有", "holds", "has", "已?联系", "contact", "以上", *map(re.escape, SIGNS)))
_AND = re.compile(
    rf"\band\b|并且|而且|且|同时|&&?|;|,(?!\d{{3}}(?!\d))|、|(?:以及|和|与|及)(?!以)(?=[^和与及,;、&且]*(?:{_BEGINS}))"
)
"""和 and its like join what has a condition after them, and else are part of a name."""
_OR = re.compile(r"\bor\b|或者?(?!以[上下])|\|\|?")
LONGEST = 500
"""Most characters of a criterion."""

_ENDS = "。.; \t\r\n\u3000"
"""What may stand at the end of a sentence."""


class _Part(NamedTuple):
    text: str
    place: int


def parse_criterion(text: str, policy: Policy) -> Criterion:
    """What a criterion asks: conditions joined by `and` or 且.

    Each condition is one of

    - a field with numbers, or `value` (what customers are ranked by), with `>= > <= < =` and an amount in yuan,
    - `tier` or `stage` with a sign and a name of the policy; better is more: `tier >= gold`,
    - `holds` and a product family of the policy,
    - `contact since` and a date.

    Fields, tiers, stages and families may be named as in the policy or a book, in English or Chinese, in any width and
    case; amounts may have 万 and 亿, and 以上 or 以下 in the place of a sign. Raises `CriterionError` with the place of what cannot be understood.
    """
    plain = narrow(text).rstrip(_ENDS)
    if not plain:
        raise NoCriterionError
    if len(plain) > LONGEST:
        raise CriterionTooLongError(place=LONGEST + 1, most=LONGEST)
    if found := _OR.search(plain):
        raise OrError(place=found.start() + 1)
    parts = list(_parts(plain))
    criterion = Criterion(tuple(condition_of(part.text, part.place, policy) for part in parts))
    check_possible(criterion, [part.place for part in parts], policy)
    return criterion


def _parts(text: str) -> Iterator[_Part]:
    start = 0
    for join in _AND.finditer(text):
        yield _part(text, start, join.start())
        start = join.end()
    yield _part(text, start, len(text))


def _part(text: str, start: int, end: int) -> _Part:
    """What stands between two places, without blanks. Raises `EmptyConditionError`."""
    part = text[start:end]
    if not part.strip():
        raise EmptyConditionError(place=min(start, len(text) - 1) + 1)
    return _Part(part.strip(), start + len(part) - len(part.lstrip()) + 1)
