"""What is planted in the books of a bank is what `compare`, `maturity`, `risk` and `overlap` find in them."""

import json
from pathlib import Path

import pytest

from tests.demo.evaluate import evaluate
from tests.demo.scores import Score
from tests.program import run

MOVED = (
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
AT_RISK = ("red_emptied", "neglected", "overloaded")
SHARED = ("joined", "perhaps", "gold_together", "chased_twice", "household", "switchboard", "namesake")
ALL = (*MOVED, *AT_RISK, *SHARED)
UNSURE = ("riser", "quarter_end", "neglected")
"""Kinds of which the books have a few more than are planted: by chance, or as what else is planted also looks like them."""


def _scores(folder: Path, *options: str) -> dict[str, Score]:
    planted = ["--months", "6", "--branches", "4", *options, "--truth", str(folder / "truth.json")]
    assert run(["demo", str(folder / "bank"), *planted]).code == 0
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return evaluate(folder / "bank", truth)


@pytest.mark.judgement
@pytest.mark.parametrize("seed", [1, 2])
def test_everything_planted_is_found(tmp_path: Path, seed: int) -> None:
    scores = _scores(tmp_path, "--seed", str(seed))
    assert {kind: scores[kind].missed for kind in ALL} == dict.fromkeys(ALL, 0)
    assert {kind: scores[kind].false for kind in ALL if kind not in UNSURE and scores[kind].false} == {}
    assert scores["riser"].found == 12
    assert scores["riser"].false <= 2 * (scores["riser"].by_chance or 0)
    assert scores["neglected"].false <= scores["neglected"].found / 3
    assert {kind: scores[kind].found for kind in SHARED if kind not in ("joined", "perhaps")} == {
        "gold_together": 4,
        "chased_twice": 5,
        "household": 2,
        "switchboard": 1,
        "namesake": 15,
    }
    assert scores["overloaded"].found == 3


@pytest.mark.judgement
def test_over_the_whole_bank_only_silence_and_complaints_come_true(tmp_path: Path) -> None:
    scores = _scores(tmp_path, "--seed", "2", "--together")
    assert scores["came_true"] == Score(2, 0, 0)
    assert {kind: scores[kind].missed for kind in (*AT_RISK, *SHARED)} == dict.fromkeys(
        (*AT_RISK, *SHARED), 0
    )
    assert {kind for kind in SHARED if scores[kind].false} == set()
