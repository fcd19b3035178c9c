"""Who may import whom, and what may not be imported before it is needed."""

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
    done = _python("import sys, keyclient.cli.app; print('pydantic' in sys.modules)")
    assert (done.stdout.strip(), done.stderr) == ("False", "")
