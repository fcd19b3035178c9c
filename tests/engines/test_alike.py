"""Every command gives the same answer on pandas and on DuckDB, byte for byte, of portfolios that try both."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from keyclient.model.engine import Engine
from tests.engines.adversarial import VALUES, adversarial
from tests.engines.answers import COMMANDS, answer, questions
from tests.engines.by_seed import by_seed
from tests.engines.portfolios import Made, numbered, one_month, two_months

_PORTFOLIOS = {**adversarial(), "by chance": by_seed(1)}
_PAST, _NOBODY = "sums past 2**63", "nobody with a value"
_ONE_DATE_EACH = ("Chinese partitions", "compare")
"""No branch has two dates to compare."""
_WITHOUT_VALUES = ("lifecycle", "funnel")
"""The commands that rank nobody."""


def _alike(bank: Path, question: tuple[str, ...]) -> int:
    """The exit code on both engines, which say and answer the same."""
    pandas, duckdb = (answer(bank, engine, question) for engine in (Engine.PANDAS, Engine.DUCKDB))
    assert duckdb == pandas
    return pandas[0]


@pytest.mark.parametrize("name", _PORTFOLIOS)
@pytest.mark.parametrize("command", COMMANDS)
def test_groups_of_every_portfolio(tmp_path: Path, name: str, command: str) -> None:
    made = _PORTFOLIOS[name]
    is_answered = (name, command) != _ONE_DATE_EACH
    assert _alike(made.write(tmp_path / "bank"), (command, "--by", made.by)) == (0 if is_answered else 2)


@pytest.mark.parametrize("command", ["segment", "tier", "funnel", "compare"])
def test_sums_past_all_bounds(tmp_path: Path, command: str) -> None:
    assert _alike(two_months(numbered(VALUES[_PAST])).write(tmp_path / "bank"), (command,)) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_with_a_value(tmp_path: Path, command: str) -> None:
    nobody = one_month(numbered(VALUES[_NOBODY])).write(tmp_path / "bank")
    assert _alike(nobody, (command,)) == (0 if command in _WITHOUT_VALUES else 2)


@pytest.mark.judgement
@pytest.mark.parametrize("grouped", [False, True])
@pytest.mark.parametrize("name", [*VALUES, *range(2, 8)])
def test_everything_of_every_value_and_more_by_chance(
    tmp_path: Path, name: str | int, *, grouped: bool
) -> None:
    made: Made = by_seed(name) if isinstance(name, int) else two_months(numbered(VALUES[name]))
    bank = made.write(tmp_path / "bank")
    for question in questions(made, grouped=grouped):
        is_answered = name != _NOBODY or question[0] in _WITHOUT_VALUES
        assert _alike(bank, question) == (0 if is_answered else 2)


@pytest.mark.parametrize("command", ["segment", "tier", "lifecycle"])
def test_customers_without_numbers_are_listed_too(tmp_path: Path, command: str) -> None:
    """A portfolio of amounts and ages alone."""
    bank = tmp_path / "bank"
    bank.mkdir()
    pq.write_table(pa.table({"aum": [5.0, 7.5, None], "age": [30, 65, 41]}), bank / "a.parquet")
    assert _alike(bank, (command, "--as-of", "2026-09-30")) == 0
