"""From the text of a criterion to what it asks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from keyclient.analysis.plan.criteria.conditions import condition_of
from keyclient.analysis.plan.criteria.criterion import Criterion
from keyclient.analysis.plan.criteria.refusals import EmptyConditionError, NoCriterionError, OrError
from keyclient.analysis.plan.criteria.words import narrow
from keyclient.policy.models import Policy

_AND = re.compile(r"\band\b|并且|而且|且|同时|&&?|;|,(?!\d{3}(?!\d))|、")
_OR = re.compile(r"\bor\b|或者?|\|\|?")

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
    case; amounts may have 万 and 亿. Raises `CriterionError` with the place of what cannot be understood.
    """
    plain = narrow(text).rstrip(_ENDS)
    if not plain:
        raise NoCriterionError
    if found := _OR.search(plain):
        raise OrError(place=found.start() + 1)
    return Criterion(tuple(condition_of(part.text, part.place, policy) for part in _parts(plain)))


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
