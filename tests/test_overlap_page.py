"""The worked examples of docs/overlap.md are what the program prints and computes."""

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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (policy,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "keyclient.toml").write_text(policy, encoding="utf-8")
    for name, lines in FILES.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_there_are_examples() -> None:
    assert (sorted(FILES), len(RUNS), len(LADDER)) == (["east.csv", "west.csv"], 1, 5)


@pytest.mark.parametrize("shown", RUNS, ids=lambda shown: f"line {shown.line}")
def test_an_example_prints_what_the_page_shows(folder: Path, shown: Shown) -> None:
    done = typed(folder, "--lang", "en", *shlex.split(shown.command)[1:], COLUMNS="100")
    assert shown.agrees(done.stderr + done.stdout), done.stderr + done.stdout


@pytest.mark.parametrize(("east", "west", "step", "owner"), LADDER)
def test_the_ladder_of_the_page(east: str, west: str, step: str, owner: str) -> None:
    books = [_book("东", east), _book("西", west)]
    person = only(overlapping(*books))
    assert (person.step, person.owner) == (step, owner or None)


def test_the_page_names_every_step_and_cut_off() -> None:
    assert [name for name, label in STEPS.items() if f"| `{name}` {label.zh} |" not in PAGE] == []
    assert [name for name in OverlapPolicy.model_fields if f"`overlap.{name}`" not in PAGE] == []


def _book(branch: str, cells: str) -> Members:
    manager, contact, opening, deposits = (cell.strip() for cell in cells.split(","))
    line = f"a | {manager.replace('-', '')} | {contact} | {opening} | {deposits}"
    heading = "customer_id | manager | last_contact | open_date | deposits"
    return members(f"{heading}\n{line}", f"{branch}.csv", branch=branch)
