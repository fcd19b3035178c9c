"""The worked examples of docs/funnel.md are what the program computes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from keyclient.analysis.funnel.result import FunnelResult
from tests.analysis.funnel.pipelines import counted, log, snapshot

PAGE = Path(__file__).parent.parent / "docs" / "funnel.md"
EXAMPLES = re.findall(
    r"^\| (snapshot|log) \| `([^`]+)` \| ([^|]+) \| ([^|]+) \|$",
    PAGE.read_text(encoding="utf-8"),
    re.MULTILINE,
)
STAGES = {"p": "潜在", "l": "可能", "o": "普通", "k": "重点", "c": "已成交", "x": "丢单"}

FIGURES: dict[str, Callable[[FunnelResult], list[object]]] = {
    "stages": lambda result: [stage.stage for stage in result.stages],
    "reached": lambda result: [stage.reached for stage in result.stages],
    "reached at most": lambda result: [stage.reached_high for stage in result.stages],
    "step conversion": lambda result: [stage.step_conversion for stage in result.stages],
    "moved back": lambda result: [stage.moved_back for stage in result.stages],
    "skipped": lambda result: [stage.skipped for stage in result.stages],
    "lost here": lambda result: [stage.lost_here for stage in result.stages],
    "median days": lambda result: [stage.median_days for stage in result.stages],
    "win rate": lambda result: [result.win_rate],
    "conversion": lambda result: [result.conversion],
    "interval": lambda result: [result.low, result.high],
}


def _counted(kind: str, rows: str) -> FunnelResult:
    if kind == "snapshot":
        return counted(snapshot("\n".join(["stage", *(STAGES[row] for row in rows.split())])))
    events = [f"{row[0]} | {STAGES[row[1]]} | 2026-01-{int(row[2:]):02d}" for row in rows.split()]
    return counted(log("\n".join(["customer_id | stage | stage_date", *events])))


def test_there_are_examples_of_every_figure() -> None:
    assert {figure for _, _, figure, _ in EXAMPLES} == set(FIGURES)


@pytest.mark.parametrize(("kind", "rows", "figure", "said"), EXAMPLES)
def test_worked_example_is_what_the_program_computes(kind: str, rows: str, figure: str, said: str) -> None:
    found = FIGURES[figure](_counted(kind, rows))
    assert len(found) == len(said.split())
    for value, text in zip(found, said.split(), strict=True):
        if isinstance(value, int | float):
            assert value == pytest.approx(float(text), abs=5e-7)
        else:
            assert ("n/a" if value is None else value) == text
