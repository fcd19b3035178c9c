"""The plan without what tells who the customers are, beyond the columns that are masked everywhere."""

from collections.abc import Sequence
from dataclasses import replace

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.plan.line_id import masked_ids
from keyclient.analysis.plan.result import Difference, Kept, PlanLine, PlanResult
from keyclient.model.masking import hide

_REMARK = "remark"


def masked_plan(result: PlanResult) -> PlanResult:
    """Ids made of customers' numbers become numbers of lines, and remarks are hidden. `result`: with all lines."""
    old = list(result.lines)
    lines = masked_lines(old)
    ids = {one.line_id: hidden.line_id for one, hidden in zip(old, lines, strict=True)}
    told = None if result.kept is None else _differences(result.kept, ids)
    return result.model_copy(update={"lines": LazyRows(PlanLine, ListSource(lines)), "kept": told})


def masked_lines(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """All lines of a plan, in their order, with its numbers as ids and with remarks hidden."""
    return [
        replace(line, line_id=number, remark=_hidden(line.remark))
        for line, number in zip(lines, masked_ids(len(lines)), strict=True)
    ]


def _differences(kept: Kept, ids: dict[str, str]) -> Kept:
    """What people changed, without the words of remarks and of lines that they added."""
    rows = [
        replace(
            one,
            line_id=ids.get(one.line_id, "#"),
            before=_told(one, one.before),
            after=_told(one, one.after),
        )
        for one in kept.differences
    ]
    return kept.model_copy(update={"differences": LazyRows(Difference, ListSource(rows))})


def _told(one: Difference, text: str | None) -> str | None:
    return _hidden(text) if one.column in (None, _REMARK) else text


def _hidden(text: str | None) -> str | None:
    return None if text is None else hide(text)
