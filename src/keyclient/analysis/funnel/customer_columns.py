"""What `funnel` says about each customer or deal, to stand beside its row."""

from collections.abc import Iterable, Iterator

import pandas as pd

from keyclient.analysis.funnel.events import keys_of
from keyclient.analysis.funnel.position import positions_of
from keyclient.analysis.funnel.stages import StageMap, stage_map_of
from keyclient.metrics.stage import BACK, LOST
from keyclient.model.customer_columns import CustomerColumns
from keyclient.model.label import Label
from keyclient.model.pipeline import Pipeline, Shape
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.policy.parts.funnel import FunnelPolicy

_COLUMNS = (
    TableColumn("stage", Label("furthest stage", "最远阶段"), Kind.TEXT),
    TableColumn("state", Label("state", "状态"), Kind.TEXT),
)
_WON, _OPEN = Label("won", "已成交"), Label("open", "进行中")
_FATES = {LOST: Label("lost", "流失"), BACK: Label("moved back", "退回")}
_NOWHERE = Label("in no funnel: no known stage", "未计入：阶段无法识别")


def funnel_columns(
    pipeline: Pipeline, policy: FunnelPolicy, *, beside: Pipeline | None = None
) -> CustomerColumns | None:
    """The furthest stage and what became of every row; None where the rows are events and nobody's own.

    `beside`: the older pipeline that the answer is compared with; it has a say in which stages there are.
    """
    if pipeline.shape is Shape.LOG:
        return None
    stage_map = stage_map_of([pipeline] if beside is None else [pipeline, beside], policy)
    placed, book = positions_of(pipeline, stage_map).frame, pipeline.book.frame
    if pipeline.shape is Shape.SNAPSHOT:
        said = dict(zip(book["row"][placed.index].tolist(), _said(placed, stage_map), strict=True))
    else:
        found = dict(zip(placed["key"].tolist(), _said(placed, stage_map), strict=True))
        keys = keys_of(book, pipeline.key).tolist()
        said = {row: found[key] for row, key in zip(book["row"].tolist(), keys, strict=True) if key in found}
    return CustomerColumns(_COLUMNS, {row: said.get(row, (None, _NOWHERE)) for row in _rows(book)})


def _rows(book: pd.DataFrame) -> Iterable[int]:
    return [int(row) for row in book["row"]]


def _said(placed: pd.DataFrame, stage_map: StageMap) -> Iterator[tuple[Cell, Cell]]:
    stages = stage_map.ladder.stages
    for place, fate in zip(placed["furthest"].tolist(), placed["fate"].tolist(), strict=True):
        is_won = place == stage_map.size - 1 and fate not in _FATES
        yield stages[place].label, _WON if is_won else _FATES.get(fate, _OPEN)
