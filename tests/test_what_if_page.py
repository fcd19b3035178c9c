"""The worked examples of docs/what-if.md are what the program computes."""

import re
from pathlib import Path

import pytest

from keyclient.analysis.analyses import ANALYSES
from keyclient.analysis.what_if.result import Held
from tests.analysis.books import book
from tests.analysis.what_if.tried import WAN, of_values, outcome_of, tried

PAGE = (Path(__file__).parent.parent / "docs" / "what-if.md").read_text(encoding="utf-8")
_HELD = r"(\d+ \([-\d]+\))"
FLOWS = re.findall(
    rf"^\| `([-\d ]+)` \| (\d+) \| (\d+) \| {_HELD} \| {_HELD} \| {_HELD} \| {_HELD} \|$", PAGE, re.MULTILINE
)
SEATS = re.findall(r"^\| `[\d ]+` \| ([\d ]+) \| ([\d ]+) \| ([\w ]+) \| ([\d ]+) \|$", PAGE, re.MULTILINE)
NEAR = re.findall(r"^\| `([.\d ]+)` \| (\d+) \| ([.\d ]+) \|$", PAGE, re.MULTILINE)
RANGES = re.findall(r"^\| `([\d ]+)` \| (\d+) \| `([^`]+)` \| ([\d ]+) \|$", PAGE, re.MULTILINE)


def _gold(floor: str) -> tuple[str, ...]:
    return (f"tier.tiers=[{{name='gold',floor='{floor}万'}},{{name='iron'}}]",)


def _wan(values: str) -> list[float]:
    return [round(float(value) * WAN, 2) for value in values.split()]


def _said(held: Held) -> str:
    return f"{held.customers} ({(held.value or 0) / WAN:.0f})"


def test_there_are_examples_of_every_kind() -> None:
    assert (len(FLOWS), len(SEATS), len(NEAR), len(RANGES)) == (4, 2, 2, 2)


@pytest.mark.parametrize(("values", "now", "then", "base", "come", "out", "after"), FLOWS)
def test_who_comes_in_and_goes_out_is_what_the_program_computes(
    values: str, now: str, then: str, base: str, come: str, out: str, after: str
) -> None:
    flow = of_values(_wan(values), f"tiers.gold.floor={then}万", settings=_gold(now)).focus
    assert flow is not None
    assert [_said(one) for one in (flow.base, flow.in_, flow.out, flow.reform)] == [base, come, out, after]


@pytest.mark.parametrize(("now", "after", "each", "over"), SEATS)
def test_seats_of_an_example_are_what_the_program_computes(
    now: str, after: str, each: str, over: str
) -> None:
    values: list[float] = []
    names: list[str] = []
    for number, (before, then) in enumerate(zip(now.split(), after.split(), strict=True)):
        values += [60] * int(before) + [45] * (int(then) - int(before))
        names += [f"manager {number}"] * int(then)
    typed = ["tiers.gold.floor=40", *([f"managers.seats={each}"] if each.isdecimal() else [])]
    portfolio = book(values, manager=names, branch=["east"] * len(names))
    asked = tried(typed, ["tier.tiers=[{name='gold',floor=50},{name='iron'}]"])
    managers = outcome_of(portfolio, asked).result.managers
    assert managers is not None
    lines = {one.group: (one.key_base, one.key_reform, one.over) for one in managers}
    figures = zip(now.split(), after.split(), over.split(), strict=True)
    assert lines == {f"manager {number}": tuple(map(int, figure)) for number, figure in enumerate(figures)}


@pytest.mark.parametrize(("values", "floor", "near"), NEAR)
def test_who_is_near_is_what_the_program_computes(values: str, floor: str, near: str) -> None:
    result = of_values(_wan(values), f"tiers.gold.floor={floor}万", settings=_gold("50"))
    assert [float(one.held) for one in result.near] == _wan(near)


@pytest.mark.parametrize(("values", "now", "span", "counts"), RANGES)
def test_a_range_is_what_the_program_computes(values: str, now: str, span: str, counts: str) -> None:
    curve = of_values(_wan(values), f"tiers.gold.floor={span}", settings=_gold(now)).curve
    assert curve is not None
    assert [step.focus.reform.customers for step in curve.steps] == [int(one) for one in counts.split()]


def test_the_page_names_every_analysis_that_takes_it() -> None:
    named = set(re.findall(r"^\| `(\w+)` \| [^|]+\| [^|]+\| (?:yes)? ?\|$", PAGE, re.MULTILINE))
    assert named == {analysis.name for analysis in ANALYSES if analysis.standing is not None}
