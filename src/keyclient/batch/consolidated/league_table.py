"""The league tables of branches and of managers."""

from collections.abc import Sequence

from keyclient.analysis.common.columns import BLANK
from keyclient.batch.consolidated.columns import BRANCH, CUSTOMERS, HIGH, LOW
from keyclient.batch.consolidated.result import LeagueLine
from keyclient.model.label import Label
from keyclient.model.report import Cell, Kind, Table, TableColumn

_MANAGER = TableColumn("manager", Label("manager", "客户经理"), Kind.TEXT)
_COMPARISONS = {
    "above": Label("above the bank", "高于全行"),
    "below": Label("below the bank", "低于全行"),
    "like": Label("no clear difference", "与全行无显著差异"),
    None: Label("too few customers", "客户数过少"),
}

_OTHER_MEASURE = Label("ranked by another measure", "按其他指标排名")


def league_table(lines: Sequence[LeagueLine], amount: Kind, *, managers: bool) -> Table:
    """Branches or managers, ranked by the share of their customers who are among the bank's top customers."""
    columns = (
        BRANCH,
        *((_MANAGER,) if managers else ()),
        TableColumn("rank", Label("rank", "名次"), Kind.ORDINAL),
        CUSTOMERS,
        TableColumn("value", Label("value", "价值"), amount),
        TableColumn("share_of_value", Label("share of value", "价值占比"), Kind.SHARE),
        TableColumn("top_customers", Label("top customers", "头部客户"), Kind.COUNT),
        TableColumn("top_share", Label("share of own customers", "占自有客户比例"), Kind.SHARE, bar=True),
        LOW,
        HIGH,
        TableColumn("standing", Label("compared with the bank", "与全行相比"), Kind.TEXT),
    )
    title = (
        Label("League table of managers", "客户经理排名")
        if managers
        else Label("League table of branches", "网点排名")
    )
    return Table(
        "managers" if managers else "branches",
        title,
        columns,
        [_row(line, managers=managers) for line in lines],
    )


def _row(line: LeagueLine, *, managers: bool) -> tuple[Cell, ...]:
    return (
        line.branch or BLANK,
        *((line.manager or BLANK,) if managers else ()),
        line.rank,
        line.customers,
        line.value,
        line.share_of_value,
        line.top_customers,
        line.top_share,
        line.low,
        line.high,
        _OTHER_MEASURE if line.value is None else _COMPARISONS[line.standing],
    )
