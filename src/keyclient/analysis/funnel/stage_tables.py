"""The tables of `funnel` with one row a stage or step. Column keys are those of its JSON."""

from dataclasses import replace

from keyclient.analysis.common.table_fields import TableField, field, table_of
from keyclient.analysis.funnel.issues import stage_label
from keyclient.analysis.funnel.result import FunnelResult, FunnelStage
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn


def figure(key: str, en: str, zh: str, kind: Kind, *, bar: bool = False) -> TableField:
    """A column that shows the attribute called like its key."""
    return field(TableColumn(key, Label(en, zh), kind, bar))


ENTERED = figure("entered", "entered", "进入", Kind.COUNT)
WON = figure("won", "won", "成交", Kind.COUNT)
LOST = figure("lost", "lost", "流失", Kind.COUNT)
OPEN = figure("open", "open", "进行中", Kind.COUNT)
WIN_RATE = figure("win_rate", "win rate", "成交率", Kind.SHARE)
CONVERSION = (
    figure("conversion", "conversion", "转化率", Kind.SHARE, bar=True),
    figure("low", "from", "下限", Kind.SHARE),
    figure("high", "to", "上限", Kind.SHARE),
)
"""The conversion and its interval."""

_SIGNIFICANCE = {True: Label("yes", "是"), False: Label("no", "否"), None: None}
_STAGE_COLUMN = TableColumn("stage", Label("stage", "阶段"), Kind.TEXT)
_STAGE = field(_STAGE_COLUMN, each=stage_label)
_MAIN = (
    figure("reached", "reached", "到达", Kind.COUNT),
    figure("step_conversion", "step", "环节转化率", Kind.SHARE),
    figure("step_low", "from", "下限", Kind.SHARE),
    figure("step_high", "to", "上限", Kind.SHARE),
    figure("cumulative_conversion", "of all", "累计转化率", Kind.SHARE, bar=True),
    figure("here_now", "here now", "停留", Kind.COUNT),
    figure("lost_here", "lost here", "流失", Kind.COUNT),
)
_BOUNDS = (
    figure("reached_low", "reached at least", "到达至少", Kind.COUNT),
    figure("reached_high", "reached at most", "到达至多", Kind.COUNT),
)
_LOG_ONLY = (
    figure("moved_back", "moved back", "退回", Kind.COUNT),
    figure("skipped", "skipped", "跳过", Kind.COUNT),
    figure("median_days", "median days", "中位天数", Kind.DAYS),
)


def _values(amount: Kind) -> tuple[TableField, ...]:
    return figure("value", "value", "金额", amount), figure("value_here", "value here", "停留金额", amount)


def stages_table(result: FunnelResult) -> Table:
    """How many reached each stage, their share of the stage before, and what became of the rest."""
    return table_of("stages", Label("Stages", "阶段"), (_STAGE, *_MAIN), result.stages)


def details_table(result: FunnelResult, amount: Kind) -> Table | None:
    """Further figures of the stages; None if there are none."""
    are_bounded = any(stage.reached_high > stage.reached for stage in result.stages)
    fields = (
        *(_LOG_ONLY if result.mode == "log" else ()),
        *(_BOUNDS if are_bounded else ()),
        *(_values(amount) if result.measure is not None else ()),
    )
    if not fields:
        return None
    return table_of("details", Label("More on the stages", "阶段明细"), (_STAGE, *fields), result.stages)


def records_table(result: FunnelResult, amount: Kind) -> Table:
    """The stages with every figure, under the names and in the order of the result.

    Programs get the stage names, people their labels.
    """
    name = field(replace(_STAGE_COLUMN, called=stage_label))
    order = list(FunnelStage.model_fields)
    every = (name, *_MAIN, *_BOUNDS, *_LOG_ONLY, *_values(amount))
    fields = sorted(every, key=lambda one: order.index(one.column.key))
    return table_of("stages", Label("Stages", "阶段"), fields, result.stages)


def times_table(result: FunnelResult) -> Table | None:
    """How long each step takes; None without days."""
    if not result.times:
        return None
    fields = (
        field(TableColumn("from_stage", Label("from", "自"), Kind.TEXT), each=stage_label),
        field(TableColumn("to_stage", Label("to", "至"), Kind.TEXT), each=stage_label),
        figure("customers", "number", "个数", Kind.COUNT),
        figure("median_days", "median days", "中位天数", Kind.DAYS),
        figure("mean_days", "mean days", "平均天数", Kind.DAYS),
        figure("p90_days", "9 in 10 within", "九成不超过（天）", Kind.DAYS),
        figure("still_open", "still open", "仍未到达", Kind.COUNT),
    )
    return table_of("times", Label("Days between stages", "阶段间隔天数"), fields, result.times)


def compare_table(result: FunnelResult) -> Table | None:
    """The step conversions next to those of the older book; None where there is none."""
    if result.compare is None:
        return None
    now = {stage.stage: stage for stage in result.stages}
    fields = (
        _STAGE,
        figure("old_reached", "reached then", "上期到达", Kind.COUNT),
        field(
            TableColumn("reached", Label("reached now", "本期到达"), Kind.COUNT),
            "stage",
            each=lambda stage: now[stage].reached,
        ),
        field(TableColumn("old", Label("step then", "上期转化率"), Kind.SHARE)),
        field(
            TableColumn("step_conversion", Label("step now", "本期转化率"), Kind.SHARE),
            "stage",
            each=lambda stage: now[stage].step_conversion,
        ),
        figure("difference", "difference", "变化", Kind.SHARE),
        figure("low", "from", "下限", Kind.SHARE),
        figure("high", "to", "上限", Kind.SHARE),
        field(
            TableColumn("significant", Label("more than chance", "变化是否显著"), Kind.TEXT),
            each=_SIGNIFICANCE.__getitem__,
        ),
    )
    return table_of(
        "compare", Label("Compared with the older book", "与上期对比"), fields, result.compare.stages
    )
