"""The plan without what tells who the customers are, beyond the columns that are masked everywhere."""

from dataclasses import replace

from keyclient.analysis.common.lazy_rows import LazyRows, ListSource
from keyclient.analysis.plan.line_id import masked_ids
from keyclient.analysis.plan.result import Difference, Kept, PlanLine, PlanResult
from keyclient.model.masking import hide

_REMARK = "remark"


def masked_plan(result: PlanResult) -> PlanResult:
    """Ids made of customers' numbers become numbers of lines, and remarks are hidden. `result`: with all lines."""
    old = list(result.lines)
    ids = dict(zip((line.line_id for line in old), masked_ids(len(old)), strict=True))
    lines = [replace(line, line_id=ids[line.line_id], remark=_hidden(line.remark)) for line in old]
    told = None if result.kept is None else _differences(result.kept, ids)
    return result.model_copy(update={"lines": LazyRows(PlanLine, ListSource(lines)), "kept": told})


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
