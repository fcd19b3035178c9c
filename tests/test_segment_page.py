"""The worked examples of docs/segment.md are what the program computes."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from keyclient.analysis.segment.calculate import segment
from keyclient.analysis.segment.result import SegmentResult
from keyclient.policy.parts.segment import SegmentPolicy
from tests.analysis.books import book

PAGE = Path(__file__).parent.parent / "docs" / "segment.md"
EXAMPLES = re.findall(
    r"^\| `([-\d /]+)` \| ([^|]+) \| ([^|]+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE
)


def _classes(result: SegmentResult) -> str:
    return " ".join(customer.class_ for customer in result.top)


def _edge(result: SegmentResult) -> object:
    return result.a_edge and result.a_edge.customers


FIGURES: dict[str, Callable[[SegmentResult], object]] = {
    "classes": _classes,
    "customers at the edge": _edge,
    "Theil between": lambda result: result.theil and result.theil.between,
    "Theil within": lambda result: result.theil and result.theil.within,
    "vital few": lambda result: result.vital_few.customers,
    "Gini": lambda result: result.concentration.gini,
    "Gini of the positives": lambda result: result.concentration.gini_positive,
    "HHI": lambda result: result.concentration.hhi,
    "effective customers": lambda result: result.concentration.effective_customers,
    "peak": lambda result: result.whale.peak,
    "customers at the peak": lambda result: result.whale.customers_at_peak,
    "peak over net": lambda result: result.whale.peak_over_net,
    "erosion": lambda result: result.whale.erosion,
}


def test_there_are_examples_of_every_figure() -> None:
    assert {figure.partition(", ")[0] for _, figure, _ in EXAMPLES} == set(FIGURES)


@pytest.mark.parametrize(("values", "figure", "said"), EXAMPLES)
def test_worked_example_is_what_the_program_computes(values: str, figure: str, said: str) -> None:
    name, *settings = figure.split(", ")
    policy = SegmentPolicy.model_validate(dict(setting.split() for setting in settings))
    groups = [(str(place), group.split()) for place, group in enumerate(values.split("/"))]
    portfolio = book(
        [Decimal(value) for _, group in groups for value in group],
        branch=[place for place, group in groups for _ in group],
    )
    found = FIGURES[name](segment(portfolio, policy, by="branch"))
    if isinstance(found, str):
        assert found == said
    else:
        assert float(str(found)) == pytest.approx(float(said), abs=5e-7)
