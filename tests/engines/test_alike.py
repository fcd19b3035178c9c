"""Every command gives the same answer on pandas and on DuckDB, byte for byte, of portfolios that try both."""

from pathlib import Path

import pytest

from keyclient.model.engine import Engine
from tests.engines.adversarial import VALUES, adversarial
from tests.engines.answers import COMMANDS, answer, questions
from tests.engines.by_seed import by_seed
from tests.engines.portfolios import Made, numbered, one_month, two_months

_PORTFOLIOS = {**adversarial(), "by chance": by_seed(1)}
_PAST = "sums past 2**63"


def _alike(bank: Path, question: tuple[str, ...]) -> int:
    """The exit code on both engines, which say and answer the same."""
    pandas, duckdb = (answer(bank, engine, question) for engine in (Engine.PANDAS, Engine.DUCKDB))
    assert duckdb == pandas
    return pandas[0]


@pytest.mark.parametrize("name", _PORTFOLIOS)
@pytest.mark.parametrize("command", COMMANDS)
def test_groups_of_every_portfolio(tmp_path: Path, name: str, command: str) -> None:
    made = _PORTFOLIOS[name]
    assert _alike(made.write(tmp_path / "bank"), (command, "--by", made.by)) == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_nobody_and_one_and_sums_past_all_bounds(tmp_path: Path, command: str) -> None:
    one, past = (
        two_months(numbered(VALUES[name])).write(tmp_path / f"{number}")
        for number, name in enumerate(("one customer", _PAST))
    )
    assert [_alike(bank, (command,)) for bank in (one, past)] == [0, 0]
    nobody = one_month(numbered(VALUES["nobody with a value"])).write(tmp_path / "nobody")
    assert _alike(nobody, (command,)) == (0 if command in ("lifecycle", "funnel") else 2)


@pytest.mark.judgement
@pytest.mark.parametrize("grouped", [False, True])
@pytest.mark.parametrize("name", [*VALUES, *range(2, 8)])
def test_everything_of_every_value_and_more_by_chance(
    tmp_path: Path, name: str | int, *, grouped: bool
) -> None:
    made: Made = by_seed(name) if isinstance(name, int) else two_months(numbered(VALUES[name]))
    bank = made.write(tmp_path / "bank")
    for question in questions(made, grouped=grouped):
        assert _alike(bank, question) in {0, 2 if name == "nobody with a value" else 0}
