"""The page about judging a plan: its examples are what the program does."""

import re
from pathlib import Path

import pytest

from keyclient.analysis.plan.criteria.parse import parse_criterion
from keyclient.analysis.plan.verify.verdicts import VERDICTS
from keyclient.policy.models import Policy
from tests.analysis.plan.verify.verifying import JUNE, MAY, PLANNED, book, line, verdict

PAGE = (Path(__file__).parent.parent / "docs" / "verify.md").read_text(encoding="utf-8")
_ROWS = re.findall(r"^\| (.+) \|$", PAGE, re.M)
_EXAMPLES = [cells for row in _ROWS if len(cells := row.split(" | ")) == 4 and cells[0].startswith("`aum")]
_CONDITIONS = [
    cells[1:] for row in _ROWS if len(cells := row.split(" | ")) == 3 and "`" in cells[1] and "`" in cells[2]
]
_DAYS = {"31 May": MAY, "30 June": JUNE}


@pytest.mark.parametrize(("english", "chinese"), _CONDITIONS)
def test_conditions_mean_the_same_in_both_languages(english: str, chinese: str) -> None:
    one, other = (re.findall(r"`(.+?)`", cell) for cell in (english, chinese))
    assert [parse_criterion(text, Policy()) for text in one] == [
        parse_criterion(text, Policy()) for text in other
    ]


def test_there_are_examples() -> None:
    assert (len(_CONDITIONS), len(_EXAMPLES)) == (6, 5)


@pytest.mark.parametrize(("criterion", "deadline", "books", "expected"), _EXAMPLES)
def test_an_example_is_judged_as_the_page_says(
    tmp_path: Path, criterion: str, deadline: str, books: str, expected: str
) -> None:
    own = book(tmp_path, PLANNED, "客户号,AUM\na,1\nb,1\n")
    seen = re.findall(r"(\d+ \w+): ([\d,.]+\d)", books) or [("30 June", "")]
    later = [
        book(tmp_path, _DAYS[day], f"客户号,AUM\n{'a' if aum else 'c'},{aum.replace(',', '')}\nb,1\n")
        for day, aum in seen
    ]
    assert verdict(own, line("a", criterion.strip("`"), due=_DAYS[deadline]), *later) == expected


def test_every_verdict_is_called_as_in_reports() -> None:
    for one in VERDICTS.values():
        assert one.zh in PAGE
