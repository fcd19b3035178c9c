"""The worked examples of docs/overlap.md are what the program prints and computes."""

import math
import re
import shlex
from pathlib import Path

import pytest

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.face import STEPS
from keyclient.policy.parts.overlap import OverlapPolicy
from tests.analysis.overlap.joined import members, only, overlapping
from tests.console import Shown, shown_commands
from tests.program import typed

PAGE = (Path(__file__).parent.parent / "docs" / "overlap.md").read_text(encoding="utf-8")
SHOWN = tuple(shown_commands(PAGE))
FILES = {shown.command.split()[1]: shown.output for shown in SHOWN if shown.command.startswith("cat ")}
RUNS = [shown for shown in SHOWN if shown.command.startswith("keyclient ")]
LADDER = re.findall(r"^\| ([^|`]+,[^|]*) \| ([^|]+,[^|]*) \| `(\w+)` \| (\w*) ?\|$", PAGE, re.MULTILINE)

COINCIDENCES = re.findall(r"^\| ([^|`]+) \| `(\w+)` \| (\d+) \| ([^|=]+) = ([\d.]+) \|$", PAGE, re.MULTILINE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (policy,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "keyclient.toml").write_text(policy, encoding="utf-8")
    for name, lines in FILES.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_there_are_examples() -> None:
    assert (sorted(FILES), len(RUNS), len(LADDER)) == (["east.csv", "west.csv"], 1, 5)
    assert len(COINCIDENCES) == 9


@pytest.mark.parametrize("shown", RUNS, ids=lambda shown: f"line {shown.line}")
def test_an_example_prints_what_the_page_shows(folder: Path, shown: Shown) -> None:
    done = typed(folder, "--lang", "en", *shlex.split(shown.command)[1:], COLUMNS="100")
    assert shown.agrees(done.stderr + done.stdout), done.stderr + done.stdout


@pytest.mark.parametrize(("east", "west", "step", "owner"), LADDER)
def test_the_ladder_of_the_page(east: str, west: str, step: str, owner: str) -> None:
    books = [_book("东", east), _book("西", west)]
    person = only(overlapping(*books))
    assert (person.step, person.owner) == (step, owner or None)


@pytest.mark.parametrize(("customers", "rule", "found", "worked", "expected"), COINCIDENCES)
def test_the_coincidences_of_the_page(
    customers: str, rule: str, found: str, worked: str, expected: str
) -> None:
    lines = "\n".join(customer.replace(",", "|") for customer in customers.split(";"))
    result = overlapping(members(f"name | birth_date | phone | customer_id\n{lines}"))
    (told,) = (one for one in result.perhaps if one.rule == rule)
    assert told.found == int(found)
    assert told.expected == pytest.approx(_product(worked), abs=1e-9)
    assert told.expected == pytest.approx(float(expected), rel=0.02)


def test_the_even_spread_of_the_page_is_the_product_of_pairs_and_squared_shares() -> None:
    days, share, pairs, expected = (
        float(number.replace(",", ""))
        for number in re.findall(
            r"([\d,]+) days give ([\d.]+), and ([\d,]+) pairs of one name ([\d.]+) expected", PAGE
        )[0]
    )
    assert share == pytest.approx(1 / days, rel=0.001)
    assert expected == pytest.approx(pairs / days, abs=0.005)


def test_the_page_names_every_step_and_cut_off() -> None:
    assert [name for name, label in STEPS.items() if f"| `{name}` {label.zh} |" not in PAGE] == []
    assert [name for name in OverlapPolicy.model_fields if f"`overlap.{name}`" not in PAGE] == []


def _product(worked: str) -> float:
    """A product of whole numbers, over another one."""
    above, _, below = worked.partition("/")
    over, under = (
        math.prod(int(number) for number in side.strip(" ()").split("x")) for side in (above, below or "1")
    )
    return over / under


def _book(branch: str, cells: str) -> Members:
    manager, contact, opening, deposits = (cell.strip() for cell in cells.split(","))
    line = f"a | {manager.replace('-', '')} | {contact} | {opening} | {deposits}"
    heading = "customer_id | manager | last_contact | open_date | deposits"
    return members(f"{heading}\n{line}", f"{branch}.csv", branch=branch)
