"""The worked examples of docs/compare.md about rising, inside the bank and averages are what the program computes."""

import re
from pathlib import Path

import numpy as np
import pytest

from keyclient.analysis.common.theil_sen import lines
from keyclient.analysis.compare.deviation_rule import counted_average, deviation_of, most_that_counts
from tests.analysis.compare.snapshots import MONTHS, compared, courses

PAGE = (Path(__file__).parent.parent / "docs" / "compare.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| `([-\d ]+)` \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
WORDS = re.findall(r"^\| `([-\d ]+)` \| (grew|possible|confirmed|none) \|$", PAGE, re.MULTILINE)
INSIDE = re.findall(
    r"^\| (\d+) to (\d+) \| (\d+) to (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE
)
DEVIATIONS = re.findall(r"^\| (\d+) \| (\d*) ?\| (\d*)(?: %)? ?\| (\d+) \| (\d+) % \|$", PAGE, re.MULTILINE)
QUARTERS = re.findall(r"^\| (\d+) \| (\d+) \| (\d+) \| (\d+|none) \|$", PAGE, re.MULTILINE)


def test_there_are_examples_of_every_kind() -> None:
    assert [len(kind) for kind in (LINES, WORDS, INSIDE, DEVIATIONS, QUARTERS)] == [4, 7, 4, 2, 4]


@pytest.mark.parametrize(("values", "slope", "start"), LINES)
def test_line_of_an_example(values: str, slope: str, start: str) -> None:
    points = np.array([[float("nan" if value == "-" else value) for value in values.split()]])
    line = lines(np.arange(points.shape[1], dtype=np.float64), points)
    assert (line.slope[0], line.start[0]) == (float(slope), float(start))


@pytest.mark.parametrize(("values", "word"), WORDS)
def test_word_of_an_example(values: str, word: str) -> None:
    rising = compared(courses({"a": values})).rising
    assert [customer.state for customer in rising] == ([] if word == "none" else [word])


@pytest.mark.parametrize(("old", "new", "was", "now", "moved", "left", "came"), INSIDE)
def test_inside_of_an_example(
    old: str, new: str, was: str, now: str, moved: str, left: str, came: str
) -> None:
    heading = "customer_id|aum|deposits|investments\nother|1|1|1"
    inside = compared([f"{heading}\na|1|{old}|{was}", f"{heading}\na|1|{new}|{now}"]).inside
    assert inside is not None
    assert [inside.between_products, inside.left, inside.came] == [int(moved), int(left), int(came)]


@pytest.mark.parametrize(("average", "last", "growth", "point", "said"), DEVIATIONS)
def test_deviation_of_an_example(average: str, last: str, growth: str, point: str, said: str) -> None:
    most = most_that_counts(float(last), [int(growth) / 100]) if last else None
    found = deviation_of(float(point), counted_average(float(average), most))
    assert found == pytest.approx(int(said) / 100)


@pytest.mark.parametrize(("before", "point", "after", "excess"), QUARTERS)
def test_quarter_end_of_an_example(before: str, point: str, after: str, excess: str) -> None:
    books = [f"customer_id|aum\na|{value}" for value in (before, point, after)]
    rows = compared(books, MONTHS[1:4]).quarter_ends
    found = [str(int(row.excess)) for row in rows if row.scope == "whole"]
    assert found == ([] if excess == "none" else [excess])
