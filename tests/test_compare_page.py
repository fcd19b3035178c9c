"""The worked examples of docs/compare.md are what the program prints."""

import re
import shlex
from pathlib import Path

import pytest

from keyclient.analysis.compare.buckets import BUCKET_LABELS
from keyclient.policy.parts.compare import ComparePolicy
from tests.console import Shown, shown_commands
from tests.program import typed

PAGE = (Path(__file__).parent.parent / "docs" / "compare.md").read_text(encoding="utf-8")
SHOWN = tuple(shown_commands(PAGE))
FILES = {shown.command.split()[1]: shown.output for shown in SHOWN if shown.command.startswith("cat ")}
RUNS = [shown for shown in SHOWN if shown.command.startswith("keyclient ")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (policy,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "keyclient.toml").write_text(policy, encoding="utf-8")
    ten = {"ten.csv": 1, "doubled.csv": 2}
    books = {
        name: [f"{11 - value},{factor * value}" for value in range(10, 0, -1)] for name, factor in ten.items()
    }
    for name, lines in {**FILES, **{name: ("客户号,AUM", *rows) for name, rows in books.items()}}.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def test_there_are_examples() -> None:
    assert (sorted(FILES), len(RUNS)) == (["new.csv", "old.csv"], 2)


@pytest.mark.parametrize("shown", RUNS, ids=lambda shown: f"line {shown.line}")
def test_an_example_prints_what_the_page_shows(folder: Path, shown: Shown) -> None:
    done = typed(folder, "--lang", "en", *shlex.split(shown.command)[1:], COLUMNS="100")
    assert shown.agrees(done.stderr + done.stdout), done.stderr + done.stdout


def test_the_page_names_every_bucket_and_cut_off() -> None:
    assert [name for name, label in BUCKET_LABELS.items() if f"| `{name}` {label.zh} |" not in PAGE] == []
    assert [name for name in ComparePolicy.model_fields if f"`compare.{name}`" not in PAGE] == []
