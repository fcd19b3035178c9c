"""For which day a list is, where the data date is long over."""

import datetime as dt
from pathlib import Path

import pytest

from tests.program import typed

BOOK = """数据日期：2026-11-27,,,,
客户号,户名,客户经理,AUM,最近联系日期,到期日
1,张三,王芳,1000000,2026-11-20,2026-11-29
2,李四,王芳,900000,2026-01-20,2026-12-04
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    return tmp_path


@pytest.fixture(params=["2026-11-30", "2026-12-01"])
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """The date of the machine: three or four days after that of the book."""
    day = dt.date.fromisoformat(request.param)
    for module in ("commands.analysis", "input.reading"):
        monkeypatch.setattr(f"keyclient.cli.{module}.machine_date", lambda: day)
    return day


def told(folder: Path, *words: str, lang: str = "en") -> str:
    """What is said on the error stream."""
    done = typed(folder, "--lang", lang, *words)
    assert done.returncode == 0, done.stderr
    return " ".join(done.stderr.split())


@pytest.mark.parametrize("command", ["today", "plan"])
def test_a_list_for_a_day_that_is_over_says_for_which_day_it_is(
    folder: Path, command: str, machine: dt.date
) -> None:
    is_told = machine == dt.date(2026, 12, 1)
    said = told(folder, command, "book.csv")
    assert ("for 2026-11-27, the data date, which is more than 3 days ago" in said) == is_told
    assert "--as-of today" not in told(folder, command, "book.csv", "--set", "today.stale_days=4")
    assert "--as-of today" in told(folder, command, "book.csv", "--set", "today.stale_days=2")


def test_figures_of_a_day_and_a_day_that_was_asked_for_are_not_told(folder: Path, machine: dt.date) -> None:
    assert "--as-of today" not in told(folder, "tier", "book.csv", "--set", "today.stale_days=0")
    words = ("today", "book.csv", "--as-of", "2026-11-01", "--set", "today.stale_days=0")
    assert "--as-of today" not in told(folder, *words)


@pytest.mark.parametrize("today", ["today", " Today", "今天", "今日"])
def test_a_list_for_the_date_of_the_machine_leaves_out_what_has_matured(
    folder: Path, today: str, machine: dt.date
) -> None:
    words = ("--lang", "en", "today", "book.csv", "--format", "json")
    assert "2026-11-29" in typed(folder, *words).stdout
    done = typed(folder, *words, "--as-of", today)
    assert done.returncode == 0, done.stderr
    assert f'"as_of": "{machine}"' in done.stdout
    assert "2026-11-29" not in done.stdout
    assert "2026-12-04" in done.stdout
    assert "days ago" not in done.stderr
