"""What is planted in the books of a bank is what `compare` and `maturity` find in them."""

import json
from pathlib import Path

import pytest

from tests.demo.evaluate import evaluate
from tests.program import run

ALL = (
    "lost",
    "new",
    "returned",
    "leaver",
    "emptied",
    "riser",
    "renumbered",
    "not_exported",
    "quarter_end",
    "maturing",
)
UNSURE = ("riser", "quarter_end")
"""Kinds of which chance brings a few more than are planted."""


@pytest.mark.judgement
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_everything_planted_is_found(tmp_path: Path, seed: int) -> None:
    folder, truth = tmp_path / "bank", tmp_path / "truth.json"
    planted = ["--months", "6", "--branches", "4", "--seed", str(seed), "--truth", str(truth)]
    assert run(["demo", str(folder), *planted]).code == 0
    scores = evaluate(folder, json.loads(truth.read_text(encoding="utf-8")))
    assert {kind: scores[kind].missed for kind in ALL} == dict.fromkeys(ALL, 0)
    assert {kind: scores[kind].false for kind in ALL if kind not in UNSURE and scores[kind].false} == {}
    assert scores["riser"].found == 12
    assert scores["riser"].false <= 2 * (scores["riser"].by_chance or 0)
