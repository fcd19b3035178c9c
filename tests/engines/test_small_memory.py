"""Where hardly anything may be brought into memory, figures are found by weighted selection, and are those of plain Python."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from keyclient.model.engine import Engine
from tests.engines.adversarial import VALUES, adversarial
from tests.engines.answers import answer
from tests.engines.plain import segment_of
from tests.engines.portfolios import numbered, one_month

FEW = ("--set", "scale.collected=4")
_NOBODY = "nobody with a value"


@pytest.mark.parametrize("name", [name for name in VALUES if name != _NOBODY])
def test_sums_are_exact_and_shares_right_to_twelve_digits(tmp_path: Path, name: str) -> None:
    bank = one_month(numbered(VALUES[name])).write(tmp_path / "bank")
    (code, said, _), *others = (
        answer(bank, engine, ("segment", *more))
        for engine in (Engine.PANDAS, Engine.DUCKDB)
        for more in ((), FEW)
    )
    assert code == 0
    for one in [said, *(other for _, other, _ in others)]:
        _agrees(json.loads(one)["result"], VALUES[name])


def _agrees(result: dict[str, Any], values: list[int | None]) -> None:
    expected = segment_of(values)
    for name in ("total", "gross_positive", "gross_negative"):
        assert result[name] == _yuan(expected[name]), name
    assert (result["vital_few"]["customers"] or 0) == expected["vital_few"]
    found = {one["class"]: (one["customers"], one["value"]) for one in result["classes"]}
    classes = {letter: (count, _yuan(value)) for letter, (count, value) in expected["classes"].items()}
    assert found == {letter: part for letter, part in classes.items() if part[0] or letter in found}
    for name in ("gini_positive", "hhi", "gini"):
        share, right = result["concentration"][name], expected[name]
        assert (share is None) == (right is None), name
        assert right is None or abs(Fraction(share) - right) <= Fraction(1, 10**12), name


def _yuan(fen: int | None) -> float | None:
    """What JSON holds of a sum: the floating-point number next to it, which is exact up to 2**53."""
    return None if fen is None else float(Fraction(fen, 100))


@pytest.mark.parametrize(("command", "few"), [("segment", 4), ("lifecycle", 4), ("compare", 16)])
def test_the_answer_is_that_of_plenty_of_memory(tmp_path: Path, command: str, few: int) -> None:
    """`compare` counts by branch and manager, of which there are more than four together."""
    bank = adversarial()["several dates"].write(tmp_path / "bank")
    question = (command, "--by", "branch")
    code, plenty, _ = answer(bank, Engine.PANDAS, question)
    assert code == 0
    expected = json.loads(plenty)["result"]
    parts = expected.pop("theil", None) or {}
    for engine in (Engine.PANDAS, Engine.DUCKDB):
        found = json.loads(answer(bank, engine, question, "--set", f"scale.collected={few}")[1])["result"]
        assert (found.pop("theil", None) or {}) == pytest.approx(parts, rel=1e-12)  # sums of logarithms
        assert found == expected
