"""The funnel tables: counts and rates by branch, and the stages reached."""

from collections.abc import Sequence

from keyclient.analysis.funnel.issues import stage_label
from keyclient.batch.consolidated.columns import BRANCH, HIGH, LOW
from keyclient.batch.consolidated.result import FunnelLine
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn

_ALL_BRANCHES = Label("all branches", "全部网点")
_COMPARABLE = {True: Label("yes", "可"), False: Label("too few", "样本过少")}


def funnel_table(lines: Sequence[FunnelLine]) -> Table:
    """Entered, won, lost and open customers of each branch, with the interval of the conversion rate."""
    columns = (
        BRANCH,
        TableColumn("entered", Label("entered", "进入"), Kind.COUNT),
        TableColumn("won", Label("won", "成交"), Kind.COUNT),
        TableColumn("lost", Label("lost", "流失"), Kind.COUNT),
        TableColumn("open", Label("open", "进行中"), Kind.COUNT),
        TableColumn("conversion", Label("conversion", "总转化率"), Kind.SHARE, bar=True),
        LOW,
        HIGH,
        TableColumn("enough", Label("comparable", "可否比较"), Kind.TEXT),
    )
    rows = [
        (
            _branch_name(line),
            line.entered,
            line.won,
            line.lost,
            line.open,
            line.conversion,
            line.low,
            line.high,
            _COMPARABLE[line.enough],
        )
        for line in lines
    ]
    return Table("funnel", Label("Funnel by branch", "各网点漏斗"), columns, rows)


def stages_table(stages: Sequence[str], lines: Sequence[FunnelLine]) -> Table:
    """How many customers of each branch reached each stage."""
    columns = (
        BRANCH,
        *(TableColumn(f"reached_{stage}", stage_label(stage), Kind.COUNT) for stage in stages),
        TableColumn("win_rate", Label("win rate", "赢单率"), Kind.SHARE, bar=True),
        TableColumn("win_low", Label("from", "下限"), Kind.SHARE),
        TableColumn("win_high", Label("to", "上限"), Kind.SHARE),
    )
    rows = [(_branch_name(line), *line.reached, line.win_rate, line.win_low, line.win_high) for line in lines]
    return Table("stages", Label("Stages reached, by branch", "各网点到达各阶段数"), columns, rows)


def _branch_name(line: FunnelLine) -> Cell:
    return _ALL_BRANCHES if line.branch is None else line.branch
