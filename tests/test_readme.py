"""What the README shows is what happens."""

import shutil
from pathlib import Path

from tests.console import shown_commands
from tests.followed import follow

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
INSTALLS = [
    "pip install . && keyclient segment examples/book.xlsx",
    'pip install -e ".[dev]" && python -m pytest',
]


def test_only_the_two_commands_that_install_are_not_run() -> None:
    shown = shown_commands(README.read_text(encoding="utf-8"))
    assert [one.command for one in shown if not one.runs] == INSTALLS


def test_every_other_command_prints_what_the_readme_shows(tmp_path: Path) -> None:
    """In one folder with a copy of the examples, one after the other, standard error before standard output."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    follow(README, tmp_path)
