"""Who may import whom, and what may not be imported before it is needed."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = [
    "pandas",
    "numpy",
    "pyarrow",
    "narwhals",
    "openpyxl",
    "xlsxwriter",
    "fastexcel",
    "xlrd",
    "duckdb",
    "polars",
    "chinese_calendar",
]


def _python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_imports_point_down_only() -> None:
    done = _python("import importlinter.cli as linter; linter.lint_imports_command(['--no-cache'])")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    "module",
    [
        "keyclient",
        "keyclient.cli.app",
        "keyclient.policy.loading.load",
        "keyclient.cli.commands.batch_options",
    ],
)
def test_start_of_the_program_imports_nothing_heavy(module: str) -> None:
    done = _python(f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY})))")
    assert (done.stdout.strip(), done.stderr) == ("", "")


def test_help_of_the_program_needs_no_models() -> None:
    """The commands are made from the faces, which declare and do not compute."""
    done = _python(
        "import sys, keyclient.cli.app as program; program.whole_program(); print('pydantic' in sys.modules)"
    )
    assert (done.stdout.strip(), done.stderr) == ("False", "")


ASIDE = [
    "openpyxl",
    "xlsxwriter",
    "xlrd",
    "duckdb",
    "polars",
    "jinja2",
    "lxml",
    "chinese_calendar",
    "tomllib",
    "rich.console",
    "keyclient.batch",
    "keyclient.demo",
    "keyclient.template",
    "keyclient.cli.input.earlier",
    "keyclient.cli.input.members",
    "keyclient.cli.input.pipelines",
    "keyclient.cli.writeback.write",
    "keyclient.ingest.pipeline",
    "keyclient.policy.loading.explain_errors",
    "keyclient.policy.showing.report",
    "keyclient.render.md",
    "keyclient.render.page",
    "keyclient.render.terminal",
    "keyclient.render.workbook",
]
"""What the table of a book without options has no use for."""
MOST_MODULES = 500
"""Of this program in the run of a small book, with a little room. Each costs every run a third of a millisecond."""


def test_a_small_book_imports_what_it_needs_and_builds_no_validator_of_the_policy() -> None:
    code = (
        "import sys; from keyclient.cli.app import main; main();"
        "from keyclient.policy.models import Policy; own = [name for name in sys.modules if name.startswith('keyclient')];"
        f"print(*sorted(set(sys.modules) & set({ASIDE})), len(own), Policy.__pydantic_complete__, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "segment", "tests/books/blank_rows_in_the_middle.xlsx", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    *aside, modules, is_built = done.stderr.split()
    assert (aside, is_built) == ([], "False")
    assert int(modules) <= MOST_MODULES


def test_no_command_refuses_a_command_line_while_it_runs() -> None:
    """What a parser of options refuses is looked for again among all options, which would run the command twice."""
    own = ROOT / "src" / "keyclient"
    naming = {
        path.relative_to(own).as_posix()
        for path in own.rglob("*.py")
        if re.search(r"\b(BadParameter|ClickException|import click|from click)\b", path.read_text("utf-8"))
    }
    assert naming == {"cli/app.py"}
